//! Keys, sessions, and the pairing of a second device.

use houseguest_protocol::{
    identity::{EndSessionRequest, KeyList, Thumbprint},
    window::Pairing,
};
use tauri::Runtime;

use crate::{Error, Houseguest, qr};

impl<R: Runtime> Houseguest<R> {
    /// The keys and sessions of whoever is here.
    ///
    /// # Errors
    /// As [`houseguest_client::Client::keys`].
    pub async fn keys(&self) -> Result<KeyList, Error> {
        Ok(self.client().await?.keys().await?)
    }

    /// Revokes a key of the guest who is here.
    ///
    /// # Errors
    /// As [`houseguest_client::Client::revoke_key`].
    pub async fn revoke_key(&self, key: Thumbprint, even_the_last: bool) -> Result<KeyList, Error> {
        Ok(self.client().await?.revoke_key(key, even_the_last).await?)
    }

    /// Ends a session of whoever is here.
    ///
    /// # Errors
    /// As [`houseguest_client::Client::end_session`].
    pub async fn end_session(&self, session: EndSessionRequest) -> Result<KeyList, Error> {
        Ok(self.client().await?.end_session(session).await?)
    }

    /// Offers this device to a guest who is elsewhere; the code comes with its picture.
    ///
    /// # Errors
    /// As [`houseguest_client::Client::offer_device`].
    pub async fn offer_device(&self) -> Result<Pairing, Error> {
        Ok(qr::draw(self.client().await?.offer_device().await?))
    }

    /// Lets the device that shows `code` join the guest who is here.
    ///
    /// # Errors
    /// As [`houseguest_client::Client::join_device`].
    pub async fn join_device(&self, code: &str) -> Result<Pairing, Error> {
        Ok(self.client().await?.join_device(code).await?)
    }

    /// Goes on with the pairing.
    ///
    /// # Errors
    /// As [`houseguest_client::Client::pairing`].
    pub async fn pairing(&self) -> Result<Pairing, Error> {
        Ok(qr::draw(self.client().await?.pairing().await?))
    }

    /// The person says that the numbers are the same.
    ///
    /// # Errors
    /// As [`houseguest_client::Client::confirm_pairing`].
    pub async fn confirm_pairing(&self) -> Result<Pairing, Error> {
        Ok(self.client().await?.confirm_pairing().await?)
    }

    /// Gives the pairing up.
    ///
    /// # Errors
    /// As [`houseguest_client::Client::cancel_pairing`].
    pub async fn cancel_pairing(&self) -> Result<Pairing, Error> {
        Ok(self.client().await?.cancel_pairing().await?)
    }
}
