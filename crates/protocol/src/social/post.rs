//! Posts: what the feed shows.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Author, ImageDescription, ImageId, Mention, PostBody, PostImage, PostTitle, ReactionSummary};
use crate::values::{Timestamp, rfc3339};

/// Names a post.
pub type PostId = Uuid;

/// The post that every Houseguest demo welcomes people with. Whoever comes before the house ever answered can already
/// write there, because its name is known; where there is no such post, what was written comes back to its author.
pub const WELCOME_POST: PostId = Uuid::from_u128(0x5eed_0000_0000_4000_8000_0000_0000_000f);

/// A post as the API shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Post {
    /// The post.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
    pub id: PostId,
    /// Who wrote it; none for somebody who has left. The demo's own authors have no account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// The headline, where it has one: plain text on one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<PostTitle>,
    /// What it says: plain text, paragraphs separated by empty lines.
    pub body: PostBody,
    /// Who is mentioned in the body, in order.
    #[serde(default)]
    pub mentions: Vec<Mention>,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<PostImage>,
    /// When it was published.
    #[serde(with = "rfc3339")]
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    /// How many comments it has.
    pub comment_count: u32,
    /// How people reacted, and the caller among them.
    pub reactions: ReactionSummary,
    /// Whether the caller wrote it.
    #[serde(default)]
    pub mine: bool,
    /// Whether the caller has hidden it from themselves.
    #[serde(default)]
    pub hidden: bool,
}

impl Post {
    /// What to call the post where there is one line for it: its title, or else how it begins.
    #[must_use]
    pub fn headline(&self) -> String {
        headline(self.title.as_deref(), &self.body)
    }
}

/// What to call a post where there is one line for it.
#[must_use]
pub fn headline(title: Option<&str>, body: &str) -> String {
    const LONGEST: usize = 80;
    if let Some(title) = title {
        return title.to_owned();
    }
    let line = body.lines().next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', '.', ';', ':']))
}

/// A post in one line, for lists of other things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PostLine {
    /// The post.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
    pub id: PostId,
    /// Its title, or else how it begins.
    pub headline: String,
}

/// A post to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewPost {
    /// The headline, if it is to have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<PostTitle>,
    /// What it says.
    pub body: PostBody,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<NewPostImage>,
}

/// A picture for a post: one that the caller has uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewPostImage {
    /// The uploaded image.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
    pub id: ImageId,
    /// What can be seen in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<ImageDescription>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_without_a_title_is_called_by_how_it_begins() {
        assert_eq!(headline(Some("Title"), "Body"), "Title");
        assert_eq!(headline(None, "First  line\nsecond"), "First line");
        let long = headline(None, &"lantern, ".repeat(20));
        assert!(long.ends_with("lantern…") && long.chars().count() <= 81, "{long}");
    }
}
