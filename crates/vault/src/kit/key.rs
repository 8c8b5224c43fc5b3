//! The key of a recovery kit while it is in memory.

use async_trait::async_trait;
use ed25519_dalek::{Signer, SigningKey};
use houseguest_client::ports::{GuestKey, StoreError};
use houseguest_protocol::identity::PublicKey;

/// An Ed25519 key that lies in a recovery kit. Wiped when it is dropped, never printed.
#[derive(Clone)]
pub struct RecoveryKey(SigningKey);

impl RecoveryKey {
    /// Draws a fresh key.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    #[must_use]
    pub fn random() -> Self {
        let mut seed = zeroize::Zeroizing::new([0; 32]);
        getrandom::fill(&mut *seed).expect("the operating system provides randomness");
        Self(SigningKey::from_bytes(&seed))
    }

    pub(super) fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    pub(super) fn seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey::Ed25519(self.0.verifying_key().to_bytes())
    }
}

impl std::fmt::Debug for RecoveryKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RecoveryKey([redacted])")
    }
}

#[async_trait]
impl GuestKey for RecoveryKey {
    async fn public_key(&self) -> Result<Option<PublicKey>, StoreError> {
        Ok(Some(self.public()))
    }

    async fn ensure(&self) -> Result<PublicKey, StoreError> {
        Ok(self.public())
    }

    async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, StoreError> {
        Ok(self.0.sign(message).to_bytes().to_vec())
    }

    async fn retire(&self) -> Result<(), StoreError> {
        Err(StoreError::Failed("a recovery key lies in a file of its own".to_owned()))
    }
}
