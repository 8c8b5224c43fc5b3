//! The keys this server signs tokens with: loaded at the start, made when first needed.

use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use houseguest_protocol::{
    identity::{Algorithm, JwkSet},
    values::Timestamp,
};
use serde::Deserialize;
use tokio::{sync::Mutex, task::JoinError};

use super::{BrokenKey, KeptKey, KeyRing, Opened, SigningKey};
use crate::store::{Store, StoreError};

/// The server's own keys could not be had.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeyError {
    /// They could not be loaded or kept.
    #[error("the server's keys could not be loaded")]
    Store(#[from] StoreError),
    /// What is kept is no key.
    #[error(transparent)]
    Broken(#[from] BrokenKey),
    /// What is kept is no secret of 32 bytes.
    #[error("the secret `{0}` is broken")]
    BrokenSecret(&'static str),
    /// The thread that made one ended early.
    #[error("making a signing key was interrupted")]
    Interrupted(#[from] JoinError),
}

/// All signing keys, in memory for as long as the server runs. Never printed.
///
/// An RSA key takes a tenth of a second to make, so it is made only once some client wants it: a server
/// whose clients sign otherwise starts at once.
pub(crate) struct SigningKeys {
    store: Store,
    ring: RwLock<Arc<KeyRing>>,
    // Held while one is made, so that a crowd makes one.
    making: Mutex<()>,
}

impl SigningKeys {
    /// No keys yet.
    pub(crate) fn new(store: Store) -> Self {
        Self { store, ring: RwLock::default(), making: Mutex::default() }
    }

    /// The key that signs by `algorithm`, made now if there is none yet.
    ///
    /// # Errors
    /// [`KeyError`].
    pub(crate) async fn signer(&self, algorithm: Algorithm, now: Timestamp) -> Result<Arc<SigningKey>, KeyError> {
        if let Some(key) = self.ring().signer(algorithm) {
            return Ok(Arc::clone(key));
        }
        let _making = self.making.lock().await;
        let ring = self.ring();
        if let Some(key) = ring.signer(algorithm) {
            return Ok(Arc::clone(key));
        }
        let fresh = tokio::task::spawn_blocking(move || SigningKey::generate(algorithm)).await??;
        let kept = self.store.secret_or_add(name_of(algorithm), &fresh, now).await?;
        let key = Arc::new(SigningKey::from_pkcs8(algorithm, &zeroize::Zeroizing::new(kept))?);
        let ring = ring.with(KeptKey { key: Arc::clone(&key), retired_at: None });
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
        Ok(key)
    }

    /// The public halves, as the JWKS endpoint serves them.
    pub(crate) fn jwks(&self) -> JwkSet {
        self.ring().jwks()
    }

    /// Reads a token this server signed; `None` when it did not, or its header is not exactly what we write.
    pub(crate) fn open<C: for<'de> Deserialize<'de>>(&self, typ: &str, token: &str) -> Option<C> {
        match self.ring().open(typ, token) {
            Opened::Claims(claims) => Some(claims),
            Opened::UnknownKey | Opened::Refused => None,
        }
    }

    fn ring(&self) -> Arc<KeyRing> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }
}

const fn name_of(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::EdDsa => "signing.eddsa",
        Algorithm::Es256 => "signing.es256",
        Algorithm::Rs256 => "signing.rs256",
    }
}

impl fmt::Debug for SigningKeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SigningKeys({:?})", self.ring())
    }
}
