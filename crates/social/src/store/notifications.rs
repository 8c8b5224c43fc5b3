//! News for one person.
//!
//! Everybody who is answered or mentioned gets a row. What of it they are told is decided when they look: they may have
//! muted a word since, hidden a comment or merged with whoever wrote it.

use houseguest_protocol::{
    social::{CommentId, Notification, NotificationId, NotificationKind, PostId, UNREAD_LIMIT, Unread},
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, params};
use uuid::Uuid;

use super::{
    Store, StoreError, WriteError,
    batch::Ids,
    comments,
    hidden::hidden_of,
    people::{OF_ACCOUNT, PersonId, find, is_deleted, owner_of},
    posts,
    preferences::find_saved,
};
use crate::{
    model::{Intent, PersonKey},
    seed::Seeds,
};

/// How many rows are looked through at a time.
const AT_ONCE: u32 = 100;
/// How many unread rows are looked through to count what of them is told.
const MOST_COUNTED: u32 = 500;

/// What is told of, and who did it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) post: PostId,
    /// `None`: the post itself.
    pub(super) comment: Option<CommentId>,
    pub(super) by: PersonId,
    pub(super) now: Timestamp,
}

/// A row.
struct Stored {
    id: NotificationId,
    kind: NotificationKind,
    post: PostId,
    comment: Option<CommentId>,
    at: Timestamp,
    read: bool,
}

impl Store {
    /// At most `limit` notifications before `before`, latest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_notifications(
        &self,
        who: &PersonKey,
        before: Option<NotificationId>,
        limit: u32,
    ) -> Result<Vec<Notification>, StoreError> {
        let who = who.clone();
        self.database
            .read("store.notification.list", move |c| {
                let Some((person, _)) = find(c, &who)? else { return Ok(Vec::new()) };
                let limit = usize::try_from(limit).unwrap_or(usize::MAX);
                let mut found: Vec<Notification> = Vec::new();
                let mut before = before.unwrap_or(NotificationId::MAX);
                while found.len() < limit {
                    let rows = rows(c, person, before, "", AT_ONCE)?;
                    let Some(last) = rows.last() else { break };
                    before = last.id;
                    for news in told(c, person, rows)? {
                        // Since a merge two people of one account may have been told of the same thing.
                        let same = |known: &Notification| {
                            known.post.id == news.post.id
                                && known.comment.as_ref().map(|c| c.id) == news.comment.as_ref().map(|c| c.id)
                        };
                        if !found.iter().any(same) {
                            found.push(news);
                        }
                    }
                }
                found.truncate(limit);
                Ok(found)
            })
            .await
    }

    /// How many notifications are unread, counted up to [`UNREAD_LIMIT`].
    ///
    /// # Errors
    /// When the store fails.
    pub async fn count_unread(&self, who: &PersonKey) -> Result<u32, StoreError> {
        let who = who.clone();
        self.database
            .read("store.notification.count", move |c| match find(c, &who)? {
                Some((person, _)) => count_unread(c, person),
                None => Ok(0),
            })
            .await
    }

    /// Remembers that everything up to `up_to` has been seen; once per intent.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn read_notifications(&self, intent: Intent, up_to: NotificationId) -> Result<Unread, WriteError> {
        self.write_once("store.notification.read", intent, move |tx, person, intent| {
            tx.execute(
                "update notifications set read_at = ?3 where read_at is null and seq <= ?2 and person_id in \
                 (select id from people where (id = ?1 and owner_id is null) or owner_id = ?1)",
                params![person, up_to, intent.now],
            )?;
            Ok(Unread { unread: count_unread(tx, person)? })
        })
        .await
    }
}

/// Tells whoever is answered: the author of the comment above, or of the post.
pub(super) fn tell_of_reply(tx: &Connection<'_>, told: Told, parent: Option<CommentId>) -> Result<(), DatabaseError> {
    let author: Option<PersonId> = match parent {
        Some(parent) => {
            tx.query_one("select author_id from comments where id = ?1", params![parent], |row| row.get(0))?
        }
        None => tx.query_one("select author_id from posts where id = ?1", params![told.post], |row| row.get(0))?,
    };
    author.map_or(Ok(()), |author| tell(tx, told, author, "reply"))
}

/// Tells whoever is mentioned.
pub(super) fn tell_of_mentions(tx: &Connection<'_>, told: Told, people: &[PersonId]) -> Result<(), DatabaseError> {
    people.iter().try_for_each(|person| tell(tx, told, *person, "mention"))
}

fn tell(tx: &Connection<'_>, told: Told, person: PersonId, kind: &str) -> Result<(), DatabaseError> {
    let Told { post, comment, by, now } = told;
    // The demo's own people never look.
    let is_invented =
        tx.exists("select 1 from people where id = ?1 and issuer = ?2", params![person, Seeds::ISSUER])?;
    let owner = owner_of(tx, person)?;
    if is_invented || owner == owner_of(tx, by)? || is_deleted(tx, owner)? {
        return Ok(());
    }
    tx.execute(
        "insert into notifications (person_id, kind, post_id, comment_id, thing_id, created_at) \
         values (?1, ?2, ?3, ?4, ?5, ?6) on conflict (person_id, thing_id) do nothing",
        params![person, kind, post, comment, comment.unwrap_or(post), now],
    )?;
    Ok(())
}

fn rows(
    c: &Connection<'_>,
    person: PersonId,
    before: NotificationId,
    condition: &str,
    limit: u32,
) -> Result<Vec<Stored>, StoreError> {
    let query = format!(
        "select n.seq, n.kind, n.post_id, n.comment_id, n.created_at, n.read_at from people p \
         join notifications n on n.person_id = p.id where {OF_ACCOUNT} and n.seq < ?2 {condition} \
         order by n.seq desc limit ?3"
    );
    let found = c.query_all(&query, params![person, before, limit], |row| {
        let kind = match row.get::<String>(1)?.as_str() {
            "reply" => NotificationKind::Reply,
            _ => NotificationKind::Mention,
        };
        let read = row.get::<Option<Timestamp>>(5)?.is_some();
        Ok(Stored { id: row.get(0)?, kind, post: row.get(2)?, comment: row.get(3)?, at: row.get(4)?, read })
    })?;
    Ok(found)
}

fn count_unread(c: &Connection<'_>, person: PersonId) -> Result<u32, StoreError> {
    let (mut unread, mut before, mut looked_at) = (0, NotificationId::MAX, 0);
    while unread < UNREAD_LIMIT && looked_at < MOST_COUNTED {
        let rows = rows(c, person, before, "and n.read_at is null", AT_ONCE)?;
        let Some(last) = rows.last() else { break };
        before = last.id;
        looked_at += AT_ONCE;
        unread += u32::try_from(told(c, person, rows)?.len()).unwrap_or(u32::MAX);
    }
    Ok(unread.min(UNREAD_LIMIT))
}

/// Which of these rows a person is told of, with everything there is to see.
fn told(c: &Connection<'_>, person: PersonId, rows: Vec<Stored>) -> Result<Vec<Notification>, StoreError> {
    let preferences = find_saved(c, person)?.map(|saved| saved.stored.preferences).unwrap_or_default();
    let ids: Vec<CommentId> = rows.iter().filter_map(|row| row.comment).collect();
    let found = match Ids::of(ids) {
        Some(ids) => comments::by_ids(c, &ids, person)?,
        None => Vec::new(),
    };
    let posts: Vec<PostId> = rows.iter().map(|row| row.post).collect();
    let hidden =
        hidden_of(c, person, &[&posts[..], &found.iter().map(|f| f.comment.id).collect::<Vec<Uuid>>()].concat())?;
    let posts = posts::by_ids(c, &posts)?;
    let mut news = Vec::new();
    for row in rows {
        let wanted = match row.kind {
            NotificationKind::Reply => preferences.notify_replies,
            NotificationKind::Mention => preferences.notify_mentions,
        };
        let Some((line, post)) = posts.get(&row.post).filter(|_| wanted && !hidden.contains(&row.post)) else {
            continue;
        };
        let (author, comment) = match row.comment {
            None => (post.author.clone(), None),
            Some(id) => {
                let Some(found) = found.iter().find(|found| found.comment.id == id) else { continue };
                let content = found.comment.content.as_ref();
                if hidden.contains(&id) || content.is_none_or(|content| content.mine) {
                    continue;
                }
                (found.comment.author().cloned(), Some(found.comment.clone()))
            }
        };
        if preferences.mutes(comment.as_ref().and_then(|comment| comment.body()).map_or(&*post.body, |body| body)) {
            continue;
        }
        let Stored { id, kind, at, read, .. } = row;
        news.push(Notification { id, kind, author, comment, post: line.clone(), at, read });
    }
    Ok(news)
}
