//! The JWT with which a guest proves possession of its key (protocol.md, section 3.2).

use std::time::Duration;

use houseguest_protocol::{
    identity::{ANONYMOUS_REQUEST_TYPE, Algorithm, ChallengePurpose, Jwk, PublicKey},
    values::{KeyId, Timestamp},
};
use serde::Deserialize;
use serde_json::Value;

use super::{Compact, NumericDate, signature};
use crate::model::{ChallengeKey, GuestKey, SpentChallenge};

/// How far apart the guest's clock and ours may be.
pub(super) const CLOCK_SKEW: Duration = Duration::from_secs(300);

/// The request is not acceptable. On the wire every reason looks the same (section 3.2, check 4); this
/// one is for the log, and names no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidRequest {
    /// Not a compact JWS with a JSON header and payload.
    #[error("not a signed request")]
    Shape,
    /// `typ` is something else.
    #[error("the type is not that of an anonymous request")]
    Type,
    /// `alg` is not one of ours, or not the key's.
    #[error("the algorithm is not the key's")]
    Algorithm,
    /// The header demands an extension we do not have (`crit`; RFC 7515, section 4.1.11).
    #[error("the header demands an unknown extension")]
    Critical,
    /// `kid` is missing or malformed, or contradicts `jwk.kid`.
    #[error("the key id is missing, malformed or contradictory")]
    KeyId,
    /// `jwk` is not a public key we can verify with.
    #[error("the key is not acceptable")]
    Key,
    /// `iat`, `nbf` or `exp` is too far from now.
    #[error("the request is not of this time")]
    Time,
    /// The challenge is foreign, expired or for something else.
    #[error("the challenge is foreign or expired")]
    Challenge,
    /// The signature does not verify.
    #[error("the signature does not verify")]
    Signature,
}

#[derive(Deserialize)]
struct Header {
    typ: String,
    alg: String,
    kid: Option<String>,
    jwk: Option<Value>,
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Claims {
    challenge: String,
    iat: Option<NumericDate>,
    nbf: Option<NumericDate>,
    exp: Option<NumericDate>,
}

/// How the request names its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PresentedKey {
    /// By presenting it; the signature has been verified against it. An unknown one may become a user.
    Presented(GuestKey),
    /// By id only; the signature is still to be verified against the key known by it.
    Named(KeyId),
}

/// A request that was read; its challenge is alive, and its key proven unless it was only named.
#[derive(Debug)]
pub(crate) struct ReadRequest<'a> {
    /// The challenge it answers.
    pub(crate) challenge: SpentChallenge,
    /// Its key.
    pub(crate) key: PresentedKey,
    algorithm: Algorithm,
    compact: Compact<'a>,
}

impl<'a> ReadRequest<'a> {
    /// Reads a request: shape, type, times, challenge, key, and the signature when the key came along.
    ///
    /// # Errors
    /// The first thing wrong with it.
    pub(crate) fn read(jwt: &'a str, challenges: &ChallengeKey, now: Timestamp) -> Result<Self, InvalidRequest> {
        let compact = Compact::parse(jwt).ok_or(InvalidRequest::Shape)?;
        let header: Header = serde_json::from_slice(&compact.header).map_err(|_| InvalidRequest::Shape)?;
        if header.typ != ANONYMOUS_REQUEST_TYPE {
            return Err(InvalidRequest::Type);
        }
        if header.crit.is_some() {
            return Err(InvalidRequest::Critical);
        }
        let algorithm: Algorithm =
            serde_json::from_value(Value::from(header.alg)).map_err(|_| InvalidRequest::Algorithm)?;
        let claims: Claims = serde_json::from_slice(&compact.payload).map_err(|_| InvalidRequest::Shape)?;
        claims.check_times(now)?;
        let challenge = challenges
            .check(&claims.challenge, ChallengePurpose::AnonymousRequest, now)
            .ok_or(InvalidRequest::Challenge)?;
        let kid = header.kid.map(KeyId::parse).transpose().map_err(|_| InvalidRequest::KeyId)?;
        let key = match (header.jwk, kid) {
            (Some(value), kid) => {
                let (public, id) = read_key(&value, kid)?;
                PresentedKey::Presented(GuestKey::new(id, public))
            }
            (None, Some(kid)) => PresentedKey::Named(kid),
            (None, None) => return Err(InvalidRequest::KeyId),
        };
        let request = Self { challenge, key, algorithm, compact };
        if let PresentedKey::Presented(key) = &request.key {
            request.verify(&key.public)?;
        }
        Ok(request)
    }

    /// Verifies the signature against a key, by the key's own algorithm.
    ///
    /// # Errors
    /// [`InvalidRequest::Algorithm`] or [`InvalidRequest::Signature`].
    pub(crate) fn verify(&self, key: &PublicKey) -> Result<(), InvalidRequest> {
        if self.algorithm != key.algorithm() {
            return Err(InvalidRequest::Algorithm);
        }
        let valid = signature::is_valid(key, self.compact.signing_input.as_bytes(), &self.compact.signature);
        if valid { Ok(()) } else { Err(InvalidRequest::Signature) }
    }

    /// Does the work of verifying, for a key id nobody has: whether a key is known shall not be measured.
    pub(crate) fn verify_in_vain(&self) {
        let key = signature::decoy(self.algorithm);
        let _ = signature::is_valid(&key, self.compact.signing_input.as_bytes(), &self.compact.signature);
    }
}

/// Reads `jwk`, of which a set is tolerated and its first key used (section 3.2). The id is the key's own
/// `kid`; the header's, when there is one, must agree.
fn read_key(value: &Value, kid: Option<KeyId>) -> Result<(PublicKey, KeyId), InvalidRequest> {
    let value = match value.get("keys") {
        Some(keys) => keys.get(0).ok_or(InvalidRequest::Key)?,
        None => value,
    };
    let jwk = Jwk::from_value(value).map_err(|_| InvalidRequest::Key)?;
    let public = jwk.public_key().map_err(|_| InvalidRequest::Key)?;
    let own = jwk.kid.map(KeyId::parse).transpose().map_err(|_| InvalidRequest::KeyId)?;
    match (own, kid) {
        (Some(own), Some(kid)) if own != kid => Err(InvalidRequest::KeyId),
        (Some(id), _) => Ok((public, id)),
        (None, _) => Err(InvalidRequest::KeyId),
    }
}

impl Claims {
    fn check_times(&self, now: Timestamp) -> Result<(), InvalidRequest> {
        let is_later = |date: &NumericDate| date.instant() > now + CLOCK_SKEW;
        let has_ended = self.exp.as_ref().is_some_and(|exp| exp.instant() + CLOCK_SKEW <= now);
        if has_ended || self.iat.as_ref().is_some_and(is_later) || self.nbf.as_ref().is_some_and(is_later) {
            return Err(InvalidRequest::Time);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
