//! What a schema has, to compare engines.

use crate::{Connection, DatabaseError, params};

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// Its table.
    pub table: String,
    /// Its name.
    pub name: String,
    /// `integer`, `text` or `blob`; anything else as the engine calls it.
    pub kind: String,
    /// Whether it may be null.
    pub nullable: bool,
}

/// Lists the columns of every table, by table and name.
///
/// # Errors
/// When the catalogue cannot be read.
pub fn columns(connection: &Connection<'_>) -> Result<Vec<Column>, DatabaseError> {
    let sql = if connection.is_postgres() {
        "select table_name::text, column_name::text, data_type::text, (is_nullable = 'YES')::integer \
         from information_schema.columns where table_schema = current_schema() and table_name <> 'schema_migration'"
    } else {
        "select t.name, c.name, c.type, not (c.\"notnull\" or c.pk > 0) \
         from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table' and t.name not like 'sqlite_%'"
    };
    let mut columns = connection.query_all(sql, params![], |row| {
        let kind: String = row.get(2)?;
        let kind = match kind.to_lowercase().as_str() {
            "bigint" | "integer" => "integer".to_owned(),
            "bytea" | "blob" => "blob".to_owned(),
            other => other.to_owned(),
        };
        Ok(Column { table: row.get(0)?, name: row.get(1)?, kind, nullable: row.get(3)? })
    })?;
    columns.sort();
    Ok(columns)
}
