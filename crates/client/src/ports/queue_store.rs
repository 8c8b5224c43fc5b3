//! Where writes wait until the backend answers.

use async_trait::async_trait;

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
}
