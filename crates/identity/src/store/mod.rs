//! What the identity server remembers, as traits.
//!
//! Traits group by what they keep. Every method is one atomic operation: it happens whole, and durably,
//! or not at all. Domain values go in and come out; the time is always an argument.
//!
//! To add an operation: put it into the trait it belongs to, write its cases in [`contract`], then
//! implement it for each engine. See docs/decisions/0001-store-layer.md.

#[cfg(test)]
pub(crate) mod contract;
mod error;
mod operations;
pub(crate) mod sqlite;

use async_trait::async_trait;
use houseguest_protocol::{
    identity::Event,
    values::{KeyId, Timestamp},
};

pub use error::{BeginError, ExchangeError, PromoteError, PutSettingError, RefreshError, SignInError, StoreError};
pub use operations::{
    Admission, BeginInteraction, ExchangeCode, GuestProof, Promotion, RefreshAttempt, Refreshed, SignInGuest, SignedIn,
    UserSession,
};

use crate::model::{
    AuthorizationCode, Interaction, KnownKey, LoginId, NewSession, PasswordHash, PromotionCodeRecord, SessionId,
    TokenHash, User, UserId,
};
use crate::settings::SettingDocument;

/// Secrets of the server itself, made once.
#[async_trait]
pub trait ServerSecretStore: Send + Sync {
    /// Answers the secret of that name, keeping `fresh` when there is none yet: the first process wins.
    async fn secret_or_add(&self, name: &str, fresh: &[u8], now: Timestamp) -> Result<Vec<u8>, StoreError>;
}

/// Guests and their keys.
#[async_trait]
pub trait GuestStore: Send + Sync {
    /// Finds a key by its id, retired ones too.
    async fn find_key(&self, id: &KeyId) -> Result<Option<KnownKey>, StoreError>;

    /// Signs a guest in by a key whose possession was proven, making the user if the key is new: spends
    /// the challenge, finds or adds key and user, begins the session.
    ///
    /// # Errors
    /// See [`SignInError`]; nothing was changed then, the challenge is unspent.
    async fn sign_in_guest(&self, guest: SignInGuest) -> Result<SignedIn, SignInError>;

    /// Makes a guest without a key and begins their session.
    async fn sign_up_keyless(&self, session: NewSession, now: Timestamp) -> Result<SignedIn, StoreError>;
}

/// Sessions and their tokens.
#[async_trait]
pub trait SessionStore: Send + Sync {
    /// Finds the session of a JWT access token, named by its `jti`, unless that one token was revoked.
    /// Whether the session has ended is for the caller to say: settings decide.
    async fn find_session_by_jti(&self, id: SessionId, jti: &str) -> Result<Option<UserSession>, StoreError>;

    /// Finds the session of an opaque access token that is alive at `now`.
    async fn find_session_by_access_token(
        &self,
        hash: TokenHash,
        now: Timestamp,
    ) -> Result<Option<UserSession>, StoreError>;

    /// Uses a refresh token: decides by [`crate::model::RefreshChain::present`] and keeps the outcome.
    ///
    /// # Errors
    /// See [`RefreshError`]. [`RefreshError::Reused`] alone has changed something: the session is gone.
    async fn refresh(&self, attempt: RefreshAttempt) -> Result<Refreshed, RefreshError>;

    /// Writes down that a session was used.
    async fn touch_session(&self, id: SessionId, now: Timestamp) -> Result<(), StoreError>;

    /// Ends a session and all its tokens if `secret` is one of its refresh tokens; answers whether it was.
    async fn end_session(&self, id: SessionId, secret: TokenHash) -> Result<bool, StoreError>;

    /// Revokes one opaque access token.
    async fn revoke_access_token(&self, hash: TokenHash) -> Result<(), StoreError>;

    /// Revokes one JWT access token until it would have ended anyway.
    async fn revoke_jwt_access_token(&self, jti: &str, expires_at: Timestamp) -> Result<(), StoreError>;

    /// Trades an authorization code for a session: checks it, deletes it, begins the session.
    ///
    /// # Errors
    /// See [`ExchangeError`]; nothing was changed then.
    async fn exchange_code(&self, exchange: ExchangeCode) -> Result<(UserSession, AuthorizationCode), ExchangeError>;
}

/// Guests on their way to membership.
#[async_trait]
pub trait PromotionStore: Send + Sync {
    /// Keeps a promotion code.
    async fn add_promotion_code(&self, code: PromotionCodeRecord) -> Result<(), StoreError>;

    /// Opens an interaction and spends the proof it rests on (challenge or promotion code), together.
    ///
    /// # Errors
    /// See [`BeginError`]; nothing was changed then.
    async fn begin_interaction(&self, begin: BeginInteraction) -> Result<Interaction, BeginError>;

    /// Finds an interaction that is alive at `now`, by the hash of its handle.
    async fn find_interaction(&self, handle: TokenHash, now: Timestamp) -> Result<Option<Interaction>, StoreError>;

    /// Forgets an interaction; its guest is exactly what it was. Unknown handles are fine.
    async fn drop_interaction(&self, handle: TokenHash) -> Result<(), StoreError>;

    /// Promotes the interaction's guest in one transaction: adds login identity and password, deletes the
    /// anonymous identity and retires its key, ends every session of the user, writes one event, keeps
    /// the authorization code, forgets the interaction. Answers the member.
    ///
    /// # Errors
    /// See [`PromoteError`]; nothing was changed then.
    async fn promote(&self, promotion: Promotion) -> Result<User, PromoteError>;

    /// Makes a member of the stranger in the interaction, in one transaction: adds the user `id` with login
    /// identity and password, writes one event, keeps the authorization code, forgets the interaction.
    ///
    /// # Errors
    /// See [`PromoteError`]; nothing was changed then. A guest's interaction is refused as
    /// [`PromoteError::InteractionGone`]: a guest is promoted, not doubled.
    async fn add_member(&self, id: UserId, joining: Promotion) -> Result<User, PromoteError>;

    /// Finds who signs in with `login`, and the hash of their password.
    async fn find_login(&self, login: &LoginId) -> Result<Option<(UserId, PasswordHash)>, StoreError>;

    /// Ends an interaction in the sign-in of a member: keeps the code, forgets the interaction. Answers
    /// `false`, and keeps nothing, when the interaction is gone.
    async fn finish_sign_in(
        &self,
        handle: TokenHash,
        code: Option<AuthorizationCode>,
        now: Timestamp,
    ) -> Result<bool, StoreError>;
}

/// Events that wait for their consumers.
#[async_trait]
pub trait OutboxStore: Send + Sync {
    /// Lists up to `limit` events due at `now`, oldest first, each with how often it was tried.
    async fn list_due_events(&self, now: Timestamp, limit: u32) -> Result<Vec<(Event, u32)>, StoreError>;

    /// Forgets an event that every consumer has.
    async fn forget_event(&self, seq: i64) -> Result<(), StoreError>;

    /// Tries an event again at `next_attempt_at`.
    async fn postpone_event(&self, seq: i64, next_attempt_at: Timestamp) -> Result<(), StoreError>;
}

/// Settings that were changed in the Portal.
#[async_trait]
pub(crate) trait SettingStore: Send + Sync {
    /// Lists the changed sections, oldest change first.
    async fn list_setting_documents(&self) -> Result<Vec<SettingDocument>, StoreError>;

    /// The newest change's number; 0 when nothing was ever changed.
    async fn setting_version(&self) -> Result<i64, StoreError>;

    /// Keeps a changed section under a new version.
    ///
    /// # Errors
    /// [`PutSettingError::Stale`] when the section's version is no longer that of `new` (0 for none);
    /// nothing was changed then.
    async fn put_setting_document(&self, new: SettingDocument) -> Result<(), PutSettingError>;
}

/// Sweeping up.
#[async_trait]
pub trait UpkeepStore: Send + Sync {
    /// Forgets spent challenges, codes, interactions and token records that ended before `now`; answers how many.
    async fn prune(&self, now: Timestamp) -> Result<u64, StoreError>;

    /// Makes everything durable and lets go of the database.
    async fn close(&self) -> Result<(), StoreError>;
}

/// Everything the server remembers.
pub(crate) trait Store:
    ServerSecretStore
    + GuestStore
    + SessionStore
    + PromotionStore
    + OutboxStore
    + SettingStore
    + UpkeepStore
    + std::fmt::Debug
{
}

impl<S> Store for S where
    S: ServerSecretStore
        + GuestStore
        + SessionStore
        + PromotionStore
        + OutboxStore
        + SettingStore
        + UpkeepStore
        + std::fmt::Debug
{
}
