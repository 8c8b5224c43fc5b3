//! Sessions: what a refresh token continues. The protocol calls them offline grants.

use std::fmt;

use houseguest_protocol::{
    identity::Thumbprint,
    values::{Timestamp, base64url_encode},
};
use uuid::Uuid;

use super::{BrowserSessionId, RefreshChain, Scopes, TokenHash, UserId};

/// Identifies a session; also the first half of its refresh token.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct SessionId(pub Uuid);

impl SessionId {
    /// A fresh id. Ids grow with time, so that rows made together lie together.
    #[must_use]
    pub fn random() -> Self {
        Self(Uuid::now_v7())
    }

    /// The `sid` claim: base64url of `offline_grant:<id>` (protocol.md, section 6.3).
    #[must_use]
    pub fn to_sid_claim(self) -> String {
        base64url_encode(format!("offline_grant:{}", self.0).as_bytes())
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// How the person behind a session proved themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvenBy {
    /// By a guest's key, or by nothing at all (keyless); no `amr` claim.
    Guest,
    /// By a password.
    Password,
    /// By showing that they read what is sent to the account's address.
    Code,
}

impl ProvenBy {
    /// The `amr` claim; absent for guests (protocol.md, section 6.3; RFC 8176).
    #[must_use]
    pub fn amr(self) -> Option<Vec<String>> {
        match self {
            Self::Guest => None,
            Self::Password => Some(vec!["pwd".to_owned()]),
            Self::Code => Some(vec!["otp".to_owned()]),
        }
    }
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub user: UserId,
    /// Through which client.
    pub client_id: String,
    /// What it may be used for.
    pub scopes: Scopes,
    /// How the person proved themselves.
    pub proven_by: ProvenBy,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to within [`Session::TOUCH_EVERY_SECONDS`].
    pub last_used_at: Timestamp,
    /// Its refresh tokens.
    pub chain: RefreshChain,
    /// The browser session it shares its end with, if single sign-on was asked for.
    pub sso: Option<SsoLink>,
    /// What its device calls itself.
    pub device: Option<DeviceName>,
    /// The key that its refresh tokens are bound to, when they are (protocol.md, section 12.2).
    pub bound_to: Option<Thumbprint>,
    /// The guest's key it began with, with which it ends.
    pub begun_with: Option<Thumbprint>,
}

/// The browser session that a session ends with (protocol.md, section 8.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SsoLink {
    /// Which.
    pub browser: BrowserSessionId,
    /// When that one began.
    pub created_at: Timestamp,
    /// When that one was last used.
    pub last_used_at: Timestamp,
}

/// What a device calls itself in `x_device_info`, for lists of sessions (protocol.md, section 3.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceName(String);

impl DeviceName {
    /// How much of a name is kept.
    const MOST_CHARACTERS: usize = 100;

    /// Keeps a name; nothing when there is none.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let kept: String =
            text.trim().chars().filter(|letter| !letter.is_control()).take(Self::MOST_CHARACTERS).collect();
        (!kept.is_empty()).then_some(Self(kept))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Session {
    /// A use is written down at most this often: reading who somebody is should not cost a write.
    pub const TOUCH_EVERY_SECONDS: u64 = 300;

    /// When the person proved themselves; the `auth_time` claim.
    #[must_use]
    pub fn authenticated_at(&self) -> Timestamp {
        self.sso.map_or(self.created_at, |link| link.created_at)
    }

    /// Whether a use at `now` is worth writing down.
    #[must_use]
    pub fn wants_touch(&self, now: Timestamp) -> bool {
        wants_touch(self.last_used_at, now)
    }
}

/// Whether a use at `now` is worth writing down, [`Session::TOUCH_EVERY_SECONDS`] after the last one.
pub(super) fn wants_touch(last_used_at: Timestamp, now: Timestamp) -> bool {
    now.since(last_used_at).as_secs() >= Session::TOUCH_EVERY_SECONDS
}

/// A session about to begin. Its user may be found only while it is being written, so it has none.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// Through which client.
    pub client_id: String,
    /// What it may be used for.
    pub scopes: Scopes,
    /// The hash of its first refresh token.
    pub refresh: TokenHash,
    /// Its first access token, when that is opaque and so must be kept.
    pub access: Option<AccessToken>,
    /// What its device calls itself.
    pub device: Option<DeviceName>,
    /// The browser session it ends with.
    pub sso: Option<SsoLink>,
    /// Whether the user's other sessions of this client end (`max_concurrent_session` is 1).
    pub is_only_one: bool,
    /// The key that its refresh tokens are bound to, when they are.
    pub bound_to: Option<Thumbprint>,
}

impl NewSession {
    /// The session, now that its user is known.
    #[must_use]
    pub fn begin(self, user: UserId, proven_by: ProvenBy, now: Timestamp) -> Session {
        Session {
            id: self.id,
            user,
            client_id: self.client_id,
            scopes: self.scopes,
            proven_by,
            created_at: now,
            last_used_at: now,
            chain: RefreshChain::new(self.refresh),
            sso: self.sso,
            device: self.device,
            bound_to: self.bound_to,
            begun_with: None,
        }
    }
}

/// An opaque access token, as the database keeps it.
#[derive(Clone, Copy, Debug)]
pub struct AccessToken {
    /// Its hash.
    pub hash: TokenHash,
    /// When it ends.
    pub expires_at: Timestamp,
}
