//! What can be set.

use houseguest_sql::Location;
use url::Url;

use crate::{LimitSettings, tokens::IssuerSettings};

/// How social is set up.
#[derive(Clone, Debug)]
pub struct SocialSettings {
    /// Where everything is kept; made when missing.
    pub database: Location,
    /// Whose tokens are believed. Without any, people can only read.
    pub issuers: Vec<IssuerSettings>,
    /// The id of the issuer whose events reach [`crate::Social::handle_event`].
    pub events_from: Option<String>,
    /// Origins whose pages may call the API from a browser, such as `https://demo.example.com`.
    pub allowed_origins: Vec<Url>,
    /// How often somebody may write.
    pub limits: LimitSettings,
    /// Whether an empty database gets the demo's posts and threads.
    pub seed: bool,
}

impl SocialSettings {
    /// A database at `database` that trusts nobody yet.
    #[must_use]
    pub fn at(database: Location) -> Self {
        let (issuers, allowed_origins) = (Vec::new(), Vec::new());
        Self { database, issuers, events_from: None, allowed_origins, limits: LimitSettings::default(), seed: true }
    }
}
