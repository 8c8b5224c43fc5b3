//! What sending will do.

use houseguest_protocol::window::Session;

use crate::i18n::{MessageId, msg};

/// What sending will do, for who has not written before.
#[must_use]
pub const fn hint(session: Option<&Session>) -> Option<MessageId> {
    match session {
        Some(Session::Visitor | Session::Lost { .. } | Session::Removed { .. }) => Some(msg("composer-hint-visitor")),
        Some(Session::SignedOut { .. }) => Some(msg("composer-hint-signed-out")),
        Some(Session::Ended { .. }) => Some(msg("composer-hint-ended")),
        Some(Session::Guest { .. } | Session::Member { .. }) | None => None,
    }
}
