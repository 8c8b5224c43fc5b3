//! Ready-made people and messages for tests and documentation.

use uuid::Uuid;

use crate::{
    social::{
        Author, Comment, CommentBody, CommentContent, Post, PostBody, PostTitle, Reaction, ReactionCount,
        ReactionSummary, Standing,
    },
    values::{Subject, Timestamp},
};

/// The instant at which every sample takes place: 2026-11-22T10:00:00Z.
pub const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_341_600);

/// A user: the same one for the same `n`.
#[must_use]
pub fn subject(n: u128) -> Subject {
    Subject::from(Uuid::from_u128(0x7f0f_8a9e_0000_4000_8000_0000_0000_0000 + n))
}

/// An author: the same one for the same `n`.
#[must_use]
pub fn author(n: u128, standing: Standing) -> Author {
    Author::unnamed(subject(n), standing)
}

/// A post with two hearts.
#[must_use]
pub fn post() -> Post {
    Post {
        id: Uuid::from_u128(1),
        author: Some(Author { name: "Ines Moreau".to_owned(), ..author(7, Standing::Member) }),
        title: Some(PostTitle::parse("The porch light is on").expect("acceptable text")),
        body: PostBody::parse("Come in as you are.\n\nStay as long as you like.").expect("acceptable text"),
        mentions: Vec::new(),
        image: None,
        created_at: NOW,
        comment_count: 2,
        reactions: ReactionSummary { counts: vec![ReactionCount { reaction: Reaction::Love, count: 2 }], mine: None },
        mine: false,
        hidden: false,
    }
}

/// A guest's comment on [`post`].
#[must_use]
pub fn comment() -> Comment {
    Comment {
        id: Uuid::from_u128(2),
        post_id: post().id,
        parent_id: None,
        created_at: NOW,
        content: Some(CommentContent {
            author: Some(author(1, Standing::Guest)),
            body: CommentBody::parse("What a warm welcome!").expect("acceptable text"),
            mentions: Vec::new(),
            version: 1,
            edited_at: None,
            reactions: ReactionSummary::default(),
            mine: false,
            hidden: false,
        }),
    }
}
