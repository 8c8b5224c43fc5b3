//! One set of SQL on two engines: SQLite for one process, PostgreSQL for several.
//!
//! A [`Database`] runs jobs. A job is a function over a [`Connection`]; whatever it does happens whole and
//! durably, or not at all, as if it were alone on the data:
//!
//! - **SQLite** allows one writer, and each durable commit costs one `fsync`. So every write goes to one
//!   thread; the writes that queue up while a commit is on its way to the disk share the next transaction.
//!   Each still succeeds or fails alone (it runs inside a savepoint of its own), and nobody is told "done"
//!   before the shared commit is durable. Reads run beside it on threads of their own.
//! - **PostgreSQL** is shared by any number of processes. Writes run as `SERIALIZABLE` transactions; where two
//!   of them cannot be put into an order, PostgreSQL refuses one, and it is run again. Reads run on one
//!   consistent snapshot.
//!
//! Because a job may run more than once, it is an `Fn`: it takes nothing out of what it captured, and does
//! nothing to the world but through its connection.
//!
//! The rules for SQL that both engines understand, with `?1` for the first parameter, are in
//! `docs/decisions/0008-two-engines.md`.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use houseguest_sql::{Connection, Database, DatabaseError, Location, Migrations, params};
//!
//! let folder = tempfile::tempdir()?;
//! let schema = [("01-visit", "create table visit (who text not null)")];
//! let location = Location::sqlite(folder.path().join("visits.sqlite"));
//! let database = Database::open(&location, &Migrations::new(schema, schema))?;
//! let who = "Ann".to_owned();
//! database
//!     .write("visit.add", move |tx: &Connection<'_>| tx.execute("insert into visit (who) values (?1)", params![who]))
//!     .await?;
//! let visits: i64 = database
//!     .read("visit.count", |c: &Connection<'_>| c.query_one("select count(*) from visit", params![], |row| row.get(0)))
//!     .await?;
//! assert_eq!(visits, 1);
//! database.close().await;
//! # Ok::<(), Box<dyn std::error::Error>>(()) }
//! ```

#![warn(missing_docs)]

mod connection;
mod database;
mod error;
pub mod limits;
mod location;
mod migrations;
mod postgres_engine;
mod row;
pub mod schema;
mod sqlite_engine;
mod value;

pub use connection::Connection;
pub use database::{Database, Figures};
pub use error::{DatabaseError, OpenError, PostgresError};
pub use location::{InvalidLocation, Location, PostgresLocation, SqliteLocation};
pub use migrations::Migrations;
pub use row::Row;
pub use value::{FromValue, ToValue, Value, ValueError, ValueRef};
