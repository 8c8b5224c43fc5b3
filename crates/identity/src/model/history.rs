//! What happens to users, in words that name nobody.

use houseguest_protocol::values::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::UserId;

/// The day of an instant: days since 1970, in UTC.
#[must_use]
pub const fn day_of(instant: Timestamp) -> i64 {
    instant.unix_seconds().div_euclid(86_400)
}

macro_rules! named {
    ($(#[$type_doc:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$type_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $type {
            $($(#[$doc])* $variant,)+
        }

        impl $type {
            /// Its name in the database, which never changes.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What has that name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named! {
    /// What can happen to a user.
    HistoryKind {
        /// A guest came back by key.
        SignedIn = "signed_in",
        /// A guest became a member.
        Promoted = "promoted",
        /// Somebody joined without having been a guest.
        Joined = "joined",
        /// A member logged in.
        LoggedIn = "logged_in",
        /// A member chose another password.
        PasswordChanged = "password_changed",
        /// A member who had forgotten the password chose another one.
        PasswordReset = "password_reset",
        /// An address was proven.
        Verified = "verified",
        /// Sessions were ended, not by their user.
        SessionsEnded = "sessions_ended",
        /// An operator shut the user out.
        Disabled = "disabled",
        /// An operator let the user in again.
        Enabled = "enabled",
        /// The guest became part of an account, or the account took a guest in.
        Merged = "merged",
        /// That was undone.
        MergeUndone = "merge_undone",
        /// An operator deleted the user.
        Deleted = "deleted",
        /// Clean-up removed the guest.
        Removed = "removed",
        /// Somebody named the guest's key and could not prove it (protocol.md, section 13.4).
        KeyRefused = "key_refused",
        /// The guest added a key: another device's, or that of a recovery kit.
        KeyAdded = "key_added",
        /// The guest revoked a key.
        KeyRevoked = "key_revoked",
        /// A recovery kit gave the place of all other keys to a new device's.
        Restored = "restored",
        /// A user ended a session of their own.
        SessionEnded = "session_ended",
        /// An operator changed the settings; it happened to nobody.
        SettingsChanged = "settings_changed",
    }
}

named! {
    /// What is counted by the day. The first four are kept on the day on which the guest was made, so that each day's
    /// guests can be followed; the others on the day on which it happened.
    Figure {
        /// Guests made.
        Made = "made",
        /// Of these, those who came back on a later day.
        CameBack = "came_back",
        /// Of these, those who became members.
        Promoted = "promoted",
        /// Of these, those who were removed or deleted.
        Removed = "removed",
        /// Users who had been made before, and were active.
        Active = "active",
        /// Members who joined without having been guests.
        Joined = "joined",
        /// Known keys that did not prove themselves.
        KeysRefused = "keys_refused",
    }
}

/// Something that happens now.
#[derive(Clone, Debug)]
pub struct HappenedTo {
    /// To whom; `None` to nobody.
    pub user: Option<UserId>,
    /// What.
    pub kind: HistoryKind,
    /// When.
    pub at: Timestamp,
    /// Through which client.
    pub client_id: Option<String>,
    /// Further words, never personal data.
    pub details: Value,
}

impl HappenedTo {
    /// Something that happens to a user.
    #[must_use]
    pub fn user(user: UserId, kind: HistoryKind, at: Timestamp) -> Self {
        Self { user: Some(user), kind, at, client_id: None, details: Value::Object(serde_json::Map::new()) }
    }

    /// Something that happens to no user.
    #[must_use]
    pub const fn nobody(kind: HistoryKind, details: Value, at: Timestamp) -> Self {
        Self { user: None, kind, at, client_id: None, details }
    }

    /// It happens through that client.
    #[must_use]
    pub fn through(mut self, client_id: &str) -> Self {
        self.client_id = Some(client_id.to_owned());
        self
    }

    /// More about it. Never personal data: this survives the user.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Some(details) = self.details.as_object_mut() {
            details.insert(name.to_owned(), value.into());
        }
        self
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The entry.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: HistoryKind,
    /// Through which client.
    pub client_id: Option<String>,
    /// Further words.
    pub details: Value,
}
