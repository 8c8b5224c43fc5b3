//! Statements: from the common form into PostgreSQL's, and kept prepared.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use postgres::{Statement, Transaction};

use crate::{DatabaseError, PostgresError};

/// Statements kept prepared per connection: more than the busiest service here has.
const MOST: usize = 512;

/// The columns of every unique rule, by the name of its index.
pub(crate) type UniqueRules = Arc<HashMap<String, String>>;

/// The statements of one connection.
pub(crate) struct Statements {
    prepared: HashMap<String, Statement>,
    rules: UniqueRules,
}

impl Statements {
    pub(crate) fn new(rules: UniqueRules) -> Self {
        Self { prepared: HashMap::new(), rules }
    }

    /// Prepares a statement, once for each connection.
    pub(crate) fn prepare(&mut self, transaction: &mut Transaction<'_>, sql: &str) -> Result<Statement, DatabaseError> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = transaction.prepare(&with_dollars(sql)).map_err(|error| self.explain(error))?;
        if self.prepared.len() >= MOST {
            // Somebody varies the text of statements; better slow than without bounds.
            self.prepared.clear();
        }
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    /// Forgets all statements: the schema they were prepared for has changed.
    pub(crate) fn clear(&mut self) {
        self.prepared.clear();
    }

    /// Says of a broken unique rule which columns it is about, as SQLite does.
    pub(crate) fn explain(&self, error: postgres::Error) -> DatabaseError {
        let mut error = PostgresError::from(error);
        error.unique = error.unique.map(|index| self.rules.get(&index).cloned().unwrap_or(index));
        DatabaseError::Postgres(Arc::new(error))
    }
}

/// Turns `?1` into `$1`, except inside quotes and comments.
fn with_dollars(sql: &str) -> Cow<'_, str> {
    if !sql.contains('?') {
        return Cow::Borrowed(sql);
    }
    let mut out = String::with_capacity(sql.len());
    let mut quote = None;
    let mut characters = sql.chars().peekable();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (None, '?') if characters.peek().is_some_and(char::is_ascii_digit) => out.push('$'),
            (None, '\'' | '"') => {
                quote = Some(character);
                out.push(character);
            }
            (None, '-') if characters.peek() == Some(&'-') => {
                quote = Some('\n');
                out.push(character);
            }
            (Some(end), character) => {
                if character == end {
                    quote = None;
                }
                out.push(character);
            }
            (None, character) => out.push(character),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_translated_and_quoted_text_is_left_alone() {
        assert_eq!(with_dollars("select 1"), "select 1");
        assert_eq!(with_dollars("a = ?1 and b = ?12 or c=?1"), "a = $1 and b = $12 or c=$1");
        assert_eq!(with_dollars("a = 'what?1' and \"b?1\" = ?1"), "a = 'what?1' and \"b?1\" = $1");
        assert_eq!(with_dollars("a = 'it''s ?1' -- why ?2\nand b = ?2"), "a = 'it''s ?1' -- why ?2\nand b = $2");
    }
}
