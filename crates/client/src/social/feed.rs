//! Posts.

use houseguest_protocol::social::{IdempotencyKey, NewPost, Page, PageRequest, Post, PostId, paths};

use crate::{Client, ClientError, ports::Method};

impl Client {
    /// Part of the feed, newest first.
    ///
    /// # Errors
    /// [`ClientError::Offline`] and the server's refusals.
    pub async fn feed(&self, page: &PageRequest) -> Result<Page<Post>, ClientError> {
        self.read(paths::POSTS, &page.to_query()).await
    }

    /// One post.
    ///
    /// # Errors
    /// [`ClientError::NotFound`].
    pub async fn post(&self, id: PostId) -> Result<Post, ClientError> {
        self.read(&paths::post(id), "").await
    }

    /// Writes a post; a visitor becomes a guest by it.
    ///
    /// # Errors
    /// Those of [`Self::ensure_guest`], and [`ClientError::Rejected`].
    pub async fn write_post(&self, post: &NewPost, key: &IdempotencyKey) -> Result<Post, ClientError> {
        self.write(Method::Post, paths::POSTS, post, key).await
    }
}
