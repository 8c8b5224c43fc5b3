//! Settings: one struct a section, defaults in code, nothing unknown accepted.
//!
//! Order, the later one wins: defaults, file, environment (`HOUSEGUEST_SECTION__NAME`), flags. To add
//! a setting: a field with its docstring here, a line in `reference.rs`, a check in `check.rs`.

mod check;
mod error;
mod load;
mod reference;
mod sections;

use std::path::PathBuf;

use houseguest_identity::settings::DatabaseSettings;
use houseguest_sql::{Location, PostgresLocation};
use serde::Deserialize;

pub use check::check;
pub use error::ConfigError;
pub use load::{Overrides, load};
pub use reference::{configuration_md, sample_toml};
pub use sections::{
    DataSettings, DemoSettings, IdentitySection, LogFormat, MetricsSettings, ServerSettings, SocialSection,
    TelemetrySettings, WebSettings,
};

/// Everything the backend can be told.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Where it listens.
    pub server: ServerSettings,
    /// Where it keeps things.
    pub data: DataSettings,
    /// Whether it is a demo.
    pub demo: DemoSettings,
    /// The front end, served to browsers.
    pub web: WebSettings,
    /// The identity server.
    pub identity: IdentitySection,
    /// The social API.
    pub social: SocialSection,
    /// Logs and metrics.
    pub telemetry: TelemetrySettings,
}

impl Settings {
    /// A demo inside another program: a free port of this machine, databases in `data_folder`.
    ///
    /// Nothing is read from a file or the environment.
    #[must_use]
    pub fn embedded(data_folder: PathBuf) -> Self {
        let mut settings = Self::default();
        settings.server.listen.set_port(0);
        settings.data.folder = data_folder;
        settings.demo.enabled = true;
        settings
    }

    /// Where the identity server keeps people.
    #[must_use]
    pub fn identity_database(&self) -> DatabaseSettings {
        match &self.data.url {
            Some(url) => DatabaseSettings::Postgres {
                url: url.clone(),
                schema: "identity".to_owned(),
                connections: self.data.connections,
            },
            None => DatabaseSettings::Sqlite { path: self.data.folder.join("identity.sqlite"), readers: 2 },
        }
    }

    /// Where the social API keeps things.
    #[must_use]
    pub fn social_database(&self) -> Location {
        match &self.data.url {
            Some(url) => Location::Postgres(PostgresLocation {
                url: url.clone(),
                schema: "social".to_owned(),
                connections: self.data.connections,
            }),
            None => Location::sqlite(self.data.folder.join("social.sqlite")),
        }
    }
}

#[cfg(test)]
mod tests;
