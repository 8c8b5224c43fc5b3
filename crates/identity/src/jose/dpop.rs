//! DPoP proofs: a client shows that it holds a key (RFC 9449; protocol.md, section 12).

use std::time::Duration;

use houseguest_protocol::{
    identity::{Algorithm, Jwk, PublicKey, Thumbprint},
    values::Timestamp,
};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::{Compact, NumericDate, signature};

/// How old a proof may be, and how far the client's clock may be from ours.
const LIFETIME: Duration = Duration::from_secs(300);
const CLOCK_SKEW: Duration = Duration::from_secs(300);

/// The most characters `jti` may have: those of a SHA-256 as base64url.
const LONGEST_JTI: usize = 43;

const TYPE: &str = "dpop+jwt";

/// A proof that is none. The texts are the protocol's (section 12.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidProof {
    /// Not a compact JWS with a JSON header.
    #[error("malformed DPoP jwt")]
    Malformed,
    /// It demands an extension we do not have, or is not of this time.
    #[error("invalid DPoP jwt")]
    Jwt,
    /// `typ` is something else.
    #[error("invalid DPoP jwt typ")]
    Type,
    /// `alg` is neither ES256 nor RS256.
    #[error("unsupported alg in DPoP jwt")]
    Algorithm,
    /// `jwk` is missing, or no public key we can verify with.
    #[error("invalid DPoP jwk")]
    Key,
    /// The signature does not verify.
    #[error("invalid DPoP jwt signature")]
    Signature,
    /// A claim is missing or malformed.
    #[error("invalid DPoP jwt payload")]
    Payload,
    /// It is older than 300 seconds, or past its own end.
    #[error("DPoP proof expired")]
    Expired,
    /// It is for another method.
    #[error("htm in the DPoP proof does not match request method")]
    Method,
    /// `htu` is no address.
    #[error("htu in the DPoP proof is not a valid URI")]
    UriShape,
    /// It is for another address.
    #[error("htu in the DPoP proof does not match request uri")]
    Uri,
    /// It is good, but of another key than the one that is bound; or there is none where one is bound.
    #[error("Invalid DPoP key binding")]
    Binding,
}

/// The request that a proof has to be for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProvenRequest<'a> {
    /// Its method.
    pub(crate) method: &'a str,
    /// Its address as the world sees it: public origin, path, and query if there is one. A proof never has a
    /// query, so a request with one never matches (section 12.2).
    pub(crate) uri: &'a str,
}

#[derive(Deserialize)]
struct Header {
    typ: Option<String>,
    alg: String,
    jwk: Option<Value>,
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Claims {
    jti: String,
    htm: String,
    htu: String,
    iat: NumericDate,
    exp: Option<NumericDate>,
    nbf: Option<NumericDate>,
}

/// Verifies a proof; answers the thumbprint of the key it was made with.
///
/// That a proof comes twice is no reason to refuse it: the protocol keeps no list, and what a proof protects
/// (codes, rotating refresh tokens) works once by itself.
///
/// # Errors
/// The first thing wrong with it.
pub(crate) fn verify(proof: &str, request: ProvenRequest<'_>, now: Timestamp) -> Result<Thumbprint, InvalidProof> {
    let compact = Compact::parse(proof).ok_or(InvalidProof::Malformed)?;
    let header: Header = serde_json::from_slice(&compact.header).map_err(|_| InvalidProof::Malformed)?;
    if header.typ.as_deref() != Some(TYPE) {
        return Err(InvalidProof::Type);
    }
    if header.crit.is_some() {
        return Err(InvalidProof::Jwt);
    }
    let algorithm = read_algorithm(&header.alg).ok_or(InvalidProof::Algorithm)?;
    let key = header.jwk.as_ref().and_then(read_key).ok_or(InvalidProof::Key)?;
    // The algorithm is the key's; the header may only agree.
    if key.algorithm() != algorithm || !signature::is_valid(&key, compact.signing_input.as_bytes(), &compact.signature)
    {
        return Err(InvalidProof::Signature);
    }
    let claims: Claims = serde_json::from_slice(&compact.payload).map_err(|_| InvalidProof::Payload)?;
    if claims.jti.is_empty() || claims.jti.chars().count() > LONGEST_JTI {
        return Err(InvalidProof::Payload);
    }
    claims.check_times(now)?;
    if !claims.htm.eq_ignore_ascii_case(request.method) {
        return Err(InvalidProof::Method);
    }
    if bare(&claims.htu)? != request.uri {
        return Err(InvalidProof::Uri);
    }
    Ok(key.thumbprint())
}

/// The algorithms that discovery names for proofs.
pub(crate) const ALGORITHMS: [Algorithm; 2] = [Algorithm::Es256, Algorithm::Rs256];

fn read_algorithm(name: &str) -> Option<Algorithm> {
    ALGORITHMS.into_iter().find(|algorithm| algorithm.as_str() == name)
}

fn read_key(value: &Value) -> Option<PublicKey> {
    Jwk::from_value(value).ok()?.public_key().ok()
}

/// The address without query and fragment.
fn bare(htu: &str) -> Result<String, InvalidProof> {
    let mut uri = Url::parse(htu).map_err(|_| InvalidProof::UriShape)?;
    uri.set_query(None);
    uri.set_fragment(None);
    Ok(uri.into())
}

impl Claims {
    fn check_times(&self, now: Timestamp) -> Result<(), InvalidProof> {
        let has_ended = self.exp.as_ref().is_some_and(|exp| exp.instant() + CLOCK_SKEW <= now);
        if has_ended || self.iat.instant() + LIFETIME < now {
            return Err(InvalidProof::Expired);
        }
        let is_early = |date: &NumericDate| date.instant() > now + CLOCK_SKEW;
        if is_early(&self.iat) || self.nbf.as_ref().is_some_and(is_early) { Err(InvalidProof::Jwt) } else { Ok(()) }
    }
}

/// The `DPoP` header of a request. An unusable one is remembered, and told only where a proof is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presented {
    /// There is none.
    Nothing,
    /// It proves possession of the key with this thumbprint.
    Key(Thumbprint),
    /// It proves nothing.
    Unusable(InvalidProof),
    /// Whatever came, the client has DPoP switched off: nothing is bound, and what is bound opens.
    Ignored,
}

impl Presented {
    /// Reads the header's value.
    pub(crate) fn read(proof: Option<&str>, request: ProvenRequest<'_>, now: Timestamp) -> Self {
        match proof.map(|proof| verify(proof, request, now)) {
            None => Self::Nothing,
            Some(Ok(thumbprint)) => Self::Key(thumbprint),
            Some(Err(reason)) => Self::Unusable(reason),
        }
    }

    /// This, unless the client has DPoP switched off.
    #[must_use]
    pub(crate) const fn unless(self, is_disabled: bool) -> Self {
        if is_disabled { Self::Ignored } else { self }
    }

    /// The key that something new is to be bound to: none when no proof came.
    ///
    /// # Errors
    /// Why the proof is unusable.
    pub(crate) const fn binding(self) -> Result<Option<Thumbprint>, InvalidProof> {
        match self {
            Self::Nothing | Self::Ignored => Ok(None),
            Self::Key(thumbprint) => Ok(Some(thumbprint)),
            Self::Unusable(reason) => Err(reason),
        }
    }

    /// Whether something bound to `bound` may be used: with a proof of that very key, or, if it is bound to
    /// none, with any proof or none. An unusable proof never does.
    #[must_use]
    pub(crate) fn opens(self, bound: Option<Thumbprint>) -> bool {
        match (self, bound) {
            (Self::Unusable(_), _) | (Self::Nothing, Some(_)) => false,
            (Self::Key(presented), Some(bound)) => presented == bound,
            (Self::Ignored, _) | (Self::Nothing | Self::Key(_), None) => true,
        }
    }
}

#[cfg(test)]
mod tests;
