//! What a key states about a key; see `houseguest_protocol`'s `identity::KeyStatement`.

use houseguest_protocol::{
    identity::{Algorithm, ChallengePurpose, Jwk, KEY_STATEMENT_TYPE, KeyAct, PublicKey, Thumbprint},
    values::Timestamp,
};
use serde::Deserialize;
use serde_json::Value;

use super::{Compact, NumericDate, anonymous_request::CLOCK_SKEW, signature};
use crate::model::{ChallengeKey, GuestKey, SpentChallenge};

#[derive(Deserialize)]
struct Header {
    typ: String,
    alg: String,
    jwk: Value,
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Claims {
    challenge: String,
    act: KeyAct,
    about: Thumbprint,
    iat: NumericDate,
    exp: NumericDate,
}

/// A statement that was read and verified: the key that made it is proven, and its challenge is alive.
#[derive(Clone, Debug)]
pub(crate) struct ReadStatement {
    /// Who made it, under the key's own name.
    pub(crate) by: GuestKey,
    /// What it is for.
    pub(crate) act: KeyAct,
    /// The key it is about.
    pub(crate) about: Thumbprint,
    /// What it answers, still to be spent.
    pub(crate) challenge: SpentChallenge,
}

impl ReadStatement {
    /// Reads a statement: shape, type, times, challenge, key and signature. `None` for whatever is wrong; nobody is told
    /// what it was.
    pub(crate) fn read(jwt: &str, challenges: &ChallengeKey, now: Timestamp) -> Option<Self> {
        let compact = Compact::parse(jwt)?;
        let header: Header = serde_json::from_slice(&compact.header).ok()?;
        if header.typ != KEY_STATEMENT_TYPE || header.crit.is_some() {
            return None;
        }
        let algorithm: Algorithm = serde_json::from_value(Value::from(header.alg)).ok()?;
        let claims: Claims = serde_json::from_slice(&compact.payload).ok()?;
        if claims.iat.instant() > now + CLOCK_SKEW || claims.exp.instant() + CLOCK_SKEW <= now {
            return None;
        }
        let challenge = challenges.check(&claims.challenge, ChallengePurpose::KeyStatement, now)?;
        let public: PublicKey = Jwk::from_value(&header.jwk).ok()?.public_key().ok()?;
        let is_valid = algorithm == public.algorithm()
            && signature::is_valid(&public, compact.signing_input.as_bytes(), &compact.signature);
        let by = GuestKey::new(public.thumbprint().to_key_id(), public);
        is_valid.then_some(Self { by, act: claims.act, about: claims.about, challenge })
    }
}
