//! What the client needs from its surroundings: a transport, a key, a memory, a queue and a clock.
//!
//! Each is a trait, so the same client runs over Stronghold on a desktop, over web storage in a
//! browser, and over fakes in tests. To add a surrounding, implement the trait here and hand it to
//! [`ClientBuilder`](crate::ClientBuilder).

mod key;
mod memory;
mod observer;
mod queue_store;
mod transport;

pub use houseguest_protocol::values::{Clock, SystemClock};
pub use key::GuestKey;
pub use memory::{Memory, PendingByHand, PendingLogIn, PendingPromotion, Remembered, SetAsideGuest, WaitingMember};
pub use observer::Observer;
pub use queue_store::QueueStore;
pub use transport::{Body, HttpRequest, HttpResponse, Method, Transport, TransportError};

/// Why a key or memory could not be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It is locked: a person or the system has to open it first. Nothing was changed.
    #[error("the store is locked: {0}")]
    Locked(String),
    /// It is damaged or gone. Nothing was changed.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// Reading or writing failed; the former content is intact.
    #[error("the store could not be used: {0}")]
    Failed(String),
}
