//! Posts.

use async_trait::async_trait;
use houseguest_protocol::{
    social::{Post, PostId, ReactionSummary},
    values::Timestamp,
};
use rusqlite::{Connection, Row, params};

use super::{
    SqliteStore,
    people::{PersonId, viewer},
    reactions::summary,
};
use crate::{
    model::{FeedPlace, PersonKey},
    store::{Posts, StoreError},
};

const COLUMNS: &str = "id, author_name, title, body, created_at,
    (select count(*) from comments where comments.post_id = posts.id) as comment_count";

#[async_trait]
impl Posts for SqliteStore {
    async fn list_posts(
        &self,
        after: Option<FeedPlace>,
        limit: u32,
        who: Option<&PersonKey>,
    ) -> Result<Vec<Post>, StoreError> {
        let who = who.cloned();
        self.database
            .read("store.post.list", move |c| {
                let viewer = viewer(c, who.as_ref())?;
                // From the start: a place no post can be behind of.
                let (created_at, id) =
                    after.map_or((i64::MAX, PostId::max()), |place| (place.created_at.unix_seconds(), place.id));
                let posts = c
                    .prepare_cached(&format!(
                        "select {COLUMNS} from posts where (created_at, id) < (?1, ?2)
                         order by created_at desc, id desc limit ?3"
                    ))?
                    .query_map(params![created_at, id.as_bytes(), limit], read)?
                    .collect::<Result<Vec<_>, _>>()?;
                posts.into_iter().map(|post| with_reactions(c, post, viewer)).collect()
            })
            .await
    }

    async fn find_post(&self, id: PostId, who: Option<&PersonKey>) -> Result<Option<Post>, StoreError> {
        let who = who.cloned();
        self.database
            .read("store.post.find", move |c| {
                let viewer = viewer(c, who.as_ref())?;
                let mut found = c.prepare_cached(&format!("select {COLUMNS} from posts where id = ?1"))?;
                let post = found.query_map([id.as_bytes()], read)?.next().transpose()?;
                post.map(|post| with_reactions(c, post, viewer)).transpose()
            })
            .await
    }
}

/// Whether there is such a post.
pub(super) fn exists(c: &Connection, id: PostId) -> rusqlite::Result<bool> {
    c.prepare_cached("select 1 from posts where id = ?1")?.exists([id.as_bytes()])
}

fn with_reactions(c: &Connection, mut post: Post, viewer: PersonId) -> Result<Post, StoreError> {
    post.reactions = summary(c, post.id, viewer)?;
    Ok(post)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Post> {
    Ok(Post {
        id: PostId::from_bytes(row.get("id")?),
        author_name: row.get("author_name")?,
        title: row.get("title")?,
        body: row.get("body")?,
        created_at: Timestamp::from_unix_seconds(row.get("created_at")?),
        comment_count: row.get("comment_count")?,
        reactions: ReactionSummary::default(),
    })
}
