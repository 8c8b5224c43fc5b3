//! A browser's `localStorage`.

use std::collections::HashSet;

use async_trait::async_trait;
use houseguest_protocol::{
    json,
    social::IdempotencyKey,
    values::{base64url_decode, base64url_encode},
};
use serde::{Serialize, de::DeserializeOwned};
use web_sys::Storage;

use crate::{
    ports::{Memory, QueueStore, Remembered, StoreError},
    queue::Waiting,
};

/// Remembers in `localStorage`, under one name, shared by the windows of one origin.
///
/// Any script of the origin can read it, which is why only keyless guests and their short-lived rights belong here,
/// and why the page that uses it needs a strict content policy.
#[derive(Clone, Debug)]
pub struct WebStorage {
    name: String,
}

impl WebStorage {
    /// A memory under `name`.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }

    fn read<T: Default + DeserializeOwned>(&self) -> Result<T, StoreError> {
        let text = Self::storage()?
            .get_item(&self.name)
            .map_err(|_| StoreError::Failed("localStorage could not be read".to_owned()))?;
        match text {
            None => Ok(T::default()),
            // serde's message may quote the text, and the text holds tokens.
            Some(text) => json::read(&text)
                .map_err(|_| StoreError::Damaged(format!("localStorage item {:?} cannot be read", self.name))),
        }
    }

    fn write(&self, kept: &impl Serialize) -> Result<(), StoreError> {
        let text = serde_json::to_string(kept).map_err(|error| StoreError::Failed(error.to_string()))?;
        Self::storage()?
            .set_item(&self.name, &text)
            .map_err(|_| StoreError::Failed("localStorage is full or switched off".to_owned()))
    }

    /// Under which name a picture is kept.
    fn picture_name(&self, key: &IdempotencyKey) -> String {
        format!("{}.picture.{}", self.name, key.as_str())
    }

    fn storage() -> Result<Storage, StoreError> {
        // `None` and an exception both mean that the person has switched storage off.
        let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
        storage.ok_or_else(|| StoreError::Locked("this browser lets the page store nothing".to_owned()))
    }
}

impl Default for WebStorage {
    fn default() -> Self {
        Self::new("houseguest")
    }
}

#[async_trait(?Send)]
impl Memory for WebStorage {
    async fn load(&self) -> Result<Remembered, StoreError> {
        self.read()
    }

    async fn save(&self, remembered: &Remembered) -> Result<(), StoreError> {
        self.write(remembered)
    }
}

/// Under another name than the memory: an item holds one thing.
#[async_trait(?Send)]
impl QueueStore for WebStorage {
    async fn load(&self) -> Result<Waiting, StoreError> {
        self.read()
    }

    async fn save(&self, waiting: &Waiting) -> Result<(), StoreError> {
        self.write(waiting)
    }

    async fn keep_picture(&self, key: &IdempotencyKey, bytes: &[u8]) -> Result<(), StoreError> {
        Self::storage()?
            .set_item(&self.picture_name(key), &base64url_encode(bytes))
            .map_err(|_| StoreError::Failed("localStorage has no room for the picture".to_owned()))
    }

    async fn picture(&self, key: &IdempotencyKey) -> Result<Option<Vec<u8>>, StoreError> {
        let text = Self::storage()?
            .get_item(&self.picture_name(key))
            .map_err(|_| StoreError::Failed("localStorage could not be read".to_owned()))?;
        text.map(|text| base64url_decode(&text).map_err(|_| StoreError::Damaged("a picture that waits".to_owned())))
            .transpose()
    }

    async fn keep_only_pictures(&self, keys: &HashSet<IdempotencyKey>) -> Result<(), StoreError> {
        let failed = |_| StoreError::Failed("localStorage could not be tidied".to_owned());
        let (storage, ours) = (Self::storage()?, format!("{}.picture.", self.name));
        let keep: HashSet<String> = keys.iter().map(|key| self.picture_name(key)).collect();
        let mut names = Vec::new();
        for place in 0..storage.length().map_err(failed)? {
            names.extend(storage.key(place).map_err(failed)?);
        }
        for name in names.into_iter().filter(|name| name.starts_with(&ours) && !keep.contains(name)) {
            storage.remove_item(&name).map_err(failed)?;
        }
        Ok(())
    }
}
