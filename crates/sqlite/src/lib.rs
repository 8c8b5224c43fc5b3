//! SQLite with one writer that commits in groups, and readers beside it.
//!
//! A single SQLite file allows one writer, and each durable commit costs one `fsync`. So every write
//! goes to one thread; the writes that queue up while a commit is on its way to the disk share the
//! next transaction. Each write still succeeds or fails alone (it runs inside a savepoint of its
//! own), and nobody is told "done" before the shared commit is durable.
//!
//! Reads run on a few threads of their own, each on a consistent snapshot, and never wait for the
//! writer. Checkpoints of the write-ahead log run beside both.
//!
//! ```
//! # #[derive(Debug, thiserror::Error)] #[error(transparent)] struct Failed(#[from] houseguest_sqlite::DatabaseError);
//! # impl From<rusqlite::Error> for Failed { fn from(e: rusqlite::Error) -> Self { Self(e.into()) } }
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use houseguest_sqlite::{Database, Options};
//! use rusqlite_migration::{M, Migrations};
//!
//! let folder = tempfile::tempdir()?;
//! let migrations = Migrations::new(vec![M::up("create table visit (who text not null) strict")]);
//! let database = Database::open(&Options::at(folder.path().join("visits.sqlite")), migrations)?;
//! database.write("visit.add", |tx| Ok::<_, Failed>(tx.execute("insert into visit values ('Ann')", [])?)).await?;
//! let visits = database
//!     .read("visit.count", |c| Ok::<i64, Failed>(c.query_row("select count(*) from visit", [], |row| row.get(0))?))
//!     .await?;
//! assert_eq!(visits, 1);
//! database.close().await;
//! # Ok(()) }
//! ```

#![warn(missing_docs)]

mod checkpoint;
mod connection;
mod database;
mod error;
mod reader;
mod writer;

pub use connection::Options;
pub use database::Database;
pub use error::{DatabaseError, OpenError};
