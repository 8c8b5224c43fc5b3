//! A write somebody intends, named by an idempotency key.

use houseguest_protocol::{
    social::IdempotencyKey,
    values::{Timestamp, sha256},
};
use serde::Serialize;

use super::Caller;

/// What a write asked for, in 32 bytes: tells a repetition from another write under the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// Makes the fingerprint of an operation on a target with a body as it was understood.
    ///
    /// White space and the order of members in the request do not matter.
    #[must_use]
    pub fn of(operation: &str, target: &str, body: &impl Serialize) -> Self {
        let asked = serde_json::to_vec(&(operation, target, body)).expect("wire types are always JSON");
        Self(sha256(&asked))
    }
}

/// Who wants to write what, and when: everything a store needs to carry a write out once.
#[derive(Clone, Debug)]
pub struct Intent {
    /// Who.
    pub caller: Caller,
    /// The name of the write.
    pub key: IdempotencyKey,
    /// What is asked for.
    pub fingerprint: Fingerprint,
    /// When.
    pub now: Timestamp,
}
