//! Comments and the threads they form.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Author, CommentBody, Mention, PostId, ReactionSummary};
use crate::values::{Subject, Timestamp, rfc3339};

/// Names a comment.
pub type CommentId = Uuid;

/// A comment as the API shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Comment {
    /// The comment.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
    pub id: CommentId,
    /// The post it belongs to.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
    pub post_id: PostId,
    /// The comment it answers; none for the first level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = Uuid))]
    pub parent_id: Option<CommentId>,
    /// When it was written.
    #[serde(with = "rfc3339")]
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    /// What there is to see; none where a deleted comment only keeps the place that its answers stand under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<CommentContent>,
}

/// What there is to see of a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CommentContent {
    /// Who wrote it; none for somebody who has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// What it says: plain text.
    pub body: CommentBody,
    /// Who is mentioned in it, in order.
    #[serde(default)]
    pub mentions: Vec<Mention>,
    /// Grows with every edit, from 1. An edit names the version it saw.
    pub version: u32,
    /// When it was last edited; none when never.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "rfc3339::option")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = DateTime))]
    pub edited_at: Option<Timestamp>,
    /// How people reacted, and the caller among them.
    pub reactions: ReactionSummary,
    /// Whether the caller wrote it.
    #[serde(default)]
    pub mine: bool,
    /// Whether the caller has hidden it from themselves.
    #[serde(default)]
    pub hidden: bool,
}

impl Comment {
    /// Who wrote it, while it is there and they are.
    #[must_use]
    pub fn author(&self) -> Option<&Author> {
        self.content.as_ref()?.author.as_ref()
    }

    /// The `sub` of who wrote it, while it is there and they are.
    #[must_use]
    pub fn author_sub(&self) -> Option<&Subject> {
        self.author().map(|author| &author.sub)
    }

    /// What it says, while it is there.
    #[must_use]
    pub fn body(&self) -> Option<&CommentBody> {
        self.content.as_ref().map(|content| &content.body)
    }

    /// Whether it is there, and the caller wrote it.
    #[must_use]
    pub fn is_mine(&self) -> bool {
        self.content.as_ref().is_some_and(|content| content.mine)
    }
}

/// A comment to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewComment {
    /// What it says.
    pub body: CommentBody,
    /// The comment it answers, of the same post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = Uuid))]
    pub parent_id: Option<CommentId>,
}

/// A comment said otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EditComment {
    /// What it says from now on.
    pub body: CommentBody,
    /// The version that was on the screen. When another device has edited it meanwhile, nothing changes.
    pub version: u32,
}

/// A comment that was deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeletedComment {
    /// The comment.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
    pub id: CommentId,
    /// Until when it can be brought back.
    #[serde(with = "rfc3339")]
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    pub restorable_until: Timestamp,
}
