//! The vault as the client's key and memory.

use async_trait::async_trait;
use houseguest_client::ports::{GuestKey, Memory, Remembered, StoreError};
use houseguest_protocol::identity::PublicKey;

use super::Vault;

#[async_trait]
impl GuestKey for Vault {
    async fn public_key(&self) -> Result<Option<PublicKey>, StoreError> {
        Ok(self.at_house(|core, house| core.public_key(house)).await?)
    }

    async fn ensure(&self) -> Result<PublicKey, StoreError> {
        Ok(self.at_house(|core, house| core.ensure(house)).await?)
    }

    async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, StoreError> {
        let message = message.to_vec();
        Ok(self.at_house(move |core, house| core.sign(house, &message)).await?)
    }

    async fn retire(&self) -> Result<(), StoreError> {
        Ok(self.at_house(|core, house| core.retire(house)).await?)
    }
}

#[async_trait]
impl Memory for Vault {
    async fn load(&self) -> Result<Remembered, StoreError> {
        Ok(self.at_house(|core, house| core.load(house)).await?)
    }

    async fn save(&self, remembered: &Remembered) -> Result<(), StoreError> {
        let remembered = remembered.clone();
        Ok(self.at_house(move |core, house| core.save(house, remembered)).await?)
    }
}
