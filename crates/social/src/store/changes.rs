//! What changed lately, for those who look.

use houseguest_protocol::{
    social::{CommentId, LiveChange, PostId},
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, Row, params};

use super::{Store, StoreError};

/// A kind of change, as the database names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    PostAdded,
    CommentAdded,
    CommentChanged,
    CommentDeleted,
    Reactions,
    /// More than single changes can tell; about no post.
    Reload,
}

impl Change {
    const fn name(self) -> &'static str {
        match self {
            Self::PostAdded => "post-added",
            Self::CommentAdded => "comment-added",
            Self::CommentChanged => "comment-changed",
            Self::CommentDeleted => "comment-deleted",
            Self::Reactions => "reactions",
            Self::Reload => "reload",
        }
    }
}

/// A change with its number and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Its number. Of two changes at one time the greater number may be there to be read first.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// What.
    pub change: LiveChange,
}

/// How long a change may be on its way, in seconds: numbers are given out when a transaction writes, and can be read
/// when it has committed. Whoever reads on from a number looks back so far.
const ON_ITS_WAY: i64 = 10;

impl Store {
    /// The number of the last change; 0 when there is none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn last_change(&self) -> Result<i64, StoreError> {
        self.database
            .read("store.change.last", |c| {
                let query = "select seq from changes order by seq desc limit 1";
                Ok(c.query_optional(query, params![], |row| row.get(0))?.unwrap_or_default())
            })
            .await
    }

    /// At most `limit` changes behind the number `after`, and those with a smaller one that were on their way then.
    /// `None` when changes behind that number may have been forgotten already.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn changes_after(&self, after: i64, limit: u32) -> Result<Option<Vec<Noted>>, StoreError> {
        self.database
            .read("store.change.list", move |c| {
                let query = "select created_at from changes where seq = ?1";
                let Some(at) = c.query_optional(query, params![after], |row| row.get::<i64>(0))? else {
                    // 0 is the number of the last change where there was none.
                    return if after == 0 { list(c, 0, i64::MIN, limit).map(Some) } else { Ok(None) };
                };
                list(c, after, at - ON_ITS_WAY, limit).map(Some)
            })
            .await
    }

    /// Forgets changes from before `before`; answers how many. The last one stays, so that numbers go on from it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn prune_changes(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.database
            .write("store.change.prune", move |tx| {
                let query = "delete from changes where created_at < ?1 and seq < (select max(seq) from changes)";
                Ok(tx.execute(query, params![before])?)
            })
            .await
    }
}

fn list(c: &Connection<'_>, after: i64, since: i64, limit: u32) -> Result<Vec<Noted>, StoreError> {
    // Numbers behind `after` first, so that a long past cannot crowd them out.
    let fresh = "select seq, kind, post_id, comment_id, created_at from changes where seq > ?1 order by seq limit ?2";
    let late = "select seq, kind, post_id, comment_id, created_at from changes \
        where seq < ?1 and seq > ?1 - 1000 and created_at >= ?2 order by seq";
    let mut found = c.query_all(late, params![after, since], |row| Ok(read(row)))?;
    found.extend(c.query_all(fresh, params![after, limit], |row| Ok(read(row)))?);
    found.into_iter().collect()
}

fn read(row: &Row<'_>) -> Result<Noted, StoreError> {
    let (kind, post_id) = (row.get::<String>(1)?, row.get::<PostId>(2)?);
    let comment_id = row.get::<Option<CommentId>>(3)?;
    let change = match (kind.as_str(), comment_id) {
        ("post-added", _) => LiveChange::PostAdded { post_id },
        ("comment-added", Some(comment_id)) => LiveChange::CommentAdded { post_id, comment_id },
        ("comment-changed", Some(comment_id)) => LiveChange::CommentChanged { post_id, comment_id },
        ("comment-deleted", Some(comment_id)) => LiveChange::CommentDeleted { post_id, comment_id },
        ("reactions", comment_id) => LiveChange::ReactionsChanged { post_id, comment_id },
        ("reload", _) => LiveChange::Reload,
        _ => return Err(StoreError::broken("changes", "kind", "nobody knows this kind of change")),
    };
    Ok(Noted { seq: row.get(0)?, at: row.get(4)?, change })
}

/// Notes a change, in the transaction that makes it.
pub(super) fn note(
    tx: &Connection<'_>,
    change: Change,
    post: PostId,
    comment: Option<CommentId>,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    tx.execute(
        "insert into changes (kind, post_id, comment_id, created_at) values (?1, ?2, ?3, ?4)",
        params![change.name(), post, comment, now],
    )?;
    Ok(())
}
