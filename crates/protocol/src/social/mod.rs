//! The demo's social API: people, posts, comments, reactions, notifications, preferences.
//!
//! Every write carries an idempotency key in the header [`IDEMPOTENCY_KEY`]; a repeated write gets
//! the first answer again. Lists page by cursor. Text is plain: it is never read as markup.

mod author;
mod avatar;
mod comment;
mod error;
mod export;
mod handle;
mod idempotency;
mod image;
mod live;
mod mention;
mod moderation;
mod notification;
mod page;
mod post;
mod preferences;
mod profile;
mod reaction;
mod text;

pub use author::{Author, Standing, friendly_name};
pub use avatar::{Avatar, Hue, InvalidHue, Motif};
pub use comment::{Comment, CommentContent, CommentId, DeletedComment, EditComment, NewComment};
pub use error::{FieldNote, FieldProblem, SocialError, SocialErrorCode};
pub use export::Export;
pub use handle::{Handle, InvalidHandle, friendly_handle};
pub use idempotency::{IDEMPOTENCY_KEY, IdempotencyKey, InvalidIdempotencyKey, SPEAKS_AS};
pub use image::{ImageFormat, ImageId, MAX_IMAGE_BYTES, MAX_IMAGE_SIDE, PostImage, UploadedImage};
pub use live::{LiveChange, LiveConnection, LiveNews, live_pause_ms};
pub use mention::{Mention, Segment, find_handles, segments};
pub use moderation::{NewReport, ReportReason, Reported, SetHidden};
pub use notification::{
    Notification, NotificationId, NotificationKind, NotificationPage, ReadNotifications, UNREAD_LIMIT, Unread,
};
pub use page::{Cursor, Page, PageRequest};
pub use post::{NewPost, NewPostImage, Post, PostId, PostLine, WELCOME_POST, headline};
pub use preferences::{Density, Motion, Preferences, StoredPreferences, Theme};
pub use profile::{Activity, Profile, ProfileChange, ProfileCounts};
pub use reaction::{Reaction, ReactionCount, ReactionSummary, SetReaction};
pub use text::{CommentBody, DisplayName, ImageDescription, InvalidText, MutedWord, PostBody, PostTitle, ReportNote};

/// Paths below the social API's base address.
pub mod paths {
    use super::{CommentId, ImageId, PostId};
    use crate::values::Subject;

    /// The feed, newest first.
    pub const POSTS: &str = "/social/v1/posts";
    /// Comments, each by its own name.
    pub const COMMENTS: &str = "/social/v1/comments";
    /// Images.
    pub const IMAGES: &str = "/social/v1/images";
    /// People.
    pub const PEOPLE: &str = "/social/v1/people";
    /// The caller's preferences.
    pub const PREFERENCES: &str = "/social/v1/me/preferences";
    /// The caller's own page.
    pub const MY_PROFILE: &str = "/social/v1/me/profile";
    /// The caller's own comments, newest first.
    pub const MY_COMMENTS: &str = "/social/v1/me/comments";
    /// The caller's news, latest first.
    pub const NOTIFICATIONS: &str = "/social/v1/me/notifications";
    /// Where the caller says what they have seen.
    pub const NOTIFICATIONS_READ: &str = "/social/v1/me/notifications/read";
    /// Changes as they happen: server-sent events.
    pub const EVENTS: &str = "/social/v1/events";
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

    /// Whether the caller has hidden a post.
    #[must_use]
    pub fn post_hidden(id: PostId) -> String {
        format!("{POSTS}/{id}/hidden")
    }

    /// The caller's report of a post.
    #[must_use]
    pub fn post_report(id: PostId) -> String {
        format!("{POSTS}/{id}/report")
    }

    /// One comment.
    #[must_use]
    pub fn comment(id: CommentId) -> String {
        format!("{COMMENTS}/{id}")
    }

    /// Brings a deleted comment back.
    #[must_use]
    pub fn comment_restore(id: CommentId) -> String {
        format!("{COMMENTS}/{id}/restore")
    }

    /// The caller's reaction to a comment.
    #[must_use]
    pub fn comment_reaction(id: CommentId) -> String {
        format!("{COMMENTS}/{id}/reaction")
    }

    /// Whether the caller has hidden a comment.
    #[must_use]
    pub fn comment_hidden(id: CommentId) -> String {
        format!("{COMMENTS}/{id}/hidden")
    }

    /// The caller's report of a comment.
    #[must_use]
    pub fn comment_report(id: CommentId) -> String {
        format!("{COMMENTS}/{id}/report")
    }

    /// An image.
    #[must_use]
    pub fn image(id: ImageId) -> String {
        format!("{IMAGES}/{id}")
    }

    /// Somebody's page.
    #[must_use]
    pub fn person(sub: &Subject) -> String {
        format!("{PEOPLE}/{}", encode(sub))
    }

    /// Somebody's comments, latest first.
    #[must_use]
    pub fn activity(sub: &Subject) -> String {
        format!("{PEOPLE}/{}/activity", encode(sub))
    }

    /// A `sub` as one segment of a path: foreign issuers may use any character.
    fn encode(sub: &Subject) -> String {
        let mut segment = String::new();
        for byte in sub.as_str().bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~' | b':') {
                segment.push(char::from(byte));
            } else {
                segment.push_str(&format!("%{byte:02X}"));
            }
        }
        segment
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_sub_is_one_segment() {
            let sub = Subject::parse("auth0|a/b?c#d..").expect("a subject");
            assert_eq!(person(&sub), "/social/v1/people/auth0%7Ca%2Fb%3Fc%23d%2E%2E");
        }
    }
}
