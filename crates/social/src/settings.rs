//! What can be set.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::tokens::IssuerSettings;

/// How social is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SocialSettings {
    /// The SQLite file; made when missing.
    pub database: PathBuf,
    /// Whose tokens are believed. Without any, people can only read.
    #[serde(default)]
    pub issuers: Vec<IssuerSettings>,
    /// The id of the issuer whose events reach [`crate::Social::handle_event`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events_from: Option<String>,
    /// Origins whose pages may call the API from a browser, such as `https://demo.example.com`.
    #[serde(default)]
    pub allowed_origins: Vec<Url>,
    /// Whether an empty database gets the demo's posts and threads.
    #[serde(default = "yes")]
    pub seed: bool,
}

fn yes() -> bool {
    true
}

impl SocialSettings {
    /// A database at `database` that trusts nobody yet.
    #[must_use]
    pub fn at(database: impl Into<PathBuf>) -> Self {
        Self {
            database: database.into(),
            issuers: Vec::new(),
            events_from: None,
            allowed_origins: Vec::new(),
            seed: true,
        }
    }
}
