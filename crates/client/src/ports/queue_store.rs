//! Where writes wait until the backend answers.

use std::collections::HashSet;

use async_trait::async_trait;
use houseguest_protocol::social::IdempotencyKey;

use super::StoreError;
use crate::queue::Waiting;

/// A place that keeps one [`Waiting`] between runs.
///
/// What is in it is not secret, but private: words that nobody has read yet. A file of it belongs to its owner alone.
#[cfg_attr(not(target_arch = "wasm32"), async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait(?Send))]
pub trait QueueStore: Send + Sync {
    /// What was saved last; an empty one when nothing was.
    ///
    /// # Errors
    /// A store that cannot be read. Writes are then sent without waiting, or not at all.
    async fn load(&self) -> Result<Waiting, StoreError>;

    /// Replaces what is kept, whole. When this returns, it survives a kill.
    ///
    /// # Errors
    /// The former content is intact then.
    async fn save(&self, waiting: &Waiting) -> Result<(), StoreError>;

    /// Keeps the picture of something that waits, beside it. When this returns, it survives a kill.
    ///
    /// # Errors
    /// As when there is no room for it.
    async fn keep_picture(&self, key: &IdempotencyKey, bytes: &[u8]) -> Result<(), StoreError>;

    /// A picture that was kept.
    ///
    /// # Errors
    /// A store that cannot be read.
    async fn picture(&self, key: &IdempotencyKey) -> Result<Option<Vec<u8>>, StoreError>;

    /// Removes every picture but these.
    ///
    /// # Errors
    /// Some may be left.
    async fn keep_only_pictures(&self, keys: &HashSet<IdempotencyKey>) -> Result<(), StoreError>;
}
