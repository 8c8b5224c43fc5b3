//! SQLite: one writer that commits in groups, and readers beside it.

mod checkpoint;
mod file;
mod reader;
mod writer;

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex,
        mpsc::{Sender, channel},
    },
    thread,
};

use tokio::sync::oneshot;

use crate::{Connection, DatabaseError, Migrations, OpenError, SqliteLocation, database::Counters};
use checkpoint::Checkpointer;
use reader::ReadJob;
use writer::{Command, WriteJob, in_savepoint};

/// The threads of one file. Clones share them; the last one dropped ends them.
#[derive(Clone)]
pub(crate) struct Sqlite {
    path: PathBuf,
    writer: Sender<Command>,
    readers: Sender<ReadJob>,
    counters: Arc<Counters>,
}

impl Sqlite {
    /// Opens the file, brings its schema up to date and starts the threads.
    pub(crate) fn open(
        location: &SqliteLocation,
        migrations: &Migrations,
        counters: Arc<Counters>,
    ) -> Result<Self, OpenError> {
        let path = location.path.clone();
        let connection = file::open_writer(&path, migrations)?;
        let checkpointer = Checkpointer::start(&path)?;
        let (readers, read_jobs) = channel::<ReadJob>();
        let read_jobs = Arc::new(Mutex::new(read_jobs));
        for number in 0..location.readers.max(1) {
            let (connection, jobs) = (file::open_reader(&path)?, Arc::clone(&read_jobs));
            spawn(format!("sqlite-read-{number}"), move || reader::run(&connection, &jobs))?;
        }
        let (writer, commands) = channel();
        spawn("sqlite-write".to_owned(), move || writer::run(&connection, &commands, &checkpointer))?;
        Ok(Self { path, writer, readers, counters })
    }

    /// See [`crate::Database::write`].
    pub(crate) async fn write<T, E, F>(&self, name: &'static str, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: Fn(&Connection<'_>) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let counters = Arc::clone(&self.counters);
        let job: WriteJob = Box::new(move |connection| {
            let outcome = in_savepoint(connection, name, &counters, &job);
            Box::new(move |committed| {
                let outcome = outcome.and_then(|value| committed.map(|()| value).map_err(E::from));
                // A caller that went away does not need the answer.
                let _ = answer.send(outcome);
            })
        });
        self.writer.send(Command::Write(job)).map_err(|_| DatabaseError::Closed)?;
        answered.await.map_err(|_| DatabaseError::Closed)?
    }

    /// See [`crate::Database::read`].
    pub(crate) async fn read<T, E, F>(&self, name: &'static str, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DatabaseError> + Send + 'static,
        F: Fn(&Connection<'_>) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let counters = Arc::clone(&self.counters);
        let job: ReadJob = Box::new(move |connection| {
            // A caller that went away does not need the answer.
            let _ = answer.send(in_savepoint(connection, name, &counters, &job));
        });
        self.readers.send(job).map_err(|_| DatabaseError::Closed)?;
        answered.await.map_err(|_| DatabaseError::Closed)?
    }

    /// See [`crate::Database::close`].
    pub(crate) async fn close(&self) {
        let (closed, done) = oneshot::channel();
        if self.writer.send(Command::Close(closed)).is_ok() {
            // A writer that is gone already has nothing left to finish.
            let _ = done.await;
        }
    }

    pub(crate) const fn path(&self) -> &PathBuf {
        &self.path
    }
}

fn spawn(name: String, run: impl FnOnce() + Send + 'static) -> Result<(), OpenError> {
    thread::Builder::new().name(name).spawn(run).map(drop).map_err(OpenError::Thread)
}
