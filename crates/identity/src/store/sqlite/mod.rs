//! The stores on one SQLite file.
//!
//! Every method is one job on the writer or on a reader of [`houseguest_sqlite::Database`]; concurrent
//! writes share a commit. What must be consistent with a write is read inside its job.

mod guests;
mod outbox;
mod promotions;
mod rows;
mod secrets;
mod sessions;
mod settings;
mod upkeep;

use houseguest_sqlite::{Database, OpenError, Options};
use include_dir::{Dir, include_dir};
use rusqlite_migration::Migrations;

static MIGRATIONS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/migrations/sqlite");

/// The stores on one SQLite file. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct SqliteStore {
    database: Database,
}

impl SqliteStore {
    /// Opens the file, making it and bringing its schema up to date as needed.
    ///
    /// # Errors
    /// [`OpenError`]; the file is as it was.
    pub(crate) fn open(options: &Options) -> Result<Self, OpenError> {
        Ok(Self { database: Database::open(options, migrations())? })
    }
}

fn migrations() -> Migrations<'static> {
    Migrations::from_directory(&MIGRATIONS).expect("the migration folders are numbered and hold up.sql")
}

#[cfg(test)]
mod tests;
