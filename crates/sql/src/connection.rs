//! What a job works with: statements on one engine or the other.

use std::{
    cell::{Cell, RefCell},
    fmt,
};

use rusqlite::{
    params_from_iter,
    types::{ToSqlOutput, ValueRef as Lite},
};

use crate::{
    DatabaseError, Row, ToValue, ValueRef,
    postgres_engine::{
        statements::Statements,
        values::{Parameter, borrowed},
    },
    row::Inner,
};

/// A transaction on either engine, given to a job. Statements stay prepared, so their text should not vary.
///
/// A statement that fails undoes the whole job, whatever the job makes of the error: PostgreSQL cannot go on
/// after one, so SQLite does not either.
pub struct Connection<'c> {
    engine: Engine<'c>,
    failure: RefCell<Option<DatabaseError>>,
    statements: Cell<u64>,
}

enum Engine<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres(RefCell<(postgres::Transaction<'c>, &'c mut Statements)>),
}

impl<'c> Connection<'c> {
    pub(crate) const fn sqlite(connection: &'c rusqlite::Connection) -> Self {
        Self::over(Engine::Sqlite(connection))
    }

    pub(crate) const fn postgres(transaction: postgres::Transaction<'c>, statements: &'c mut Statements) -> Self {
        Self::over(Engine::Postgres(RefCell::new((transaction, statements))))
    }

    const fn over(engine: Engine<'c>) -> Self {
        Self { engine, failure: RefCell::new(None), statements: Cell::new(0) }
    }

    /// Runs a statement; answers how many rows it changed.
    ///
    /// # Errors
    /// When the statement fails; then the job has failed too.
    pub fn execute(&self, sql: &str, params: &[&dyn ToValue]) -> Result<u64, DatabaseError> {
        self.count();
        self.noting(|| match &self.engine {
            Engine::Sqlite(connection) => {
                let changed = connection.prepare_cached(sql)?.execute(params_from_iter(params.iter().map(Bound)))?;
                Ok(changed as u64)
            }
            Engine::Postgres(running) => {
                let (transaction, statements) = &mut *running.borrow_mut();
                let statement = statements.prepare(transaction, sql)?;
                let params: Vec<_> = params.iter().map(|param| Parameter(param.to_value())).collect();
                transaction.execute(&statement, &borrowed(&params)).map_err(|error| statements.explain(error))
            }
        })
    }

    /// Finds the first row; later ones are not looked at.
    ///
    /// # Errors
    /// When the statement fails, which fails the job, or `read` refuses.
    pub fn query_optional<T>(
        &self,
        sql: &str,
        params: &[&dyn ToValue],
        read: impl FnOnce(&Row<'_>) -> Result<T, DatabaseError>,
    ) -> Result<Option<T>, DatabaseError> {
        self.count();
        match &self.engine {
            Engine::Sqlite(connection) => {
                let mut statement = self.noting(|| Ok(connection.prepare_cached(sql)?))?;
                let mut rows = self.noting(|| Ok(statement.query(params_from_iter(params.iter().map(Bound)))?))?;
                let row = self.noting(|| Ok(rows.next()?))?;
                row.map(|row| read(&Row(Inner::Sqlite(row)))).transpose()
            }
            Engine::Postgres(running) => {
                let rows = self.noting(|| fetch(running, sql, params))?;
                rows.first().map(|row| read(&Row(Inner::Postgres(row)))).transpose()
            }
        }
    }

    /// Finds the first row, which must be there.
    ///
    /// # Errors
    /// As [`Connection::query_optional`]; or [`DatabaseError::NoRow`].
    pub fn query_one<T>(
        &self,
        sql: &str,
        params: &[&dyn ToValue],
        read: impl FnOnce(&Row<'_>) -> Result<T, DatabaseError>,
    ) -> Result<T, DatabaseError> {
        self.query_optional(sql, params, read)?.ok_or(DatabaseError::NoRow)
    }

    /// Lists all rows.
    ///
    /// # Errors
    /// As [`Connection::query_optional`].
    pub fn query_all<T>(
        &self,
        sql: &str,
        params: &[&dyn ToValue],
        mut read: impl FnMut(&Row<'_>) -> Result<T, DatabaseError>,
    ) -> Result<Vec<T>, DatabaseError> {
        self.count();
        match &self.engine {
            Engine::Sqlite(connection) => {
                let mut statement = self.noting(|| Ok(connection.prepare_cached(sql)?))?;
                let mut rows = self.noting(|| Ok(statement.query(params_from_iter(params.iter().map(Bound)))?))?;
                let mut found = Vec::new();
                while let Some(row) = self.noting(|| Ok(rows.next()?))? {
                    found.push(read(&Row(Inner::Sqlite(row)))?);
                }
                Ok(found)
            }
            Engine::Postgres(running) => {
                let rows = self.noting(|| fetch(running, sql, params))?;
                rows.iter().map(|row| read(&Row(Inner::Postgres(row)))).collect()
            }
        }
    }

    /// Whether there is such a row: for statements such as `select 1 from …`.
    ///
    /// # Errors
    /// When the statement fails.
    pub fn exists(&self, sql: &str, params: &[&dyn ToValue]) -> Result<bool, DatabaseError> {
        Ok(self.query_optional(sql, params, |_| Ok(()))?.is_some())
    }

    /// Whether this is PostgreSQL: for the few statements that cannot be said for both.
    #[must_use]
    pub const fn is_postgres(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// How many statements were run.
    pub(crate) const fn statements(&self) -> u64 {
        self.statements.get()
    }

    /// The first statement's failure. What the job made of it does not count.
    pub(crate) fn take_failure(&self) -> Option<DatabaseError> {
        self.failure.borrow_mut().take()
    }

    /// The transaction, to be ended.
    pub(crate) fn into_transaction(self) -> Option<postgres::Transaction<'c>> {
        match self.engine {
            Engine::Sqlite(_) => None,
            Engine::Postgres(running) => Some(running.into_inner().0),
        }
    }

    fn count(&self) {
        self.statements.set(self.statements.get() + 1);
    }

    fn noting<T>(&self, run: impl FnOnce() -> Result<T, DatabaseError>) -> Result<T, DatabaseError> {
        run().inspect_err(|error| {
            self.failure.borrow_mut().get_or_insert_with(|| error.clone());
        })
    }
}

fn fetch(
    running: &RefCell<(postgres::Transaction<'_>, &mut Statements)>,
    sql: &str,
    params: &[&dyn ToValue],
) -> Result<Vec<postgres::Row>, DatabaseError> {
    let (transaction, statements) = &mut *running.borrow_mut();
    let statement = statements.prepare(transaction, sql)?;
    let params: Vec<_> = params.iter().map(|param| Parameter(param.to_value())).collect();
    transaction.query(&statement, &borrowed(&params)).map_err(|error| statements.explain(error))
}

/// A parameter as SQLite takes it.
struct Bound<'v>(&'v &'v dyn ToValue);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0.to_value() {
            ValueRef::Null => Lite::Null,
            ValueRef::Integer(number) => Lite::Integer(number),
            ValueRef::Text(text) => Lite::Text(text.as_bytes()),
            ValueRef::Blob(bytes) => Lite::Blob(bytes),
        }))
    }
}

impl fmt::Debug for Connection<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let engine = if self.is_postgres() { "postgres" } else { "sqlite" };
        out.debug_struct("Connection").field("engine", &engine).finish_non_exhaustive()
    }
}
