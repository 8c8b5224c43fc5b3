//! Rate limits that processes share. They are on PostgreSQL only: see `limits`.

use houseguest_protocol::values::Timestamp;
use houseguest_sql::{Connection, DatabaseError, params};

use crate::{
    limits::{Draw, microseconds},
    model::TooMany,
    store::{Store, StoreError},
};

impl Store {
    /// Whether other processes may be using the same database.
    pub(crate) fn is_shared(&self) -> bool {
        self.database.is_shared()
    }

    /// Draws from one bucket after the other, up to the first that is empty; those before it stay drawn from.
    ///
    /// # Errors
    /// When the store fails; then nothing was drawn.
    pub(crate) async fn draw(&self, draws: Vec<Draw>, now: Timestamp) -> Result<Result<(), TooMany>, StoreError> {
        self.database.write_each("store.limits.draw", move |tx| Ok(draw_in(tx, &draws, now)?)).await
    }

    /// Forgets full buckets. Those that somebody is drawing from just now are left for the next time.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn sweep_limits(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.database
            .write_each("store.limits.sweep", move |tx| {
                let sql = "delete from limit_bucket where key in \
                           (select key from limit_bucket where full_at <= ?1 for update skip locked)";
                Ok(tx.execute(sql, params![microseconds(now)])?)
            })
            .await
    }
}

/// Draws as part of a transaction. Whoever draws from the same bucket waits for its end.
pub(crate) fn draw_in(
    tx: &Connection<'_>,
    draws: &[Draw],
    now: Timestamp,
) -> Result<Result<(), TooMany>, DatabaseError> {
    for draw in draws {
        if let Err(refused) = draw_one(tx, draw, now)? {
            return Ok(Err(refused));
        }
    }
    Ok(Ok(()))
}

/// The same sum as `Quota::draw`, in the one statement that also holds the bucket for us.
fn draw_one(tx: &Connection<'_>, draw: &Draw, now: Timestamp) -> Result<Result<(), TooMany>, DatabaseError> {
    let Draw { limit, key, quota } = draw;
    let drawn = tx.execute(
        "insert into limit_bucket as b (key, limit_name, full_at) \
         values (?1, ?2, cast(?3 as bigint) + cast(?4 as bigint)) \
         on conflict (key) do update set full_at = greatest(b.full_at, ?3) + ?4 \
         where greatest(b.full_at, ?3) + ?4 - ?3 <= cast(?5 as bigint)",
        params![key, *limit, microseconds(now), quota.one, quota.all],
    )?;
    if drawn == 1 {
        return Ok(Ok(()));
    }
    // The statement above holds the row, so it is still what it was.
    let full_at = tx.query_one("select full_at from limit_bucket where key = ?1", params![key], |row| row.get(0))?;
    Ok(Err(quota.refusal(full_at, now)))
}

#[cfg(test)]
impl Store {
    /// Runs `job` as one write, to show what its end makes of a draw.
    pub(crate) async fn in_one_write<T: Send + 'static>(
        &self,
        job: impl Fn(&Connection<'_>) -> Result<T, DatabaseError> + Send + 'static,
    ) -> Result<T, DatabaseError> {
        self.database.write("store.limits.test", job).await
    }
}
