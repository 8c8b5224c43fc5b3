//! Threads.

use houseguest_protocol::social::{Comment, CommentBody, CommentId, NewComment, PostId};
use houseguest_sql::{Connection, DatabaseError, Row, ToValue, params};

use super::{
    Store, StoreError, WriteError,
    people::{PersonId, author, find, viewer},
    posts,
};
use crate::model::{CommentPlace, Intent, MAX_DEPTH, PersonKey};

/// A comment is shown as its owner's, who may be another than its author since a merge.
const COMMENT: &str = "select c.seq, c.id, c.post_id, c.parent_id, c.body, c.created_at, owner.id, \
    owner.sub, owner.name, owner.is_member \
    from comments c join people author on author.id = c.author_id \
    join people owner on owner.id = coalesce(author.owner_id, author.id)";

impl Store {
    /// At most `limit` comments behind `after`, in order of arrival; `None` when there is no such post.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_comments(
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
                let query = format!("{COMMENT} where c.post_id = ?1 and c.seq > ?2 order by c.seq limit ?3");
                let after = after.map_or(0, |place| place.0);
                list(c, &query, params![post, after, limit], viewer).map(Some)
            })
            .await
    }

    /// At most `limit` comments of one person before `after`, latest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_comments_of(
        &self,
        who: &PersonKey,
        after: Option<CommentPlace>,
        limit: u32,
    ) -> Result<Vec<(CommentPlace, Comment)>, StoreError> {
        let who = who.clone();
        self.database
            .read("store.comment.list_of", move |c| {
                let Some((person, _)) = find(c, &who)? else { return Ok(Vec::new()) };
                let query = format!(
                    "{COMMENT} where c.author_id in (select id from people where (id = ?1 and owner_id is null) or owner_id = ?1) \
                     and c.seq < ?2 order by c.seq desc limit ?3"
                );
                list(c, &query, params![person, after.map_or(i64::MAX, |place| place.0), limit], person)
            })
            .await
    }

    /// Writes a comment, once per intent; the answer to a repetition is the first one.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn add_comment(
        &self,
        intent: Intent,
        post: PostId,
        id: CommentId,
        comment: NewComment,
    ) -> Result<Comment, WriteError> {
        self.write_once("store.comment.add", intent, move |tx, person, intent| {
            // First of all, because it puts the comments of a post into an order.
            let counted =
                tx.execute("update posts set comment_count = comment_count + 1 where id = ?1", params![post])?;
            if counted == 0 {
                return Err(WriteError::NoSuchPost);
            }
            let depth = match comment.parent_id {
                None => 0,
                Some(parent) => 1 + find_depth(tx, post, parent)?.ok_or(WriteError::NoSuchParent)?,
            };
            if depth > MAX_DEPTH {
                return Err(WriteError::TooDeep);
            }
            tx.execute(
                "insert into comments (id, post_id, parent_id, depth, author_id, body, created_at) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![id, post, comment.parent_id, depth, person, &*comment.body, intent.now],
            )?;
            let written = list(tx, &format!("{COMMENT} where c.id = ?1"), params![id], person)?;
            let (_, written) = written.into_iter().next().expect("the row was inserted above");
            Ok(written)
        })
        .await
    }
}

fn find_depth(tx: &Connection<'_>, post: PostId, parent: CommentId) -> Result<Option<u32>, DatabaseError> {
    let query = "select depth from comments where id = ?1 and post_id = ?2";
    tx.query_optional(query, params![parent, post], |row| row.get(0))
}

fn list(
    c: &Connection<'_>,
    query: &str,
    params: &[&dyn ToValue],
    viewer: PersonId,
) -> Result<Vec<(CommentPlace, Comment)>, StoreError> {
    c.query_all(query, params, |row| Ok(read(row, viewer)))?.into_iter().collect()
}

fn read(row: &Row<'_>, viewer: PersonId) -> Result<(CommentPlace, Comment), StoreError> {
    let body =
        CommentBody::parse(&row.get::<String>(4)?).map_err(|error| StoreError::broken("comments", "body", error))?;
    let comment = Comment {
        id: row.get(1)?,
        post_id: row.get(2)?,
        parent_id: row.get(3)?,
        author: author(row, 7)?,
        body,
        created_at: row.get(5)?,
        mine: row.get::<PersonId>(6)? == viewer,
    };
    Ok((CommentPlace(row.get(0)?), comment))
}
