//! The vault itself.
//!
//! [`Vault`] is the face for async programs. Behind it stands `Core`, which blocks and is used by one
//! thread at a time: `opening` makes it, `saving` writes, `interruption` is the place where tests stop
//! a save half-way.

mod core;
mod fresh;
mod interruption;
mod opening;
mod ports;
mod saving;
#[cfg(test)]
mod tests;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use houseguest_protocol::window::{House, OpenedBy, VaultState};
use tokio::sync::Mutex;

use self::core::Core;
use crate::{Diagnosis, Health, Marker, SnapshotKeySource, VaultError};

pub use fresh::StoredKey;

/// What a vault is opened with.
#[derive(Clone, Debug)]
pub struct VaultOptions {
    /// The folder that is the vault's alone; made if need be, for its owner only.
    pub folder: PathBuf,
    /// Where the key that encrypts the vault file comes from.
    pub key: SnapshotKeySource,
}

/// A guest's key-pair and what the client remembers, for each house apart, encrypted on disk. Clones share one vault.
///
/// Nothing is made until something is to be kept: opening a folder of a visitor leaves no key behind.
/// The folder is locked until the last clone is dropped and its work is done.
#[derive(Clone)]
pub struct Vault {
    core: Arc<Mutex<Core>>,
    folder: Arc<Path>,
    finding: Arc<Health>,
    moved_to: Option<Arc<Path>>,
    saved: Arc<AtomicBool>,
    opened_by: OpenedBy,
    house: Option<Arc<House>>,
}

impl Vault {
    /// Opens the vault in a folder, treating what is hurt.
    ///
    /// Blocks: some milliseconds with a stored key, some tenths of a second with a passphrase, and as
    /// long as a person takes where the system asks them to unlock the store. In an async program,
    /// call it in `spawn_blocking`.
    ///
    /// # Errors
    /// Each [`VaultError`] says what a person can do. After any of them, nothing was made and nothing
    /// was deleted; a damaged file may have been moved aside.
    pub fn open(options: VaultOptions) -> Result<Self, VaultError> {
        let opened_by = options.key.opened_by();
        let opened = opening::open(options)?;
        Ok(Self {
            opened_by,
            folder: opened.core.folder().into(),
            saved: opened.core.saved(),
            core: Arc::new(Mutex::new(opened.core)),
            finding: Arc::new(opened.finding),
            moved_to: opened.moved_to.map(Into::into),
            house: None,
        })
    }

    /// The same vault, as one house sees it: with a key and a memory for this house alone, so that nothing which belongs
    /// to people there ever reaches another. What was kept before houses were told apart belongs to the house that asks
    /// first. Without this call everything is that house's, which is right for programs that know only one.
    #[must_use]
    pub fn for_house(&self, house: House) -> Self {
        Self { house: Some(Arc::new(house)), ..self.clone() }
    }

    /// Looks at a folder without opening, locking or changing anything in it.
    ///
    /// # Errors
    /// When the key cannot be had, as for [`Self::open`].
    pub fn diagnose(options: &VaultOptions) -> Result<Diagnosis, VaultError> {
        opening::diagnose(options)
    }

    /// What the marker in a folder says, if there is one.
    ///
    /// # Errors
    /// When it may not be read.
    pub fn marker(folder: &Path) -> Result<Option<Marker>, VaultError> {
        Marker::read(folder)
    }

    /// Clears the way for a new vault after [`VaultError::Gone`], [`VaultError::Damaged`],
    /// [`VaultError::KeyMissing`] or [`VaultError::WrongKey`]: moves what is left in the folder aside.
    /// Deletes no file. Answers where things are now.
    ///
    /// # Errors
    /// [`VaultError::InUse`] while the vault is open; otherwise what the system refused.
    pub fn start_fresh(folder: &Path, stored_key: &StoredKey) -> Result<Vec<PathBuf>, VaultError> {
        fresh::start_fresh(folder, stored_key)
    }

    /// The vault's folder, by its canonical path.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the doctor found in place of the vault file when it was opened.
    #[must_use]
    pub fn finding(&self) -> &Health {
        &self.finding
    }

    /// Whether the file was hurt when it was opened and the previous copy was restored.
    #[must_use]
    pub fn restored(&self) -> bool {
        self.moved_to.is_some()
    }

    /// Where the hurt file is now, if the previous copy was restored.
    #[must_use]
    pub fn moved_to(&self) -> Option<&Path> {
        self.moved_to.as_deref()
    }

    /// Whether an older copy of the file was put back by somebody.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        matches!(*self.finding, Health::Stale { .. })
    }

    /// The state to show for an open vault; for an error, see [`VaultError::state`].
    #[must_use]
    pub fn state(&self) -> VaultState {
        if self.saved.load(Ordering::Acquire) {
            VaultState::Open { restored: self.restored(), opened_by: self.opened_by }
        } else {
            VaultState::Absent
        }
    }

    /// Runs blocking work on the part of the vault that is this house's, in the order of the calls.
    ///
    /// Work that began runs to its end even when nobody waits for it any more.
    async fn at_house<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Core, Option<&House>) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let house = self.house.clone();
        let mut core = Arc::clone(&self.core).lock_owned().await;
        match tokio::task::spawn_blocking(move || work(&mut core, house.as_deref())).await {
            Ok(outcome) => outcome,
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(_) => Err(VaultError::Interrupted),
        }
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Vault").field("folder", &self.folder).field("finding", &self.finding).finish_non_exhaustive()
    }
}
