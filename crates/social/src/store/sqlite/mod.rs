//! The store on SQLite. Queries and row types stay in here.

mod answered;
mod comments;
mod migrations;
mod people;
mod posts;
mod preferences;
mod reactions;
mod upkeep;

use std::path::Path;

use houseguest_sqlite::{Database, OpenError, Options};

/// A social store in one SQLite file.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    database: Database,
}

impl SqliteStore {
    /// Opens the file and brings its schema up to date.
    ///
    /// # Errors
    /// [`OpenError`]; the file is as it was.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Ok(Self { database: Database::open(&Options::at(path), migrations::all())? })
    }
}
