//! Where a database is and how it is served.

use std::{fmt, path::PathBuf};

use secrecy::SecretString;

use crate::postgres_engine::config;

/// Where a database is and how it is served.
#[derive(Clone, Debug)]
pub enum Location {
    /// One file, for one process.
    Sqlite(SqliteLocation),
    /// A PostgreSQL server, for any number of processes.
    Postgres(PostgresLocation),
}

impl Location {
    /// The SQLite file at `path`, with two readers.
    #[must_use]
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self::Sqlite(SqliteLocation { path: path.into(), readers: 2 })
    }

    /// Checks what can be checked without opening anything.
    ///
    /// # Errors
    /// What is wrong, without the address itself: that holds a password.
    pub fn check(&self) -> Result<(), InvalidLocation> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(location) => config::parse(location).map(drop),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => write!(out, "{}", file.path.display()),
            Self::Postgres(server) => write!(out, "the schema {} on PostgreSQL", server.schema),
        }
    }
}

/// A SQLite file.
#[derive(Clone, Debug)]
pub struct SqliteLocation {
    /// The database file; its folder is made when missing.
    pub path: PathBuf,
    /// How many reader threads there are; at least one.
    pub readers: usize,
}

/// A schema in a PostgreSQL database.
#[derive(Clone, Debug)]
pub struct PostgresLocation {
    /// The address, such as `postgres://houseguest:secret@db.example/houseguest`. Connections that leave this
    /// machine are encrypted unless it says `sslmode=disable`; certificates are checked against the roots this
    /// machine trusts.
    pub url: SecretString,
    /// The schema the tables are in; it is made when missing. Small letters, digits and `_`.
    pub schema: String,
    /// How many connections this process holds; at least one. Each has a thread of its own.
    pub connections: usize,
}

/// The address of a database cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidLocation(pub(crate) String);
