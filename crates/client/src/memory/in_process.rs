//! A memory and a queue that end with the program, for tests and examples.

use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;
use houseguest_protocol::social::IdempotencyKey;

use crate::{
    ports::{Memory, QueueStore, Remembered, StoreError},
    queue::Waiting,
};

/// Remembers until the program ends.
#[derive(Debug, Default)]
pub struct InProcess(Mutex<Remembered>);

#[cfg_attr(not(target_arch = "wasm32"), async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait(?Send))]
impl Memory for InProcess {
    async fn load(&self) -> Result<Remembered, StoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    async fn save(&self, remembered: &Remembered) -> Result<(), StoreError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = remembered.clone();
        Ok(())
    }
}

/// Lets writes wait until the program ends.
#[derive(Debug, Default)]
pub struct InProcessQueue(Mutex<Waiting>, Mutex<HashMap<IdempotencyKey, Vec<u8>>>);

#[cfg_attr(not(target_arch = "wasm32"), async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait(?Send))]
impl QueueStore for InProcessQueue {
    async fn load(&self) -> Result<Waiting, StoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    async fn save(&self, waiting: &Waiting) -> Result<(), StoreError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = waiting.clone();
        Ok(())
    }

    async fn keep_picture(&self, key: &IdempotencyKey, bytes: &[u8]) -> Result<(), StoreError> {
        self.1.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), bytes.to_vec());
        Ok(())
    }

    async fn picture(&self, key: &IdempotencyKey) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.1.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned())
    }

    async fn keep_only_pictures(&self, keys: &HashSet<IdempotencyKey>) -> Result<(), StoreError> {
        self.1.lock().unwrap_or_else(PoisonError::into_inner).retain(|key, _| keys.contains(key));
        Ok(())
    }
}
