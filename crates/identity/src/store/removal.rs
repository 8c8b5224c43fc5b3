//! Users who are shut out, let in again, or gone for good.

use houseguest_protocol::{
    identity::{DeletionReason, EventContext, EventKind},
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, params};
use uuid::Uuid;

use super::{browser_sessions, history, outbox, rows};
use crate::{
    model::{Figure, HappenedTo, HistoryKind, User, UserId, day_of},
    store::{Store, StoreError},
};

impl Store {
    /// Shuts a user out: ends every session, and lets nobody begin another one. Answers `false` for nobody.
    pub(crate) async fn disable_user(&self, user: UserId, now: Timestamp) -> Result<bool, StoreError> {
        self.database
            .write("store.removal.disable", move |tx| {
                let sql = "update users set disabled_at = ?2, updated_at = ?2 where id = ?1 and disabled_at is null";
                if tx.execute(sql, params![user, now])? == 0 {
                    return Ok(tx.exists("select 1 from users where id = ?1", params![user])?);
                }
                browser_sessions::end_all(tx, user)?;
                tx.execute("delete from interaction where guest_id = ?1", params![user])?;
                history::note(tx, &HappenedTo::user(user, HistoryKind::Disabled, now))?;
                Ok(true)
            })
            .await
    }

    /// Lets a user in again. Answers `false` for nobody.
    pub(crate) async fn enable_user(&self, user: UserId, now: Timestamp) -> Result<bool, StoreError> {
        self.database
            .write("store.removal.enable", move |tx| {
                let sql = "update users set disabled_at = null, updated_at = ?2 \
                           where id = ?1 and disabled_at is not null";
                if tx.execute(sql, params![user, now])? == 0 {
                    return Ok(tx.exists("select 1 from users where id = ?1", params![user])?);
                }
                history::note(tx, &HappenedTo::user(user, HistoryKind::Enabled, now))?;
                Ok(true)
            })
            .await
    }

    /// Deletes a user for good: everything of theirs goes, an event is written, and their key is remembered as that
    /// of a removed user. Answers `false` for nobody.
    pub(crate) async fn delete_user(&self, user: UserId, now: Timestamp) -> Result<bool, StoreError> {
        self.database
            .write("store.removal.delete", move |tx| {
                let Some(user) = rows::find_user(tx, user)? else { return Ok(false) };
                remove(tx, &user, DeletionReason::Operator, now)?;
                Ok(true)
            })
            .await
    }
}

/// The one way in which users go: their row and, with it, everything that hangs on it. What stays names nobody: the
/// key's thumbprint, so that it never becomes a new user, and the history.
pub(super) fn remove(
    tx: &Connection<'_>,
    user: &User,
    reason: DeletionReason,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    tx.execute(
        "insert into removed_key (thumbprint, key_id, removed_at) \
         select thumbprint, key_id, cast(?2 as bigint) from anonymous_key where user_id = ?1 on conflict do nothing",
        params![user.id, now],
    )?;
    tx.execute("delete from users where id = ?1", params![user.id])?;
    let (triggered_by, kind) = match reason {
        DeletionReason::CleanUp => ("system", HistoryKind::Removed),
        DeletionReason::Operator => ("portal", HistoryKind::Deleted),
    };
    let context = EventContext {
        timestamp: now,
        user_id: Some(user.id.subject()),
        triggered_by: triggered_by.to_owned(),
        client_id: None,
    };
    let event = EventKind::UserDeleted { user: user.to_event(), reason };
    outbox::insert(tx, Uuid::now_v7(), &event, &context)?;
    history::note(tx, &HappenedTo::user(user.id, kind, now))?;
    if user.is_anonymous() {
        history::count(tx, Figure::Removed, day_of(user.created_at))?;
    }
    Ok(())
}
