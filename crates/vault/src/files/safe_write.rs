//! Writes that leave the old or the new content, whatever happens in between.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use super::{PREVIOUS, PREVIOUS_NEXT, SNAPSHOT, folder::create_private};
use crate::VaultError;

/// Replaces a file by way of `<file>.next` in the same folder; survives a kill and a loss of power.
///
/// # Errors
/// What the system refused; the former content is intact then.
pub fn write_safely(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    write_whole(path, bytes)?;
    sync_folder(path.parent().unwrap_or(Path::new(".")))
}

/// As [`write_safely`], without waiting for the folder: after a loss of power it may be the former
/// content, and is whole in any case.
///
/// # Errors
/// As [`write_safely`].
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let mut next = path.as_os_str().to_owned();
    next.push(".next");
    let next = PathBuf::from(next);
    remove_if_present(&next)?;
    let write = || -> io::Result<()> {
        let mut file = create_private(&next)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&next, path)
    };
    write().map_err(VaultError::io("write", path))
}

/// Keeps the present snapshot as the previous copy, at no instant leaving the folder without either.
///
/// The copy is a second name for the same file where the file system has that; the next snapshot
/// takes the first name without touching the content. Without a snapshot it does nothing.
///
/// # Errors
/// What the system refused.
pub fn keep_previous(folder: &Path) -> Result<(), VaultError> {
    let (snapshot, next) = (folder.join(SNAPSHOT), folder.join(PREVIOUS_NEXT));
    remove_if_present(&next)?;
    match fs::hard_link(&snapshot, &next) {
        Ok(()) => fs::rename(&next, folder.join(PREVIOUS)).map_err(VaultError::io("keep a copy of", snapshot)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        // No second names on this file system, or not allowed to apps, as on Android.
        Err(_) => keep_copy(&snapshot, folder),
    }
}

/// Puts a copy of `from` in the previous copy's place, with content of its own.
///
/// # Errors
/// What the system refused; the former previous copy is intact then.
pub fn keep_copy(from: &Path, folder: &Path) -> Result<(), VaultError> {
    let next = folder.join(PREVIOUS_NEXT);
    remove_if_present(&next)?;
    let copy = || -> io::Result<()> {
        let bytes = fs::read(from)?;
        let mut file = create_private(&next)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&next, folder.join(PREVIOUS))
    };
    copy().map_err(VaultError::io("keep a copy of", from))
}

/// Waits until a file's content is on disk; costs next to nothing when it is.
///
/// # Errors
/// What the system refused.
pub fn sync_file(path: &Path) -> Result<(), VaultError> {
    // Windows flushes only through a handle that may write.
    let file = fs::OpenOptions::new().read(true).write(true).open(path).map_err(VaultError::io("open", path))?;
    file.sync_data().map_err(VaultError::io("flush", path))
}

/// Waits until a folder's names are on disk. Windows has no such call; there it does nothing.
///
/// # Errors
/// What the system refused.
pub fn sync_folder(folder: &Path) -> Result<(), VaultError> {
    if cfg!(windows) {
        return Ok(());
    }
    let opened = fs::File::open(folder).map_err(VaultError::io("open", folder))?;
    opened.sync_all().map_err(VaultError::io("flush", folder))
}

/// Removes one of our own temporary files.
pub(crate) fn remove_if_present(path: &Path) -> Result<(), VaultError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(VaultError::io("remove", path)(error)),
        _ => Ok(()),
    }
}
