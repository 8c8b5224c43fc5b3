//! Who someone is: anonymous users, sign-up, sessions.
//!
//! An OpenID provider that welcomes guests, wire-compatible with Authgear's anonymous users.
//!
//! * [`settings`]: what an operator decides.
//! * [`model`]: what is lawful, without a clock and without a database.
//! * [`store`]: what is remembered, as traits, and their implementation on SQLite.
//! * [`messages`]: mails and text messages.
//! * `jose`: signed tokens in both directions.
//! * `interactions`: authorize requests in progress; what the pages build on.
//! * `http`: one file for each endpoint, one for each grant. `pages`: what people see.
//! * `portal`: what an operator sees and decides.
//!
//! To add an endpoint: give it a file in `http` with its handler and its tests, and a line in the router.

#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
pub mod messages;
pub mod model;
pub mod settings;
pub mod store;

mod browsers;
mod clean_up;
mod clock;
mod content;
mod http;
mod identity;
mod interactions;
mod jose;
mod limits;
mod live_settings;
mod outbox;
mod pages;
mod portal;
mod state;
mod tokens;
mod verifications;
mod webhooks;

pub use browsers::{AtBrowser, BrowserSessionRules, Browsers};
pub use clean_up::{ContentError, UserContent};
pub use clock::ServerClock;
pub use content::{MergePreview, PreferenceDifference};
pub use http::openapi_json;
pub use identity::{Identity, OpenError};
pub use outbox::{ConsumeError, EventConsumer};
pub use portal::PortalLinkError;
