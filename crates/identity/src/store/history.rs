//! What happened to users, and how many it happened to.
//!
//! Written by [`note`] and [`count`] inside the transaction that makes it true. Nothing personal is written: ids,
//! instants, the client and a few words. That a guest was made is only counted: a guest has to stay small, and
//! their own row says when.

use houseguest_protocol::values::Timestamp;
use houseguest_sql::{Connection, DatabaseError, Row, params};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    model::{Figure, HappenedTo, HistoryEntry, HistoryKind, UserId, day_of},
    store::{Store, StoreError},
};

/// How many rows a day's figure is spread over on PostgreSQL, so that replicas seldom wait for each other.
const SHARDS: u8 = 32;

impl Store {
    /// Lists what happened to a user, or what happened to nobody, newest first: up to `limit` entries before `before`.
    pub(crate) async fn list_history(
        &self,
        user: Option<UserId>,
        before: Option<(Timestamp, Uuid)>,
        limit: u32,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let (at, id) = before.unwrap_or((Timestamp::from_unix_seconds(i64::MAX), Uuid::max()));
        self.database
            .read("store.history.list", move |c| {
                macro_rules! entries {
                    ($whose:literal) => {
                        concat!(
                            "select id, at, kind, client_id, details from history where ",
                            $whose,
                            " and (at < ?1 or (at = ?1 and id < ?2)) order by at desc, id desc limit ?3"
                        )
                    };
                }
                let entry = |row: &Row<'_>| {
                    let (kind, details) = (row.get::<String>(2)?, row.get::<String>(4)?);
                    Ok((row.get(0)?, row.get(1)?, kind, row.get(3)?, details))
                };
                let rows = match user {
                    Some(user) => c.query_all(entries!("user_id = ?4"), params![at, id, limit, user], entry)?,
                    None => c.query_all(entries!("user_id is null"), params![at, id, limit], entry)?,
                };
                rows.into_iter()
                    .map(|(id, at, kind, client_id, details)| read(id, at, &kind, client_id, &details))
                    .collect()
            })
            .await
    }

    /// The figures of each day since `first_day` (days since 1970) that has any.
    pub(crate) async fn list_figures(&self, first_day: i64) -> Result<Vec<(i64, Figure, u64)>, StoreError> {
        self.database
            .read("store.history.list_figures", move |c| {
                let rows = c.query_all(
                    "select day, figure, cast(sum(amount) as bigint) from daily_figure where day >= ?1 \
                     group by day, figure order by day, figure",
                    params![first_day],
                    |row| Ok((row.get(0)?, row.get::<String>(1)?, row.get(2)?)),
                )?;
                // A figure this process does not know is a newer one's.
                Ok(rows.into_iter().filter_map(|(day, name, sum)| Some((day, Figure::parse(&name)?, sum))).collect())
            })
            .await
    }

    /// Notes that a known key failed to prove itself (protocol.md, section 13.4), at most once an hour for a user,
    /// so that nobody can fill the history of another.
    pub(crate) async fn note_refused_key(&self, user: UserId, client: &str, now: Timestamp) -> Result<(), StoreError> {
        let client = client.to_owned();
        self.database
            .write("store.history.note_refused_key", move |tx| {
                let hour_ago = now - std::time::Duration::from_secs(3_600);
                let sql = "select 1 from history where user_id = ?1 and at > ?2 and kind = ?3 limit 1";
                if !tx.exists(sql, params![user, hour_ago, HistoryKind::KeyRefused.as_str()])? {
                    note(tx, &HappenedTo::user(user, HistoryKind::KeyRefused, now).through(&client))?;
                }
                Ok(count(tx, Figure::KeysRefused, day_of(now))?)
            })
            .await
    }

    /// Forgets what happened before `before`; answers how many entries. Figures stay.
    pub(crate) async fn prune_history(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.database
            .write("store.history.prune", move |tx| {
                Ok(tx.execute(
                    "delete from history where id in (select id from history where at < ?1 order by at limit 1000)",
                    params![before],
                )?)
            })
            .await
    }
}

fn read(
    id: Uuid,
    at: Timestamp,
    kind: &str,
    client_id: Option<String>,
    details: &str,
) -> Result<HistoryEntry, StoreError> {
    let broken = |column| StoreError::BrokenRow { table: "history", column, row: id.to_string() };
    let details: Value = serde_json::from_str(details).map_err(|_| broken("details"))?;
    Ok(HistoryEntry { id, at, kind: HistoryKind::parse(kind).ok_or_else(|| broken("kind"))?, client_id, details })
}

/// Notes what happened.
pub(super) fn note(tx: &Connection<'_>, what: &HappenedTo) -> Result<(), DatabaseError> {
    tx.execute(
        "insert into history (id, user_id, at, kind, client_id, details) values (?1, ?2, ?3, ?4, ?5, ?6)",
        params![Uuid::now_v7(), what.user, what.at, what.kind.as_str(), what.client_id, what.details.to_string()],
    )?;
    Ok(())
}

/// Counts one more on that day.
pub(super) fn count(tx: &Connection<'_>, figure: Figure, day: i64) -> Result<(), DatabaseError> {
    // On SQLite writes go one after the other anyway.
    let shard = if tx.is_postgres() { getrandom::u32().map_or(0, |lot| lot as u8 % SHARDS) } else { 0 };
    tx.execute(
        "insert into daily_figure (day, figure, shard, amount) values (?1, ?2, ?3, 1) \
         on conflict (day, figure, shard) do update set amount = daily_figure.amount + 1",
        params![day, figure.as_str(), shard],
    )?;
    Ok(())
}

/// Notes that a user was active, by the day: the first time on each day it costs a write, later ones cost a look.
/// The last activity stays known when sessions end, and it is what clean-up goes by.
pub(super) fn note_active(tx: &Connection<'_>, user: UserId, now: Timestamp) -> Result<(), DatabaseError> {
    let today = day_of(now);
    let found =
        tx.query_optional("select created_at, last_active_day from users where id = ?1", params![user], |row| {
            Ok((row.get::<Timestamp>(0)?, row.get::<Option<i64>>(1)?))
        })?;
    let Some((created_at, last)) = found else { return Ok(()) };
    if last.unwrap_or_else(|| day_of(created_at)) >= today {
        return Ok(());
    }
    tx.execute("update users set last_active_day = ?2 where id = ?1", params![user, today])?;
    if last.is_none() {
        count(tx, Figure::CameBack, day_of(created_at))?;
    }
    count(tx, Figure::Active, today)
}
