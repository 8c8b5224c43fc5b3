//! People as others see them, and what they did here.

use serde::{Deserialize, Serialize};

use super::{Author, Avatar, Comment, DisplayName, Handle, PostLine, Standing};
use crate::values::{Timestamp, rfc3339};

/// Somebody's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Profile {
    /// Who.
    pub person: Author,
    /// When they first did something here.
    #[serde(with = "rfc3339")]
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    pub joined_at: Timestamp,
    /// When they became a member, as far as it is known here; none for guests.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "rfc3339::option")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = DateTime))]
    pub promoted_at: Option<Timestamp>,
    /// What they did.
    pub counts: ProfileCounts,
    /// Whether this is the caller.
    #[serde(default)]
    pub mine: bool,
}

/// How much somebody did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProfileCounts {
    /// Posts that are there.
    pub posts: u32,
    /// Comments that are there.
    pub comments: u32,
    /// Reactions they gave, to posts and comments.
    pub reactions: u32,
}

/// A comment of somebody, with what they were when they wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Activity {
    /// The comment.
    pub comment: Comment,
    /// The post it belongs to.
    pub post: PostLine,
    /// Guest or member, at that time.
    pub written_as: Standing,
}

/// What somebody changes about themselves; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProfileChange {
    /// Another handle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handle: Option<Handle>,
    /// Another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<DisplayName>,
    /// Another face.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar: Option<Avatar>,
}
