//! Removing guests nobody has been for a long time, and how long their traces are kept.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{ClientSettings, InvalidSetting};

/// Which guests are removed, and when. By last activity, never by age; a guest who owns something that others
/// can see is never removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct CleanUpSettings {
    /// Whether it happens by itself, once a day. Off by default: an operator can still do it by hand.
    pub enabled: bool,
    /// How many whole days a guest must have been idle. 90 by default, at least 1, and no less than any client's access
    /// tokens live.
    pub idle_days: u32,
    /// The hour of the day at which it happens, in UTC. 3 by default.
    pub hour_utc: u8,
    /// How many hours after a change of this rule nothing is removed by itself, so that a slip can be taken back.
    /// 24 by default.
    pub grace_hours: u32,
}

impl Default for CleanUpSettings {
    fn default() -> Self {
        Self { enabled: false, idle_days: 90, hour_utc: 3, grace_hours: 24 }
    }
}

impl CleanUpSettings {
    /// How long nothing is removed after a change of the rule.
    #[must_use]
    pub const fn grace(&self) -> Duration {
        Duration::from_secs(self.grace_hours as u64 * 3_600)
    }

    /// How long a guest must have been idle.
    const fn idle(&self) -> Duration {
        Duration::from_secs(self.idle_days as u64 * 86_400)
    }

    /// Whether somebody with an access token of `client` could be removed while it works. A resource server reads the
    /// token by itself, so that what they do there is no activity here.
    pub(crate) fn overtakes(&self, client: &ClientSettings) -> bool {
        client.access_token_lifetime() > self.idle()
    }

    pub(super) fn validate(&self, clients: &[ClientSettings]) -> Result<(), InvalidSetting> {
        if !(1..=3_650).contains(&self.idle_days) {
            return Err(InvalidSetting::new("cleanup.idle_days", self.idle_days, "use 1 to 3650 days"));
        }
        let longest = clients.iter().max_by_key(|client| client.access_token_lifetime());
        if let Some(client) = longest.filter(|client| self.overtakes(client)) {
            let advice = format!(
                "use at least {} days: so long live the access tokens of {}, whose bearers may be active elsewhere",
                client.access_token_lifetime_seconds.div_ceil(86_400),
                client.client_id,
            );
            return Err(InvalidSetting::new("cleanup.idle_days", self.idle_days, advice));
        }
        if self.hour_utc > 23 {
            return Err(InvalidSetting::new("cleanup.hour_utc", self.hour_utc, "use 0 to 23"));
        }
        if self.grace_hours > 24 * 30 {
            return Err(InvalidSetting::new("cleanup.grace_hours", self.grace_hours, "use 0 to 720 hours"));
        }
        Ok(())
    }
}

/// How long it is kept what happened to users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HistorySettings {
    /// For how many days. 400 by default. Daily figures, which name nobody, stay.
    pub keep_days: u32,
}

impl Default for HistorySettings {
    fn default() -> Self {
        Self { keep_days: 400 }
    }
}

impl HistorySettings {
    /// For how long.
    #[must_use]
    pub const fn keep(&self) -> Duration {
        Duration::from_secs(self.keep_days as u64 * 86_400)
    }

    pub(super) fn validate(&self) -> Result<(), InvalidSetting> {
        if !(1..=36_500).contains(&self.keep_days) {
            return Err(InvalidSetting::new("history.keep_days", self.keep_days, "use 1 to 36500 days"));
        }
        Ok(())
    }
}
