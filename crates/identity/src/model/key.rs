//! The keys guests prove themselves with.

use houseguest_protocol::{
    identity::{PublicKey, Thumbprint},
    values::{KeyId, Timestamp},
};

use super::UserId;

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
    /// When it was retired, because its guest became a member. A retired key signs nobody in, and is
    /// remembered so that it never makes a second user either (protocol.md, section 16, trap 3).
    pub retired_at: Option<Timestamp>,
}
