//! Where users are kept.

use std::path::PathBuf;

use houseguest_sql::{Location, PostgresLocation, SqliteLocation};
use secrecy::SecretString;
use serde::Deserialize;

use super::InvalidSetting;

/// Where users are kept: a file for one process, or a PostgreSQL database for any number of them. It holds the
/// signing keys too, so nobody but the server's own account should be able to read it.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Written")]
pub enum DatabaseSettings {
    /// A SQLite file.
    Sqlite {
        /// The file; made when it is missing.
        path: PathBuf,
        /// How many connections read beside the one that writes. 2 by default.
        readers: usize,
    },
    /// A PostgreSQL database.
    Postgres {
        /// Its address, such as `postgres://houseguest:secret@db.example/houseguest`.
        url: SecretString,
        /// The schema the tables are in; made when it is missing. `identity` by default.
        schema: String,
        /// How many connections this process holds. 8 by default.
        connections: usize,
    },
}

/// The settings as they are written down.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    path: Option<PathBuf>,
    readers: Option<usize>,
    url: Option<SecretString>,
    schema: Option<String>,
    connections: Option<usize>,
}

impl TryFrom<Written> for DatabaseSettings {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        match written {
            Written { path: Some(path), readers, url: None, schema: None, connections: None } => {
                Ok(Self::Sqlite { path, readers: readers.unwrap_or(2) })
            }
            Written { path: None, readers: None, url: Some(url), schema, connections } => Ok(Self::Postgres {
                url,
                schema: schema.unwrap_or_else(|| "identity".to_owned()),
                connections: connections.unwrap_or(8),
            }),
            _ => Err("use either `path` and `readers`, or `url`, `schema` and `connections`"),
        }
    }
}

impl DatabaseSettings {
    /// The place as the database layer takes it.
    #[must_use]
    pub fn location(&self) -> Location {
        match self.clone() {
            Self::Sqlite { path, readers } => Location::Sqlite(SqliteLocation { path, readers }),
            Self::Postgres { url, schema, connections } => {
                Location::Postgres(PostgresLocation { url, schema, connections })
            }
        }
    }

    pub(super) fn validate(&self) -> Result<(), InvalidSetting> {
        let (name, number) = match self {
            Self::Sqlite { readers, .. } => ("database.readers", *readers),
            Self::Postgres { connections, .. } => ("database.connections", *connections),
        };
        if !(1..=64).contains(&number) {
            return Err(InvalidSetting::new(name, number, "use 1 to 64"));
        }
        // The address holds a password, so it is not shown.
        let refused = |error: houseguest_sql::InvalidLocation| InvalidSetting {
            setting: "database.url".to_owned(),
            value: "(not shown)".to_owned(),
            advice: error.to_string(),
        };
        self.location().check().map_err(refused)
    }
}
