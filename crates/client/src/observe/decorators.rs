//! Transport, key and memory that tell what they do.

use std::sync::Arc;

use async_trait::async_trait;
use houseguest_protocol::{
    identity::PublicKey,
    window::observed::{Deed, Step},
};
use web_time::Instant;

use super::{Watch, watch::Outgoing};
use crate::ports::{GuestKey, HttpRequest, HttpResponse, Memory, Remembered, StoreError, Transport, TransportError};

/// A transport that tells of each call.
pub(crate) struct WatchedTransport {
    pub(crate) inner: Arc<dyn Transport>,
    pub(crate) watch: Arc<Watch>,
}

#[cfg_attr(not(target_arch = "wasm32"), async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait(?Send))]
impl Transport for WatchedTransport {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let outgoing = Outgoing::of(&request);
        let began = Instant::now();
        let answer = self.inner.send(request).await;
        let ms = u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX);
        self.watch.call(outgoing, ms, &answer);
        answer
    }
}

/// A key that tells when it is made, used and removed.
pub(crate) struct WatchedKey {
    pub(crate) inner: Arc<dyn GuestKey>,
    pub(crate) watch: Arc<Watch>,
}

fn outcome<T>(answer: &Result<T, StoreError>) -> Result<Option<String>, String> {
    match answer {
        Ok(_) => Ok(None),
        // Its text says which kind of failure it is; what the store said further may name files.
        Err(StoreError::Locked(_)) => Err("locked".to_owned()),
        Err(StoreError::Damaged(_)) => Err("damaged".to_owned()),
        Err(StoreError::Failed(_)) => Err("failed".to_owned()),
    }
}

#[cfg_attr(not(target_arch = "wasm32"), async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait(?Send))]
impl GuestKey for WatchedKey {
    async fn public_key(&self) -> Result<Option<PublicKey>, StoreError> {
        self.inner.public_key().await
    }

    async fn ensure(&self) -> Result<PublicKey, StoreError> {
        let was_there = matches!(self.inner.public_key().await, Ok(Some(_)));
        let answer = self.inner.ensure().await;
        if !was_there || answer.is_err() {
            let thumbprint = answer.as_ref().ok().map(PublicKey::thumbprint);
            self.watch.vault(Step::Key, Deed::KeyMade, thumbprint, outcome(&answer));
        }
        answer
    }

    async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, StoreError> {
        let key = self.inner.public_key().await.ok().flatten();
        let answer = self.inner.sign(message).await;
        self.watch.vault(Step::Key, Deed::Signed, key.map(|key| key.thumbprint()), outcome(&answer));
        answer
    }

    async fn retire(&self) -> Result<(), StoreError> {
        let key = self.inner.public_key().await.ok().flatten();
        let answer = self.inner.retire().await;
        if key.is_some() || answer.is_err() {
            self.watch.vault(Step::Key, Deed::Retired, key.map(|key| key.thumbprint()), outcome(&answer));
        }
        answer
    }
}

/// A memory that tells when it saves, and which parts changed.
pub(crate) struct WatchedMemory {
    pub(crate) inner: Arc<dyn Memory>,
    pub(crate) watch: Arc<Watch>,
}

#[cfg_attr(not(target_arch = "wasm32"), async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait(?Send))]
impl Memory for WatchedMemory {
    async fn load(&self) -> Result<Remembered, StoreError> {
        self.inner.load().await
    }

    async fn save(&self, remembered: &Remembered) -> Result<(), StoreError> {
        let before = self.inner.load().await.unwrap_or_default();
        let answer = self.inner.save(remembered).await;
        let told = outcome(&answer).map(|_| Some(changed(&before, remembered).join(", ")));
        self.watch.vault(Step::Memory, Deed::Saved, None, told);
        answer
    }
}

/// The names of the parts that differ.
fn changed(before: &Remembered, after: &Remembered) -> Vec<&'static str> {
    use secrecy::{ExposeSecret, SecretString};
    let same = |a: &Option<SecretString>, b: &Option<SecretString>| {
        a.as_ref().map(ExposeSecret::expose_secret) == b.as_ref().map(ExposeSecret::expose_secret)
    };
    let parts = [
        ("sub", before.sub != after.sub),
        ("standing", before.standing != after.standing),
        ("login", before.login != after.login),
        ("refresh_token", !same(&before.refresh_token, &after.refresh_token)),
        ("by_cookie", before.by_cookie != after.by_cookie),
        (
            "pending_promotion",
            before.pending_promotion.as_ref().map(|pending| &pending.state)
                != after.pending_promotion.as_ref().map(|pending| &pending.state),
        ),
        (
            "pending_log_in",
            before.pending_log_in.as_ref().map(|pending| &pending.state)
                != after.pending_log_in.as_ref().map(|pending| &pending.state),
        ),
        ("set_aside", before.set_aside.is_some() != after.set_aside.is_some()),
        ("lost", before.lost != after.lost),
        ("removed", before.removed != after.removed),
        ("to_revoke", before.to_revoke.len() != after.to_revoke.len()),
    ];
    parts.into_iter().filter_map(|(name, differs)| differs.then_some(name)).collect()
}
