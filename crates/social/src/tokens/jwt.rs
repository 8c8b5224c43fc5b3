//! JWT access tokens, step by step: read, find the key, verify, check the claims.

use std::time::Duration;

use houseguest_protocol::{
    identity::{AccessTokenClaims, Algorithm},
    values::{Timestamp, base64url_decode},
};
use serde::{Deserialize, de::DeserializeOwned};

use super::{IssuerSettings, TokenError, claims::Claims};

/// How far two clocks may be apart.
const LEEWAY: Duration = Duration::from_secs(60);

/// The header members that matter. `crit` names extensions that must be understood: we know none.
#[derive(Debug, Deserialize)]
pub(super) struct Header {
    pub(super) alg: String,
    #[serde(default)]
    pub(super) kid: Option<String>,
    #[serde(default)]
    typ: Option<String>,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

/// A JWT whose signature nobody has looked at.
#[derive(Debug)]
pub(super) struct Unverified<'t> {
    pub(super) algorithm: Algorithm,
    pub(super) header: Header,
    pub(super) claims: Claims,
    /// What was signed (RFC 7515, section 5.1).
    pub(super) signed: &'t [u8],
    pub(super) signature: Vec<u8>,
}

impl<'t> Unverified<'t> {
    /// Reads a token; `None` when it is no JWT at all, and so perhaps an opaque token.
    ///
    /// # Errors
    /// When it is a JWT that nobody should believe: unsigned, signed with a shared secret, incomplete.
    pub(super) fn parse(token: &'t str) -> Result<Option<Self>, TokenError> {
        let mut parts = token.split('.');
        let (Some(head), Some(payload)) = (parts.next(), parts.next()) else { return Ok(None) };
        let Ok(header) = read::<Header>(head) else { return Ok(None) };
        let (Some(signature), None) = (parts.next(), parts.next()) else {
            return Err(TokenError::Refused("a JWT has three parts"));
        };
        // Only asymmetric algorithms have a name here: `none` and the HMACs end on this line.
        let algorithm =
            Algorithm::deserialize(serde::de::value::StrDeserializer::<serde_json::Error>::new(&header.alg))
                .map_err(|_| TokenError::Refused("the algorithm is not one we verify"))?;
        if header.crit.is_some() {
            return Err(TokenError::Refused("the header has a critical extension"));
        }
        let claims = read(payload).map_err(|()| TokenError::Refused("the claims are incomplete"))?;
        let signature =
            base64url_decode(signature).map_err(|_| TokenError::Refused("the signature is not base64url"))?;
        let signed = &token.as_bytes()[..head.len() + 1 + payload.len()];
        Ok(Some(Self { algorithm, header, claims, signed, signature }))
    }

    /// Checks everything but the signature.
    ///
    /// # Errors
    /// The first thing wrong.
    ///
    /// Source: RFC 9068, section 4; protocol.md, section 6.4.
    pub(super) fn check(&self, issuer: &IssuerSettings, now: Timestamp) -> Result<(), TokenError> {
        if !self.has_access_token_type(issuer.danger_accept_plain_jwt) {
            return Err(TokenError::Refused("the JWT is not an access token"));
        }
        if self.claims.iss != issuer.name() {
            return Err(TokenError::Refused("the issuer is another one"));
        }
        if let Some(wanted) = &issuer.audience {
            let is_for_us = self.claims.aud.as_ref().is_some_and(|audience| audience.contains(wanted));
            if !is_for_us {
                return Err(TokenError::Refused("the token is for another audience"));
            }
        }
        if self.claims.exp + LEEWAY <= now {
            return Err(TokenError::Refused("the token has expired"));
        }
        if self.claims.nbf.is_some_and(|not_before| not_before > now + LEEWAY) {
            return Err(TokenError::Refused("the token is not valid yet"));
        }
        Ok(())
    }

    fn has_access_token_type(&self, accept_plain: bool) -> bool {
        match self.header.typ.as_deref().map(str::to_ascii_lowercase).as_deref() {
            // The media type may be written in full (RFC 9068, section 2.1).
            Some(AccessTokenClaims::HEADER_TYPE | "application/at+jwt") => true,
            Some("jwt") | None => accept_plain,
            Some(_) => false,
        }
    }
}

fn read<T: DeserializeOwned>(part: &str) -> Result<T, ()> {
    let bytes = base64url_decode(part).map_err(|_| ())?;
    serde_json::from_slice(&bytes).map_err(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_makes_it_panic(token in "[A-Za-z0-9_.-]{0,200}") {
            let _ = Unverified::parse(&token);
        }
    }

    #[test]
    fn opaque_tokens_are_told_from_jwts() {
        for opaque in ["8Jb2kq0aZ3", "has.dots", "a.b.c", "a.b.c.d"] {
            assert!(matches!(Unverified::parse(opaque), Ok(None)), "{opaque}");
        }
    }
}
