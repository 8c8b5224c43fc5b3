//! Why a store could not do as asked.

use houseguest_protocol::social::{Comment, StoredPreferences};
use houseguest_sql::{DatabaseError, limits::TooMany};

/// The store failed; the caller can do nothing about it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] DatabaseError),
    /// A row holds something that cannot be.
    #[error("`{column}` of `{table}` holds a value that cannot be read")]
    BrokenRow {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What is wrong with the value.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl StoreError {
    pub(crate) fn broken(
        table: &'static str,
        column: &'static str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::BrokenRow { table, column, source: source.into() }
    }
}

/// A write was refused; nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key named another write of this person before.
    #[error("the idempotency key was used for another write")]
    KeyReused,
    /// The token says guest, and the person is a member by now.
    #[error("the token is from before the promotion")]
    BeforePromotion,
    /// The person has become part of somebody's account.
    #[error("the token is from before the merge")]
    Merged,
    /// The person is gone for good.
    #[error("the token is of a user who was deleted")]
    Deleted,
    /// The person has written too often.
    #[error(transparent)]
    TooMany(#[from] TooMany),
    /// There is no such post.
    #[error("there is no such post")]
    NoSuchPost,
    /// The comment to be answered is not one of this post.
    #[error("the comment to be answered is not part of this post")]
    NoSuchParent,
    /// There is no such comment, or none any more.
    #[error("there is no such comment")]
    NoSuchComment,
    /// The comment is somebody else's.
    #[error("the comment is somebody else's")]
    NotYours,
    /// The comment was deleted too long ago.
    #[error("the comment can no longer be brought back")]
    TooLate,
    /// Another device edited the comment meanwhile; this is the present one.
    #[error("the comment was edited meanwhile")]
    OutdatedComment(Box<Comment>),
    /// There is no such image, or somebody else uploaded it.
    #[error("there is no such image of the caller")]
    NoSuchImage,
    /// Somebody else has the handle.
    #[error("somebody else has this handle")]
    HandleTaken,
    /// The thread is too deep for another level.
    #[error("the thread is too deep to be answered here")]
    TooDeep,
    /// Someone saved other preferences meanwhile; these are the present ones.
    #[error("the preferences were changed meanwhile")]
    Outdated(StoredPreferences),
}

impl From<DatabaseError> for WriteError {
    fn from(error: DatabaseError) -> Self {
        Self::Store(error.into())
    }
}
