//! Taking one's own things along.

use houseguest_protocol::social::{Activity, Cursor, Export, PageRequest, Post};
use houseguest_protocol::values::Subject;

use crate::{Client, ClientError};

/// The most that one answer holds.
const PAGE: u32 = 100;

const fn beginning() -> PageRequest {
    PageRequest { after: None, limit: Some(PAGE) }
}

fn following(next: Option<Cursor>) -> Option<PageRequest> {
    next.map(|after| PageRequest { after: Some(after), ..beginning() })
}

impl Client {
    /// What the caller did here, collected page by page; `None` for a visitor, who did nothing yet.
    ///
    /// # Errors
    /// [`ClientError::Offline`] and the server's refusals. Half an export is never answered.
    pub async fn export(&self) -> Result<Option<Export>, ClientError> {
        let Some(profile) = self.my_profile().await? else { return Ok(None) };
        let comments = self.all_comments_of(&profile.person.sub).await?;
        let posts = self.own_posts(profile.counts.posts as usize).await?;
        let preferences = self.preferences().await?.preferences;
        Ok(Some(Export { exported_at: self.core.now(), profile, posts, comments, preferences }))
    }

    async fn all_comments_of(&self, sub: &Subject) -> Result<Vec<Activity>, ClientError> {
        let (mut comments, mut page) = (Vec::new(), Some(beginning()));
        while let Some(asked) = page {
            let answer = self.activity(sub, &asked).await?;
            comments.extend(answer.items);
            page = following(answer.next);
        }
        Ok(comments)
    }

    /// Posts are listed by nobody's name: the feed is read until all of theirs were met.
    async fn own_posts(&self, count: usize) -> Result<Vec<Post>, ClientError> {
        let (mut posts, mut page) = (Vec::new(), Some(beginning()));
        while let Some(asked) = page.filter(|_| posts.len() < count) {
            let answer = self.feed(&asked).await?;
            posts.extend(answer.items.into_iter().filter(|post| post.mine));
            page = following(answer.next);
        }
        Ok(posts)
    }
}
