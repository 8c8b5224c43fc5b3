//! Comments.

use async_trait::async_trait;
use houseguest_protocol::{
    social::{Comment, CommentBody, CommentId, NewComment, PostId},
    values::Timestamp,
};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::{
    SqliteStore,
    people::{PersonId, author, find, viewer},
    posts,
};
use crate::{
    model::{CommentPlace, Intent, MAX_DEPTH, PersonKey},
    store::{Comments, StoreError, WriteError},
};

const COMMENT: &str = "select seq, comments.id, post_id, parent_id, author_id, body, created_at, sub, name, is_member
    from comments join people on people.id = author_id";

#[async_trait]
impl Comments for SqliteStore {
    async fn list_comments(
        &self,
        post: PostId,
        after: Option<CommentPlace>,
        limit: u32,
        who: Option<&PersonKey>,
    ) -> Result<Option<Vec<(CommentPlace, Comment)>>, StoreError> {
        let who = who.cloned();
        self.database
            .read("store.comment.list", move |c| {
                if !posts::exists(c, post)? {
                    return Ok(None);
                }
                let viewer = viewer(c, who.as_ref())?;
                let query = format!("{COMMENT} where post_id = ?1 and seq > ?2 order by seq limit ?3");
                let after = after.map_or(0, |place| place.0);
                list(c, &query, params![post.as_bytes(), after, limit], viewer).map(Some)
            })
            .await
    }

    async fn list_comments_of(
        &self,
        who: &PersonKey,
        after: Option<CommentPlace>,
        limit: u32,
    ) -> Result<Vec<(CommentPlace, Comment)>, StoreError> {
        let who = who.clone();
        self.database
            .read("store.comment.list_of", move |c| {
                let Some((person, _)) = find(c, &who)? else { return Ok(Vec::new()) };
                let query = format!("{COMMENT} where author_id = ?1 and seq < ?2 order by seq desc limit ?3");
                list(c, &query, params![person.0, after.map_or(i64::MAX, |place| place.0), limit], person)
            })
            .await
    }

    async fn add_comment(
        &self,
        intent: Intent,
        post: PostId,
        id: CommentId,
        comment: NewComment,
    ) -> Result<Comment, WriteError> {
        self.write_once("store.comment.add", intent, move |tx, person, intent| {
            if !posts::exists(tx, post)? {
                return Err(WriteError::NoSuchPost);
            }
            let depth = match comment.parent_id {
                None => 0,
                Some(parent) => 1 + find_depth(tx, post, parent)?.ok_or(WriteError::NoSuchParent)?,
            };
            if depth > MAX_DEPTH {
                return Err(WriteError::TooDeep);
            }
            tx.prepare_cached(
                "insert into comments (id, post_id, parent_id, depth, author_id, body, created_at)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                id.as_bytes(),
                post.as_bytes(),
                comment.parent_id.as_ref().map(CommentId::as_bytes),
                depth,
                person.0,
                &*comment.body,
                intent.now.unix_seconds(),
            ])?;
            let written = list(tx, &format!("{COMMENT} where comments.id = ?1"), [id.as_bytes()], person)?;
            let (_, written) = written.into_iter().next().expect("the row was inserted above");
            Ok(written)
        })
        .await
    }
}

fn find_depth(tx: &Connection, post: PostId, parent: CommentId) -> rusqlite::Result<Option<u32>> {
    tx.prepare_cached("select depth from comments where id = ?1 and post_id = ?2")?
        .query_row(params![parent.as_bytes(), post.as_bytes()], |row| row.get(0))
        .optional()
}

fn list(
    c: &Connection,
    query: &str,
    params: impl Params,
    viewer: PersonId,
) -> Result<Vec<(CommentPlace, Comment)>, StoreError> {
    let mut statement = c.prepare_cached(query)?;
    let mut rows = statement.query(params)?;
    let mut comments = Vec::new();
    while let Some(row) = rows.next()? {
        comments.push(read(row, viewer)?);
    }
    Ok(comments)
}

fn read(row: &Row<'_>, viewer: PersonId) -> Result<(CommentPlace, Comment), StoreError> {
    let body = CommentBody::parse(&row.get::<_, String>("body")?)
        .map_err(|error| StoreError::broken("comments", "body", error))?;
    let comment = Comment {
        id: CommentId::from_bytes(row.get("id")?),
        post_id: PostId::from_bytes(row.get("post_id")?),
        parent_id: row.get::<_, Option<[u8; 16]>>("parent_id")?.map(CommentId::from_bytes),
        author: author(row)?,
        body,
        created_at: Timestamp::from_unix_seconds(row.get("created_at")?),
        mine: row.get::<_, i64>("author_id")? == viewer.0,
    };
    Ok((CommentPlace(row.get("seq")?), comment))
}
