//! How often one address may ask (protocol.md, section 10).

use std::{num::NonZeroU32, time::Duration};

use serde::Deserialize;

use super::InvalidSetting;

/// The rate limits. Each is a smoothed bucket (GCRA): `burst` at once, refilled evenly over the period.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitSettings {
    /// Switches every limit off: for measurements, and behind something that limits already. Off by default.
    pub danger_disabled: bool,
    /// New guests per address: 60 a minute by default. A returning guest never draws from it.
    pub new_guests_per_ip: RateLimit,
    /// Calls of the token endpoint per address: 120 a minute by default.
    pub token_per_ip: RateLimit,
}

impl Default for LimitSettings {
    fn default() -> Self {
        let per_minute = |burst| RateLimit { enabled: true, period_seconds: 60, burst };
        Self {
            danger_disabled: false,
            new_guests_per_ip: per_minute(NonZeroU32::new(60).expect("60 is not zero")),
            token_per_ip: per_minute(NonZeroU32::new(120).expect("120 is not zero")),
        }
    }
}

/// One limit.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateLimit {
    /// Whether it applies. On by default.
    #[serde(default = "RateLimit::on")]
    pub enabled: bool,
    /// In which time an empty bucket is full again, in whole seconds. 60 by default.
    #[serde(default = "RateLimit::minute")]
    pub period_seconds: u64,
    /// How many fit into the bucket.
    pub burst: NonZeroU32,
}

impl RateLimit {
    const fn on() -> bool {
        true
    }

    const fn minute() -> u64 {
        60
    }

    /// In which time an empty bucket is full again.
    #[must_use]
    pub const fn period(&self) -> Duration {
        Duration::from_secs(self.period_seconds)
    }
}

impl LimitSettings {
    pub(super) fn validate(&self) -> Result<(), InvalidSetting> {
        for (name, limit) in [("new_guests_per_ip", self.new_guests_per_ip), ("token_per_ip", self.token_per_ip)] {
            if !(1..=86_400).contains(&limit.period_seconds) {
                let setting = format!("limits.{name}.period_seconds");
                return Err(InvalidSetting::new(setting, limit.period_seconds, "use 1 to 86400 seconds"));
            }
        }
        Ok(())
    }
}
