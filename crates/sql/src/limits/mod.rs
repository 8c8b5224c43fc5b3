//! How often somebody may do something.
//!
//! Every bucket is a smoothed one (GCRA): so many at once, refilled evenly. Where several processes share a database,
//! that is where the buckets are, so that N replicas admit no more than one; each schema needs a table for them,
//! which is written out in `shared.rs`. A process that is alone keeps them in memory. See docs/decisions/0011-tokens-and-limits.md.

mod memory;
mod quota;
mod rate;
mod shared;
mod too_many;

use std::{fmt, sync::Arc};

use houseguest_protocol::values::Timestamp;

use self::{memory::Memory, quota::microseconds};
pub use self::{quota::Quota, rate::RateLimit, too_many::TooMany};
use crate::{Connection, Database, DatabaseError};

/// What names a bucket. Where whose it is shall not be read in a database, it is a keyed hash.
pub type BucketKey = [u8; 16];

/// One to be taken from a bucket.
#[derive(Clone, Copy, Debug)]
pub struct Draw {
    /// Which limit it is, for whoever looks at the database.
    pub limit: &'static str,
    /// The bucket.
    pub key: BucketKey,
    /// How much fits into it.
    pub quota: Quota,
}

/// The buckets, wherever they are. Clones share them.
#[derive(Clone)]
pub struct Buckets(Place);

#[derive(Clone)]
enum Place {
    Memory(Arc<Memory>),
    Shared(Database),
}

impl Buckets {
    /// Buckets where others who use this database count, too.
    #[must_use]
    pub fn of(database: &Database) -> Self {
        Self(if database.is_shared() { Place::Shared(database.clone()) } else { Place::Memory(Arc::default()) })
    }

    /// Draws from one bucket after the other, up to the first that is empty; those before it stay drawn from.
    ///
    /// # Errors
    /// When it cannot be counted; then nothing was drawn.
    pub async fn draw(&self, draws: Vec<Draw>, now: Timestamp) -> Result<Result<(), TooMany>, DatabaseError> {
        match &self.0 {
            Place::Memory(memory) => Ok(memory.draw(&draws, now)),
            Place::Shared(database) => {
                database.write_each("limits.draw", move |tx| shared::draw(tx, &draws, now)).await
            }
        }
    }

    /// The same, as part of a transaction on that database; where the buckets are in it, one that is undone draws
    /// nothing.
    ///
    /// # Errors
    /// When it cannot be counted.
    pub fn draw_in(
        &self,
        tx: &Connection<'_>,
        draws: &[Draw],
        now: Timestamp,
    ) -> Result<Result<(), TooMany>, DatabaseError> {
        match &self.0 {
            Place::Memory(memory) => Ok(memory.draw(draws, now)),
            Place::Shared(_) => shared::draw(tx, draws, now),
        }
    }

    /// Forgets full buckets, so that there are no more than of those who asked lately; answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep(&self, now: Timestamp) -> Result<u64, DatabaseError> {
        match &self.0 {
            Place::Memory(memory) => Ok(memory.sweep(now)),
            Place::Shared(database) => database.write_each("limits.sweep", move |tx| shared::sweep(tx, now)).await,
        }
    }
}

impl fmt::Debug for Buckets {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self.0 {
            Place::Memory(_) => "Buckets(memory)",
            Place::Shared(_) => "Buckets(shared)",
        })
    }
}
