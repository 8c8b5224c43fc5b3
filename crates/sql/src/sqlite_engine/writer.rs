//! The one writer: takes what is queued, commits it together, tells everyone.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, mpsc::Receiver},
};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::checkpoint::Checkpointer;
use crate::{Connection as Job, DatabaseError, database::Counters};

/// A write on its way. It runs inside a savepoint and answers what to do once the commit is known.
pub(crate) type WriteJob = Box<dyn FnOnce(&Connection) -> Completion + Send>;

/// Tells whoever waits how the write ended.
pub(crate) type Completion = Box<dyn FnOnce(Result<(), DatabaseError>) + Send>;

/// What the writer is asked.
pub(crate) enum Command {
    /// Write this.
    Write(WriteJob),
    /// Finish what is queued, then stop.
    Close(oneshot::Sender<()>),
}

/// The most writes that share one commit: keeps the first of them from waiting too long.
const LARGEST_GROUP: usize = 256;

/// Serves commands until the database is closed.
pub(crate) fn run(connection: &Connection, commands: &Receiver<Command>, checkpointer: &Checkpointer) {
    while let Ok(command) = commands.recv() {
        let closing = match command {
            Command::Close(closed) => Some(closed),
            Command::Write(first) => write_group(connection, first, commands),
        };
        if let Some(closed) = closing {
            checkpointer.finish(connection);
            // Nobody waiting for the end any more is fine.
            let _ = closed.send(());
            return;
        }
        checkpointer.committed();
    }
    checkpointer.finish(connection);
}

/// Runs `first` and everything queued behind it in one transaction. Answers a close that came along.
fn write_group(connection: &Connection, first: WriteJob, commands: &Receiver<Command>) -> Option<oneshot::Sender<()>> {
    if let Err(error) = execute(connection, "begin immediate") {
        first_refused(first, &error);
        return None;
    }
    let mut completions = vec![first(connection)];
    let mut closing = None;
    while completions.len() < LARGEST_GROUP {
        match commands.try_recv() {
            Ok(Command::Write(job)) => completions.push(job(connection)),
            Ok(Command::Close(closed)) => {
                closing = Some(closed);
                break;
            }
            Err(_) => break,
        }
    }
    let committed = execute(connection, "commit").map_err(|error| DatabaseError::Commit(Arc::new(error)));
    if committed.is_err()
        && let Err(error) = execute(connection, "rollback")
    {
        // SQLite may have rolled back by itself, as it does when the disk is full.
        tracing::debug!(%error, "nothing left to roll back");
    }
    for complete in completions {
        complete(committed.clone());
    }
    closing
}

/// Without a transaction the job must not run; its sender is dropped, so whoever waits is told.
fn first_refused(job: WriteJob, error: &rusqlite::Error) {
    tracing::error!(%error, "the database refuses to begin a transaction");
    drop(job);
}

/// Runs one job inside a savepoint of its own: its failure, or panic, undoes it alone.
pub(crate) fn in_savepoint<T, E: From<DatabaseError>>(
    connection: &Connection,
    name: &'static str,
    counters: &Counters,
    job: impl Fn(&Job<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let statement = |sql| execute(connection, sql).map_err(|error| E::from(DatabaseError::from(error)));
    statement("savepoint job")?;
    let running = Job::sqlite(connection);
    let outcome = catch_unwind(AssertUnwindSafe(|| job(&running))).unwrap_or_else(|_| {
        tracing::error!(job = name, "a database job panicked");
        Err(DatabaseError::Panicked(name).into())
    });
    counters.ran(running.statements());
    let outcome = outcome.and_then(|value| running.take_failure().map_or(Ok(value), |failure| Err(failure.into())));
    if outcome.is_err() {
        statement("rollback to job")?;
    }
    statement("release job")?;
    outcome
}

fn execute(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute([]).map(drop)
}
