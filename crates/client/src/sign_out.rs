//! Leaving, and forgetting.

use secrecy::{ExposeSecret, SecretString};

use crate::{
    ClientError,
    core::Core,
    flow::Flow,
    ports::{Body, HttpRequest, Remembered},
};

impl Flow<'_> {
    /// Ends the session here and, as soon as the issuer can be reached, there.
    pub(crate) async fn sign_out(&mut self) -> Result<(), ClientError> {
        self.end_cookie_session().await?;
        self.discard_token();
        self.remembered.pending_promotion = None;
        self.remembered.pending_log_in = None;
        if self.is_guest() && self.key().is_some() {
            self.save().await?;
        } else {
            // A key that a promotion left behind must be gone before its member is forgotten: without a name, it would
            // look like a guest's.
            self.retire_spare_key().await?;
            self.leave().await?;
        }
        self.revoke_discarded().await
    }

    /// Forgets everybody, and removes the key. Irrevocable for a guest.
    pub(crate) async fn forget(&mut self) -> Result<(), ClientError> {
        self.end_cookie_session().await?;
        // In this order: a key without a name would be taken for a new guest's, a name without a key is a lost guest.
        if let Some(key) = self.key() {
            key.retire().await?;
        }
        self.discard_token();
        if let Some(guest) = self.remembered.set_aside.take() {
            self.remembered.to_revoke.extend(guest.refresh_token);
        }
        if let Some(member) = self.remembered.waiting_member.take() {
            self.remembered.to_revoke.extend(member.refresh_token);
        }
        let to_revoke = std::mem::take(&mut self.remembered.to_revoke);
        self.remembered = Remembered { to_revoke, ..Remembered::default() };
        self.save().await?;
        self.revoke_discarded().await
    }

    /// Forgets a guest that cannot be reached, or a member who will not come back.
    pub(crate) async fn start_over(&mut self) -> Result<(), ClientError> {
        if self.is_member() { self.sign_out().await } else { self.forget().await }
    }

    /// Revokes discarded tokens. Those that the issuer cannot be asked about now are kept for the next time: their
    /// owner is gone from this device either way.
    pub(crate) async fn revoke_discarded(&mut self) -> Result<(), ClientError> {
        if self.remembered.to_revoke.is_empty() {
            return Ok(());
        }
        let mut left = Vec::new();
        for token in std::mem::take(&mut self.remembered.to_revoke) {
            match self.core.revoke(&token).await {
                Ok(()) => {}
                Err(error) => {
                    tracing::info!(%error, "a token could not be revoked yet");
                    left.push(token);
                }
            }
        }
        self.remembered.to_revoke = left;
        self.save().await
    }
}

impl Core {
    pub(crate) async fn revoke(&self, token: &SecretString) -> Result<(), ClientError> {
        let endpoint = self.metadata().await?.revocation_endpoint.clone();
        let form = {
            // Gone before the first await: a serializer does not travel between threads.
            let mut form = url::form_urlencoded::Serializer::new(String::new());
            SecretString::from(form.append_pair("token", token.expose_secret()).finish())
        };
        let request = HttpRequest::post(endpoint, Body::Form(form));
        let answer = self.send_to_issuer(request).await?;
        if answer.status >= 500 || answer.status == 429 {
            return Err(ClientError::ServerFailed { status: answer.status, detail: "revocation".to_owned() });
        }
        // Any other refusal will not change by asking again.
        if answer.status != 200 {
            tracing::warn!(status = answer.status, "the issuer refused to revoke a token");
        }
        Ok(())
    }
}
