//! The vault behind its lock, for one thread at a time.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use houseguest_client::ports::Remembered;
use houseguest_protocol::{identity::PublicKey, window::House};

use super::{
    interruption::Interruption,
    saving::{self, Kept, Saving},
};
use crate::{
    Health, Marker, SnapshotKey, VaultError,
    doctor::examine,
    files,
    lock::FolderLock,
    snapshot_key::CredentialStore,
    stronghold::{Content, GuardedKey, Record},
};

/// Where the key is.
pub(super) enum Key {
    /// At hand.
    Held(GuardedKey),
    /// Not made yet; it will be kept in this store. Only in a folder that never had a vault.
    ToBeMade(Box<dyn CredentialStore>),
}

/// An open vault.
pub(super) struct Core {
    pub(super) folder: PathBuf,
    pub(super) key: Key,
    /// What is on disk; none before the first save, or after a save that failed half-way.
    pub(super) content: Option<Content>,
    pub(super) marker: Marker,
    pub(super) saved: Arc<AtomicBool>,
    pub(super) interruption: Interruption,
    /// Given back last.
    pub(super) _lock: FolderLock,
}

impl Core {
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn saved(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.saved)
    }

    /// The record as it is on disk.
    fn record(&mut self) -> Result<Record, VaultError> {
        self.recover()?;
        Ok(self.content.as_ref().map(Content::record).transpose()?.flatten().unwrap_or_default())
    }

    pub(super) fn public_key(&mut self, house: Option<&House>) -> Result<Option<PublicKey>, VaultError> {
        let slot = self.record()?.slot(house);
        match (&self.content, slot) {
            (Some(content), Some(slot)) => Ok(content.public_key(slot)?.map(PublicKey::Ed25519)),
            _ => Ok(None),
        }
    }

    pub(super) fn ensure(&mut self, house: Option<&House>) -> Result<PublicKey, VaultError> {
        if let Some(key) = self.public_key(house)? {
            return Ok(key);
        }
        self.change(Kept::Former, |content, record| content.generate_key(record.settle(house).0))?;
        self.public_key(house)?.ok_or(VaultError::NotReadBack("the key that was made"))
    }

    pub(super) fn sign(&mut self, house: Option<&House>, message: &[u8]) -> Result<Vec<u8>, VaultError> {
        let slot = self.record()?.slot(house).ok_or(VaultError::NoKey)?;
        self.content.as_ref().ok_or(VaultError::NoKey)?.sign(slot, message)
    }

    pub(super) fn retire(&mut self, house: Option<&House>) -> Result<(), VaultError> {
        if self.public_key(house)?.is_none() {
            return Ok(());
        }
        self.change(Kept::New, |content, record| content.revoke_key(record.settle(house).0))
    }

    pub(super) fn load(&mut self, house: Option<&House>) -> Result<Remembered, VaultError> {
        Ok(self.record()?.remembered(house))
    }

    pub(super) fn save(&mut self, house: Option<&House>, remembered: Remembered) -> Result<(), VaultError> {
        self.change(Kept::Former, |_, record| {
            *record.settle(house).1 = remembered;
            Ok(())
        })
    }

    /// Changes the content and saves it; when that fails, memory follows what is on disk.
    fn change(
        &mut self,
        kept: Kept,
        edit: impl FnOnce(&Content, &mut Record) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        self.recover()?;
        self.make_key()?;
        let Key::Held(key) = &self.key else { return Err(VaultError::NotReadBack("the snapshot key")) };
        // Taken out, so that after a failure the file is read again and no half-done change remains.
        let content = match self.content.take() {
            Some(content) => content,
            None => Content::empty(&self.folder, key)?,
        };
        let former = content.record()?.unwrap_or_default();
        let generation = former.generation.max(self.marker.generation) + 1;
        let mut record = former.next(generation);
        edit(&content, &mut record)?;
        content.keep_record(&record)?;
        let saving = Saving { folder: &self.folder, key, content: &content, kept };
        self.marker = saving::save(&saving, &mut self.interruption)?;
        self.content = Some(content);
        self.saved.store(true, Ordering::Release);
        Ok(())
    }

    /// Reads the file again after a save that failed.
    fn recover(&mut self) -> Result<(), VaultError> {
        if self.content.is_some() || !self.saved.load(Ordering::Acquire) && !self.snapshot_exists() {
            return Ok(());
        }
        let Key::Held(key) = &self.key else { return Ok(()) };
        let (finding, content) = examine(&self.folder.join(files::SNAPSHOT), key, Some(&self.marker))?;
        match (finding, content) {
            (_, Some(content)) => {
                self.content = Some(content);
                self.saved.store(true, Ordering::Release);
                Ok(())
            }
            (Health::Absent, None) => Err(VaultError::Gone { sub: self.marker.sub.clone() }),
            (finding, None) => Err(VaultError::Damaged { finding, moved_to: None }),
        }
    }

    fn snapshot_exists(&self) -> bool {
        std::fs::symlink_metadata(self.folder.join(files::SNAPSHOT)).is_ok()
    }

    /// Makes the snapshot key, keeps it in the credential store, and reads it back.
    ///
    /// A marker of generation 0 goes first: a kill after the key is kept and before the first save
    /// is then told from a vault that was removed.
    fn make_key(&mut self) -> Result<(), VaultError> {
        let Key::ToBeMade(store) = &self.key else { return Ok(()) };
        if self.snapshot_exists() || crate::doctor::is_missed(&self.folder, Some(&self.marker)) {
            return Err(VaultError::KeyMissing { missing: "its key in the credential store" });
        }
        let unusable = |error| super::opening::store_error(error, false);
        let made = match store.find().map_err(unusable)? {
            Some(found) => found,
            None => {
                self.marker.write(&self.folder)?;
                let made = SnapshotKey::random();
                store.keep(&made).map_err(unusable)?;
                made
            }
        };
        if store.find().map_err(unusable)?.as_ref() != Some(&made) {
            return Err(VaultError::NotReadBack("the snapshot key in the credential store"));
        }
        let stale_salt = self.folder.join(files::PASSPHRASE);
        if stale_salt.exists() {
            files::move_aside(&stale_salt, "aside")?;
        }
        self.key = Key::Held(GuardedKey::new(&made)?);
        Ok(())
    }
}
