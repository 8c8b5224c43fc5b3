//! News for one person: who answered them, who mentioned them.

use serde::{Deserialize, Serialize};

use super::{Author, Comment, Cursor, PostLine};
use crate::values::{Timestamp, rfc3339};

/// Names a notification. Later ones have greater numbers.
pub type NotificationId = i64;

/// Why somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum NotificationKind {
    /// Somebody answered a comment of theirs, or commented on their post.
    Reply,
    /// Somebody mentioned them.
    Mention,
}

/// News.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Notification {
    /// The notification.
    #[cfg_attr(feature = "schema", schema(value_type = i64))]
    pub id: NotificationId,
    /// Why.
    pub kind: NotificationKind,
    /// Who wrote it; none for somebody who has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// The comment that answers or mentions; none when it is the post itself that mentions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Comment>,
    /// The post.
    pub post: PostLine,
    /// When it was written.
    #[serde(with = "rfc3339")]
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    pub at: Timestamp,
    /// Whether the person has seen it.
    pub read: bool,
}

/// Part of the news, latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NotificationPage {
    /// The notifications.
    pub items: Vec<Notification>,
    /// Where the next part begins; absent at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
    /// How many are unread in all, counted up to [`UNREAD_LIMIT`].
    pub unread: u32,
}

/// How far unread notifications are counted: this number means "or more".
pub const UNREAD_LIMIT: u32 = 99;

/// Everything up to this one has been seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReadNotifications {
    /// The latest one that was on the screen.
    #[cfg_attr(feature = "schema", schema(value_type = i64))]
    pub up_to: NotificationId,
}

/// How many notifications are unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Unread {
    /// Counted up to [`UNREAD_LIMIT`].
    pub unread: u32,
}
