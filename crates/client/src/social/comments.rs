//! Comments.

use houseguest_protocol::social::{Comment, IdempotencyKey, NewComment, Page, PageRequest, PostId, paths};

use crate::{Client, ClientError, ports::Method};

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
}
