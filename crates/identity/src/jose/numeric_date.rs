//! Dates in claims (RFC 7519, section 2).

use houseguest_protocol::values::Timestamp;
use serde::Deserialize;

/// Seconds since 1970, perhaps with a fraction.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct NumericDate(f64);

impl NumericDate {
    /// The instant, in whole seconds.
    pub(super) fn instant(&self) -> Timestamp {
        // `as` saturates, which is what an absurd date deserves.
        #[expect(clippy::cast_possible_truncation, reason = "whole seconds are wanted, and `as` saturates")]
        Timestamp::from_unix_seconds(self.0 as i64)
    }
}
