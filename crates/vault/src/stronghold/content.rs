//! The content of one snapshot.

use std::path::Path;

use iota_stronghold::{
    Client, Location, SnapshotPath,
    procedures::{Ed25519Sign, GenerateKey, KeyType, PublicKey as PublicKeyOf, RevokeData},
};
use tauri_plugin_stronghold::stronghold::Stronghold;
use zeroize::{Zeroize, Zeroizing};

use super::{Fault, GuardedKey, Record, Slot, work_factor::without_stretching};
use crate::VaultError;

/// Names the part of a snapshot that is ours.
const CLIENT: &str = "houseguest";
/// Where the record is in the store.
const RECORD: &[u8] = b"remembered";

/// The content of a snapshot in guarded memory: at most one key-pair for each house, and one record.
pub(crate) struct Content {
    stronghold: Stronghold,
    client: Client,
}

impl Content {
    /// Reads a snapshot. `Err(Ok(fault))` says what is wrong with the file, `Err(Err(_))` with us.
    pub(crate) fn read(path: &Path, key: &GuardedKey) -> Result<Self, Result<Fault, VaultError>> {
        // Stronghold would take a file that is not there for a reason to begin an empty one.
        if let Err(error) = std::fs::File::open(path) {
            return Err(Ok(Fault::Unreadable(error.to_string())));
        }
        let mut bytes = key.bytes().map_err(Err)?;
        let stronghold = Stronghold::new(path, std::mem::take(&mut *bytes)).map_err(|error| Ok(Fault::of(&error)))?;
        let client = stronghold.load_client(CLIENT).map_err(|_| Ok(Fault::Foreign))?;
        Ok(Self { stronghold, client })
    }

    /// Begins an empty content, for a folder that has no snapshot.
    pub(crate) fn empty(folder: &Path, key: &GuardedKey) -> Result<Self, VaultError> {
        let mut bytes = key.bytes()?;
        // A name nothing is ever written under, so there is nothing to load.
        let nowhere = folder.join("vault.stronghold.none");
        let stronghold =
            Stronghold::new(nowhere, std::mem::take(&mut *bytes)).map_err(|error| refused("begin a vault", &error))?;
        let client = stronghold.create_client(CLIENT).map_err(|error| refused("begin a vault", &error))?;
        Ok(Self { stronghold, client })
    }

    /// Writes the content to a file of this name, which must not hold anything of worth.
    pub(crate) fn write(&self, path: &Path, key: &GuardedKey) -> Result<(), VaultError> {
        let path = SnapshotPath::from_path(path);
        without_stretching(|| self.stronghold.inner().commit_with_keyprovider(&path, key.provider()))
            .map_err(|error| refused("write the vault", &error))
    }

    /// Whether there is a key-pair.
    pub(crate) fn has_key(&self, slot: Slot) -> Result<bool, VaultError> {
        self.client.record_exists(&key_location(slot)).map_err(|error| refused("look for the key", &error))
    }

    /// The public half of the key-pair, if there is one.
    pub(crate) fn public_key(&self, slot: Slot) -> Result<Option<[u8; 32]>, VaultError> {
        if !self.has_key(slot)? {
            return Ok(None);
        }
        let wanted = PublicKeyOf { ty: KeyType::Ed25519, private_key: key_location(slot) };
        let bytes = self.client.execute_procedure(wanted).map_err(|error| refused("read the public key", &error))?;
        let key = bytes.try_into().map_err(|_| VaultError::NotReadBack("a public key of 32 bytes"))?;
        Ok(Some(key))
    }

    /// Makes a key-pair. Stronghold itself would replace a present one without a word.
    ///
    /// # Errors
    /// [`VaultError::KeyExists`].
    pub(crate) fn generate_key(&self, slot: Slot) -> Result<(), VaultError> {
        if self.has_key(slot)? {
            return Err(VaultError::KeyExists);
        }
        let wanted = GenerateKey { ty: KeyType::Ed25519, output: key_location(slot) };
        self.client.execute_procedure(wanted).map_err(|error| refused("make a key", &error))
    }

    /// Signs with the key-pair.
    ///
    /// # Errors
    /// [`VaultError::NoKey`].
    pub(crate) fn sign(&self, slot: Slot, message: &[u8]) -> Result<Vec<u8>, VaultError> {
        if !self.has_key(slot)? {
            return Err(VaultError::NoKey);
        }
        let wanted = Ed25519Sign { msg: message.to_vec(), private_key: key_location(slot) };
        let signature = self.client.execute_procedure(wanted).map_err(|error| refused("sign", &error))?;
        Ok(signature.to_vec())
    }

    /// Removes the key-pair and its bytes. Without one it does nothing.
    pub(crate) fn revoke_key(&self, slot: Slot) -> Result<(), VaultError> {
        let wanted = RevokeData { location: key_location(slot), should_gc: true };
        self.client.execute_procedure(wanted).map_err(|error| refused("remove the key", &error))
    }

    /// The record, if one was kept.
    pub(crate) fn record(&self) -> Result<Option<Record>, VaultError> {
        self.record_bytes()?.map(|bytes| Record::from_bytes(&bytes)).transpose()
    }

    /// Replaces the record.
    pub(crate) fn keep_record(&self, record: &Record) -> Result<(), VaultError> {
        let bytes = record.to_bytes()?;
        let mut former = self
            .client
            .store()
            .insert(RECORD.to_vec(), bytes.to_vec(), None)
            .map_err(|error| refused("keep the record", &error))?;
        former.zeroize();
        Ok(())
    }

    /// Whether another content has the same key-pairs and the same record.
    pub(crate) fn is_same_as(&self, other: &Self) -> Result<bool, VaultError> {
        if self.record_bytes()? != other.record_bytes()? {
            return Ok(false);
        }
        for (slot, _) in self.record()?.unwrap_or_default().places() {
            if self.public_key(slot)? != other.public_key(slot)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn record_bytes(&self) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let bytes = self.client.store().get(RECORD).map_err(|error| refused("read the record", &error))?;
        Ok(bytes.map(Zeroizing::new))
    }
}

fn key_location(Slot(number): Slot) -> Location {
    match number {
        None => Location::generic("keys", "guest"),
        Some(number) => Location::generic("keys", format!("guest-{number}")),
    }
}

fn refused(action: &'static str, error: &dyn std::fmt::Display) -> VaultError {
    VaultError::Stronghold { action, detail: error.to_string() }
}

impl std::fmt::Debug for Content {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Content([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot_key::SnapshotKey;

    fn key() -> GuardedKey {
        GuardedKey::new(&SnapshotKey::from([7; 32])).expect("32 bytes")
    }

    #[test]
    fn a_key_is_never_made_over_another() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let content = Content::empty(folder.path(), &key()).expect("begins");
        content.generate_key(Slot::default()).expect("there is none yet");
        let public = content.public_key(Slot::default()).expect("reads");
        assert!(public.is_some());
        assert!(matches!(content.generate_key(Slot::default()), Err(VaultError::KeyExists)));
        assert_eq!(content.public_key(Slot::default()).expect("reads"), public);
    }

    #[test]
    fn a_file_that_cannot_be_read_gives_no_content_that_could_be_saved_over_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("vault");
        assert!(
            matches!(Content::read(&path, &key()), Err(Ok(Fault::Unreadable(_)))),
            "a missing file is no empty one"
        );
        std::fs::write(&path, [1; 300]).expect("writes");
        assert!(matches!(Content::read(&path, &key()), Err(Ok(Fault::NotASnapshot))));
    }

    #[test]
    fn what_differs_from_what_was_meant_is_noticed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("vault");
        let content = Content::empty(folder.path(), &key()).expect("begins");
        content.generate_key(Slot::default()).expect("there is none yet");
        content.write(&path, &key()).expect("writes");
        let written = Content::read(&path, &key()).expect("reads back");
        assert!(written.is_same_as(&content).expect("compares"));
        content.keep_record(&Record::default().next(1)).expect("keeps");
        assert!(!written.is_same_as(&content).expect("compares"), "another record");
        written.revoke_key(Slot::default()).expect("revokes");
        assert!(!written.is_same_as(&Content::read(&path, &key()).expect("reads")).expect("compares"), "another key");
    }
}
