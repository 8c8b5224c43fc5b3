//! The snapshot key in guarded memory.

use iota_stronghold::KeyProvider;
use zeroize::Zeroizing;

use crate::{VaultError, snapshot_key::SnapshotKey};

/// The snapshot key, split and locked in memory while it is not in use.
pub(crate) struct GuardedKey(KeyProvider);

impl GuardedKey {
    pub(crate) fn new(key: &SnapshotKey) -> Result<Self, VaultError> {
        let bytes = Zeroizing::new(key.expose().to_vec());
        KeyProvider::try_from(bytes).map(Self).map_err(|error| refused("take the key", &error))
    }

    pub(super) const fn provider(&self) -> &KeyProvider {
        &self.0
    }

    /// The bytes, for the one call that wants them.
    pub(super) fn bytes(&self) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let buffer = self.0.try_unlock().map_err(|error| refused("unlock the key", &error))?;
        Ok(Zeroizing::new(buffer.borrow().to_vec()))
    }
}

fn refused(action: &'static str, error: &dyn std::fmt::Debug) -> VaultError {
    VaultError::Stronghold { action, detail: format!("{error:?}") }
}

impl std::fmt::Debug for GuardedKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("GuardedKey([redacted])")
    }
}
