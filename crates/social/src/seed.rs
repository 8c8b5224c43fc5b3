//! The demo's posts, threads and people, from `assets/seed/posts.json`.
//!
//! Times in the file are minutes before the first start, so that the feed always looks lived in.

use std::time::Duration;

use houseguest_protocol::{
    social::{CommentBody, CommentId, ImageId, PostId, Reaction},
    values::{Timestamp, sha256},
};
use serde::Deserialize;

const FILE: &str = include_str!("../../../assets/seed/posts.json");

/// A picture of one of the demo's posts: a drawing, 800 by 500.
#[derive(Clone, Copy, Debug)]
pub struct SeedPicture {
    /// The post, by the last byte of its id; the picture has the same.
    number: u8,
    /// The drawing: SVG.
    pub file: &'static [u8],
    /// What can be seen in it.
    pub alt: &'static str,
}

/// The pictures of the demo's posts.
pub const PICTURES: [SeedPicture; 5] = [
    SeedPicture {
        number: 0x01,
        file: include_bytes!("../../../assets/seed/images/porch.svg"),
        alt: "A small house in the evening; the lamp beside its door is lit, and a hedgehog is on its way.",
    },
    SeedPicture {
        number: 0x02,
        file: include_bytes!("../../../assets/seed/images/bread.svg"),
        alt: "A steaming loaf of bread on a board, with three cuts in its crust.",
    },
    SeedPicture {
        number: 0x07,
        file: include_bytes!("../../../assets/seed/images/rain.svg"),
        alt: "Rain on a window in the evening; on the sill a cup of tea and a sleeping cat.",
    },
    SeedPicture {
        number: 0x08,
        file: include_bytes!("../../../assets/seed/images/garden.svg"),
        alt: "Rows of cabbages with frost on them, a shed and a low sun.",
    },
    SeedPicture {
        number: 0x09,
        file: include_bytes!("../../../assets/seed/images/street.svg"),
        alt: "A dark street under stars; neighbours sit around a table with candles.",
    },
];

impl SeedPicture {
    /// The name under which the planting of the pictures is remembered.
    pub const PLANTING: &'static str = "pictures";
    /// How many pixels they are wide, and high.
    pub const SIZE: (u32, u32) = (800, 500);

    /// The post that shows it.
    #[must_use]
    pub const fn post(&self) -> PostId {
        PostId::from_u128(0x5eed_0000_0000_4000_8000_0000_0000_0000 + self.number as u128)
    }

    /// The picture.
    #[must_use]
    pub const fn id(&self) -> ImageId {
        ImageId::from_u128(0x5eed_1000_0000_4000_8000_0000_0000_0000 + self.number as u128)
    }
}

/// Everything that is planted on the first start.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seeds {
    /// Who wrote and reacted.
    pub people: Vec<SeedPerson>,
    /// What they wrote.
    pub posts: Vec<SeedPost>,
}

/// Somebody invented.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedPerson {
    /// A short name for use within the file.
    pub id: String,
    /// The name people see.
    pub name: String,
}

/// A post and its thread.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedPost {
    /// The post.
    pub id: PostId,
    /// A person's short name.
    author: String,
    /// The headline.
    pub title: String,
    /// What it says.
    pub body: String,
    /// How many minutes before the first start it was published.
    minutes_ago: u32,
    #[serde(default)]
    love: Vec<String>,
    #[serde(default)]
    laugh: Vec<String>,
    #[serde(default)]
    think: Vec<String>,
    #[serde(default)]
    cheer: Vec<String>,
    #[serde(default)]
    comments: Vec<SeedComment>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedComment {
    author: String,
    body: CommentBody,
    minutes_ago: u32,
    #[serde(default)]
    answers: Vec<SeedComment>,
}

/// A comment, ready to be planted.
#[derive(Clone, Debug)]
pub struct PlantedComment {
    /// The comment; the same one for the same place in the file.
    pub id: CommentId,
    /// The post it belongs to.
    pub post_id: PostId,
    /// The comment it answers.
    pub parent_id: Option<CommentId>,
    /// How deep it is nested.
    pub depth: u32,
    /// Who wrote it.
    pub author_sub: String,
    /// What it says.
    pub body: CommentBody,
    /// When it was written.
    pub created_at: Timestamp,
}

impl Seeds {
    /// The name under which the planting is remembered.
    pub const NAME: &'static str = "posts";
    /// The issuer of people who have no account.
    pub const ISSUER: &'static str = "seed";

    /// The seeds that come with the program.
    #[must_use]
    pub fn bundled() -> Self {
        serde_json::from_str(FILE).expect("a test reads the bundled seeds")
    }

    /// Every comment, in order of arrival: answers come after what they answer.
    #[must_use]
    pub fn comments(&self, now: Timestamp) -> Vec<PlantedComment> {
        let mut all = Vec::new();
        for post in &self.posts {
            gather(&post.comments, post.id, None, now, &mut all);
        }
        // Stable, so an answer within the same minute stays behind what it answers.
        all.sort_by_key(|comment| comment.created_at);
        all
    }
}

fn gather(
    comments: &[SeedComment],
    post_id: PostId,
    parent: Option<(CommentId, u32)>,
    now: Timestamp,
    all: &mut Vec<PlantedComment>,
) {
    for comment in comments {
        let id = derived_id(post_id, all.len());
        let depth = parent.map_or(0, |(_, depth)| depth + 1);
        all.push(PlantedComment {
            id,
            post_id,
            parent_id: parent.map(|(id, _)| id),
            depth,
            author_sub: sub_of(&comment.author),
            body: comment.body.clone(),
            created_at: now - minutes(comment.minutes_ago),
        });
        gather(&comment.answers, post_id, Some((id, depth)), now, all);
    }
}

fn derived_id(post: PostId, number: usize) -> CommentId {
    let digest = sha256(format!("{post}/{number}").as_bytes());
    let (bytes, _) = digest.split_first_chunk::<16>().expect("32 bytes have 16");
    uuid::Builder::from_custom_bytes(*bytes).into_uuid()
}

fn sub_of(short_name: &str) -> String {
    format!("{}:{short_name}", Seeds::ISSUER)
}

fn minutes(count: u32) -> Duration {
    Duration::from_secs(u64::from(count) * 60)
}

impl SeedPerson {
    /// The `sub` of this person.
    #[must_use]
    pub fn sub(&self) -> String {
        sub_of(&self.id)
    }
}

impl SeedPost {
    /// How long before the first start it was published.
    #[must_use]
    pub fn age(&self) -> Duration {
        minutes(self.minutes_ago)
    }

    /// The `sub` of the author.
    #[must_use]
    pub fn author_sub(&self) -> String {
        sub_of(&self.author)
    }

    /// Who reacted, and how.
    pub fn reactions(&self) -> impl Iterator<Item = (Reaction, String)> + '_ {
        Reaction::ALL.into_iter().flat_map(|reaction| {
            let people = match reaction {
                Reaction::Love => &self.love,
                Reaction::Laugh => &self.laugh,
                Reaction::Think => &self.think,
                Reaction::Cheer => &self.cheer,
            };
            people.iter().map(move |person| (reaction, sub_of(person)))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use houseguest_protocol::samples::NOW;

    use super::*;
    use crate::model::MAX_DEPTH;

    #[test]
    fn the_bundled_seeds_make_sense() {
        let seeds = Seeds::bundled();
        let people: HashSet<_> = seeds.people.iter().map(SeedPerson::sub).collect();
        assert_eq!(people.len(), seeds.people.len(), "short names are unique");
        assert!(seeds.posts.len() >= 12, "a feed that scrolls");
        let ids: HashSet<_> = seeds.posts.iter().map(|post| post.id).collect();
        assert_eq!(ids.len(), seeds.posts.len(), "post ids are unique");
        assert!(ids.contains(&houseguest_protocol::social::WELCOME_POST), "apps write there before they could read");
        for post in &seeds.posts {
            assert!(people.contains(&post.author_sub()), "{} has an author", post.title);
            let reacted: Vec<_> = post.reactions().map(|(_, sub)| sub).collect();
            assert_eq!(reacted.iter().collect::<HashSet<_>>().len(), reacted.len(), "{}: one each", post.title);
            assert!(reacted.iter().all(|sub| people.contains(sub)), "{}: only people of the file", post.title);
            assert!(!post.title.trim().is_empty() && !post.body.trim().is_empty());
        }
    }

    #[test]
    fn every_picture_belongs_to_a_post_and_is_a_drawing() {
        let posts: HashSet<_> = Seeds::bundled().posts.iter().map(|post| post.id).collect();
        for picture in PICTURES {
            assert!(posts.contains(&picture.post()), "{}", picture.alt);
            let text = std::str::from_utf8(picture.file).expect("text");
            assert!(text.starts_with("<svg") && text.len() < 8 * 1024, "{}", picture.alt);
            assert!(!["<script", "href", "onload", "<foreignObject"].iter().any(|bad| text.contains(bad)));
        }
    }

    #[test]
    fn answers_come_after_what_they_answer() {
        let seeds = Seeds::bundled();
        let published: std::collections::HashMap<_, _> =
            seeds.posts.iter().map(|post| (post.id, NOW - post.age())).collect();
        let people: HashSet<_> = seeds.people.iter().map(SeedPerson::sub).collect();
        let mut seen = HashSet::new();
        for comment in seeds.comments(NOW) {
            assert!(comment.created_at >= published[&comment.post_id], "after its post: {}", comment.body);
            assert!(
                comment.parent_id.is_none_or(|parent| seen.contains(&parent)),
                "after its parent: {}",
                comment.body
            );
            assert!(comment.depth <= MAX_DEPTH && people.contains(&comment.author_sub), "{}", comment.body);
            assert!(seen.insert(comment.id), "ids are unique");
        }
        assert!(seen.len() >= 12, "threads that look alive");
    }
}
