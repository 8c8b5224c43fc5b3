//! Threads.

use std::time::Duration;

use houseguest_protocol::{
    social::{
        Comment, CommentBody, CommentContent, CommentId, DeletedComment, EditComment, NewComment, PostId, PostLine,
        ReactionSummary, Standing, headline,
    },
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, Row, ToValue, params};
use serde::{Deserialize, Serialize};

use super::{
    Store, StoreError, WriteError,
    changes::{self, Change},
    hidden::hidden_of,
    mentions::{self, meant_in},
    notifications::{self, Told},
    people::{AUTHOR, PersonId, author, find, owner_of, standing, viewer},
    posts,
    reactions::{Kind, summaries},
};
use crate::model::{CommentPlace, Intent, MAX_DEPTH, PersonKey, RESTORABLE_FOR};

/// The columns of a comment. It is shown as its owner's, who may be another than its author since a merge.
pub(super) fn comment(conditions: &str) -> String {
    format!(
        "select c.seq, c.id, c.post_id, c.parent_id, c.created_at, c.deleted_at, c.body, c.version, c.edited_at, \
           c.as_member, owner.id, p.title, p.body, {AUTHOR} \
         from comments c join posts p on p.id = c.post_id join people author on author.id = c.author_id \
         join people owner on owner.id = coalesce(author.owner_id, author.id) {conditions}"
    )
}

/// A page of a thread: behind which comment, and how many.
pub(super) const IN_THREAD: &str = "where c.post_id = ?1 and c.is_shown = 1 and c.seq > ?2 order by c.seq limit ?3";
/// One comment that is in lists.
pub(super) const BY_ID: &str = "where c.id = ?1 and c.is_shown = 1";

/// A comment in its place, with what lists of other things need of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands.
    pub place: CommentPlace,
    /// The comment.
    pub comment: Comment,
    /// The post it belongs to.
    pub post: PostLine,
    /// What its author was when it was written.
    pub written_as: Standing,
}

/// What is kept of a written comment for a repetition. Everything else is looked up, so that the answer has today's
/// shape.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    id: CommentId,
}

/// A comment as a write finds it.
struct Present {
    post: PostId,
    version: u32,
    deleted_at: Option<Timestamp>,
    body: String,
}

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
                let after = after.map_or(0, |place| place.0);
                let found = list(c, &comment(IN_THREAD), params![post, after, limit], viewer)?;
                Ok(Some(found.into_iter().map(|found| (found.place, found.comment)).collect()))
            })
            .await
    }

    /// At most `limit` comments of one person before `after`, latest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_comments_of(
        &self,
        whose: &PersonKey,
        after: Option<CommentPlace>,
        limit: u32,
    ) -> Result<Vec<(CommentPlace, Comment)>, StoreError> {
        let whose = whose.clone();
        self.database
            .read("store.comment.list_of", move |c| {
                let Some((person, _)) = find(c, &whose)? else { return Ok(Vec::new()) };
                let found = of_person(c, person, after, limit, person)?;
                Ok(found.into_iter().map(|found| (found.place, found.comment)).collect())
            })
            .await
    }

    /// One comment; `None` when there is none, or it was deleted and keeps no place.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_comment(&self, id: CommentId, who: Option<&PersonKey>) -> Result<Option<Comment>, StoreError> {
        self.look_up(id, BY_ID, who.cloned()).await
    }

    /// A comment that was written, whatever became of it.
    async fn written(&self, kept: Kept, who: PersonKey) -> Result<Comment, WriteError> {
        let found = self.look_up(kept.id, "where c.id = ?1", Some(who)).await?;
        found.ok_or_else(|| StoreError::broken("answered_writes", "answer", "there is no such comment").into())
    }

    async fn look_up(
        &self,
        id: CommentId,
        conditions: &'static str,
        who: Option<PersonKey>,
    ) -> Result<Option<Comment>, StoreError> {
        self.database
            .read("store.comment.find", move |c| {
                let viewer = viewer(c, who.as_ref())?;
                let found = list(c, &comment(conditions), params![id], viewer)?;
                Ok(found.into_iter().next().map(|found| found.comment))
            })
            .await
    }

    /// Writes a comment, once per intent.
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
        let who = intent.caller.key.clone();
        let kept = self.write_once("store.comment.add", intent, move |tx, person, intent| {
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
                "insert into comments (id, post_id, parent_id, depth, author_id, body, created_at, as_member) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    id,
                    post,
                    comment.parent_id,
                    depth,
                    person,
                    &*comment.body,
                    intent.now,
                    intent.caller.standing == Standing::Member
                ],
            )?;
            if let Some(parent) = comment.parent_id {
                let query = "update comments set shown_answers = shown_answers + 1 where id = ?1";
                tx.execute(query, params![parent])?;
            }
            let told = Told { post, comment: Some(id), by: person, now: intent.now };
            notifications::tell_of_reply(tx, told, comment.parent_id)?;
            notifications::tell_of_mentions(tx, told, &mentions::remember(tx, id, &comment.body)?)?;
            changes::note(tx, Change::CommentAdded, post, Some(id), intent.now)?;
            Ok(Kept { id })
        });
        self.written(kept.await?, who).await
    }

    /// Says a comment otherwise, on top of the version it names; once per intent.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn edit_comment(&self, intent: Intent, id: CommentId, edit: EditComment) -> Result<Comment, WriteError> {
        let who = intent.caller.key.clone();
        let kept = self.write_once("store.comment.edit", intent, move |tx, person, intent| {
            let present = own(tx, id, person)?.filter(|present| present.deleted_at.is_none());
            let present = present.ok_or(WriteError::NoSuchComment)?;
            if present.version != edit.version {
                let found = list(tx, &comment("where c.id = ?1"), params![id], person)?;
                let current = found.into_iter().next().ok_or(WriteError::NoSuchComment)?.comment;
                return Err(WriteError::OutdatedComment(Box::new(current)));
            }
            tx.execute(
                "update comments set body = ?2, version = version + 1, edited_at = ?3 where id = ?1",
                params![id, &*edit.body, intent.now],
            )?;
            let told = Told { post: present.post, comment: Some(id), by: person, now: intent.now };
            notifications::tell_of_mentions(tx, told, &mentions::remember(tx, id, &edit.body)?)?;
            changes::note(tx, Change::CommentChanged, present.post, Some(id), intent.now)?;
            Ok(Kept { id })
        });
        self.written(kept.await?, who).await
    }

    /// Deletes a comment; once per intent. Its text is kept for as long as it can be brought back.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn delete_comment(&self, intent: Intent, id: CommentId) -> Result<DeletedComment, WriteError> {
        self.write_once("store.comment.delete", intent, move |tx, person, intent| {
            let present = own(tx, id, person)?.filter(|present| present.deleted_at.is_none());
            let present = present.ok_or(WriteError::NoSuchComment)?;
            let query = "update posts set comment_count = comment_count - 1 where id = ?1";
            tx.execute(query, params![present.post])?;
            tx.execute("update comments set deleted_at = ?2 where id = ?1", params![id, intent.now])?;
            settle_place(tx, id)?;
            changes::note(tx, Change::CommentDeleted, present.post, Some(id), intent.now)?;
            Ok(DeletedComment { id, restorable_until: intent.now + RESTORABLE_FOR })
        })
        .await
    }

    /// Brings a deleted comment back, while that is possible; once per intent.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn restore_comment(&self, intent: Intent, id: CommentId) -> Result<Comment, WriteError> {
        let who = intent.caller.key.clone();
        let kept = self.write_once("store.comment.restore", intent, move |tx, person, intent| {
            let present = own(tx, id, person)?.ok_or(WriteError::NoSuchComment)?;
            let Some(deleted_at) = present.deleted_at else { return Ok(Kept { id }) };
            if intent.now > deleted_at + RESTORABLE_FOR || present.body.is_empty() {
                return Err(WriteError::TooLate);
            }
            let query = "update posts set comment_count = comment_count + 1 where id = ?1";
            tx.execute(query, params![present.post])?;
            tx.execute("update comments set deleted_at = null where id = ?1", params![id])?;
            settle_place(tx, id)?;
            changes::note(tx, Change::CommentChanged, present.post, Some(id), intent.now)?;
            Ok(Kept { id })
        });
        self.written(kept.await?, who).await
    }

    /// Forgets the text of comments that can no longer be brought back; answers how many.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_deleted_comments(&self, now: Timestamp) -> Result<u64, StoreError> {
        // A little later than nobody can bring them back, for a request that is on its way.
        let before = now - RESTORABLE_FOR - Duration::from_secs(60);
        self.database
            .write("store.comment.forget", move |tx| {
                let query = "select id from comments where deleted_at < ?1 and body <> '' limit 500";
                let ids: Vec<CommentId> = tx.query_all(query, params![before], |row| row.get(0))?;
                for id in &ids {
                    tx.execute("update comments set body = '' where id = ?1", params![*id])?;
                    tx.execute("delete from mentions where thing_id = ?1", params![*id])?;
                }
                Ok(ids.len() as u64)
            })
            .await
    }
}

/// The post of a comment that is there.
pub(super) fn post_of(c: &Connection<'_>, comment: CommentId) -> Result<Option<PostId>, DatabaseError> {
    let query = "select post_id from comments where id = ?1 and deleted_at is null";
    c.query_optional(query, params![comment], |row| row.get(0))
}

/// At most `limit` comments that are one person's now, before `after`, latest first.
pub(super) fn of_person(
    c: &Connection<'_>,
    person: PersonId,
    after: Option<CommentPlace>,
    limit: u32,
    viewer: PersonId,
) -> Result<Vec<Found>, StoreError> {
    let query = comment(
        "where c.author_id in (select id from people where (id = ?1 and owner_id is null) or owner_id = ?1) \
         and c.deleted_at is null and c.seq < ?2 order by c.seq desc limit ?3",
    );
    list(c, &query, params![person, after.map_or(i64::MAX, |place| place.0), limit], viewer)
}

/// The comments with these ids that are in lists.
pub(super) fn by_ids(c: &Connection<'_>, ids: &super::batch::Ids, viewer: PersonId) -> Result<Vec<Found>, StoreError> {
    let query = comment(&format!("where c.deleted_at is null and c.id in {}", ids.placeholders(0)));
    list(c, &query, &ids.params(&[]), viewer)
}

/// Finds a comment that this person may change; `None` when there is none.
fn own(tx: &Connection<'_>, id: CommentId, person: PersonId) -> Result<Option<Present>, WriteError> {
    let found = tx.query_optional(
        "select post_id, version, deleted_at, body, author_id from comments where id = ?1",
        params![id],
        |row| {
            let present =
                Present { post: row.get(0)?, version: row.get(1)?, deleted_at: row.get(2)?, body: row.get(3)? };
            Ok((present, row.get::<PersonId>(4)?))
        },
    )?;
    match found {
        Some((present, author)) if owner_of(tx, author)? == person => Ok(Some(present)),
        // That somebody else has deleted one is nobody's business.
        Some((present, _)) if present.deleted_at.is_none() => Err(WriteError::NotYours),
        _ => Ok(None),
    }
}

/// Finds out whether a comment is in lists, and so whether what it answers is: a deleted one is there only for the
/// sake of its answers.
fn settle_place(tx: &Connection<'_>, id: CommentId) -> Result<(), DatabaseError> {
    let mut next = Some(id);
    while let Some(id) = next.take() {
        let query = "select parent_id, deleted_at, shown_answers, is_shown from comments where id = ?1";
        let (parent, deleted_at, answers, is_shown) = tx.query_one(query, params![id], |row| {
            Ok((
                row.get::<Option<CommentId>>(0)?,
                row.get::<Option<Timestamp>>(1)?,
                row.get::<u32>(2)?,
                row.get::<bool>(3)?,
            ))
        })?;
        let shows = deleted_at.is_none() || answers > 0;
        if shows == is_shown {
            break;
        }
        tx.execute("update comments set is_shown = ?2 where id = ?1", params![id, shows])?;
        if let Some(parent) = parent {
            let change = if shows { 1_i64 } else { -1 };
            let query = "update comments set shown_answers = shown_answers + cast(?2 as bigint) where id = ?1";
            tx.execute(query, params![parent, change])?;
            next = Some(parent);
        }
    }
    Ok(())
}

fn find_depth(tx: &Connection<'_>, post: PostId, parent: CommentId) -> Result<Option<u32>, DatabaseError> {
    let query = "select depth from comments where id = ?1 and post_id = ?2 and deleted_at is null";
    tx.query_optional(query, params![parent, post], |row| row.get(0))
}

fn list(c: &Connection<'_>, query: &str, params: &[&dyn ToValue], viewer: PersonId) -> Result<Vec<Found>, StoreError> {
    let mut all: Vec<Found> =
        c.query_all(query, params, |row| Ok(read(row, viewer)))?.into_iter().collect::<Result<_, StoreError>>()?;
    for part in all.chunks_mut(super::batch::Ids::MOST) {
        let ids: Vec<CommentId> = part.iter().map(|found| found.comment.id).collect();
        let mut reactions = summaries(c, Kind::COMMENT, &ids, viewer)?;
        let meant = meant_in(c, &ids)?;
        let hidden = hidden_of(c, viewer, &ids)?;
        for Found { comment, .. } in part {
            let Some(content) = &mut comment.content else { continue };
            content.reactions = reactions.remove(&comment.id).unwrap_or_default();
            content.mentions = meant.get(&comment.id).map(|meant| meant.mentions(&content.body)).unwrap_or_default();
            content.hidden = hidden.contains(&comment.id);
        }
    }
    Ok(all)
}

fn read(row: &Row<'_>, viewer: PersonId) -> Result<Found, StoreError> {
    let (id, post_id) = (row.get(1)?, row.get(2)?);
    let content = match row.get::<Option<Timestamp>>(5)? {
        Some(_) => None,
        None => Some(CommentContent {
            author: author(row, 13)?,
            body: CommentBody::parse(&row.get::<String>(6)?)
                .map_err(|error| StoreError::broken("comments", "body", error))?,
            mentions: Vec::new(),
            version: row.get(7)?,
            edited_at: row.get(8)?,
            reactions: ReactionSummary::default(),
            mine: row.get::<PersonId>(10)? == viewer,
            hidden: false,
        }),
    };
    let title = Some(row.get::<String>(11)?).filter(|title| !title.is_empty());
    let post = PostLine { id: post_id, headline: headline(title.as_deref(), &row.get::<String>(12)?) };
    Ok(Found {
        place: CommentPlace(row.get(0)?),
        comment: Comment { id, post_id, parent_id: row.get(3)?, created_at: row.get(4)?, content },
        post,
        written_as: standing(row.get(9)?),
    })
}
