//! Codes: short-lived secrets that are used once.

use std::time::Duration;

use houseguest_protocol::{
    identity::{CodeChallenge, Thumbprint},
    values::Timestamp,
};

use super::{BrowserSessionId, ProvenBy, Scopes, TokenHash, UserId};

/// An authorization code, as the database keeps it (protocol.md, section 3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationCode {
    /// The code's hash.
    pub hash: TokenHash,
    /// Who signed in.
    pub user: UserId,
    /// Through which client.
    pub client_id: String,
    /// Where the answer was sent; must be repeated byte for byte.
    pub redirect_uri: String,
    /// The PKCE challenge (RFC 7636).
    pub code_challenge: CodeChallenge,
    /// What was granted.
    pub scopes: Scopes,
    /// How the person proved themselves.
    pub proven_by: ProvenBy,
    /// The authorize request's nonce.
    pub nonce: Option<String>,
    /// The browser session that the new session is to end with, if single sign-on was asked for.
    pub sso: Option<BrowserSessionId>,
    /// The key whose proof must come with the code, when there is one: the authorize request's `dpop_jkt`.
    pub bound_to: Option<Thumbprint>,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl AuthorizationCode {
    /// How long a code lives.
    pub const LIFETIME: Duration = Duration::from_secs(300);
}

/// A promotion code, as the database keeps it (protocol.md, section 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromotionCodeRecord {
    /// The code's hash.
    pub hash: TokenHash,
    /// The keyless guest it stands for.
    pub user: UserId,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl PromotionCodeRecord {
    /// How long a code lives.
    pub const LIFETIME: Duration = Duration::from_secs(300);
}
