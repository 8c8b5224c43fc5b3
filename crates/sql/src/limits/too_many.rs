//! A limit that was reached.

use std::time::Duration;

/// Too many of something; see `limits` in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many requests; try again in {} seconds", .retry_after.as_secs())]
pub struct TooMany {
    /// When one more will be admitted, if nobody else comes first: whole seconds, at least one.
    pub retry_after: Duration,
}
