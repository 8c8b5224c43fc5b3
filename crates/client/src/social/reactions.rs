//! Reactions.

use houseguest_protocol::social::{CommentId, IdempotencyKey, PostId, ReactionSummary, SetReaction, paths};

use crate::{Client, ClientError, ports::Method};

impl Client {
    /// Sets the caller's reaction to a post or takes it back; a visitor becomes a guest by it.
    ///
    /// # Errors
    /// Those of [`Self::ensure_guest`], and [`ClientError::NotFound`].
    pub async fn react(
        &self,
        id: PostId,
        reaction: SetReaction,
        key: &IdempotencyKey,
    ) -> Result<ReactionSummary, ClientError> {
        self.write(Method::Put, &paths::reaction(id), &reaction, key).await
    }

    /// Sets the caller's reaction to a comment or takes it back; a visitor becomes a guest by it.
    ///
    /// # Errors
    /// Those of [`Self::ensure_guest`], and [`ClientError::NotFound`].
    pub async fn react_to_comment(
        &self,
        id: CommentId,
        reaction: SetReaction,
        key: &IdempotencyKey,
    ) -> Result<ReactionSummary, ClientError> {
        self.write(Method::Put, &paths::comment_reaction(id), &reaction, key).await
    }
}
