//! A throw-away PostgreSQL for tests: one server for all test processes of this user, a schema for each test.
//!
//! The first test that asks for one starts the server in a private folder below the system's temporary one,
//! reachable by a Unix socket in that folder alone. Later tests and other test processes use the same. Each process
//! holds a lock while it lives, however it ends; a guard beside the server waits for all locks to be free and
//! then ends the server and removes the folder.
//!
//! - `HOUSEGUEST_TEST_POSTGRES` names a server to use instead, such as `postgres://user:secret@localhost/test`.
//! - `HOUSEGUEST_TEST_WITHOUT_POSTGRES=1` lets tests pass without any; they say so. Otherwise a missing PostgreSQL
//!   fails them.

#![warn(missing_docs)]

#[cfg(unix)]
mod cluster;

use std::env;

use postgres::{Client, NoTls};

/// Why there is no PostgreSQL to test with.
pub(crate) type Missing = String;

/// A schema of its own, dropped with this value.
#[derive(Debug)]
pub struct TestSchema {
    url: String,
    schema: String,
}

impl TestSchema {
    /// A fresh name on the test server; the schema itself is for the program under test to make. `None` where the
    /// developer has said that tests may do without.
    ///
    /// # Panics
    /// When there is no PostgreSQL.
    #[must_use]
    pub fn new() -> Option<Self> {
        if env::var_os("HOUSEGUEST_TEST_WITHOUT_POSTGRES").is_some_and(|value| value == "1") {
            return None;
        }
        let url = match env::var("HOUSEGUEST_TEST_POSTGRES") {
            Ok(url) => url,
            Err(_) => start().unwrap_or_else(|missing| panic!("{missing}\n{ADVICE}")),
        };
        let mut random = [0; 10];
        getrandom::fill(&mut random).expect("randomness");
        let schema = format!("test_{}", data_encoding::BASE32_NOPAD.encode(&random).to_lowercase());
        Some(Self { url, schema })
    }

    /// The address of the server.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The schema's name.
    #[must_use]
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// Runs statements beside the program under test, in the schema.
    ///
    /// # Panics
    /// When one fails.
    pub fn run(&self, sql: &str) {
        self.outside(move |client| client.batch_execute(sql)).expect("the statements run");
    }

    /// Every row of every table, as `table: {"column": value}`, in an order of its own: to show that nothing changed.
    ///
    /// # Panics
    /// When the tables cannot be read.
    #[must_use]
    pub fn rows(&self) -> Vec<String> {
        self.outside(|client| {
            let names = "select table_name::text from information_schema.tables where table_schema = current_schema()";
            let mut rows = Vec::new();
            for table in client.query(names, &[])? {
                let table: String = table.try_get(0)?;
                let sql = format!("select row_to_json(t)::text from \"{table}\" t");
                for row in client.query(&sql, &[])? {
                    rows.push(format!("{table}: {}", row.try_get::<_, String>(0)?));
                }
            }
            rows.sort();
            Ok(rows)
        })
        .expect("the tables can be read")
    }

    /// Works on a connection of its own, on a thread of its own: the client cannot live inside a runtime.
    fn outside<T: Send>(
        &self,
        work: impl FnOnce(&mut Client) -> Result<T, postgres::Error> + Send,
    ) -> Result<T, postgres::Error> {
        on(&self.url, |client| {
            client.batch_execute(&format!("set search_path to \"{}\"; set lock_timeout = '5s'", self.schema))?;
            work(client)
        })
    }
}

fn on<T: Send>(
    url: &str,
    work: impl FnOnce(&mut Client) -> Result<T, postgres::Error> + Send,
) -> Result<T, postgres::Error> {
    let connect = || work(&mut Client::connect(url, NoTls)?);
    std::thread::scope(|scope| scope.spawn(connect).join().expect("no panic"))
}

impl Drop for TestSchema {
    fn drop(&mut self) {
        let drop = format!("drop schema if exists \"{}\" cascade", self.schema);
        // What stays behind goes with the server.
        let _ = self.outside(|client| client.batch_execute(&drop));
    }
}

/// A database of its own, for programs that choose their schemas themselves. Dropped with this value.
#[derive(Debug)]
pub struct TestDatabase {
    server: TestSchema,
    url: String,
}

impl TestDatabase {
    /// A new database on the test server. `None` where the developer has said that tests may do without.
    ///
    /// # Panics
    /// When there is no PostgreSQL, or its address has no path.
    #[must_use]
    pub fn new() -> Option<Self> {
        let server = TestSchema::new()?;
        server.run(&format!("create database \"{}\"", server.schema));
        let (before, after) = server.url.rsplit_once('/').expect("an address ends in a database's name");
        let options = after.find('?').map_or("", |at| &after[at..]);
        let url = format!("{before}/{}{options}", server.schema);
        Some(Self { server, url })
    }

    /// The address of the database.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl TestDatabase {
    /// How many rows a table has, named with its schema.
    ///
    /// # Panics
    /// When it cannot be counted.
    #[must_use]
    pub fn count(&self, table: &str) -> usize {
        let counted =
            on(&self.url, |client| client.query_one(&format!("select count(*) from {table}"), &[])?.try_get(0));
        counted.map(|count: i64| usize::try_from(count).expect("a count")).expect("the table can be counted")
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let drop = format!("drop database if exists \"{}\" with (force)", self.server.schema);
        // What stays behind goes with the server.
        let _ = self.server.outside(|client| client.batch_execute(&drop));
    }
}

const ADVICE: &str = "Install PostgreSQL (`./x setup` does), or name a server in HOUSEGUEST_TEST_POSTGRES, or set \
                      HOUSEGUEST_TEST_WITHOUT_POSTGRES=1 to test without.";

#[cfg(unix)]
fn start() -> Result<String, Missing> {
    cluster::shared()
}

#[cfg(not(unix))]
fn start() -> Result<String, Missing> {
    Err("a throw-away PostgreSQL is started on Unix systems only".to_owned())
}
