//! The file beside the vault that says, without secrets, who was in it.
//!
//! It answers three questions the vault itself cannot: whether there was a vault at all when the file
//! is gone, who is lost then, and whether the file on disk is an older copy than the last one written.

use std::{io, path::Path};

use houseguest_client::ports::Remembered;
use houseguest_protocol::{
    identity::{PublicKey, Thumbprint},
    social::Standing,
    values::{Subject, Timestamp},
};
use serde::{Deserialize, Serialize};

use crate::{VaultError, files, stronghold::Content};

/// What is known about a vault from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// Counts the vault's saves; 0 before the first one.
    pub generation: u64,
    /// Who is in it.
    pub sub: Option<Subject>,
    /// As what.
    pub standing: Option<Standing>,
    /// Since when this device knows them.
    pub since: Option<Timestamp>,
    /// Which key is in it.
    pub thumbprint: Option<Thumbprint>,
    /// How long the vault file is, to tell a cut one; 0 before the first save.
    pub size_bytes: u64,
    /// Whether there is a marker that could not be understood.
    #[serde(skip)]
    pub unreadable: bool,
}

impl Marker {
    /// What may be told about a content.
    pub(crate) fn of(content: &Content, size_bytes: u64) -> Result<Self, VaultError> {
        let record = content.record()?.unwrap_or_default();
        let mut marker = Self { generation: record.generation, size_bytes, ..Self::default() };
        // Of several houses' people it names the first: one is enough to know that somebody would be missed.
        for (slot, remembered) in record.places() {
            let Remembered { sub, standing, since, .. } = remembered.clone();
            let thumbprint = content.public_key(slot)?.map(|key| PublicKey::Ed25519(key).thumbprint());
            marker = Self { sub, standing, since, thumbprint, ..marker };
            if marker.names_somebody() {
                break;
            }
        }
        Ok(marker)
    }

    /// Whether somebody would be missed if the vault were gone.
    #[must_use]
    pub const fn names_somebody(&self) -> bool {
        self.sub.is_some() || self.thumbprint.is_some() || self.unreadable
    }

    /// Reads the marker of a vault folder, if there is one that can be understood.
    ///
    /// A marker that cannot be parsed still says that there was a vault: it reads as one of the first
    /// generation with [`Self::unreadable`] set.
    ///
    /// # Errors
    /// When there is one that may not be read.
    pub fn read(folder: &Path) -> Result<Option<Self>, VaultError> {
        let path = folder.join(files::MARKER);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes).unwrap_or_else(|error| {
                tracing::warn!(%error, "the vault's marker cannot be parsed");
                Self { generation: 1, unreadable: true, ..Self::default() }
            }))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(VaultError::io("read", path)(error)),
        }
    }

    /// Writes the marker and waits until it is on disk; a kill leaves the former or the new one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), VaultError> {
        files::write_safely(&folder.join(files::MARKER), &self.to_bytes()?)
    }

    /// Writes the marker after a save. A loss of power may leave the former one, which the next
    /// opening sets right; so nobody waits for the disk once more.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn follow(&self, folder: &Path) -> Result<(), VaultError> {
        files::write_whole(&folder.join(files::MARKER), &self.to_bytes()?)
    }

    fn to_bytes(&self) -> Result<Vec<u8>, VaultError> {
        serde_json::to_vec_pretty(self).map_err(VaultError::Record)
    }
}
