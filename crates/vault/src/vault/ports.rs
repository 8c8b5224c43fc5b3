//! The vault as the client's key and memory.

use async_trait::async_trait;
use houseguest_client::ports::{GuestKey, Memory, Remembered, StoreError};
use houseguest_protocol::identity::PublicKey;

use super::Vault;

#[async_trait]
impl GuestKey for Vault {
    async fn public_key(&self) -> Result<Option<PublicKey>, StoreError> {
        Ok(self.with_core(|core| core.public_key()).await?)
    }

    async fn ensure(&self) -> Result<PublicKey, StoreError> {
        Ok(self.with_core(|core| core.ensure()).await?)
    }

    async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, StoreError> {
        let message = message.to_vec();
        Ok(self.with_core(move |core| core.sign(&message)).await?)
    }

    async fn retire(&self) -> Result<(), StoreError> {
        Ok(self.with_core(|core| core.retire()).await?)
    }
}

#[async_trait]
impl Memory for Vault {
    async fn load(&self) -> Result<Remembered, StoreError> {
        Ok(self.with_core(|core| core.load()).await?)
    }

    async fn save(&self, remembered: &Remembered) -> Result<(), StoreError> {
        let remembered = remembered.clone();
        Ok(self.with_core(move |core| core.save(remembered)).await?)
    }
}
