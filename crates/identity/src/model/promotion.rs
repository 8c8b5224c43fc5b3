//! Promotion: a guest becomes a member. It is a privilege change, and one step.
//!
//! Source: design, "Promotion is a privilege change"; protocol.md, section 9.

use houseguest_protocol::{
    identity::{EventContext, EventIdentity, EventKind, EventUser},
    values::Timestamp,
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{GuestKey, LoginId, LoginIdentity, PasswordHash, PasswordRecord, User, UserId};

/// What a guest brings to become a member.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// The id of the login identity about to be made.
    pub identity_id: Uuid,
    /// How they will sign in.
    pub login: LoginId,
    /// When they showed that they read what is sent there; `None` for a username.
    pub verified_at: Option<Timestamp>,
    /// The hash of their password.
    pub password: PasswordHash,
}

/// The outcome of a promotion: what a store keeps, all of it or nothing.
#[derive(Clone, Debug)]
pub struct Promoted {
    /// The member; same id as the guest.
    pub user: User,
    /// What the world is told.
    pub event: EventKind,
    /// When, to whom and through which client.
    pub context: EventContext,
}

/// The user is not a guest (any more).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("only a guest can be promoted")]
pub struct CannotPromote;

impl User {
    /// Turns the guest into a member: adds the login identity and the password, drops the anonymous identity.
    ///
    /// # Errors
    /// [`CannotPromote`] when the user is no guest.
    pub fn promote(mut self, new: &NewMember, client_id: &str, now: Timestamp) -> Result<Promoted, CannotPromote> {
        if !self.is_anonymous() {
            return Err(CannotPromote);
        }
        self.anonymous_since = None;
        self.take_login(new, now);
        let user = self.to_event();
        let event = EventKind::UserAnonymousPromoted {
            anonymous_user: user.clone(),
            user,
            identities: self.logins.iter().map(|login| login.to_event(&self)).collect(),
        };
        let context = self.context(client_id, now);
        Ok(Promoted { user: self, event, context })
    }

    /// A member who was nobody's guest before.
    #[must_use]
    pub fn join(id: UserId, new: &NewMember, client_id: &str, now: Timestamp) -> Promoted {
        let mut user = Self { anonymous_since: None, ..Self::new_guest(id, now) };
        user.take_login(new, now);
        let identities = user.logins.iter().map(|login| login.to_event(&user)).collect();
        let event = EventKind::UserCreated { user: user.to_event(), identities };
        let context = user.context(client_id, now);
        Promoted { user, event, context }
    }

    /// What the world is told of a guest who came.
    #[must_use]
    pub fn arrival(&self, key: Option<&GuestKey>, client_id: Option<&str>) -> (EventKind, EventContext) {
        let identity = EventIdentity {
            // The anonymous identity has no id of its own: it is the user's only one.
            id: self.id.0,
            created_at: self.created_at,
            updated_at: self.created_at,
            kind: "anonymous".to_owned(),
            user_id: self.id.subject(),
            claims: key
                .map(|key| (EventIdentity::KEY_ID_CLAIM.to_owned(), Value::from(key.id.as_str())))
                .into_iter()
                .collect(),
        };
        let event = EventKind::UserCreated { user: self.to_event(), identities: vec![identity] };
        let context = self.context(client_id.unwrap_or_default(), self.created_at);
        (event, EventContext { client_id: client_id.map(str::to_owned), ..context })
    }

    fn take_login(&mut self, new: &NewMember, now: Timestamp) {
        self.updated_at = now;
        self.logins.push(LoginIdentity {
            id: new.identity_id,
            login: new.login.clone(),
            created_at: now,
            verified_at: new.verified_at,
        });
        self.password = Some(PasswordRecord { created_at: now, updated_at: now });
    }

    fn context(&self, client_id: &str, now: Timestamp) -> EventContext {
        EventContext {
            timestamp: now,
            user_id: Some(self.id.subject()),
            triggered_by: "user".to_owned(),
            client_id: Some(client_id.to_owned()),
        }
    }

    /// The user, as events show them.
    #[must_use]
    pub fn to_event(&self) -> EventUser {
        let claims = self.claims();
        EventUser {
            id: self.id.subject(),
            created_at: self.created_at,
            updated_at: self.updated_at,
            is_anonymous: claims.is_anonymous,
            is_verified: claims.is_verified,
            is_disabled: self.disabled_at.is_some(),
            can_reauthenticate: claims.can_reauthenticate,
        }
    }
}

impl LoginIdentity {
    /// The identity, as events show it. The address itself is personal and stays here: a consumer that
    /// needs it asks userinfo.
    fn to_event(&self, user: &User) -> EventIdentity {
        let kind = Value::from(self.login.kind().as_str());
        EventIdentity {
            id: self.id,
            created_at: self.created_at,
            updated_at: self.created_at,
            kind: "login_id".to_owned(),
            user_id: user.id.subject(),
            claims: Map::from_iter([("https://authgear.com/claims/login_id/type".to_owned(), kind)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UserId;

    #[test]
    fn a_promoted_guest_keeps_the_same_id_and_is_promoted_once() {
        let at = Timestamp::from_unix_seconds;
        let guest = User::new_guest(UserId::random(), at(1));
        let new = NewMember {
            identity_id: Uuid::from_u128(1),
            login: LoginId::parse("ines@example.com").expect("an address"),
            verified_at: Some(at(8)),
            password: PasswordHash::from_phc("$argon2id$…".to_owned()),
        };
        let promoted = guest.clone().promote(&new, "app", at(9)).expect("a guest");
        assert_eq!(promoted.user.id, guest.id);
        assert!(!promoted.user.is_anonymous() && promoted.user.claims().can_reauthenticate);
        assert!(promoted.user.claims().is_verified);
        let EventKind::UserAnonymousPromoted { anonymous_user, user, identities } = &promoted.event else {
            panic!("the event is the promotion");
        };
        assert_eq!((anonymous_user, identities.len()), (user, 1));
        assert!(!serde_json::to_string(&promoted.event).expect("writes").contains("ines@"), "no personal data");
        assert_eq!(promoted.user.promote(&new, "app", at(10)).err(), Some(CannotPromote));
    }

    #[test]
    fn a_newcomer_is_a_member_from_the_first_moment() {
        let now = Timestamp::from_unix_seconds(9);
        let new = NewMember {
            identity_id: Uuid::from_u128(1),
            login: LoginId::parse("ines").expect("a username"),
            verified_at: None,
            password: PasswordHash::from_phc("$argon2id$…".to_owned()),
        };
        let joined = User::join(UserId::random(), &new, "app", now);
        assert!(!joined.user.is_anonymous() && joined.user.claims().can_reauthenticate);
        assert!(!joined.user.claims().is_verified, "a name proves nothing");
        let EventKind::UserCreated { user, identities } = &joined.event else { panic!("the event is their arrival") };
        assert_eq!((user, identities.len()), (&joined.user.to_event(), 1));
        assert_eq!(joined.context.user_id, Some(joined.user.id.subject()));
    }
}
