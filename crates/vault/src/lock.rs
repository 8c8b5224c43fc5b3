//! One user of a vault folder at a time.
//!
//! Two programs that both write a snapshot lose one's work without an error: the last writer wins.
//! So whoever opens a vault holds the lock on a file beside it for as long as the vault is open. The
//! system gives the lock back when the process ends, however it ends.

use std::{
    collections::BTreeSet,
    fs::{File, TryLockError},
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{VaultError, files};

/// The folders this process has open: the second guard, for systems whose file locks belong to a
/// process or do not exist.
static HELD: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Holds a vault folder until it is dropped.
#[derive(Debug)]
pub struct FolderLock {
    folder: PathBuf,
    file: File,
}

impl FolderLock {
    /// Takes the lock on a folder, given by its canonical path, or fails at once.
    ///
    /// # Errors
    /// [`VaultError::InUse`] when another process or another part of this one has it.
    pub fn take(folder: &Path) -> Result<Self, VaultError> {
        let path = folder.join(files::LOCK);
        files::refuse_symbolic_link(&path)?;
        if !held().insert(folder.to_owned()) {
            return Err(VaultError::InUse);
        }
        match lock_file(&path) {
            Ok(file) => Ok(Self { folder: folder.to_owned(), file }),
            Err(error) => {
                held().remove(folder);
                Err(error)
            }
        }
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Closing would not do: a process that is being started at this moment has the file open too,
        // until it becomes another program.
        if let Err(error) = self.file.unlock()
            && error.kind() != ErrorKind::Unsupported
        {
            tracing::warn!(%error, "the vault's lock is given back only when the file is closed");
        }
        held().remove(&self.folder);
    }
}

fn lock_file(path: &Path) -> Result<File, VaultError> {
    let file = files::open_private(path).map_err(VaultError::io("open", path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(VaultError::InUse),
        // Such as Android, where no second process shares an app's folder.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(VaultError::io("lock", path)(error)),
    }
}

fn held() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    // A set of paths is whole at any instant, so a panic elsewhere does not spoil it.
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}
