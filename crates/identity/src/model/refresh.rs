//! How refresh tokens follow one another.
//!
//! A successor is not drawn but derived: HMAC of the presented token under a key of the server. So the
//! same request, repeated because its answer got lost, gets the same successor, though nothing but
//! hashes is kept; and a token from long ago can be told from a guess by walking from it to the present one.
//!
//! Source: RFC 9700, section 4.14.2; protocol.md, section 3.4 and trap 14.

use std::{fmt, time::Duration};

use hmac::{Hmac, Mac};
use houseguest_protocol::values::Timestamp;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{SecretText, SessionId, TokenHash};

/// How a client's refresh tokens rotate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RotationRule {
    /// Whether they do.
    pub enabled: bool,
    /// How long a repeated request gets the same successor.
    pub grace: Duration,
}

/// What a session remembers of its refresh tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshChain {
    /// The hash of the token that works.
    pub current: TokenHash,
    /// The hash of the one before.
    pub previous: Option<TokenHash>,
    /// When the one before was retired.
    pub rotated_at: Option<Timestamp>,
    /// How many tokens were retired in all.
    pub generation: u32,
}

/// What becomes of a presented token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefreshStep {
    /// It works, and goes on working.
    Keep,
    /// It works, and this is its successor; the chain is to be kept.
    Rotate {
        /// The chain afterwards.
        chain: RefreshChain,
        /// The successor's secret.
        successor: SecretText,
    },
    /// It was retired a moment ago: the answer got lost, so here it is again. Nothing is to be kept.
    Repeat {
        /// The successor's secret.
        successor: SecretText,
    },
    /// It was retired long enough ago that somebody else must hold it: the session is to end.
    Reused,
    /// It never belonged to this session. Nothing is to happen, or anyone could end it by guessing.
    Unknown,
}

/// Derives successors. Never printed.
#[derive(Clone)]
pub struct SuccessorKey(Zeroizing<[u8; 32]>);

impl SuccessorKey {
    /// A key of 32 random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The one successor of a token.
    #[must_use]
    pub fn successor(&self, session: SessionId, presented: &SecretText) -> SecretText {
        const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        let mut text = Zeroizing::new(String::with_capacity(32));
        for block in 0u8.. {
            let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_slice()).expect("HMAC takes a key of any length");
            mac.update(b"refresh-successor");
            mac.update(session.0.as_bytes());
            mac.update(presented.expose().as_bytes());
            mac.update(&[block]);
            for byte in mac.finalize().into_bytes() {
                // As when drawing at random: the largest multiple of 62, so that no letter is favoured.
                if byte < 248 && text.len() < 32 {
                    text.push(char::from(ALPHABET[usize::from(byte) % 62]));
                }
            }
            if text.len() == 32 {
                break;
            }
        }
        SecretText::parse(&text).expect("32 letters and digits are a secret")
    }
}

impl fmt::Debug for SuccessorKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SuccessorKey([redacted])")
    }
}

/// How far back a retired token is recognised; beyond that it is merely refused. Bounds the work a
/// stranger's guess can cause.
const RECOGNISED_GENERATIONS: u32 = 256;

impl RefreshChain {
    /// The chain of a session that has just begun.
    #[must_use]
    pub const fn new(first: TokenHash) -> Self {
        Self { current: first, previous: None, rotated_at: None, generation: 0 }
    }

    /// Decides what becomes of `presented`.
    #[must_use]
    pub fn present(
        &self,
        session: SessionId,
        presented: &SecretText,
        rule: RotationRule,
        key: &SuccessorKey,
        now: Timestamp,
    ) -> RefreshStep {
        let hash = presented.hash();
        if hash == self.current {
            if !rule.enabled {
                return RefreshStep::Keep;
            }
            let successor = key.successor(session, presented);
            let chain = Self {
                current: successor.hash(),
                previous: Some(hash),
                rotated_at: Some(now),
                generation: self.generation.saturating_add(1),
            };
            return RefreshStep::Rotate { chain, successor };
        }
        if self.previous == Some(hash) {
            let forgiven = self.rotated_at.is_some_and(|rotated_at| now.since(rotated_at) < rule.grace);
            return if forgiven {
                RefreshStep::Repeat { successor: key.successor(session, presented) }
            } else {
                RefreshStep::Reused
            };
        }
        let mut ancestor = presented.clone();
        for _ in 0..self.generation.min(RECOGNISED_GENERATIONS) {
            ancestor = key.successor(session, &ancestor);
            if ancestor.hash() == self.current {
                return RefreshStep::Reused;
            }
        }
        RefreshStep::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GRACE: RotationRule = RotationRule { enabled: true, grace: Duration::from_secs(30) };

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix_seconds(seconds)
    }

    struct Holder {
        session: SessionId,
        key: SuccessorKey,
        chain: RefreshChain,
        first: SecretText,
    }

    fn holder() -> Holder {
        let first = SecretText::random();
        let chain = RefreshChain::new(first.hash());
        Holder { session: SessionId::random(), key: SuccessorKey::new([7; 32]), chain, first }
    }

    impl Holder {
        fn present(&self, secret: &SecretText, now: i64) -> RefreshStep {
            self.chain.present(self.session, secret, GRACE, &self.key, at(now))
        }

        fn rotate(&mut self, secret: &SecretText, now: i64) -> SecretText {
            let RefreshStep::Rotate { chain, successor } = self.present(secret, now) else {
                panic!("the current token rotates")
            };
            self.chain = chain;
            successor
        }
    }

    #[test]
    fn a_repeat_within_the_window_gets_the_same_successor_and_a_late_one_ends_the_family() {
        let mut holder = holder();
        let first = holder.first.clone();
        let second = holder.rotate(&first, 100);
        assert_eq!(holder.present(&first, 129), RefreshStep::Repeat { successor: second });
        assert_eq!(holder.present(&first, 130), RefreshStep::Reused);
    }

    #[test]
    fn without_rotation_a_token_keeps_working() {
        let holder = holder();
        let off = RotationRule { enabled: false, ..GRACE };
        let step = holder.chain.present(holder.session, &holder.first, off, &holder.key, at(0));
        assert_eq!(step, RefreshStep::Keep);
    }

    proptest! {
        /// Whatever the order of refreshes, an old token is recognised and a guess is not.
        #[test]
        fn old_tokens_are_recognised_and_guesses_are_not(rotations in 2usize..40, old in 0usize..38) {
            let mut holder = holder();
            let mut tokens = vec![holder.first.clone()];
            for step in 0..rotations {
                let next = holder.rotate(&tokens[step].clone(), step as i64 * 100);
                tokens.push(next);
            }
            let now = rotations as i64 * 100;
            let old = old.min(rotations - 1);
            prop_assert_eq!(holder.present(&tokens[old], now), RefreshStep::Reused);
            prop_assert_eq!(holder.present(&SecretText::random(), now), RefreshStep::Unknown);
            let is_rotated = matches!(holder.present(&tokens[rotations], now), RefreshStep::Rotate { .. });
            prop_assert!(is_rotated, "the current token goes on working");
        }
    }
}
