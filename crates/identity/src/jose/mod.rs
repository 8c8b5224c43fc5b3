//! Signed tokens in both directions: the guests' requests that are verified here, and the tokens signed here.
//!
//! Compact serialisation only (RFC 7515, section 7.1), three algorithms, and the algorithm always comes
//! from the key; a header may only agree with it. See docs/decisions/0004-jose-and-keys.md.

mod anonymous_request;
mod compact;
pub(crate) mod dpop;
mod jti;
mod key_ring;
mod key_statement;
mod numeric_date;
mod signature;
mod signing_key;
mod signing_keys;

use numeric_date::NumericDate;

pub(crate) use anonymous_request::{InvalidRequest, PresentedKey, ReadRequest};
pub(crate) use compact::Compact;
pub(crate) use jti::{new_jti, session_of_jti};
pub(crate) use key_ring::{KeptKey, KeyRing, Opened};
pub(crate) use key_statement::ReadStatement;
#[cfg(test)]
pub(crate) use signature::checks as signature_checks;
pub(crate) use signing_key::{BrokenKey, SigningKey};
pub(crate) use signing_keys::{KeyError, SigningKeys};
