//! Believing access tokens: whose they are, and what they say.
//!
//! A JWT is checked against the keys of the configured issuer it names; any other token is shown to
//! the issuers' userinfo endpoints. Addresses come from the configuration and from the discovery
//! document found there, never from a token.

mod claims;
mod issuer;
mod jwt;
mod keys;
mod settings;
mod userinfo;
mod web;

use std::sync::Arc;

use houseguest_protocol::values::Clock;

use crate::model::Caller;

pub use settings::{InvalidIssuer, IssuerSettings};

use issuer::Issuer;

/// Longer texts are not tokens of anybody's.
const MAX_TOKEN_BYTES: usize = 8 * 1024;

/// Why a token was not believed. The text is for logs; callers learn only "not valid".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TokenError {
    /// The token is not valid: 401.
    #[error("the token was refused: {0}")]
    Refused(&'static str),
    /// The issuer could not be asked: 503.
    #[error("the issuer `{issuer}` cannot be reached")]
    Unreachable {
        /// The issuer's configured id.
        issuer: String,
    },
}

/// Checks tokens of the configured issuers.
#[derive(Debug)]
pub(crate) struct Tokens {
    issuers: Vec<Issuer>,
}

impl Tokens {
    /// Trusts `issuers`. Nothing is fetched yet.
    ///
    /// # Errors
    /// [`InvalidIssuer`] for the first setting that cannot be.
    pub(crate) fn new(issuers: &[IssuerSettings], clock: &Arc<dyn Clock>) -> Result<Self, InvalidIssuer> {
        for (index, issuer) in issuers.iter().enumerate() {
            issuer.check()?;
            if issuers[..index].iter().any(|other| other.id == issuer.id || other.name() == issuer.name()) {
                return Err(InvalidIssuer::Twice { id: issuer.id.clone() });
            }
        }
        Ok(Self { issuers: issuers.iter().map(|issuer| Issuer::new(issuer.clone(), Arc::clone(clock))).collect() })
    }

    /// Checks a bearer token and says whose it is.
    ///
    /// # Errors
    /// [`TokenError`].
    pub(crate) async fn check(&self, token: &str) -> Result<Caller, TokenError> {
        if token.is_empty() || token.len() > MAX_TOKEN_BYTES || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(TokenError::Refused("not a token"));
        }
        match jwt::Unverified::parse(token)? {
            Some(jwt) => {
                let issuer = self
                    .issuers
                    .iter()
                    .find(|issuer| issuer.name() == jwt.claims.iss)
                    .ok_or(TokenError::Refused("the issuer is not one we trust"))?;
                issuer.check_jwt(&jwt).await
            }
            None => self.check_opaque(token).await,
        }
    }

    /// Asks each issuer in turn, because an opaque token does not say whose it is.
    async fn check_opaque(&self, token: &str) -> Result<Caller, TokenError> {
        let mut worst = TokenError::Refused("no issuer knows the token");
        for issuer in &self.issuers {
            match issuer.check_opaque(token).await {
                Err(TokenError::Refused(_)) => {}
                Err(unreachable) => worst = unreachable,
                believed => return believed,
            }
        }
        Err(worst)
    }
}
