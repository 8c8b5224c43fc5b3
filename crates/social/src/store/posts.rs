//! What the feed shows.

use std::collections::HashMap;

use houseguest_protocol::{
    social::{NewPost, Post, PostBody, PostId, PostImage, PostLine, PostTitle, ReactionSummary, paths},
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, Row, ToValue, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Store, StoreError, WriteError,
    batch::Ids,
    changes::{self, Change},
    hidden::hidden_of,
    images,
    mentions::{self, meant_in},
    notifications::{self, Told},
    people::{AUTHOR, PersonId, author, viewer},
    reactions::{Kind, summaries},
};
use crate::model::{FeedPlace, Intent, PersonKey};

/// The columns of a post. It is shown as its owner's, who may be another than its author since a merge.
fn post(conditions: &str) -> String {
    format!(
        "select p.id, p.title, p.body, p.created_at, p.comment_count, p.image_id, p.image_alt, i.width, i.height, \
           owner.id, {AUTHOR} \
         from posts p left join people author on author.id = p.author_id \
         left join people owner on owner.id = coalesce(author.owner_id, author.id) \
         left join images i on i.id = p.image_id {conditions}"
    )
}

/// What is kept of a written post for a repetition; the rest is looked up.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    id: PostId,
}

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
                    post("where (p.created_at, p.id) < (?1, ?2) order by p.created_at desc, p.id desc limit ?3");
                // From the start: a place no post can be behind of.
                let (created_at, id) =
                    after.map_or((i64::MAX, PostId::max()), |place| (place.created_at.unix_seconds(), place.id));
                list(c, &query, params![created_at, id, limit], viewer)
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
                Ok(list(c, &post("where p.id = ?1"), params![id], viewer)?.into_iter().next())
            })
            .await
    }

    /// Writes a post, once per intent.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn add_post(&self, intent: Intent, id: PostId, new: NewPost) -> Result<Post, WriteError> {
        let who = intent.caller.key.clone();
        let kept = self.write_once("store.post.add", intent, move |tx, person, intent| {
            if let Some(image) = &new.image
                && !images::may_show(tx, image.id, person)?
            {
                return Err(WriteError::NoSuchImage);
            }
            let name: Option<String> =
                tx.query_one("select name from people where id = ?1", params![person], |row| row.get(0))?;
            let alt = new.image.as_ref().and_then(|image| image.alt.as_deref()).unwrap_or_default();
            tx.execute(
                "insert into posts (id, author_name, title, body, created_at, author_id, image_id, image_alt) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    id,
                    name.unwrap_or_default(),
                    new.title.as_deref().unwrap_or_default(),
                    &*new.body,
                    intent.now,
                    person,
                    new.image.as_ref().map(|image| image.id),
                    alt
                ],
            )?;
            let told = Told { post: id, comment: None, by: person, now: intent.now };
            notifications::tell_of_mentions(tx, told, &mentions::remember(tx, id, &new.body)?)?;
            changes::note(tx, Change::PostAdded, id, None, intent.now)?;
            Ok(Kept { id })
        });
        let Kept { id } = kept.await?;
        let found = self.find_post(id, Some(&who)).await?;
        found.ok_or_else(|| StoreError::broken("answered_writes", "answer", "there is no such post").into())
    }
}

/// Whether there is such a post.
pub(super) fn exists(c: &Connection<'_>, id: PostId) -> Result<bool, DatabaseError> {
    c.exists("select 1 from posts where id = ?1", params![id])
}

/// These posts, each in one line, with who wrote it.
pub(super) fn by_ids(c: &Connection<'_>, ids: &[PostId]) -> Result<HashMap<PostId, (PostLine, Post)>, StoreError> {
    const NOBODY: PersonId = PersonId(-1);
    let Some(ids) = Ids::of(ids.iter().copied()) else { return Ok(HashMap::new()) };
    let query = post(&format!("where p.id in {}", ids.placeholders(0)));
    let found = list(c, &query, &ids.params(&[]), NOBODY)?;
    Ok(found.into_iter().map(|post| (post.id, (PostLine { id: post.id, headline: post.headline() }, post))).collect())
}

fn list(c: &Connection<'_>, query: &str, params: &[&dyn ToValue], viewer: PersonId) -> Result<Vec<Post>, StoreError> {
    let mut all: Vec<Post> =
        c.query_all(query, params, |row| Ok(read(row, viewer)))?.into_iter().collect::<Result<_, StoreError>>()?;
    for part in all.chunks_mut(Ids::MOST) {
        let ids: Vec<Uuid> = part.iter().map(|post| post.id).collect();
        let mut reactions = summaries(c, Kind::POST, &ids, viewer)?;
        let meant = meant_in(c, &ids)?;
        let hidden = hidden_of(c, viewer, &ids)?;
        for post in part {
            post.reactions = reactions.remove(&post.id).unwrap_or_default();
            post.mentions = meant.get(&post.id).map(|meant| meant.mentions(&post.body)).unwrap_or_default();
            post.hidden = hidden.contains(&post.id);
        }
    }
    Ok(all)
}

fn read(row: &Row<'_>, viewer: PersonId) -> Result<Post, StoreError> {
    let title = row.get::<String>(1)?;
    let title = match title.as_str() {
        "" => None,
        title => Some(PostTitle::parse(title).map_err(|error| StoreError::broken("posts", "title", error))?),
    };
    let image = match row.get::<Option<Uuid>>(5)? {
        Some(id) => {
            Some(PostImage { url: paths::image(id), alt: row.get(6)?, width: row.get(7)?, height: row.get(8)? })
        }
        None => None,
    };
    Ok(Post {
        id: row.get(0)?,
        author: author(row, 10)?,
        title,
        body: PostBody::parse(&row.get::<String>(2)?).map_err(|error| StoreError::broken("posts", "body", error))?,
        mentions: Vec::new(),
        image,
        created_at: row.get::<Timestamp>(3)?,
        comment_count: row.get(4)?,
        reactions: ReactionSummary::default(),
        mine: row.get::<Option<PersonId>>(9)? == Some(viewer),
        hidden: false,
    })
}
