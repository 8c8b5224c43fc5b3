//! The guest's key-pair.

use async_trait::async_trait;
use houseguest_protocol::identity::PublicKey;

use super::StoreError;

/// A key-pair that signs without showing its private half.
#[cfg_attr(not(target_arch = "wasm32"), async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait(?Send))]
pub trait GuestKey: Send + Sync {
    /// The public half of the key, if there is a key.
    ///
    /// # Errors
    /// A store that is locked or damaged is an error, never `None`: `None` leads to a new guest.
    async fn public_key(&self) -> Result<Option<PublicKey>, StoreError>;

    /// Makes a key unless there is one, and answers its public half.
    ///
    /// When this returns, the key is on disk and has been read back: a kill the instant after loses
    /// nothing. Concurrent calls make one key.
    ///
    /// # Errors
    /// As [`Self::public_key`].
    async fn ensure(&self) -> Result<PublicKey, StoreError>;

    /// Signs a message with the key's one algorithm.
    ///
    /// # Errors
    /// As [`Self::public_key`]; without a key, [`StoreError::Failed`].
    async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, StoreError>;

    /// Removes the key for good, as after a promotion. Without a key it does nothing.
    ///
    /// # Errors
    /// As [`Self::public_key`].
    async fn retire(&self) -> Result<(), StoreError>;
}
