//! Opening the file: its mode, its settings, its schema.

use std::{fs, path::Path, time::Duration};

use rusqlite::Connection;
use rusqlite_migration::M;

use crate::{Migrations, OpenError};

/// Statements kept prepared per connection: more than the busiest service here has.
const CACHED_STATEMENTS: usize = 128;

/// How long another process (a migration, a back-up) may hold the file before we give up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Opens the writing connection and brings the schema up to date.
pub(crate) fn open_writer(path: &Path, migrations: &Migrations) -> Result<Connection, OpenError> {
    create_private(path).map_err(|source| OpenError::File { path: path.to_owned(), source })?;
    let refused = |source| OpenError::Sqlite { path: path.to_owned(), source };
    let mut connection = open(path).map_err(refused)?;
    configure_writer(&connection).map_err(refused)?;
    let steps = migrations.sqlite.iter().map(|step| M::up(step.sql)).collect();
    rusqlite_migration::Migrations::new(steps)
        .to_latest(&mut connection)
        .map_err(|source| OpenError::Migration { path: path.to_owned(), source })?;
    Ok(connection)
}

/// Opens a connection that cannot write.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, OpenError> {
    let refused = |source| OpenError::Sqlite { path: path.to_owned(), source };
    let connection = open(path).map_err(refused)?;
    connection.execute_batch("pragma query_only = on; pragma cache_size = -1024").map_err(refused)?;
    Ok(connection)
}

/// Opens a connection with the settings all of them share.
pub(crate) fn open(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    connection.execute_batch("pragma foreign_keys = on; pragma temp_store = memory")?;
    Ok(connection)
}

fn configure_writer(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    // Every commit reaches the disk before anyone hears of it.
    connection.pragma_update(None, "synchronous", "full")?;
    // Checkpoints have a thread of their own; here they would make some commits slow.
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "cache_size", -8 * 1024)
}

/// Makes the file with nobody else's permission to read it; SQLite gives its companions the same mode.
fn create_private(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
