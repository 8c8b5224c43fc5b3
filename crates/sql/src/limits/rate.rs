//! A limit, as it is set.

use std::{num::NonZeroU32, time::Duration};

use serde::Deserialize;

/// One limit: a smoothed bucket, `burst` at once, refilled evenly over the period.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateLimit {
    /// Whether it applies. On by default.
    #[serde(default = "on")]
    pub enabled: bool,
    /// In which time an empty bucket is full again, in whole seconds. 60 by default.
    #[serde(default = "minute")]
    pub period_seconds: u64,
    /// How many fit into the bucket.
    pub burst: NonZeroU32,
}

const fn on() -> bool {
    true
}

const fn minute() -> u64 {
    60
}

impl RateLimit {
    /// What to say of a period that cannot be.
    pub const ADVICE: &str = "use 1 to 86400 seconds";

    /// `burst` at once, and as many in `period_seconds`.
    ///
    /// # Panics
    /// When `burst` is zero.
    #[must_use]
    pub const fn new(burst: u32, period_seconds: u64) -> Self {
        Self { enabled: true, period_seconds, burst: NonZeroU32::new(burst).expect("a bucket holds something") }
    }

    /// Whether the period is one second to a day.
    #[must_use]
    pub const fn is_possible(&self) -> bool {
        1 <= self.period_seconds && self.period_seconds <= 86_400
    }

    /// In which time an empty bucket is full again.
    #[must_use]
    pub const fn period(&self) -> Duration {
        Duration::from_secs(self.period_seconds)
    }
}
