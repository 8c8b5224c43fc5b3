//! The keys guests prove themselves with.

use houseguest_protocol::{
    identity::{KeyKind, PublicKey, Thumbprint},
    values::{KeyId, Timestamp},
};

use super::{DeviceName, UserId};

/// How many keys a guest may have at once, of either kind.
pub const MOST_KEYS: u64 = 10;

/// Why a key does not work any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retirement {
    /// Its guest became a member.
    Promoted,
    /// Its guest became part of an account; an undo brings the key back.
    Merged,
    /// A recovery kit gave its place to another key.
    Replaced,
    /// Its guest revoked it.
    Revoked,
    /// It was in a recovery kit, which has been used.
    Spent,
}

impl Retirement {
    const ALL: [Self; 5] = [Self::Promoted, Self::Merged, Self::Replaced, Self::Revoked, Self::Spent];

    /// Its name in the database, which never changes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Promoted => "promoted",
            Self::Merged => "merged",
            Self::Replaced => "replaced",
            Self::Revoked => "revoked",
            Self::Spent => "spent",
        }
    }

    /// What has that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}

/// A public key as its guest presents it, its possession proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestKey {
    /// What the guest calls it.
    pub id: KeyId,
    /// What it is, however it is called (RFC 7638).
    pub thumbprint: Thumbprint,
    /// The key.
    pub public: PublicKey,
}

impl GuestKey {
    /// A key under its name.
    #[must_use]
    pub fn new(id: KeyId, public: PublicKey) -> Self {
        Self { id, thumbprint: public.thumbprint(), public }
    }
}

/// A key the server knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownKey {
    /// The key.
    pub key: GuestKey,
    /// Whose it is, or was.
    pub user: UserId,
    /// When it was retired, and why. A retired key signs nobody in, and is remembered so that it never makes a
    /// second user either (protocol.md, section 16, trap 3).
    pub retired: Option<(Timestamp, Retirement)>,
    /// What it is for.
    pub kind: KeyKind,
    /// What its device calls itself.
    pub label: Option<DeviceName>,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it last signed its guest in; when it was added, if it never did.
    pub last_used_at: Timestamp,
}
