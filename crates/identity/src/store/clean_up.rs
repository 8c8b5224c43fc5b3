//! Runs of clean-up: one at a time, whichever process carries it on.

use houseguest_protocol::{identity::DeletionReason, values::Timestamp};
use houseguest_sql::{Connection, DatabaseError, Row, params};
use uuid::Uuid;

use super::{removal, rows};
use crate::{
    model::{CleanUpRun, IdleGuest, UserId},
    store::{Store, StoreError},
};

/// A process that carries a run on, and until when nobody else may.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lease {
    /// The process.
    pub(crate) holder: Uuid,
    /// Until when.
    pub(crate) until: Timestamp,
}

/// Idle guests that were looked at, in the order of their ids.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    /// Those to be removed, if they are still idle.
    pub(crate) remove: Vec<UserId>,
    /// How many of the others own something.
    pub(crate) kept: u64,
    /// The last one looked at.
    pub(crate) cursor: UserId,
}

/// Reads the columns that [`read`] wants; a condition follows.
macro_rules! select_run {
    ($rest:literal) => {
        concat!(
            "select id, started_at, started_by, idle_days, last_day, cursor, examined, removed, kept, finished_at, ",
            "outcome from clean_up_run ",
            $rest
        )
    };
}

impl Store {
    /// Lists up to `limit` guests after `after` who were not active later than `last_day`, in the order of their ids.
    pub(crate) async fn list_idle_guests(
        &self,
        last_day: i64,
        after: Option<UserId>,
        limit: u32,
    ) -> Result<Vec<IdleGuest>, StoreError> {
        let after = after.unwrap_or(UserId(Uuid::nil()));
        self.database
            .read("store.clean_up.list_idle", move |c| {
                Ok(c.query_all(
                    "select id, created_at, coalesce(last_active_day, created_at / 86400) from users \
                     where id > ?1 and anonymous_since is not null and merged_into is null \
                     and coalesce(last_active_day, created_at / 86400) <= ?2 order by id limit ?3",
                    params![after, last_day, limit],
                    |row| Ok(IdleGuest { id: row.get(0)?, created_at: row.get(1)?, last_active_day: row.get(2)? }),
                )?)
            })
            .await
    }

    /// Begins a run. Answers `false`, and begins nothing, while another one is under way.
    pub(crate) async fn begin_clean_up(&self, run: CleanUpRun, lease: Lease) -> Result<bool, StoreError> {
        self.database
            .write("store.clean_up.begin", move |tx| {
                if tx.exists("select 1 from clean_up_run where finished_at is null", params![])? {
                    return Ok(false);
                }
                tx.execute(
                    "insert into clean_up_run (id, started_at, started_by, idle_days, last_day, lease_holder, \
                     lease_until) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    params![
                        run.id,
                        run.started_at,
                        run.started_by,
                        run.idle_days,
                        run.last_day,
                        lease.holder,
                        lease.until
                    ],
                )?;
                Ok(true)
            })
            .await
    }

    /// Takes over the run under way, if nobody else holds it at `now`.
    pub(crate) async fn take_clean_up(&self, lease: Lease, now: Timestamp) -> Result<Option<CleanUpRun>, StoreError> {
        let is_idle = self.database.read("store.clean_up.find_open", |c| {
            c.exists("select 1 from clean_up_run where finished_at is null", params![]).map_err(StoreError::from)
        });
        if !is_idle.await? {
            return Ok(None);
        }
        self.database
            .write("store.clean_up.take", move |tx| {
                let sql = "update clean_up_run set lease_holder = ?1, lease_until = ?2 \
                           where finished_at is null and (lease_until <= ?3 or lease_holder = ?1)";
                if tx.execute(sql, params![lease.holder, lease.until, now])? == 0 {
                    return Ok(None);
                }
                Ok(tx.query_optional(select_run!("where finished_at is null"), params![], read)?)
            })
            .await
    }

    /// Removes a batch, and keeps how far the run is and that it is still ours. A guest who came back since, or
    /// became a member, stays. Answers the run as it is now; `None`, having removed nobody, when it was stopped or
    /// somebody else carries it on.
    pub(crate) async fn remove_idle_guests(
        &self,
        run: Uuid,
        batch: Batch,
        lease: Lease,
        now: Timestamp,
    ) -> Result<Option<CleanUpRun>, StoreError> {
        self.database.write("store.clean_up.remove", move |tx| remove_batch(tx, run, &batch, lease, now)).await
    }

    /// Ends a run that is under way; answers whether it was.
    pub(crate) async fn finish_clean_up(&self, run: Uuid, outcome: &str, now: Timestamp) -> Result<bool, StoreError> {
        let outcome = outcome.to_owned();
        self.database
            .write("store.clean_up.finish", move |tx| {
                let sql = "update clean_up_run set finished_at = ?2, outcome = ?3, lease_holder = null \
                           where id = ?1 and finished_at is null";
                Ok(tx.execute(sql, params![run, now, outcome])? == 1)
            })
            .await
    }

    /// Lists up to `limit` runs, newest first.
    pub(crate) async fn list_clean_ups(&self, limit: u32) -> Result<Vec<CleanUpRun>, StoreError> {
        self.database
            .read("store.clean_up.list", move |c| {
                Ok(c.query_all(select_run!("order by started_at desc, id desc limit ?1"), params![limit], read)?)
            })
            .await
    }

    /// When a run began by itself last.
    pub(crate) async fn last_clean_up_by_itself(&self) -> Result<Option<Timestamp>, StoreError> {
        self.database
            .read("store.clean_up.last_by_itself", |c| {
                let sql = "select started_at from clean_up_run where started_by is null \
                           order by started_at desc limit 1";
                Ok(c.query_optional(sql, params![], |row| row.get(0))?)
            })
            .await
    }
}

fn remove_batch(
    tx: &Connection<'_>,
    run: Uuid,
    batch: &Batch,
    lease: Lease,
    now: Timestamp,
) -> Result<Option<CleanUpRun>, StoreError> {
    let ours = tx.query_optional(
        select_run!("where id = ?1 and finished_at is null and lease_holder = ?2"),
        params![run, lease.holder],
        read,
    )?;
    let Some(mut ours) = ours else { return Ok(None) };
    let mut removed = 0;
    for id in &batch.remove {
        // The rule again, now that nobody can come in between.
        let sql = "select 1 from users where id = ?1 and anonymous_since is not null and merged_into is null \
                   and coalesce(last_active_day, created_at / 86400) <= ?2";
        if tx.exists(sql, params![*id, ours.last_day])?
            && let Some(user) = rows::find_user(tx, *id)?
        {
            removal::remove(tx, &user, DeletionReason::CleanUp, now)?;
            removed += 1;
        }
    }
    ours.examined += batch.remove.len() as u64 + batch.kept;
    ours.removed += removed;
    ours.kept += batch.kept;
    ours.cursor = Some(batch.cursor);
    let counts = [ours.examined, ours.removed, ours.kept].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
    tx.execute(
        "update clean_up_run set examined = ?2, removed = ?3, kept = ?4, cursor = ?5, lease_until = ?6 where id = ?1",
        params![run, counts[0], counts[1], counts[2], batch.cursor, lease.until],
    )?;
    Ok(Some(ours))
}

fn read(row: &Row<'_>) -> Result<CleanUpRun, DatabaseError> {
    Ok(CleanUpRun {
        id: row.get(0)?,
        started_at: row.get(1)?,
        started_by: row.get(2)?,
        idle_days: row.get(3)?,
        last_day: row.get(4)?,
        cursor: row.get(5)?,
        examined: row.get(6)?,
        removed: row.get(7)?,
        kept: row.get(8)?,
        finished_at: row.get(9)?,
        outcome: row.get(10)?,
    })
}
