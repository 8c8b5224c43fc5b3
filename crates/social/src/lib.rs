//! What people do here: posts, threads, reactions, preferences. The demo's resource server.
//!
//! It trusts the access tokens of the issuers it was configured with, and, where it is told to, whoever can tell who
//! sits at a browser ([`BrowserSessions`]): it shares no code and no data with an identity server. The arrow inside runs inward, `http → model ← store`.
//!
//! How to add the next thing: a rule goes to `model`, what is kept to `store` (a method,
//! the contract suite, a migration for each engine), and an endpoint gets a file in `http`.

mod browser;
mod causes;
mod http;
mod limits;
mod live;
pub mod model;
mod pictures;
pub mod seed;
mod service;
mod settings;
pub mod store;
mod tokens;

pub use browser::{BrowserPerson, BrowserSession, BrowserSessionError, BrowserSessions, BrowserTrust};
pub use houseguest_sql::Location;
pub use http::{REQUEST_ID, openapi_json};
pub use limits::LimitSettings;
pub use service::{AskError, HandleError, NoIssuer, OpenError, Social};
pub use settings::SocialSettings;
pub use store::StoreError;
pub use tokens::{InvalidIssuer, IssuerSettings};
