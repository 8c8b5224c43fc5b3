//! Readers: each job sees one consistent snapshot.

use std::sync::{Arc, Mutex, PoisonError, mpsc::Receiver};

use rusqlite::Connection;

/// A read on its way; it answers its caller itself.
pub(crate) type ReadJob = Box<dyn FnOnce(&Connection) + Send>;

/// Serves jobs until the queue is closed.
pub(crate) fn run(connection: &Connection, jobs: &Arc<Mutex<Receiver<ReadJob>>>) {
    loop {
        // The lock is held only while waiting for a job, never while running one.
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(job) => job(connection),
            Err(_) => return,
        }
    }
}
