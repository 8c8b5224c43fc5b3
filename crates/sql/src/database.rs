//! The handle: hands jobs to an engine, and waits for them.

use std::{
    fmt,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::{
    Connection, DatabaseError, Location, Migrations, OpenError, postgres_engine::Postgres, sqlite_engine::Sqlite,
};

/// An open database. Clones share it; the last one dropped ends its threads.
#[derive(Clone)]
pub struct Database {
    engine: Engine,
    counters: Arc<Counters>,
}

#[derive(Clone)]
enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Database {
    /// Opens the database, brings its schema up to date and starts the threads. It waits for the disk or the
    /// network, so it does not belong on a thread that serves requests.
    ///
    /// # Errors
    /// [`OpenError`]; the data are as they were.
    pub fn open(location: &Location, migrations: &Migrations) -> Result<Self, OpenError> {
        let counters = Arc::new(Counters::default());
        let engine = match location {
            Location::Sqlite(file) => Engine::Sqlite(Sqlite::open(file, migrations, Arc::clone(&counters))?),
            Location::Postgres(server) => Engine::Postgres(Postgres::open(server, migrations, Arc::clone(&counters))?),
        };
        Ok(Self { engine, counters })
    }

    /// Runs `job` as if it were alone on the data, and commits it.
    ///
    /// `name` is for logs, such as `store.session.add`. When this resolves to `Ok`, the change is durable. Once
    /// called, the write happens even if the future is dropped. On PostgreSQL the job may run several times, of
    /// which only the last counts.
    ///
    /// # Errors
    /// The job's own, which undoes the job; or a [`DatabaseError`] in the job's error type.
    pub async fn write<T, E, F>(&self, name: &'static str, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: Fn(&Connection<'_>) -> Result<T, E> + Send + 'static,
    {
        match &self.engine {
            Engine::Sqlite(engine) => engine.write(name, job).await,
            Engine::Postgres(engine) => engine.write(name, job).await,
        }
    }

    /// Like [`Database::write`], but each statement of the job is on its own: it sees what was committed before it, and
    /// waits for whoever holds a row instead of failing. For counters that many draw from at once, where one statement
    /// is the whole decision; not for a job that reads first and writes what follows from it.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub async fn write_each<T, E, F>(&self, name: &'static str, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: Fn(&Connection<'_>) -> Result<T, E> + Send + 'static,
    {
        match &self.engine {
            // Its one writer is alone on the data anyway.
            Engine::Sqlite(engine) => engine.write(name, job).await,
            Engine::Postgres(engine) => engine.write_each(name, job).await,
        }
    }

    /// Runs `job` on a consistent snapshot of what is committed. It cannot write.
    ///
    /// # Errors
    /// The job's own, or a [`DatabaseError`] in the job's error type.
    pub async fn read<T, E, F>(&self, name: &'static str, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: Fn(&Connection<'_>) -> Result<T, E> + Send + 'static,
    {
        match &self.engine {
            Engine::Sqlite(engine) => engine.read(name, job).await,
            Engine::Postgres(engine) => engine.read(name, job).await,
        }
    }

    /// Finishes the writes under way and stops writing; a SQLite log is moved into its file.
    ///
    /// Writes that come later fail with [`DatabaseError::Closed`]; reads go on until the last handle
    /// is dropped.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite(engine) => engine.close().await,
            Engine::Postgres(engine) => engine.close().await,
        }
    }

    /// Whether other processes may be using the same data: on PostgreSQL, not on SQLite.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// The database file, where it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.engine {
            Engine::Sqlite(engine) => Some(engine.path()),
            Engine::Postgres(_) => None,
        }
    }

    /// What this process has asked of the database so far.
    #[must_use]
    pub fn figures(&self) -> Figures {
        self.counters.figures()
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let engine = match self.engine {
            Engine::Sqlite(_) => "sqlite",
            Engine::Postgres(_) => "postgres",
        };
        out.debug_struct("Database").field("engine", &engine).field("path", &self.path()).finish_non_exhaustive()
    }
}

/// What a process has asked of a database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Jobs run, each try counted.
    pub runs: u64,
    /// Statements run inside them.
    pub statements: u64,
    /// Jobs run again because others were in their way.
    pub retries: u64,
    /// Connections made anew after one was lost.
    pub reconnects: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Counters {
    runs: AtomicU64,
    statements: AtomicU64,
    retries: AtomicU64,
    reconnects: AtomicU64,
}

impl Counters {
    pub(crate) fn ran(&self, statements: u64) {
        self.runs.fetch_add(1, Ordering::Relaxed);
        self.statements.fetch_add(statements, Ordering::Relaxed);
    }

    pub(crate) fn retried(&self, name: &'static str) {
        self.retries.fetch_add(1, Ordering::Relaxed);
        metrics::counter!("houseguest_database_retries_total", "job" => name).increment(1);
    }

    pub(crate) fn reconnected(&self) {
        self.reconnects.fetch_add(1, Ordering::Relaxed);
        metrics::counter!("houseguest_database_reconnects_total").increment(1);
    }

    fn figures(&self) -> Figures {
        Figures {
            runs: self.runs.load(Ordering::Relaxed),
            statements: self.statements.load(Ordering::Relaxed),
            retries: self.retries.load(Ordering::Relaxed),
            reconnects: self.reconnects.load(Ordering::Relaxed),
        }
    }
}
