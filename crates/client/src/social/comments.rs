//! Comments.

use houseguest_protocol::social::{
    Comment, CommentId, DeletedComment, EditComment, IdempotencyKey, NewComment, Page, PageRequest, PostId, paths,
};

use crate::{
    Client, ClientError,
    ports::{Body, Method},
};

impl Client {
    /// Part of a post's comments, oldest first.
    ///
    /// # Errors
    /// [`ClientError::NotFound`].
    pub async fn comments(&self, id: PostId, page: &PageRequest) -> Result<Page<Comment>, ClientError> {
        self.read(&paths::comments(id), &page.to_query()).await
    }

    /// Part of the caller's own comments, newest first.
    ///
    /// # Errors
    /// [`ClientError::Rejected`] when nobody is here.
    pub async fn my_comments(&self, page: &PageRequest) -> Result<Page<Comment>, ClientError> {
        self.read(paths::MY_COMMENTS, &page.to_query()).await
    }

    /// Writes a comment; a visitor becomes a guest by it.
    ///
    /// # Errors
    /// Those of [`Self::ensure_guest`], and [`ClientError::Rejected`].
    pub async fn write_comment(
        &self,
        id: PostId,
        comment: &NewComment,
        key: &IdempotencyKey,
    ) -> Result<Comment, ClientError> {
        self.write(Method::Post, &paths::comments(id), comment, key).await
    }

    /// One comment.
    ///
    /// # Errors
    /// [`ClientError::NotFound`].
    pub async fn comment(&self, id: CommentId) -> Result<Comment, ClientError> {
        self.read(&paths::comment(id), "").await
    }

    /// Says a comment of the caller's otherwise.
    ///
    /// # Errors
    /// [`ClientError::Conflict`] when another device edited it meanwhile: load it again. [`ClientError::NotFound`] and
    /// [`ClientError::Rejected`] when it is not the caller's.
    pub async fn edit_comment(
        &self,
        id: CommentId,
        edit: &EditComment,
        key: &IdempotencyKey,
    ) -> Result<Comment, ClientError> {
        self.write(Method::Patch, &paths::comment(id), edit, key).await
    }

    /// Deletes a comment of the caller's. It can be brought back for a while.
    ///
    /// # Errors
    /// [`ClientError::NotFound`], and [`ClientError::Rejected`] when it is not the caller's.
    pub async fn delete_comment(&self, id: CommentId, key: &IdempotencyKey) -> Result<DeletedComment, ClientError> {
        self.send_once(Method::Delete, &paths::comment(id), Body::Empty, key).await
    }

    /// Brings a deleted comment of the caller's back.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] when it is too late.
    pub async fn restore_comment(&self, id: CommentId, key: &IdempotencyKey) -> Result<Comment, ClientError> {
        self.send_once(Method::Post, &paths::comment_restore(id), Body::Empty, key).await
    }
}
