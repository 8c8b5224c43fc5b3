//! What a store keeps, as traits: one implementation per engine, one contract suite for all.
//!
//! Methods take domain values and give them back; the time is an argument. To add a kind of thing,
//! give it a trait here, implement it in every engine's folder, and extend `contract.rs`.

#[cfg(test)]
mod contract;
mod error;
mod sqlite;

use async_trait::async_trait;
use houseguest_protocol::{
    social::{Comment, CommentId, NewComment, Post, PostId, Reaction, ReactionSummary, Standing, StoredPreferences},
    values::Timestamp,
};

use crate::{
    model::{CommentPlace, FeedPlace, Intent, PersonKey},
    seed::Seeds,
};

pub use error::{StoreError, WriteError};
pub use sqlite::SqliteStore;

/// Keeps who somebody is.
#[async_trait]
pub trait People {
    /// What we know of a person; `None` for somebody we never saw.
    async fn find_standing(&self, who: &PersonKey) -> Result<Option<Standing>, StoreError>;

    /// Remembers for good that this person is a member. Repeating it changes nothing.
    async fn remember_member(&self, who: &PersonKey, now: Timestamp) -> Result<(), StoreError>;
}

/// Keeps what the feed shows.
#[async_trait]
pub trait Posts {
    /// At most `limit` posts behind `after`, newest first; `viewer`'s own reactions are marked.
    async fn list_posts(
        &self,
        after: Option<FeedPlace>,
        limit: u32,
        viewer: Option<&PersonKey>,
    ) -> Result<Vec<Post>, StoreError>;

    /// One post.
    async fn find_post(&self, id: PostId, viewer: Option<&PersonKey>) -> Result<Option<Post>, StoreError>;
}

/// Keeps threads.
#[async_trait]
pub trait Comments {
    /// At most `limit` comments behind `after`, in order of arrival; `None` when there is no such post.
    async fn list_comments(
        &self,
        post: PostId,
        after: Option<CommentPlace>,
        limit: u32,
        viewer: Option<&PersonKey>,
    ) -> Result<Option<Vec<(CommentPlace, Comment)>>, StoreError>;

    /// At most `limit` comments of one person before `after`, latest first.
    async fn list_comments_of(
        &self,
        author: &PersonKey,
        after: Option<CommentPlace>,
        limit: u32,
    ) -> Result<Vec<(CommentPlace, Comment)>, StoreError>;

    /// Writes a comment, once per intent; the answer to a repetition is the first one.
    async fn add_comment(
        &self,
        intent: Intent,
        post: PostId,
        id: CommentId,
        comment: NewComment,
    ) -> Result<Comment, WriteError>;
}

/// Keeps reactions.
#[async_trait]
pub trait Reactions {
    /// Sets the caller's reaction to a post, or takes it back; once per intent.
    async fn set_reaction(
        &self,
        intent: Intent,
        post: PostId,
        reaction: Option<Reaction>,
    ) -> Result<ReactionSummary, WriteError>;
}

/// Keeps what people prefer.
#[async_trait]
pub trait PreferenceStore {
    /// What a person prefers; version 0 and the defaults when nothing was saved.
    async fn find_preferences(&self, who: &PersonKey) -> Result<StoredPreferences, StoreError>;

    /// Saves preferences on top of the version they name; once per intent.
    async fn save_preferences(&self, intent: Intent, seen: StoredPreferences) -> Result<StoredPreferences, WriteError>;
}

/// Keeps the store itself in order.
#[async_trait]
pub trait Upkeep {
    /// Plants the demo's posts, threads and people; `false` when that was done before.
    async fn plant(&self, seeds: Seeds, now: Timestamp) -> Result<bool, StoreError>;

    /// Forgets answered writes from before `before`; answers how many.
    async fn prune_answered_writes(&self, before: Timestamp) -> Result<usize, StoreError>;

    /// Asks the store whether it can read and write.
    async fn check(&self) -> Result<(), StoreError>;

    /// Finishes what is under way and closes.
    async fn close(&self);
}

/// Everything social keeps.
pub trait Store:
    People + Posts + Comments + Reactions + PreferenceStore + Upkeep + std::fmt::Debug + Send + Sync
{
}

impl<S> Store for S where
    S: People + Posts + Comments + Reactions + PreferenceStore + Upkeep + std::fmt::Debug + Send + Sync
{
}
