//! A save that leaves the old or the new vault, whatever happens in between.
//!
//! At every instant the snapshot's name leads to a whole file. The new file takes that name only
//! after it was flushed, opened again with the key, and compared with what was meant. The marker
//! comes last, so it is never ahead of the file.

use std::{fs, path::Path};

use super::interruption::{Interruption, Step};
use crate::{
    Marker, VaultError, files,
    stronghold::{Content, Fault, GuardedKey},
};

/// What stays as the previous copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// The snapshot from before the save.
    Former,
    /// A copy of the new one: the former holds a key that must not remain.
    New,
}

/// What is saved where.
pub(super) struct Saving<'a> {
    pub(super) folder: &'a Path,
    pub(super) key: &'a GuardedKey,
    pub(super) content: &'a Content,
    pub(super) kept: Kept,
}

/// Saves, and answers the marker that was written.
///
/// # Errors
/// After any, the snapshot is the former one again. (The exception is a key's retirement that fails
/// after the new file took its place: the key is gone then, and trying again does no harm.)
pub(super) fn save(saving: &Saving<'_>, interruption: &mut Interruption) -> Result<Marker, VaultError> {
    let folder = saving.folder;
    let (snapshot, next) = (folder.join(files::SNAPSHOT), folder.join(files::NEXT));
    files::remove_if_present(&next)?;
    interruption.after(Step::Begun)?;

    saving.content.write(&next, saving.key)?;
    interruption.after(Step::Written)?;

    // Stronghold made the file readable for everybody. It also flushed the content, today.
    files::restrict(&next)?;
    files::sync_file(&next)?;
    interruption.after(Step::Flushed)?;

    let written = Content::read(&next, saving.key).map_err(not_read_back)?;
    if !written.is_same_as(saving.content)? {
        return Err(VaultError::NotReadBack("the key and the record"));
    }
    let size_bytes = fs::metadata(&next).map_err(VaultError::io("look at", &next))?.len();
    interruption.after(Step::Verified)?;

    let had_former = snapshot.exists();
    match saving.kept {
        Kept::Former => files::keep_previous(folder)?,
        Kept::New => files::keep_copy(&next, folder)?,
    }
    interruption.after(Step::PreviousKept)?;

    fs::rename(&next, &snapshot).map_err(VaultError::io("replace", &snapshot))?;
    finish(saving, size_bytes, interruption).inspect_err(|_| {
        if saving.kept == Kept::Former
            && let Err(error) = undo(folder, &snapshot, had_former)
        {
            tracing::error!(%error, "the former vault could not be put back");
        }
    })
}

/// What follows once the new file has its name.
fn finish(saving: &Saving<'_>, size_bytes: u64, interruption: &mut Interruption) -> Result<Marker, VaultError> {
    interruption.after(Step::Renamed)?;
    files::sync_folder(saving.folder)?;
    interruption.after(Step::FolderFlushed)?;
    let marker = Marker::of(saving.content, size_bytes)?;
    marker.follow(saving.folder)?;
    interruption.after(Step::MarkerWritten)?;
    Ok(marker)
}

/// Puts the former snapshot back; without one, takes the new one away, which nobody was told of.
fn undo(folder: &Path, snapshot: &Path, had_former: bool) -> Result<(), VaultError> {
    if !had_former {
        return files::remove_if_present(snapshot);
    }
    let previous = folder.join(files::PREVIOUS);
    let bytes = fs::read(&previous).map_err(VaultError::io("read", previous))?;
    files::write_safely(snapshot, &bytes)
}

fn not_read_back(fault: Result<Fault, VaultError>) -> VaultError {
    match fault {
        Ok(fault) => VaultError::Stronghold { action: "read back what was written", detail: format!("{fault:?}") },
        Err(error) => error,
    }
}
