//! A row of an answer.

use std::fmt;

use crate::{DatabaseError, FromValue, ValueError, ValueRef, postgres_engine::values::Column};

/// A row of an answer; columns are told by their place, from 0.
pub struct Row<'r>(pub(crate) Inner<'r>);

pub(crate) enum Inner<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

impl Row<'_> {
    /// Reads a column.
    ///
    /// # Errors
    /// When there is no such column or its value is not what is asked for.
    pub fn get<T: FromValue>(&self, column: usize) -> Result<T, DatabaseError> {
        let broken = |error: ValueError| DatabaseError::Value { column, source: error };
        match self.0 {
            Inner::Sqlite(row) => {
                use rusqlite::types::ValueRef as Lite;
                let value = match row.get_ref(column)? {
                    Lite::Null => ValueRef::Null,
                    Lite::Integer(number) => ValueRef::Integer(number),
                    Lite::Text(text) => ValueRef::Text(
                        std::str::from_utf8(text)
                            .map_err(|_| broken(ValueError::new("text in UTF-8", ValueRef::Blob(text))))?,
                    ),
                    Lite::Blob(bytes) => ValueRef::Blob(bytes),
                    Lite::Real(_) => return Err(broken(ValueError::fraction())),
                };
                T::from_value(value).map_err(broken)
            }
            Inner::Postgres(row) => {
                let Column(value) = row.try_get(column)?;
                T::from_value(value).map_err(broken)
            }
        }
    }
}

impl fmt::Debug for Row<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Row(…)")
    }
}
