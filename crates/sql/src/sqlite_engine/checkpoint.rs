//! Moving the write-ahead log into the database, beside the writer.

use std::{
    path::{Path, PathBuf},
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use rusqlite::Connection;

use super::file;
use crate::OpenError;

/// The log's size from which it is worth moving.
const LARGE_LOG_BYTES: u64 = 8 * 1024 * 1024;

/// How many commits pass between two looks at the log's size.
const COMMITS_BETWEEN_LOOKS: u32 = 32;

/// Watches the log on the writer's behalf and wakes the checkpoint thread.
pub(crate) struct Checkpointer {
    log: PathBuf,
    commits: AtomicU32,
    wake: SyncSender<()>,
}

impl Checkpointer {
    /// Starts the checkpoint thread, on a connection of its own.
    pub(crate) fn start(path: &Path) -> Result<Self, OpenError> {
        let refused = |source| OpenError::Sqlite { path: path.to_owned(), source };
        let connection = file::open(path).map_err(refused)?;
        let (wake, woken) = sync_channel(1);
        thread::Builder::new()
            .name("sqlite-checkpoint".to_owned())
            .spawn(move || checkpoint_when_woken(&connection, &woken))
            .map_err(OpenError::Thread)?;
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        Ok(Self { log: log.into(), commits: AtomicU32::new(0), wake })
    }

    /// Notes a commit.
    pub(crate) fn committed(&self) {
        if !self.commits.fetch_add(1, Ordering::Relaxed).is_multiple_of(COMMITS_BETWEEN_LOOKS) {
            return;
        }
        let log_is_large = std::fs::metadata(&self.log).is_ok_and(|log| log.len() > LARGE_LOG_BYTES);
        if log_is_large {
            // A full channel means that the thread has been woken already.
            let _ = self.wake.try_send(());
        }
    }

    /// Moves the whole log and empties it, as the last act of the writer.
    pub(crate) fn finish(&self, connection: &Connection) {
        if let Err(error) = checkpoint(connection, "truncate") {
            // The log stays; the next start reads it. Nothing is lost.
            tracing::warn!(%error, "the write-ahead log could not be emptied");
        }
    }
}

fn checkpoint_when_woken(connection: &Connection, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        // Passive: readers and the writer go on meanwhile.
        if let Err(error) = checkpoint(connection, "passive") {
            tracing::warn!(%error, "a checkpoint failed; the next one tries again");
        }
    }
}

fn checkpoint(connection: &Connection, mode: &str) -> rusqlite::Result<()> {
    connection.query_row(&format!("pragma wal_checkpoint({mode})"), [], |_| Ok(()))
}
