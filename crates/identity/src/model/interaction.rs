//! An authorize request in progress: somebody is on our pages.

use std::time::Duration;

use houseguest_protocol::{
    identity::{CodeChallenge, Thumbprint},
    values::Timestamp,
};
use serde::{Deserialize, Serialize};

use super::{Scopes, UserId};

/// An authorize request whose every parameter was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingRequest {
    /// The client.
    pub client_id: String,
    /// Where the answer goes; registered.
    pub redirect_uri: String,
    /// How the answer travels: `query`, `fragment` or `form_post`.
    pub response_mode: String,
    /// The PKCE challenge; `None` exactly when the response type is `none`, and then no code is issued.
    pub code_challenge: Option<CodeChallenge>,
    /// The scopes' bits ([`Scopes::bits`]).
    pub scope_bits: u16,
    /// Echoed in the answer.
    pub state: Option<String>,
    /// Copied into the ID token.
    pub nonce: Option<String>,
    /// The key whose proof must come with the code (`dpop_jkt`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpop_jkt: Option<Thumbprint>,
    /// Languages of the pages, best first.
    pub ui_locales: Option<String>,
    /// `light` or `dark`.
    pub color_scheme: Option<String>,
    /// Whether the browser is to stay signed in here.
    #[serde(default)]
    pub browser: BrowserWish,
}

/// Whether a browser session is to begin with the sign-in (protocol.md, sections 4.1 and 9.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BrowserWish {
    /// None.
    #[default]
    Suppress,
    /// One begins; the app's own session does not depend on it.
    Begin,
    /// One begins, and the app's own session ends with it: single sign-on.
    Share,
}

impl PendingRequest {
    /// What is asked for.
    #[must_use]
    pub const fn scopes(&self) -> Scopes {
        Scopes::from_bits(self.scope_bits)
    }
}

/// An authorize request in progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interaction {
    /// What was asked.
    pub request: PendingRequest,
    /// The guest to be promoted, already proven; `None` for a stranger who wants to sign in or up.
    pub guest: Option<UserId>,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl Interaction {
    /// How long somebody may take over our pages: 25 minutes, as in the protocol (section 4.3), but
    /// without its trap that the proof inside the hint dies after five (section 4.5).
    pub const LIFETIME: Duration = Duration::from_secs(25 * 60);
}
