//! Posts: what the feed shows.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ReactionSummary;
use crate::values::{Timestamp, rfc3339};

/// Names a post.
pub type PostId = Uuid;

/// A post as the API shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Post {
    /// The post.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
    pub id: PostId,
    /// The name of who wrote it; the demo's posts have authors without accounts.
    pub author_name: String,
    /// The headline: plain text.
    pub title: String,
    /// What it says: plain text, paragraphs separated by empty lines.
    pub body: String,
    /// When it was published.
    #[serde(with = "rfc3339")]
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    /// How many comments it has.
    pub comment_count: u32,
    /// How people reacted, and the caller among them.
    pub reactions: ReactionSummary,
}
