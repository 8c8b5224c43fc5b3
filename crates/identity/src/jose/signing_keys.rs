//! The keys this server signs tokens with: loaded at the start, made when first needed, replaced on request.

use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use houseguest_protocol::{
    identity::{Algorithm, JwkSet},
    values::Timestamp,
};
use serde::Deserialize;
use tokio::{sync::Mutex, task::JoinError};
use zeroize::Zeroizing;

use super::{BrokenKey, KeptKey, KeyRing, Opened, SigningKey};
use crate::store::{NewSigningKey, SigningKeyRecord, Store, StoreError};

/// How long other replicas and readers of the JWKS may take to notice that a key was replaced.
const NOTICE: Duration = Duration::from_secs(60);

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
    // Held while the ring is about to change, so that a crowd makes one key.
    changing: Mutex<()>,
}

impl SigningKeys {
    /// Loads the keys there are.
    ///
    /// # Errors
    /// [`KeyError`].
    pub(crate) async fn load(store: Store) -> Result<Self, KeyError> {
        let keys = Self { store, ring: RwLock::default(), changing: Mutex::default() };
        keys.follow().await?;
        Ok(keys)
    }

    /// The key that signs by `algorithm`, made now if there is none yet.
    ///
    /// # Errors
    /// [`KeyError`].
    pub(crate) async fn signer(&self, algorithm: Algorithm, now: Timestamp) -> Result<Arc<SigningKey>, KeyError> {
        if let Some(key) = self.ring().signer(algorithm) {
            return Ok(Arc::clone(key));
        }
        let _changing = self.changing.lock().await;
        if let Some(key) = self.ring().signer(algorithm) {
            return Ok(Arc::clone(key));
        }
        let kept = self.store.add_signing_key(fresh(algorithm).await?, now).await?;
        self.take_up(kept)?.signer(algorithm).map(Arc::clone).ok_or(KeyError::Broken(BrokenKey(algorithm)))
    }

    /// Puts a new key in the place of the one that signs by `algorithm`. The old one goes on verifying until
    /// [`Self::forget`] finds that the last token it signed has ended.
    ///
    /// # Errors
    /// [`KeyError`]; the old key goes on signing then.
    pub(crate) async fn replace(&self, algorithm: Algorithm, now: Timestamp) -> Result<Arc<SigningKey>, KeyError> {
        let new = fresh(algorithm).await?;
        let _changing = self.changing.lock().await;
        let kept = self.store.replace_signing_key(new, now).await?;
        self.take_up(kept)?.signer(algorithm).map(Arc::clone).ok_or(KeyError::Broken(BrokenKey(algorithm)))
    }

    /// The algorithms that have a key that signs.
    pub(crate) fn algorithms(&self) -> Vec<Algorithm> {
        Algorithm::ALL.into_iter().filter(|algorithm| self.ring().signer(*algorithm).is_some()).collect()
    }

    /// Takes up the keys that other processes have made or replaced.
    ///
    /// # Errors
    /// [`KeyError`]; the keys stay as they were.
    pub(crate) async fn follow(&self) -> Result<(), KeyError> {
        let _changing = self.changing.lock().await;
        let kept = self.store.list_signing_keys().await?;
        self.take_up(kept)?;
        Ok(())
    }

    /// Forgets the keys that retired so long ago that every token they signed has ended. `longest` is how long
    /// a token lives, by the settings in force.
    ///
    /// # Errors
    /// The store's.
    pub(crate) async fn forget(&self, longest: Duration, now: Timestamp) -> Result<(), KeyError> {
        if self.store.forget_signing_keys(now - longest - NOTICE).await? > 0 {
            self.follow().await?;
        }
        Ok(())
    }

    /// The public halves, as the JWKS endpoint serves them.
    pub(crate) fn jwks(&self) -> JwkSet {
        self.ring().jwks()
    }

    /// Reads a token this server signed; `None` when it did not, or its header is not exactly what we write.
    ///
    /// # Errors
    /// When the token names a key that is not here, and the store cannot be asked whether it is new.
    pub(crate) async fn open<C: for<'de> Deserialize<'de>>(
        &self,
        typ: &str,
        token: &str,
    ) -> Result<Option<C>, KeyError> {
        let ring = self.ring();
        match ring.open(typ, token) {
            Opened::Claims(claims) => Ok(Some(claims)),
            Opened::Refused => Ok(None),
            Opened::UnknownKey => {
                // Another replica may have made it a moment ago. A look costs what looking up a session does.
                self.follow().await?;
                match self.ring().open(typ, token) {
                    Opened::Claims(claims) => Ok(Some(claims)),
                    Opened::UnknownKey | Opened::Refused => Ok(None),
                }
            }
        }
    }

    fn ring(&self) -> Arc<KeyRing> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes the ring of what is kept; keys that are known are not read again.
    fn take_up(&self, kept: Vec<SigningKeyRecord>) -> Result<Arc<KeyRing>, KeyError> {
        let known = self.ring();
        let read = |record: SigningKeyRecord| {
            let key = match known.find(record.id) {
                Some(key) => key,
                None => Arc::new(SigningKey::from_pkcs8(record.algorithm, &record.private)?),
            };
            Ok::<_, KeyError>(KeptKey { id: record.id, key, retired_at: record.retired_at })
        };
        let ring = Arc::new(KeyRing::new(kept.into_iter().map(read).collect::<Result<_, _>>()?));
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&ring);
        Ok(ring)
    }
}

/// Makes a key, away from the threads that serve requests.
async fn fresh(algorithm: Algorithm) -> Result<NewSigningKey, KeyError> {
    let private: Zeroizing<Vec<u8>> = tokio::task::spawn_blocking(move || SigningKey::generate(algorithm)).await??;
    Ok(NewSigningKey { algorithm, private })
}

impl fmt::Debug for SigningKeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SigningKeys({:?})", self.ring())
    }
}
