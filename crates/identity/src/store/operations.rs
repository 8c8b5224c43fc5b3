//! What goes into the stores' larger operations, and what comes out.

use std::{fmt, sync::Arc};

use houseguest_protocol::{identity::CodeVerifier, values::Timestamp};
use houseguest_sql::{Connection, DatabaseError};
use uuid::Uuid;

use super::SignInError;
use crate::{
    jose::dpop::Presented,
    model::{
        AccessToken, AuthorizationCode, BrowserSession, BrowserSessionId, ClientPolicies, DeviceName, GuestKey,
        Interaction, NewBrowserSession, NewMember, NewSession, PasswordHash, ProvenBy, RefreshToken, SecretText,
        SeenFrom, Session, SessionId, SpentChallenge, SuccessorKey, TokenHash, TooMany, User, UserId,
    },
    portal::{OperatorId, OperatorName},
};

/// What limits answer inside a transaction.
type Asked = Result<Result<(), TooMany>, DatabaseError>;

/// Asks whether one more new guest is admitted, exactly when a user would be made, so that returning guests never
/// draw from the limit; and as part of the transaction that makes them, so that one that is undone draws nothing.
#[derive(Clone)]
pub struct Admission(Arc<dyn Fn(&Connection<'_>) -> Asked + Send + Sync>);

impl Admission {
    /// Asks `admit`.
    #[must_use]
    pub fn asking(admit: impl Fn(&Connection<'_>) -> Asked + Send + Sync + 'static) -> Self {
        Self(Arc::new(admit))
    }

    /// Admits one more new guest.
    pub(super) fn ask(&self, tx: &Connection<'_>) -> Result<(), SignInError> {
        (self.0)(tx)?.map_err(SignInError::NotAdmitted)
    }
}

impl fmt::Debug for Admission {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Admission(…)")
    }
}

/// Asks whether a user gets one more token, as part of the transaction that hands it out.
#[derive(Clone)]
pub struct Allowance(Arc<Allow>);

type Allow = dyn Fn(&Connection<'_>, UserId) -> Asked + Send + Sync;

impl Allowance {
    /// Asks `allow`.
    #[must_use]
    pub fn asking(allow: impl Fn(&Connection<'_>, UserId) -> Asked + Send + Sync + 'static) -> Self {
        Self(Arc::new(allow))
    }

    /// Whether `user` gets one more token.
    pub(super) fn ask(&self, tx: &Connection<'_>, user: UserId) -> Asked {
        (self.0)(tx, user)
    }
}

impl fmt::Debug for Allowance {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Allowance(…)")
    }
}

/// A guest signs in by key; see [`super::Store::sign_in_guest`].
#[derive(Clone, Debug)]
pub struct SignInGuest {
    /// The challenge the guest answered.
    pub challenge: SpentChallenge,
    /// The key, its possession proven.
    pub key: GuestKey,
    /// The id of the user, should the key be new; `None` when the key may not make one.
    pub new_user: Option<UserId>,
    /// The id of the event that tells of a new user, when anybody wants to know.
    pub announce: Option<Uuid>,
    /// Asked when a user is about to be made; `None` admits everybody.
    pub admission: Option<Admission>,
    /// Asked when the guest is known; `None` allows everything.
    pub allowance: Option<Allowance>,
    /// The session to begin.
    pub session: NewSession,
    /// The present instant.
    pub now: Timestamp,
}

/// A guest who has signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who, and the session begun.
    pub session: UserSession,
    /// Whether the user was made just now.
    pub is_new: bool,
}

/// A session and its user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserSession {
    /// The session.
    pub session: Session,
    /// Whose it is.
    pub user: User,
}

/// A refresh token is used; see [`super::Store::refresh`].
#[derive(Clone, Debug)]
pub struct RefreshAttempt {
    /// The token.
    pub token: RefreshToken,
    /// The client that sent it; `None` where the protocol does not ask (section 5.1).
    pub client_id: Option<String>,
    /// What the present settings say of each client's sessions.
    pub policies: ClientPolicies,
    /// Whether the token may be rotated here at all.
    pub may_rotate: bool,
    /// What derives successors.
    pub key: SuccessorKey,
    /// The access token about to be issued, when that is opaque and so must be kept.
    pub access: Option<AccessToken>,
    /// What the device says of itself.
    pub device: DeviceReport,
    /// What the request proves possession of.
    pub(crate) proof: Presented,
    /// Asked once the user is known; `None` allows everything.
    pub allowance: Option<Allowance>,
    /// The present instant.
    pub now: Timestamp,
}

/// What a device says of itself when a refresh token is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceReport {
    /// It is not asked here.
    Nothing,
    /// This is kept; saying nothing forgets what was said before (protocol.md, section 3.4).
    Said(Option<DeviceName>),
}

/// A refresh token that worked.
#[derive(Clone, Debug)]
pub struct Refreshed {
    /// The session and its user.
    pub session: UserSession,
    /// The token's successor; `None` means "keep the old one".
    pub successor: Option<SecretText>,
}

/// A code is traded; see [`super::Store::exchange_code`].
#[derive(Clone, Debug)]
pub struct ExchangeCode {
    /// The code's hash.
    pub code: TokenHash,
    /// The client that sent it.
    pub client_id: String,
    /// The redirect URI it repeats.
    pub redirect_uri: String,
    /// The PKCE verifier.
    pub verifier: CodeVerifier,
    /// The session to begin; its scopes are replaced by the code's.
    pub session: NewSession,
    /// What the request proves possession of.
    pub(crate) proof: Presented,
    /// Asked once the user is known; `None` allows everything.
    pub allowance: Option<Allowance>,
    /// The present instant.
    pub now: Timestamp,
}

/// What an interaction rests on.
#[derive(Clone, Debug)]
pub enum GuestProof {
    /// The guest's key answered a challenge.
    Key {
        /// The challenge.
        challenge: SpentChallenge,
        /// The key, its possession proven.
        key: GuestKey,
    },
    /// A keyless guest's promotion code.
    Code(TokenHash),
    /// Nothing: a stranger.
    Nobody,
}

/// An interaction opens; see [`super::Store::begin_interaction`].
#[derive(Clone, Debug)]
pub struct BeginInteraction {
    /// The hash of its handle.
    pub handle: TokenHash,
    /// What it rests on.
    pub proof: GuestProof,
    /// The interaction; its `guest` is filled in from the proof.
    pub interaction: Interaction,
    /// The present instant.
    pub now: Timestamp,
}

/// A guest becomes a member; see [`super::Store::promote`].
#[derive(Clone, Debug)]
pub struct Promotion {
    /// The hash of the interaction's handle.
    pub handle: TokenHash,
    /// What the guest brings.
    pub new: NewMember,
    /// What the member gets.
    pub granted: Granted,
    /// The id of the event.
    pub event_id: Uuid,
    /// The present instant.
    pub now: Timestamp,
}

/// How an interaction ends for whoever signs in: what they get, in the transaction of the sign-in.
#[derive(Clone, Debug)]
pub struct Granted {
    /// The code for the app; its `user` is filled in. `None` for the response type `none`.
    pub code: Option<AuthorizationCode>,
    /// The session that begins in the browser, if one was wanted.
    pub browser: Option<NewBrowserSession>,
    /// How they proved themselves.
    pub proven_by: ProvenBy,
}

impl Default for Granted {
    fn default() -> Self {
        Self { code: None, browser: None, proven_by: ProvenBy::Password }
    }
}

/// A browser session and its user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserUser {
    /// The session.
    pub session: BrowserSession,
    /// Whose it is.
    pub user: User,
}

/// An app's session is carried over into a browser.
#[derive(Clone, Debug)]
pub struct CarryOver {
    /// The one-time token's hash.
    pub token: TokenHash,
    /// The client that asks; the session must be its own.
    pub client_id: String,
    /// What the present settings say of each client's sessions.
    pub policies: ClientPolicies,
    /// The hash of what the browser gets.
    pub secret: TokenHash,
    /// The present instant.
    pub now: Timestamp,
}

/// A session as a list shows it. When it ends is for the present settings to say ([`ListedSession::ends_at`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListedSession {
    /// An app's.
    App(Box<Session>),
    /// A browser's own.
    Browser(Box<BrowserSession>, SeenFrom),
}

impl ListedSession {
    /// When it ends unless it is used; `None` when it has ended because its client is gone.
    #[must_use]
    pub fn ends_at(&self, policies: &ClientPolicies) -> Option<Timestamp> {
        match self {
            Self::App(session) => policies.ends_at(session),
            Self::Browser(session, _) => Some(policies.browser().ends_at(session.created_at, session.last_used_at)),
        }
    }

    /// When it was last used.
    #[must_use]
    pub const fn last_used_at(&self) -> Timestamp {
        match self {
            Self::App(session) => session.last_used_at,
            Self::Browser(session, _) => session.last_used_at,
        }
    }

    /// What names it.
    #[must_use]
    pub const fn id(&self) -> AnySessionId {
        match self {
            Self::App(session) => AnySessionId::App(session.id),
            Self::Browser(session, _) => AnySessionId::Browser(session.id),
        }
    }

    /// How the person proved themselves.
    #[must_use]
    pub const fn proven_by(&self) -> ProvenBy {
        match self {
            Self::App(session) => session.proven_by,
            Self::Browser(session, _) => session.proven_by,
        }
    }
}

/// Names a session of either kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnySessionId {
    /// An app's.
    App(SessionId),
    /// A browser's own.
    Browser(BrowserSessionId),
}

/// An operator about to be made, or about to get a new password.
#[derive(Clone, Debug)]
pub(crate) struct NewOperator {
    /// Their id, if they are new.
    pub(crate) id: OperatorId,
    /// What they are called.
    pub(crate) name: OperatorName,
    /// The hash of their password.
    pub(crate) password: PasswordHash,
}
