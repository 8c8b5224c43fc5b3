//! Posts.

use houseguest_protocol::social::{Page, PageRequest, Post, PostId, paths};

use crate::{Client, ClientError};

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
}
