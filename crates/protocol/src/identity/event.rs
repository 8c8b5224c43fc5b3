//! Events an identity server tells its consumers (section 9.3).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::values::{Subject, Timestamp, rfc3339};

/// Something that happened to a user. Delivered at least once; `id` tells repetitions apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The event.
    pub id: Uuid,
    /// Its place in the order of all events.
    pub seq: i64,
    /// What happened: `type` and `payload` on the wire.
    #[serde(flatten)]
    pub kind: EventKind,
    /// When and to whom.
    pub context: EventContext,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "payload")]
pub enum EventKind {
    /// A user came to be.
    #[serde(rename = "user.created")]
    UserCreated {
        /// The user.
        user: EventUser,
        /// Their identities.
        identities: Vec<EventIdentity>,
    },
    /// A guest became a member. Both users are the same one, after the promotion (section 9.3).
    #[serde(rename = "user.anonymous.promoted")]
    UserAnonymousPromoted {
        /// The user.
        anonymous_user: EventUser,
        /// The same user.
        user: EventUser,
        /// Their identities, the anonymous one no longer among them.
        identities: Vec<EventIdentity>,
    },
    /// A guest became part of a member's account: what was the guest's is the member's from now on. Ours alone.
    #[serde(rename = "user.merged")]
    UserMerged {
        /// The merge; an undo names it, too.
        merge_id: Uuid,
        /// The guest's `sub`, which nobody gets tokens of any more.
        from: Subject,
        /// The member's `sub`.
        into: Subject,
        /// What the person chose.
        rules: MergeRules,
        /// Until when it can be undone.
        undo_until: Timestamp,
    },
    /// A merge was undone: the guest is somebody of their own again, with all that was theirs. It may arrive
    /// before the merge itself. Ours alone.
    #[serde(rename = "user.merge_undone")]
    UserMergeUndone {
        /// The merge.
        merge_id: Uuid,
        /// The guest's `sub`.
        from: Subject,
        /// The member's `sub`.
        into: Subject,
    },
    /// A user is gone for good. Whoever keeps something of theirs should delete it, or make it nobody's. Ours alone.
    #[serde(rename = "user.deleted")]
    UserDeleted {
        /// The user, as they were before.
        user: EventUser,
        /// Why.
        reason: DeletionReason,
    },
}

/// Why a user was deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeletionReason {
    /// A guest nobody had been for a long time.
    CleanUp,
    /// An operator's decision.
    Operator,
}

/// What happens to things of which a person can have only one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeRules {
    /// Whose preferences hold.
    pub preferences: PreferenceRule,
}

/// Whose preferences hold after a merge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PreferenceRule {
    /// The member's.
    KeepAccount,
    /// The guest's, if the guest has saved any.
    TakeGuest,
    /// Those saved last.
    #[default]
    Newer,
}

/// When, to whom and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventContext {
    /// When.
    pub timestamp: Timestamp,
    /// To whom.
    pub user_id: Option<Subject>,
    /// `user`, `admin_api`, `system` or `portal`.
    pub triggered_by: String,
    /// The client through which it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
}

/// A user, as events show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventUser {
    /// The `sub`.
    pub id: Subject,
    /// When the user came to be.
    #[serde(with = "rfc3339")]
    pub created_at: Timestamp,
    /// When the user last changed.
    #[serde(with = "rfc3339")]
    pub updated_at: Timestamp,
    /// Whether the user is a guest.
    pub is_anonymous: bool,
    /// Whether an address has been verified.
    pub is_verified: bool,
    /// Whether the user may not sign in.
    pub is_disabled: bool,
    /// Whether the user has a password or the like.
    pub can_reauthenticate: bool,
}

/// An identity, as events show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventIdentity {
    /// The identity.
    pub id: Uuid,
    /// When it was added.
    #[serde(with = "rfc3339")]
    pub created_at: Timestamp,
    /// When it last changed.
    #[serde(with = "rfc3339")]
    pub updated_at: Timestamp,
    /// `anonymous` or `login_id`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whose it is.
    pub user_id: Subject,
    /// Claims, such as the anonymous key's id.
    pub claims: Map<String, Value>,
}

impl EventIdentity {
    /// The claim that names an anonymous identity's key.
    pub const KEY_ID_CLAIM: &'static str = "https://authgear.com/claims/anonymous/key_id";
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_merge_names_both_and_what_was_chosen() {
        let (from, into) = (Subject::from(Uuid::from_u128(1)), Subject::from(Uuid::from_u128(2)));
        let event = EventKind::UserMerged {
            merge_id: Uuid::from_u128(3),
            from: from.clone(),
            into: into.clone(),
            rules: MergeRules { preferences: PreferenceRule::TakeGuest },
            undo_until: Timestamp::from_unix_seconds(604_800),
        };
        let wire = serde_json::to_value(&event).expect("writes");
        let payload = json!({
            "merge_id": Uuid::from_u128(3),
            "from": from,
            "into": into,
            "rules": {"preferences": "take_guest"},
            "undo_until": 604_800,
        });
        assert_eq!(wire, json!({"type": "user.merged", "payload": payload}));
        assert_eq!(serde_json::from_value::<EventKind>(wire).expect("reads"), event);
    }

    #[test]
    fn a_promotion_has_the_envelope_of_section_9() {
        let user = EventUser {
            id: Subject::from(Uuid::from_u128(1)),
            created_at: Timestamp::from_unix_seconds(0),
            updated_at: Timestamp::from_unix_seconds(60),
            is_anonymous: false,
            is_verified: false,
            is_disabled: false,
            can_reauthenticate: true,
        };
        let event = Event {
            id: Uuid::from_u128(2),
            seq: 7,
            kind: EventKind::UserAnonymousPromoted { anonymous_user: user.clone(), user, identities: Vec::new() },
            context: EventContext {
                timestamp: Timestamp::from_unix_seconds(60),
                user_id: Some(Subject::from(Uuid::from_u128(1))),
                triggered_by: "user".to_owned(),
                client_id: None,
            },
        };
        let wire = serde_json::to_value(&event).expect("writes");
        assert_eq!(wire["type"], "user.anonymous.promoted");
        assert_eq!(wire["payload"]["user"]["is_anonymous"], json!(false));
        assert_eq!(serde_json::from_value::<Event>(wire).expect("reads"), event);
    }
}
