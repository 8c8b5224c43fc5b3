//! What the client remembers, as the one record in Stronghold's store.

use houseguest_client::ports::Remembered;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::VaultError;

/// The form this program writes.
const VERSION: u8 = 1;

/// Long enough that a record never grows its buffer, which would leave a copy behind.
const CAPACITY_BYTES: usize = 16 * 1024;

/// The record in the store.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Record {
    #[serde(default)]
    version: u8,
    /// Counts the saves; the marker beside the vault has the same number.
    pub(crate) generation: u64,
    /// What the client remembers.
    pub(crate) remembered: Remembered,
}

impl Record {
    pub(crate) fn new(generation: u64, remembered: Remembered) -> Self {
        Self { version: VERSION, generation, remembered }
    }

    pub(super) fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(CAPACITY_BYTES));
        serde_json::to_writer(&mut *bytes, self).map_err(VaultError::Record)?;
        Ok(bytes)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        serde_json::from_slice(bytes).map_err(VaultError::Record)
    }
}
