//! The social API: reading needs nobody, writing makes a guest of a visitor.

mod comments;
mod export;
mod feed;
mod images;
mod moderation;
mod notifications;
mod people;
mod preferences;
mod reactions;

pub use images::Picture;

use houseguest_protocol::{social::IdempotencyKey, window::Session};
use secrecy::SecretString;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Client, ClientError, Endpoints,
    observe::errand,
    ports::{Body, HttpRequest, Method},
    wire,
};

impl Client {
    /// Reads, as whoever is here; as a visitor if nobody is, or if their session cannot go on.
    async fn read_now<T: DeserializeOwned>(&self, path: &str, query: &str) -> Result<T, ClientError> {
        let url = wire::with_query(Endpoints::below(&self.core.endpoints.social, path), query);
        let request = HttpRequest::get(url);
        let answer = if self.somebody_is_here() {
            match self.core.authorised(request.clone()).await {
                // The session is over, which its owner has been told. The page can still be read.
                Err(
                    ClientError::SessionEnded { .. }
                    | ClientError::AccountKept { .. }
                    | ClientError::GuestLost { .. }
                    | ClientError::GuestRemoved { .. }
                    | ClientError::NobodyHere,
                ) => self.core.send(request).await?,
                other => other?,
            }
        } else {
            self.core.send(request).await?
        };
        wire::social(&answer)
    }

    /// Writes once under `key`, however often it is repeated; makes a guest first if nobody is here.
    async fn write_now<B: Serialize, T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &B,
        key: &IdempotencyKey,
    ) -> Result<T, ClientError> {
        let text = serde_json::to_string(body).map_err(|error| ClientError::Protocol(error.to_string()))?;
        self.send_now(method, path, Body::Json(SecretString::from(text)), key).await
    }

    /// Like [`Self::write_now`], with any body.
    pub(crate) async fn send_now<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Body,
        key: &IdempotencyKey,
    ) -> Result<T, ClientError> {
        if !self.somebody_is_here() {
            self.ensure_guest().await?;
        }
        let request = HttpRequest {
            method,
            url: Endpoints::below(&self.core.endpoints.social, path),
            bearer: None,
            with_cookies: false,
            speaks_as: None,
            idempotency_key: Some(key.as_str().to_owned()),
            body,
        };
        wire::social(&self.core.authorised(request).await?)
    }

    /// Whether a guest or member is here, so that there is something of theirs to be asked for.
    fn somebody_is_here(&self) -> bool {
        matches!(self.session(), Session::Guest { .. } | Session::Member { .. })
    }
}

/// The same, as errands of their own.
impl Client {
    async fn read<T: DeserializeOwned>(&self, path: &str, query: &str) -> Result<T, ClientError> {
        errand(self.read_now(path, query)).await
    }

    async fn write<B: Serialize, T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &B,
        key: &IdempotencyKey,
    ) -> Result<T, ClientError> {
        errand(self.write_now(method, path, body, key)).await
    }

    async fn send_once<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Body,
        key: &IdempotencyKey,
    ) -> Result<T, ClientError> {
        errand(self.send_now(method, path, body, key)).await
    }
}
