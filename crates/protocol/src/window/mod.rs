//! What the app's window and its Rust core say to each other.
//!
//! Nothing here is secret: the window holds no token and no key.

mod error;
pub mod observed;
mod session;

pub use error::{CommandError, ErrorCode};
pub use session::{PromotionState, Session, VaultState, WhereKeyLives};

/// Commands of `tauri-plugin-houseguest`, without the `plugin:houseguest|` prefix.
pub mod commands {
    /// Who is here: answers a [`super::Session`].
    pub const SESSION: &str = "session";
    /// Makes a guest if nobody is here: answers a [`super::Session`].
    pub const ENSURE_GUEST: &str = "ensure_guest";
    /// Asks the server who is here: answers a [`crate::identity::UserInfo`].
    pub const USER_INFO: &str = "user_info";
    /// Opens the sign-up page in the system browser: answers a [`super::PromotionState`].
    pub const START_PROMOTION: &str = "start_promotion";
    /// Opens the log-in page of an account that exists: answers a [`super::PromotionState`].
    pub const START_LOG_IN: &str = "start_log_in";
    /// Gives up waiting for the browser: answers a [`super::Session`].
    pub const CANCEL_PROMOTION: &str = "cancel_promotion";
    /// Ends the session and keeps the key: answers a [`super::Session`].
    pub const SIGN_OUT: &str = "sign_out";
    /// How the vault is: answers a [`super::VaultState`].
    pub const VAULT_STATE: &str = "vault_state";
    /// Opens the vault with a passphrase, where there is no credential store; takes `passphrase`.
    pub const UNLOCK_VAULT: &str = "unlock_vault";
    /// Starts anew after the vault was lost: moves what is left aside; answers a [`super::Session`].
    pub const START_FRESH: &str = "start_fresh";
    /// What happened behind the scenes so far: answers a list of [`super::observed::Observed`], oldest first.
    pub const OBSERVED: &str = "observed";
    /// Breaks something on purpose; takes `what`, a [`super::observed::Break`]; answers a [`super::Session`].
    pub const BREAK_SOMETHING: &str = "break_something";
}

/// Commands of the app itself: the social API, called with the guest's token by the Rust core.
pub mod social_commands {
    /// Takes `page`: a [`crate::social::PageRequest`]; answers a page of posts.
    pub const FEED: &str = "feed";
    /// Takes `postId`; answers a post.
    pub const POST: &str = "post";
    /// Takes `postId` and `page`; answers a page of comments.
    pub const COMMENTS: &str = "comments";
    /// Takes `postId`, `comment` and `idempotencyKey`; makes a guest if nobody is here; answers the comment.
    pub const WRITE_COMMENT: &str = "write_comment";
    /// Takes `postId`, `reaction` and `idempotencyKey`; makes a guest if nobody is here; answers the summary.
    pub const REACT: &str = "react";
    /// Answers the stored preferences; version 0 for visitors.
    pub const PREFERENCES: &str = "preferences";
    /// Takes `stored` and `idempotencyKey`; makes a guest if nobody is here; answers the stored preferences.
    pub const SAVE_PREFERENCES: &str = "save_preferences";
}

/// Events the core sends to every window.
pub mod events {
    /// Somebody came or left, or a guest became a member; carries a [`super::Session`].
    pub const SESSION_CHANGED: &str = "houseguest://session-changed";
    /// A promotion moved on; carries a [`super::PromotionState`].
    pub const PROMOTION_CHANGED: &str = "houseguest://promotion-changed";
    /// Something happened behind the scenes; carries a [`super::observed::Observed`]. Only where the app's inspector is on.
    pub const OBSERVED: &str = "houseguest://observed";
}
