//! What can go wrong, and telling a broken rule from a broken disk.

use std::{error::Error as _, path::PathBuf, sync::Arc};

use postgres::error::SqlState;
use rusqlite::{ErrorCode, ffi};

use crate::{InvalidLocation, ValueError};

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
    /// A migration of the file failed; the schema is as it was.
    #[error("cannot bring the schema of {} up to date", path.display())]
    Migration {
        /// The database file.
        path: PathBuf,
        /// What failed.
        #[source]
        source: rusqlite_migration::Error,
    },
    /// The address of the PostgreSQL database cannot be used.
    #[error("the database's address cannot be used")]
    Location(#[from] InvalidLocation),
    /// The roots this machine trusts cannot be read, which TLS needs.
    #[error("no certificates to trust are found on this machine: {0}")]
    Trust(String),
    /// PostgreSQL cannot be reached or refuses to let us in.
    #[error("cannot connect to PostgreSQL")]
    Connect(#[source] PostgresError),
    /// A migration of the PostgreSQL schema failed; the schema is as it was.
    #[error("cannot bring the schema up to date: {step}")]
    PostgresMigration {
        /// The step that failed.
        step: String,
        /// What PostgreSQL said.
        #[source]
        source: PostgresError,
    },
    /// The schema has steps that this program does not know: a newer program has been here.
    #[error("the database is newer than this program: it has taken the step {0}")]
    TooNew(String),
    /// A thread could not be started.
    #[error("a thread of the database could not be started")]
    Thread(#[source] std::io::Error),
}

/// Why a read or a write failed. A failed write changed nothing, unless it says otherwise.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DatabaseError {
    /// SQLite refused a statement.
    #[error("a statement failed")]
    Sqlite(#[source] Arc<rusqlite::Error>),
    /// PostgreSQL refused a statement, or the way to it was cut.
    #[error("a statement failed")]
    Postgres(#[source] Arc<PostgresError>),
    /// The commit that this write shared with others failed.
    #[error("the commit failed")]
    Commit(#[source] Arc<rusqlite::Error>),
    /// The way to PostgreSQL was cut while it committed: whether the write happened is not known.
    #[error("the connection was lost during the commit: whether the write happened is not known")]
    OutcomeUnknown(#[source] Arc<PostgresError>),
    /// PostgreSQL cannot be reached at present.
    #[error("the database cannot be reached")]
    Unreachable(#[source] Arc<PostgresError>),
    /// Other writers were always faster.
    #[error("the job `{0}` was overtaken too often by others on the same rows")]
    Contended(&'static str),
    /// A value of a row is not what was asked for.
    #[error("column {column} of an answer")]
    Value {
        /// The column, from 0.
        column: usize,
        /// What is wrong with it.
        #[source]
        source: ValueError,
    },
    /// A row that must be there is not.
    #[error("the answer has no row")]
    NoRow,
    /// The job panicked; its name is in the log.
    #[error("the job `{0}` panicked")]
    Panicked(&'static str),
    /// The database is closed.
    #[error("the database is closed")]
    Closed,
}

impl From<rusqlite::Error> for DatabaseError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(Arc::new(error))
    }
}

impl From<postgres::Error> for DatabaseError {
    fn from(error: postgres::Error) -> Self {
        Self::Postgres(Arc::new(error.into()))
    }
}

impl DatabaseError {
    /// The columns of the unique rule that was broken: `table.a, table.b`.
    ///
    /// `None` for every other failure, so that only a broken rule becomes an answer to a caller. A job that a
    /// broken rule has failed is undone as a whole, on both engines: to go on, use `on conflict do nothing`.
    #[must_use]
    pub fn violated_unique(&self) -> Option<&str> {
        match self {
            Self::Sqlite(error) => {
                let rusqlite::Error::SqliteFailure(code, Some(message)) = &**error else { return None };
                let unique = [ffi::SQLITE_CONSTRAINT_UNIQUE, ffi::SQLITE_CONSTRAINT_PRIMARYKEY];
                (code.code == ErrorCode::ConstraintViolation && unique.contains(&code.extended_code))
                    .then(|| message.strip_prefix("UNIQUE constraint failed: "))
                    .flatten()
            }
            Self::Postgres(error) => error.unique.as_deref(),
            _ => None,
        }
    }

    /// The PostgreSQL error behind this one.
    pub(crate) fn postgres(&self) -> Option<&PostgresError> {
        match self {
            Self::Postgres(error) | Self::OutcomeUnknown(error) | Self::Unreachable(error) => Some(error),
            _ => None,
        }
    }
}

/// What PostgreSQL said, without the values it was about: its own errors repeat those of the row.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}{}", code.as_ref().map(|code| format!(" ({})", code.code())).unwrap_or_default())]
pub struct PostgresError {
    code: Option<SqlState>,
    message: String,
    /// The index that was violated until its columns are known, then these.
    pub(crate) unique: Option<String>,
    lost: bool,
}

impl From<postgres::Error> for PostgresError {
    fn from(error: postgres::Error) -> Self {
        let broken = |error: &postgres::Error| error.source().is_some_and(|source| source.is::<std::io::Error>());
        let lost = error.is_closed() || broken(&error);
        match error.as_db_error() {
            Some(told) => {
                let unique = (*told.code() == SqlState::UNIQUE_VIOLATION)
                    .then(|| told.constraint().unwrap_or_default().to_owned());
                Self { code: Some(told.code().clone()), message: told.message().to_owned(), unique, lost }
            }
            None => Self { code: None, message: chain(&error), unique: None, lost },
        }
    }
}

impl PostgresError {
    /// The SQLSTATE, when the server said one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_ref().map(SqlState::code)
    }

    /// Whether the connection is of no use any more.
    pub(crate) fn is_lost(&self) -> bool {
        let ended = [SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN, SqlState::CANNOT_CONNECT_NOW];
        self.lost || self.code.as_ref().is_some_and(|code| ended.contains(code) || code.code().starts_with("08"))
    }

    /// Whether the same job may succeed on another try because other writers were in its way.
    pub(crate) fn is_overtaken(&self) -> bool {
        let overtaken = [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED];
        self.code.as_ref().is_some_and(|code| overtaken.contains(code))
    }

    /// Whether a prepared statement has outlived the schema it was prepared for.
    pub(crate) fn is_stale_plan(&self) -> bool {
        self.code.as_ref() == Some(&SqlState::FEATURE_NOT_SUPPORTED) && self.message.contains("cached plan")
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let more = error.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        source = error.source();
    }
    text
}
