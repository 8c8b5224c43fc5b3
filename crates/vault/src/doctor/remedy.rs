//! What may be done about a finding.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Health, examine};
use crate::{
    VaultError, files,
    stronghold::{Content, GuardedKey},
};

/// The previous copy took the place of a hurt file.
#[derive(Debug)]
pub(crate) struct Remedy {
    pub(crate) content: Content,
    pub(crate) moved_to: PathBuf,
}

/// Treats a snapshot that is there and cannot be used; the folder's lock must be held.
///
/// Restores the previous copy if it opens with the key. Otherwise a damaged file is moved aside. A
/// file that is not known to be damaged stays where it is: a wrong key, a newer version and a
/// refusal of the system may all pass.
pub(crate) fn treat(
    folder: &Path,
    finding: Health,
    key: &GuardedKey,
    from_passphrase: bool,
) -> Result<Remedy, VaultError> {
    let snapshot = folder.join(files::SNAPSHOT);
    match &finding {
        Health::Unreadable(detail) => {
            let source = io::Error::new(io::ErrorKind::PermissionDenied, detail.clone());
            return Err(VaultError::io("read", snapshot)(source));
        }
        Health::UnsupportedVersion => return Err(VaultError::UnsupportedVersion),
        _ => {}
    }
    let (previous, content) = examine(&folder.join(files::PREVIOUS), key, None)?;
    match content {
        Some(content) => {
            let moved_to = restore(folder, &snapshot)?;
            tracing::warn!(%finding, moved_to = %moved_to.display(), "the vault was damaged; the previous copy was restored");
            Ok(Remedy { content, moved_to })
        }
        None if finding == Health::WrongKey => Err(VaultError::WrongKey { from_passphrase }),
        None => {
            let moved_to = files::move_aside(&snapshot, "damaged")?;
            tracing::error!(%finding, %previous, moved_to = %moved_to.display(), "the vault is damaged");
            Err(VaultError::Damaged { finding, moved_to: Some(moved_to) })
        }
    }
}

/// Puts a copy of the previous copy in the snapshot's place. A kill in between leaves a snapshot:
/// the hurt one, to be treated again, or the restored one.
fn restore(folder: &Path, snapshot: &Path) -> Result<PathBuf, VaultError> {
    let previous = folder.join(files::PREVIOUS);
    let bytes = fs::read(&previous).map_err(VaultError::io("read", previous))?;
    let moved_to = files::set_aside(snapshot, "damaged")?;
    files::write_safely(snapshot, &bytes)?;
    Ok(moved_to)
}
