//! Buckets that processes share, in the table `limit_bucket` of each schema that has limits:
//!
//! ```sql
//! create unlogged table limit_bucket (
//!   key        bytea not null,
//!   limit_name text not null,
//!   full_at    bigint not null,
//!   constraint limit_bucket_pkey primary key (key)
//! ) with (fillfactor = 70);
//! ```

use houseguest_protocol::values::Timestamp;

use super::{Draw, TooMany, microseconds};
use crate::{Connection, DatabaseError, params};

/// Draws from one bucket after the other, up to the first that is empty. Whoever draws from the same one waits for the
/// transaction's end.
pub(super) fn draw(tx: &Connection<'_>, draws: &[Draw], now: Timestamp) -> Result<Result<(), TooMany>, DatabaseError> {
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

/// Forgets full buckets. Those that somebody is drawing from just now are left for the next time.
pub(super) fn sweep(tx: &Connection<'_>, now: Timestamp) -> Result<u64, DatabaseError> {
    let sql = "delete from limit_bucket where key in \
               (select key from limit_bucket where full_at <= ?1 for update skip locked)";
    tx.execute(sql, params![microseconds(now)])
}
