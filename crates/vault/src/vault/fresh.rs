//! A new beginning after a vault was lost.

use std::path::{Path, PathBuf};

use crate::{
    Marker, VaultError, files,
    lock::FolderLock,
    snapshot_key::{CredentialStore, SystemStore},
};

/// What happens to the key in the credential store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredKey {
    /// It stays and will encrypt the new vault too; files that were moved aside can still be opened.
    Keep,
    /// It is removed: files that were moved aside can never be opened again.
    Remove {
        /// The service it is kept under.
        service: String,
        /// The account it is kept under.
        account: String,
    },
}

pub(super) fn start_fresh(folder: &Path, stored_key: &StoredKey) -> Result<Vec<PathBuf>, VaultError> {
    let folder = files::prepare_folder(folder)?;
    let _lock = FolderLock::take(&folder)?;
    files::remove_orphans(&folder)?;
    let mut moved = Vec::new();
    // The marker goes last: until then, a kill leaves a folder that says what it lost.
    for name in [files::SNAPSHOT, files::PREVIOUS, files::PASSPHRASE] {
        let path = folder.join(name);
        if std::fs::symlink_metadata(&path).is_ok() {
            moved.push(files::move_aside(&path, "aside")?);
        }
    }
    if let StoredKey::Remove { service, account } = stored_key {
        let store = SystemStore { service: service.clone(), account: account.clone() };
        store.remove().map_err(|error| super::opening::store_error(error, false))?;
    }
    // Says that nothing was saved here yet, whatever the credential store holds.
    Marker::default().write(&folder)?;
    Ok(moved)
}
