//! What can go wrong, and telling a broken rule from a broken disk.

use std::{path::PathBuf, sync::Arc};

use rusqlite::{ErrorCode, ffi};

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file or its folder cannot be made or opened.
    #[error("cannot open the database file {}", path.display())]
    File {
        /// The database file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// SQLite refuses the file or its settings.
    #[error("cannot use the database {}", path.display())]
    Sqlite {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// A migration failed; the schema is as it was.
    #[error("cannot bring the schema of {} up to date", path.display())]
    Migration {
        /// The database file.
        path: PathBuf,
        /// What failed.
        #[source]
        source: rusqlite_migration::Error,
    },
}

/// Why a read or a write failed. A failed write changed nothing.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DatabaseError {
    /// A statement failed.
    #[error("a statement failed")]
    Statement(#[source] Arc<rusqlite::Error>),
    /// The commit that this write shared with others failed.
    #[error("the commit failed")]
    Commit(#[source] Arc<rusqlite::Error>),
    /// The job panicked; its name is in the log.
    #[error("the job `{0}` panicked")]
    Panicked(&'static str),
    /// The database is closed.
    #[error("the database is closed")]
    Closed,
}

impl From<rusqlite::Error> for DatabaseError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Statement(Arc::new(error))
    }
}

impl DatabaseError {
    /// The columns of the unique rule that was broken, as SQLite names them: `table.a, table.b`.
    ///
    /// `None` for every other failure, so that only a broken rule becomes an answer to a caller.
    #[must_use]
    pub fn violated_unique(&self) -> Option<&str> {
        let Self::Statement(error) = self else { return None };
        let rusqlite::Error::SqliteFailure(code, Some(message)) = &**error else { return None };
        let unique = [ffi::SQLITE_CONSTRAINT_UNIQUE, ffi::SQLITE_CONSTRAINT_PRIMARYKEY];
        (code.code == ErrorCode::ConstraintViolation && unique.contains(&code.extended_code))
            .then(|| message.strip_prefix("UNIQUE constraint failed: "))
            .flatten()
    }
}
