//! What the feed shows.

use houseguest_protocol::social::{Post, PostId, ReactionSummary};
use houseguest_sql::{Connection, DatabaseError, Row, params};

use super::{
    Store, StoreError,
    people::{PersonId, viewer},
    reactions::summary,
};
use crate::model::{FeedPlace, PersonKey};

const POST: &str = "select id, author_name, title, body, created_at, comment_count from posts";

impl Store {
    /// At most `limit` posts behind `after`, newest first; `who`'s own reactions are marked.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_posts(
        &self,
        after: Option<FeedPlace>,
        limit: u32,
        who: Option<&PersonKey>,
    ) -> Result<Vec<Post>, StoreError> {
        let who = who.cloned();
        self.database
            .read("store.post.list", move |c| {
                let viewer = viewer(c, who.as_ref())?;
                let query =
                    format!("{POST} where (created_at, id) < (?1, ?2) order by created_at desc, id desc limit ?3");
                // From the start: a place no post can be behind of.
                let (created_at, id) =
                    after.map_or((i64::MAX, PostId::max()), |place| (place.created_at.unix_seconds(), place.id));
                let posts = c.query_all(&query, params![created_at, id, limit], read)?;
                posts.into_iter().map(|post| with_reactions(c, post, viewer)).collect()
            })
            .await
    }

    /// One post.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_post(&self, id: PostId, who: Option<&PersonKey>) -> Result<Option<Post>, StoreError> {
        let who = who.cloned();
        self.database
            .read("store.post.find", move |c| {
                let viewer = viewer(c, who.as_ref())?;
                let post = c.query_optional(&format!("{POST} where id = ?1"), params![id], read)?;
                post.map(|post| with_reactions(c, post, viewer)).transpose()
            })
            .await
    }
}

/// Whether there is such a post.
pub(super) fn exists(c: &Connection<'_>, id: PostId) -> Result<bool, DatabaseError> {
    c.exists("select 1 from posts where id = ?1", params![id])
}

fn with_reactions(c: &Connection<'_>, mut post: Post, viewer: PersonId) -> Result<Post, StoreError> {
    post.reactions = summary(c, post.id, viewer)?;
    Ok(post)
}

fn read(row: &Row<'_>) -> Result<Post, DatabaseError> {
    Ok(Post {
        id: row.get(0)?,
        author_name: row.get(1)?,
        title: row.get(2)?,
        body: row.get(3)?,
        created_at: row.get(4)?,
        comment_count: row.get(5)?,
        reactions: ReactionSummary::default(),
    })
}
