//! What social keeps: one [`Store`], one file for each kind of thing, on either engine.
//!
//! Methods take domain values and give them back; the time is an argument. To add a kind of thing, give it a
//! file with an `impl Store`, a migration for each engine, and its cases in `contract.rs`. The rules for SQL
//! that both engines understand are in `docs/decisions/0008-two-engines.md`.

mod answered;
mod batch;
mod changes;
mod comments;
#[cfg(test)]
mod contract;
#[cfg(test)]
mod deletion_contract;
mod deletions;
#[cfg(test)]
mod engines;
mod error;
mod hidden;
mod images;
#[cfg(test)]
mod limit_contract;
#[cfg(test)]
mod long_thread_contract;
mod mentions;
#[cfg(test)]
mod merge_contract;
mod merges;
mod notifications;
mod people;
mod posts;
mod preferences;
mod profiles;
mod reactions;
mod reports;
#[cfg(test)]
mod together_contract;
mod upkeep;

use houseguest_protocol::values::Timestamp;
use houseguest_sql::{Database, Location, Migrations, OpenError, limits::Buckets};
use include_dir::{Dir, include_dir};

use crate::limits::{LimitSettings, Limits};

pub use changes::Noted;
pub use comments::Found;
pub use deletions::Leaving;
pub use error::{StoreError, WriteError};
pub use images::StoredImage;
pub use people::Known;
pub use profiles::Whose;
pub use reports::Report;

static SQLITE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/migrations/sqlite");
static POSTGRES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/migrations/postgres");

/// Everything social keeps. Clones share one database.
#[derive(Clone, Debug)]
pub struct Store {
    database: Database,
    limits: Limits,
    buckets: Buckets,
}

impl Store {
    /// Opens the database and brings its schema up to date. It waits for the disk or the network. Nobody is limited
    /// in how often they write; see [`Self::limited`].
    ///
    /// # Errors
    /// [`OpenError`]; the data are as they were.
    pub fn open(location: &Location) -> Result<Self, OpenError> {
        let database = Database::open(location, &Self::migrations())?;
        Ok(Self { limits: Limits::default(), buckets: Buckets::of(&database), database })
    }

    /// The same store, in which people may write as often as this.
    #[must_use]
    pub fn limited(self, settings: &LimitSettings) -> Self {
        Self { limits: Limits::new(settings), ..self }
    }

    /// Forgets buckets that are full again; answers how many.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sweep_limits(&self, now: Timestamp) -> Result<u64, StoreError> {
        Ok(self.buckets.sweep(now).await?)
    }

    fn migrations() -> Migrations {
        Migrations::from_folders(&SQLITE, &POSTGRES)
    }
}
