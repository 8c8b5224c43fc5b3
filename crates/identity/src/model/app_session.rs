//! An app's session, carried over into a browser (protocol.md, section 7.3).

use std::time::Duration;

use houseguest_protocol::values::Timestamp;

use super::{SessionId, TokenHash};

/// A one-time token with which an app opens one of our pages as its own user, as the database keeps it.
#[derive(Clone, Copy, Debug)]
pub struct AppSessionToken {
    /// The token's hash.
    pub hash: TokenHash,
    /// The app's session.
    pub session: SessionId,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl AppSessionToken {
    /// How long a token lives.
    pub const LIFETIME: Duration = Duration::from_secs(300);
}

/// What a browser holds after the token was spent: it stands for the app's session, ends with it, and lives
/// no longer than this. The protocol names no limit of its own; a page that was opened from an app is not
/// a place to stay signed in.
pub const APP_SESSION_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);
