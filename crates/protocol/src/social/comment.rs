//! Comments and the threads they form.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Author, CommentBody, PostId};
use crate::values::{Timestamp, rfc3339};

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
    /// Who wrote it.
    pub author: Author,
    /// What it says: plain text.
    pub body: CommentBody,
    /// When it was written.
    #[serde(with = "rfc3339")]
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    /// Whether the caller wrote it.
    #[serde(default)]
    pub mine: bool,
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
