//! A key and a memory that can be killed and locked.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use ed25519_dalek::{Signer, SigningKey};
use houseguest_client::{
    Waiting,
    ports::{GuestKey, Memory, QueueStore, Remembered, StoreError},
};
use houseguest_protocol::{identity::PublicKey, social::IdempotencyKey};

use super::Fuse;

/// What survives a restart of the program: a key and what was remembered, as the text a real store would keep.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    pub(crate) fuse: Arc<Fuse>,
    key: Mutex<Option<SigningKey>>,
    remembered: Mutex<Option<String>>,
    waiting: Mutex<Option<String>>,
    pub(crate) pictures: Mutex<HashMap<IdempotencyKey, Vec<u8>>>,
    pub(crate) keys_made: AtomicUsize,
    pub(crate) is_locked: AtomicBool,
    pub(crate) is_damaged: AtomicBool,
}

impl Disk {
    pub(crate) fn with_fuse(fuse: &Arc<Fuse>) -> Arc<Self> {
        Arc::new(Self { fuse: Arc::clone(fuse), ..Self::default() })
    }

    pub(crate) fn has_key(&self) -> bool {
        self.key.lock().expect("unpoisoned").is_some()
    }

    pub(crate) fn lose_key(&self) {
        *self.key.lock().expect("unpoisoned") = None;
    }

    /// The vault is gone, with the key and what was remembered; what waits is not kept in it.
    pub(crate) fn lose_the_vault(&self) {
        self.lose_key();
        *self.remembered.lock().expect("unpoisoned") = None;
    }

    /// What is remembered, read past all locks and fuses.
    pub(crate) fn peek(&self) -> Remembered {
        let kept = self.remembered.lock().expect("unpoisoned");
        kept.as_deref().map(|text| serde_json::from_str(text).expect("what was saved reads back")).unwrap_or_default()
    }

    fn check(&self) -> Result<(), StoreError> {
        if self.is_locked.load(Ordering::SeqCst) {
            return Err(StoreError::Locked("locked by the test".into()));
        }
        if self.is_damaged.load(Ordering::SeqCst) {
            return Err(StoreError::Damaged("damaged by the test".into()));
        }
        if self.fuse.pass(false) { Ok(()) } else { Err(StoreError::Failed("killed".into())) }
    }
}

fn public(key: &SigningKey) -> PublicKey {
    PublicKey::Ed25519(key.verifying_key().to_bytes())
}

#[async_trait]
impl GuestKey for Disk {
    async fn public_key(&self) -> Result<Option<PublicKey>, StoreError> {
        self.check()?;
        Ok(self.key.lock().expect("unpoisoned").as_ref().map(public))
    }

    async fn ensure(&self) -> Result<PublicKey, StoreError> {
        self.check()?;
        let made = {
            let mut key = self.key.lock().expect("unpoisoned");
            let key = key.get_or_insert_with(|| {
                self.keys_made.fetch_add(1, Ordering::SeqCst);
                let mut seed = [0; 32];
                getrandom::fill(&mut seed).expect("randomness");
                SigningKey::from_bytes(&seed)
            });
            public(key)
        };
        self.check()?;
        Ok(made)
    }

    async fn sign(&self, message: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.check()?;
        let key = self.key.lock().expect("unpoisoned");
        let key = key.as_ref().ok_or_else(|| StoreError::Failed("there is no key".into()))?;
        Ok(key.sign(message).to_bytes().to_vec())
    }

    async fn retire(&self) -> Result<(), StoreError> {
        self.check()?;
        self.lose_key();
        self.check()
    }
}

#[async_trait]
impl Memory for Disk {
    async fn load(&self) -> Result<Remembered, StoreError> {
        self.check()?;
        Ok(self.peek())
    }

    async fn save(&self, remembered: &Remembered) -> Result<(), StoreError> {
        self.check()?;
        *self.remembered.lock().expect("unpoisoned") = Some(serde_json::to_string(remembered).expect("JSON"));
        self.check()
    }
}

#[async_trait]
impl QueueStore for Disk {
    async fn load(&self) -> Result<Waiting, StoreError> {
        self.check()?;
        let kept = self.waiting.lock().expect("unpoisoned");
        Ok(kept
            .as_deref()
            .map(|text| serde_json::from_str(text).expect("what was saved reads back"))
            .unwrap_or_default())
    }

    async fn save(&self, waiting: &Waiting) -> Result<(), StoreError> {
        self.check()?;
        *self.waiting.lock().expect("unpoisoned") = Some(serde_json::to_string(waiting).expect("JSON"));
        self.check()
    }

    async fn keep_picture(&self, key: &IdempotencyKey, bytes: &[u8]) -> Result<(), StoreError> {
        self.check()?;
        self.pictures.lock().expect("unpoisoned").insert(key.clone(), bytes.to_vec());
        self.check()
    }

    async fn picture(&self, key: &IdempotencyKey) -> Result<Option<Vec<u8>>, StoreError> {
        self.check()?;
        Ok(self.pictures.lock().expect("unpoisoned").get(key).cloned())
    }

    async fn keep_only_pictures(&self, keys: &HashSet<IdempotencyKey>) -> Result<(), StoreError> {
        self.check()?;
        self.pictures.lock().expect("unpoisoned").retain(|key, _| keys.contains(key));
        self.check()
    }
}
