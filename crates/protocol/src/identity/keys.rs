//! A user's keys and sessions, listed and changed by the user (beyond the protocol).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Thumbprint, hidden::hide};
use crate::values::{Subject, Timestamp, rfc3339};

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// It lives on a device and signs its guest in.
    Device,
    /// It lies in a recovery kit. It signs nobody in; it takes the guest to a new device, once.
    Recovery,
}

/// A key that works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct KeyInfo {
    /// Which.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub thumbprint: Thumbprint,
    /// What it is for.
    pub kind: KeyKind,
    /// What its device calls itself, if it said so.
    pub label: Option<String>,
    /// When it was added.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub created_at: Timestamp,
    /// When it last signed its guest in; when it was added, if it never did.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub last_used_at: Timestamp,
    /// Whether the session that asks began with it.
    pub is_this_device: bool,
}

/// What keeps a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionPlace {
    /// An app, by a refresh token.
    App,
    /// A browser, by a cookie.
    Browser,
}

/// A session that lives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SessionInfo {
    /// Which.
    pub id: Uuid,
    /// What keeps it.
    pub place: SessionPlace,
    /// The application's name; none for a browser's own.
    pub application: Option<String>,
    /// What the device or browser calls itself, if it said so.
    pub label: Option<String>,
    /// The key it began with.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>))]
    pub key: Option<Thumbprint>,
    /// When it began.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub created_at: Timestamp,
    /// When it was last used, to within minutes.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub last_used_at: Timestamp,
    /// When it ends unless it is used before, by the settings in force now.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub ends_at: Timestamp,
    /// Whether it is the one that asks.
    pub is_this_one: bool,
}

/// A user's keys and sessions. Members have no keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct KeyList {
    /// The keys that work, the oldest first.
    pub keys: Vec<KeyInfo>,
    /// The sessions that live, the one used last first.
    pub sessions: Vec<SessionInfo>,
    /// After how many days in which nobody was them guests are removed, unless they wrote something that others can see.
    /// None for members, and where idle guests are not removed by themselves.
    #[serde(default)]
    pub idle_guest_days: Option<u32>,
}

/// Adds a key: `POST /houseguest/v1/keys`. Whoever has only the access token cannot write the first statement, and whoever
/// has only somebody's public key cannot write the second.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddKeyRequest {
    /// A statement, `add_device` or `add_recovery`, by a present device key, about the new one.
    pub authorisation: String,
    /// A statement, `join`, by the new key, about the present one.
    pub possession: String,
    /// What the new key's device calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The pairing that ends with this, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>))]
    pub pairing: Option<super::PairingCode>,
}

/// Names a key: `POST /houseguest/v1/keys/label`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LabelKeyRequest {
    /// Which.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub thumbprint: Thumbprint,
    /// What it is called from now on.
    pub label: String,
}

/// Revokes a key, and ends the sessions that began with it: `POST /houseguest/v1/keys/revoke`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RevokeKeyRequest {
    /// A statement, `revoke`, by a present device key.
    pub authorisation: String,
    /// Whether the last device key may go, after which a recovery kit is the only way back.
    #[serde(default)]
    pub even_the_last: bool,
}

/// Takes a guest to a new device: `POST /houseguest/v1/keys/restore`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RestoreRequest {
    /// A statement, `restore`, by the recovery key, about the new device's.
    pub authorisation: String,
    /// A statement, `join`, by the new device's key, about the recovery key.
    pub possession: String,
    /// What the new device calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// Who was restored. The new device's key signs them in from here on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Restored {
    /// The guest.
    pub sub: Subject,
}

/// Ends a session of one's own: `POST /houseguest/v1/sessions/end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EndSessionRequest {
    /// Which.
    pub id: Uuid,
    /// What keeps it.
    pub place: SessionPlace,
}

// Statements are as good as a signature for a few minutes: they are not printed.
hide!(AddKeyRequest, RevokeKeyRequest, RestoreRequest);

macro_rules! refusals {
    ($($(#[$doc:meta])* $variant:ident = $message:literal),+ $(,)?) => {
        /// Why keys were not changed: the `reason` of the JSON-API error.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
        pub enum KeyRefusal {
            $($(#[$doc])* #[error($message)] $variant,)+
        }

        impl KeyRefusal {
            /// The reason on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant),)+ }
            }

            /// Reads the reason on the wire; `None` for one nobody here knows.
            #[must_use]
            pub fn parse(reason: &str) -> Option<Self> {
                $(if reason == stringify!($variant) { return Some(Self::$variant); })+
                None
            }
        }
    };
}

refusals! {
    /// A statement is malformed, old, answered before, about something else, or by a key that may not make it.
    InvalidKeyStatement = "a statement about keys does not hold",
    /// The user is a member: they have no keys.
    NotAGuest = "members have no keys",
    /// The new key belongs to somebody, or did.
    KeyTaken = "the key belongs to somebody already",
    /// The guest has as many keys as one may have.
    TooManyKeys = "the guest has as many keys as a guest may have",
    /// The guest has no such key that works.
    NoSuchKey = "there is no such key",
    /// It is the last key of a device, and nobody said that it may go.
    LastDeviceKey = "this is the last key of a device",
    /// Nobody has, or had, this recovery key.
    KitUnknown = "nobody has this recovery key",
    /// The kit was used before.
    KitSpent = "the recovery kit was used before",
    /// The kit's key was revoked, or another kit was used since.
    KitRevoked = "the recovery kit was revoked",
    /// The kit's guest became a member: they log in.
    GuestPromoted = "the guest became a member",
    /// The kit's guest became part of an account: its owner logs in.
    GuestMerged = "the guest became part of an account",
    /// The kit's guest was removed.
    GuestRemoved = "the guest was removed",
    /// An operator has shut the guest out.
    UserDisabled = "the user is disabled",
    /// The pairing has ended, or never was.
    PairingGone = "the pairing has ended",
    /// Another device has answered the pairing.
    PairingAnswered = "another device has answered the pairing",
    /// What is shown is not what was committed to, or it comes out of turn.
    PairingMismatch = "this does not belong to the pairing",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_back_and_statements_are_not_printed() {
        for reason in [KeyRefusal::KitSpent, KeyRefusal::GuestPromoted, KeyRefusal::PairingGone] {
            assert_eq!(KeyRefusal::parse(reason.as_str()), Some(reason));
        }
        assert_eq!(KeyRefusal::parse("SomethingNew"), None);
        let request = RevokeKeyRequest { authorisation: "signed".to_owned(), even_the_last: false };
        assert!(!format!("{request:?}").contains("signed"));
    }
}
