//! Users: guests and members.

use std::fmt;

use houseguest_protocol::{
    identity::{IdentityItem, UserClaims},
    values::{Subject, Timestamp},
};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::LoginId;

/// Identifies a user for good; the `sub` of every token.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct UserId(pub Uuid);

impl UserId {
    /// A fresh id. Ids grow with time, so that rows made together lie together.
    #[must_use]
    pub fn random() -> Self {
        Self(Uuid::now_v7())
    }

    /// The `sub` claim.
    #[must_use]
    pub fn subject(self) -> Subject {
        Subject::from(self.0)
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// A user with all their identities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Who.
    pub id: UserId,
    /// When they came to be.
    pub created_at: Timestamp,
    /// When they last changed.
    pub updated_at: Timestamp,
    /// When their anonymous identity was added, if they have one.
    pub anonymous_since: Option<Timestamp>,
    /// Since when they are shut out.
    pub disabled_at: Option<Timestamp>,
    /// How they sign in.
    pub logins: Vec<LoginIdentity>,
    /// Their password, if they have one.
    pub password: Option<PasswordRecord>,
    /// Guests who are part of them, the latest ones.
    pub aliases: Vec<UserId>,
    /// Guests who were part of them and are themselves again, the latest ones.
    pub former_aliases: Vec<UserId>,
}

/// A login id that belongs to a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginIdentity {
    /// The identity's own id.
    pub id: Uuid,
    /// The login id.
    pub login: LoginId,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was shown that its owner reads what is sent there; never for a username.
    pub verified_at: Option<Timestamp>,
}

/// That a user has a password, and since when; the hash is looked up only to check one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordRecord {
    /// When it was set first.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A password's Argon2id hash as a PHC string. Never printed.
#[derive(Clone, Debug)]
pub struct PasswordHash(SecretString);

impl PasswordHash {
    /// Wraps a PHC string.
    #[must_use]
    pub fn from_phc(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// The PHC string, for the database and for checking a password.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl User {
    /// A guest, just arrived.
    #[must_use]
    pub const fn new_guest(id: UserId, now: Timestamp) -> Self {
        Self {
            id,
            created_at: now,
            updated_at: now,
            anonymous_since: Some(now),
            disabled_at: None,
            logins: Vec::new(),
            password: None,
            aliases: Vec::new(),
            former_aliases: Vec::new(),
        }
    }

    /// Whether the user is a guest: they own an anonymous identity. The one place that says so.
    #[must_use]
    pub const fn is_anonymous(&self) -> bool {
        self.anonymous_since.is_some()
    }

    /// What tokens and userinfo say of the user (protocol.md, section 6.1).
    #[must_use]
    pub fn claims(&self) -> UserClaims {
        UserClaims {
            is_anonymous: self.is_anonymous(),
            is_verified: self.logins.iter().any(|login| login.verified_at.is_some()),
            can_reauthenticate: self.password.is_some(),
            roles: Vec::new(),
            aliases: self.aliases.iter().map(|alias| alias.subject()).collect(),
            former_aliases: self.former_aliases.iter().map(|alias| alias.subject()).collect(),
        }
    }

    /// The user's identities, as userinfo lists them.
    #[must_use]
    pub fn identity_items(&self) -> Vec<IdentityItem> {
        let anonymous = self.anonymous_since.map(|since| IdentityItem {
            created_at: since,
            updated_at: since,
            kind: "anonymous".to_owned(),
            login_id_key: None,
            login_id_type: None,
            authenticator_kind: None,
        });
        let logins = self.logins.iter().map(|login| IdentityItem {
            created_at: login.created_at,
            updated_at: login.verified_at.unwrap_or(login.created_at),
            kind: "login_id".to_owned(),
            login_id_key: Some(login.login.kind().as_str().to_owned()),
            login_id_type: Some(login.login.kind().as_str().to_owned()),
            authenticator_kind: None,
        });
        anonymous.into_iter().chain(logins).collect()
    }

    /// The user's authenticators, as userinfo lists them.
    #[must_use]
    pub fn authenticator_items(&self) -> Vec<IdentityItem> {
        let password = self.password.map(|password| IdentityItem {
            created_at: password.created_at,
            updated_at: password.updated_at,
            kind: "password".to_owned(),
            login_id_key: None,
            login_id_type: None,
            authenticator_kind: Some("primary".to_owned()),
        });
        password.into_iter().collect()
    }
}
