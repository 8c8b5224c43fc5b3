//! What issuers said about opaque tokens, remembered for a moment.

use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use houseguest_protocol::values::{Timestamp, sha256};

use crate::model::Caller;

/// How long an answer is believed. A session that ends is noticed after that at the latest.
pub(super) const BELIEVED_FOR: Duration = Duration::from_secs(30);
/// How many answers are kept.
const CAPACITY: usize = 10_000;

/// Believed tokens, by their SHA-256: a copy of the memory is not a copy of the tokens.
///
/// Refusals are not kept: an attacker could fill the memory with them, and a session that begins
/// would be noticed late.
#[derive(Default)]
pub(super) struct Believed(Mutex<HashMap<[u8; 32], (Caller, Timestamp)>>);

impl Believed {
    pub(super) fn find(&self, token: &str, now: Timestamp) -> Option<Caller> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (caller, at) = kept.get(&sha256(token.as_bytes()))?;
        is_fresh(*at, now).then(|| caller.clone())
    }

    pub(super) fn keep(&self, token: &str, caller: Caller, now: Timestamp) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= CAPACITY {
            kept.retain(|_, (_, at)| is_fresh(*at, now));
        }
        if kept.len() >= CAPACITY {
            kept.clear();
        }
        kept.insert(sha256(token.as_bytes()), (caller, now));
    }
}

/// A clock that went back makes nothing fresh.
fn is_fresh(at: Timestamp, now: Timestamp) -> bool {
    at <= now && now.since(at) < BELIEVED_FOR
}

impl fmt::Debug for Believed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Believed([redacted])")
    }
}
