//! The handle: hands jobs to the writer and the readers, and waits for them.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        mpsc::{Sender, channel},
    },
    thread,
};

use rusqlite::Connection;
use rusqlite_migration::Migrations;
use tokio::sync::oneshot;

use crate::{
    DatabaseError, OpenError, Options,
    checkpoint::Checkpointer,
    connection::{open_reader, open_writer},
    reader::{self, ReadJob},
    writer::{self, Command, WriteJob, in_savepoint},
};

/// An open database. Clones share it; the last one dropped ends its threads.
#[derive(Clone)]
pub struct Database {
    path: PathBuf,
    writer: Sender<Command>,
    readers: Sender<ReadJob>,
}

impl Database {
    /// Opens the file, brings its schema up to date and starts the threads.
    ///
    /// # Errors
    /// [`OpenError`]; the file is as it was.
    pub fn open(options: &Options, migrations: Migrations<'static>) -> Result<Self, OpenError> {
        let path = options.path.clone();
        let connection = open_writer(&path, &migrations)?;
        let checkpointer = Checkpointer::start(&path)?;
        let (readers, read_jobs) = channel::<ReadJob>();
        let read_jobs = Arc::new(Mutex::new(read_jobs));
        for number in 0..options.readers.max(1) {
            let (connection, jobs) = (open_reader(&path)?, Arc::clone(&read_jobs));
            spawn(&path, format!("sqlite-read-{number}"), move || reader::run(&connection, &jobs))?;
        }
        let (writer, commands) = channel();
        spawn(&path, "sqlite-write".to_owned(), move || writer::run(&connection, &commands, &checkpointer))?;
        Ok(Self { path, writer, readers })
    }

    /// Runs `job` alone on the data and commits it, together with other writes.
    ///
    /// `name` is for logs, such as `store.session.add`. When this resolves to `Ok`, the change is on
    /// the disk. Once called, the write happens even if the future is dropped.
    ///
    /// # Errors
    /// The job's own, which undoes the job; or a [`DatabaseError`] in the job's error type.
    pub async fn write<T, E, F>(&self, name: &'static str, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: WriteJob = Box::new(move |connection| {
            let outcome = in_savepoint(connection, name, job);
            Box::new(move |committed| {
                let outcome = outcome.and_then(|value| committed.map(|()| value).map_err(E::from));
                // A caller that went away does not need the answer.
                let _ = answer.send(outcome);
            })
        });
        self.writer.send(Command::Write(job)).map_err(|_| DatabaseError::Closed)?;
        answered.await.map_err(|_| DatabaseError::Closed)?
    }

    /// Runs `job` on a consistent snapshot of what is committed.
    ///
    /// # Errors
    /// The job's own, or a [`DatabaseError`] in the job's error type.
    pub async fn read<T, E, F>(&self, name: &'static str, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: ReadJob = Box::new(move |connection| {
            // A caller that went away does not need the answer.
            let _ = answer.send(in_savepoint(connection, name, job));
        });
        self.readers.send(job).map_err(|_| DatabaseError::Closed)?;
        answered.await.map_err(|_| DatabaseError::Closed)?
    }

    /// Finishes the queued writes, moves the log into the file and stops writing.
    ///
    /// Writes that come later fail with [`DatabaseError::Closed`]; reads go on until the last handle
    /// is dropped.
    pub async fn close(&self) {
        let (closed, done) = oneshot::channel();
        if self.writer.send(Command::Close(closed)).is_ok() {
            // A writer that is gone already has nothing left to finish.
            let _ = done.await;
        }
    }

    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Database").field("path", &self.path).finish_non_exhaustive()
    }
}

fn spawn(path: &Path, name: String, run: impl FnOnce() + Send + 'static) -> Result<(), OpenError> {
    let failed = |source| OpenError::File { path: path.to_owned(), source };
    thread::Builder::new().name(name).spawn(run).map(drop).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite_migration::M;

    #[derive(Debug, thiserror::Error)]
    enum Failed {
        #[error(transparent)]
        Database(#[from] DatabaseError),
        #[error("refused")]
        Refused,
    }

    impl From<rusqlite::Error> for Failed {
        fn from(error: rusqlite::Error) -> Self {
            Self::Database(error.into())
        }
    }

    fn migrations() -> Migrations<'static> {
        Migrations::new(vec![M::up("create table item (id integer primary key, word text not null unique) strict")])
    }

    fn open(folder: &tempfile::TempDir) -> Database {
        Database::open(&Options::at(folder.path().join("deep/items.sqlite")), migrations()).expect("a fresh folder")
    }

    async fn add(database: &Database, word: String) -> Result<(), Failed> {
        let job = move |tx: &Connection| {
            tx.prepare_cached("insert into item (word) values (?)")?.execute([word])?;
            Ok(())
        };
        database.write("item.add", job).await
    }

    async fn count(database: &Database) -> i64 {
        let job = |c: &Connection| Ok::<_, Failed>(c.query_row("select count(*) from item", [], |row| row.get(0))?);
        database.read("item.count", job).await.expect("a readable table")
    }

    #[tokio::test]
    async fn a_failed_write_undoes_itself_and_nobody_else() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = open(&folder);
        let refused = database.write("item.refuse", |tx| {
            tx.execute("insert into item (word) values ('half')", [])?;
            Err::<(), _>(Failed::Refused)
        });
        let panicking = database.write("item.panic", |tx| {
            tx.execute("insert into item (word) values ('other half')", [])?;
            if tx.is_autocommit() {
                return Ok::<(), Failed>(());
            }
            panic!("this job panics on purpose")
        });
        let (one, two, three) = tokio::join!(refused, add(&database, "whole".to_owned()), panicking);
        assert!(matches!(one, Err(Failed::Refused)));
        two.expect("a good write beside bad ones");
        assert!(matches!(three, Err(Failed::Database(DatabaseError::Panicked("item.panic")))));
        assert_eq!(count(&database).await, 1);
    }

    #[tokio::test]
    async fn a_broken_unique_rule_is_told_by_its_columns() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = open(&folder);
        add(&database, "once".to_owned()).await.expect("the first");
        let error = add(&database, "once".to_owned()).await.expect_err("the second");
        let Failed::Database(error) = error else { panic!("an error of the database, got {error}") };
        assert_eq!(error.violated_unique(), Some("item.word"));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn five_hundred_concurrent_writes_are_all_there_after_reopening() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = open(&folder);
        let writes: Vec<_> = (0..500)
            .map(|number| {
                let database = database.clone();
                tokio::spawn(async move { add(&database, format!("word {number}")).await })
            })
            .collect();
        for write in writes {
            write.await.expect("no panic").expect("a good write");
        }
        database.close().await;
        assert!(matches!(add(&database, "late".to_owned()).await, Err(Failed::Database(DatabaseError::Closed))));
        drop(database);
        assert_eq!(count(&open(&folder)).await, 500);
    }

    #[tokio::test]
    async fn readers_cannot_write() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = open(&folder);
        let job = |c: &Connection| Ok::<_, Failed>(c.execute("insert into item (word) values ('no')", [])?);
        database.read("item.cheat", job).await.expect_err("a reader is read-only");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_files_are_private() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = open(&folder);
        add(&database, "secret".to_owned()).await.expect("a good write");
        for name in ["items.sqlite", "items.sqlite-wal"] {
            let file = std::fs::metadata(folder.path().join("deep").join(name)).expect("the file exists");
            assert_eq!(file.permissions().mode() & 0o777, 0o600, "{name}");
        }
    }
}
