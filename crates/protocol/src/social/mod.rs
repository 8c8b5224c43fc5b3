//! The demo's social API: posts, comments, reactions, preferences.
//!
//! Every write carries an idempotency key in the header [`IDEMPOTENCY_KEY`]; a repeated write gets
//! the first answer again. Lists page by cursor. Text is plain: it is never read as markup.

mod author;
mod comment;
mod error;
mod idempotency;
mod page;
mod post;
mod preferences;
mod reaction;
mod text;

pub use author::{Author, Standing, friendly_name};
pub use comment::{Comment, CommentId, NewComment};
pub use error::{FieldNote, SocialError, SocialErrorCode};
pub use idempotency::{IDEMPOTENCY_KEY, IdempotencyKey, InvalidIdempotencyKey};
pub use page::{Cursor, Page, PageRequest};
pub use post::{Post, PostId};
pub use preferences::{Density, Preferences, StoredPreferences, Theme};
pub use reaction::{Reaction, ReactionCount, ReactionSummary, SetReaction};
pub use text::{CommentBody, InvalidText};

/// Paths below the social API's base address.
pub mod paths {
    use super::PostId;

    /// The feed, newest first.
    pub const POSTS: &str = "/social/v1/posts";
    /// The caller's preferences.
    pub const PREFERENCES: &str = "/social/v1/me/preferences";
    /// The caller's own comments, newest first.
    pub const MY_COMMENTS: &str = "/social/v1/me/comments";
    /// The OpenAPI document.
    pub const OPENAPI: &str = "/social/v1/openapi.json";

    /// One post.
    #[must_use]
    pub fn post(id: PostId) -> String {
        format!("{POSTS}/{id}")
    }

    /// The comments of a post, oldest first.
    #[must_use]
    pub fn comments(id: PostId) -> String {
        format!("{POSTS}/{id}/comments")
    }

    /// The caller's reaction to a post.
    #[must_use]
    pub fn reaction(id: PostId) -> String {
        format!("{POSTS}/{id}/reaction")
    }
}
