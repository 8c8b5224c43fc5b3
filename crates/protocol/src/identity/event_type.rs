//! The kinds of events by name (section 9.3).

use serde::{Deserialize, Serialize};

use super::EventKind;

macro_rules! event_types {
    ($($(#[$doc:meta])* $type:ident = $name:literal: $kind:pat,)+) => {
        /// The kinds of events by name, for subscribing to them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum EventType {
            $($(#[$doc])* #[serde(rename = $name)] $type,)+
        }

        impl EventType {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$type),+];

            /// The name on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$type => $name),+ }
            }

            /// The kind of that name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$type),)+ _ => None }
            }
        }

        impl EventKind {
            /// Its kind by name.
            #[must_use]
            pub const fn event_type(&self) -> EventType {
                match self { $($kind => EventType::$type),+ }
            }
        }
    };
}

event_types! {
    /// A user came to be.
    UserCreated = "user.created": EventKind::UserCreated { .. },
    /// A guest became a member.
    UserAnonymousPromoted = "user.anonymous.promoted": EventKind::UserAnonymousPromoted { .. },
    /// A guest's things went to an account that existed before.
    UserMerged = "user.merged": EventKind::UserMerged { .. },
    /// A merge was undone.
    UserMergeUndone = "user.merge_undone": EventKind::UserMergeUndone { .. },
    /// A user is gone for good.
    UserDeleted = "user.deleted": EventKind::UserDeleted { .. },
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        identity::{DeletionReason, EventUser, MergeRules},
        values::{Subject, Timestamp},
    };

    #[test]
    fn every_kind_is_called_on_the_wire_what_its_type_is_called() {
        let (id, now) = (Subject::from(Uuid::from_u128(1)), Timestamp::from_unix_seconds(0));
        let user = EventUser {
            id: id.clone(),
            created_at: now,
            updated_at: now,
            is_anonymous: true,
            is_verified: false,
            is_disabled: false,
            can_reauthenticate: false,
        };
        let (merge_id, rules) = (Uuid::from_u128(3), MergeRules::default());
        let (from, into) = (id.clone(), id);
        let kinds = [
            EventKind::UserCreated { user: user.clone(), identities: Vec::new() },
            EventKind::UserAnonymousPromoted {
                anonymous_user: user.clone(),
                user: user.clone(),
                identities: Vec::new(),
            },
            EventKind::UserMerged { merge_id, from: from.clone(), into: into.clone(), rules, undo_until: now },
            EventKind::UserMergeUndone { merge_id, from, into },
            EventKind::UserDeleted { user, reason: DeletionReason::CleanUp },
        ];
        assert_eq!(kinds.len(), EventType::ALL.len());
        for (kind, named) in kinds.iter().zip(EventType::ALL) {
            let wire = serde_json::to_value(kind).expect("writes");
            assert_eq!((wire["type"].as_str(), kind.event_type()), (Some(named.as_str()), *named));
            assert_eq!(serde_json::to_value(named).expect("writes"), wire["type"]);
            assert_eq!(EventType::parse(named.as_str()), Some(*named));
            assert_eq!(&serde_json::from_value::<EventKind>(wire).expect("reads"), kind);
        }
        assert_eq!(EventType::parse("user.pre_create"), None);
    }
}
