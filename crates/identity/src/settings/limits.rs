//! How often somebody may ask (protocol.md, section 10).

use std::num::NonZeroU32;

pub use houseguest_sql::limits::RateLimit;
use serde::Deserialize;

use super::InvalidSetting;

/// The rate limits. Each is a smoothed bucket (GCRA): `burst` at once, refilled evenly over the period.
///
/// An address is an IPv4 address, or the /64 network of one IPv6 customer.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitSettings {
    /// Switches every limit off: for measurements, and behind something that limits already. Off by default.
    pub danger_disabled: bool,
    /// New guests per address: 60 a minute by default. Returning guests and promotions never draw from it.
    pub new_guests_per_ip: RateLimit,
    /// New guests per network around the address: 300 a minute by default.
    pub new_guests_per_network: NetworkLimit,
    /// Calls of the token endpoint per address: 120 a minute by default.
    pub token_per_ip: RateLimit,
    /// Tokens issued per user: 60 a minute by default.
    pub token_per_user: RateLimit,
    /// Log-in forms per account, from wherever: 10 in five minutes by default.
    pub log_in_per_account: RateLimit,
    /// Log-in and sign-up forms per address, at whatever account: 30 a minute by default.
    pub log_in_per_ip: RateLimit,
    /// Verification codes typed per account: 10 in ten minutes by default.
    pub code_per_account: RateLimit,
    /// Verification codes typed per address: 30 a minute by default.
    pub code_per_ip: RateLimit,
    /// Messages sent per mailbox or phone: 5 in fifteen minutes by default.
    pub message_per_account: RateLimit,
    /// Messages sent for one address: 30 in ten minutes by default.
    pub message_per_ip: RateLimit,
}

impl Default for LimitSettings {
    fn default() -> Self {
        let minute = |burst| RateLimit::new(burst, 60);
        Self {
            danger_disabled: false,
            new_guests_per_ip: minute(60),
            new_guests_per_network: NetworkLimit::default(),
            token_per_ip: minute(120),
            token_per_user: minute(60),
            log_in_per_account: RateLimit::new(10, 300),
            log_in_per_ip: minute(30),
            code_per_account: RateLimit::new(10, 600),
            code_per_ip: minute(30),
            message_per_account: RateLimit::new(5, 900),
            message_per_ip: RateLimit::new(30, 600),
        }
    }
}

/// A limit of whole networks.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NetworkLimit {
    /// Whether it applies. On by default.
    pub enabled: bool,
    /// In which time an empty bucket is full again, in whole seconds. 60 by default.
    pub period_seconds: u64,
    /// How many fit into the bucket. 300 by default.
    pub burst: NonZeroU32,
    /// How many leading bits of an IPv4 address make a network. 24 by default.
    pub ipv4_prefix: u8,
    /// How many leading bits of an IPv6 address make a network. 48 by default, what one organisation is given.
    pub ipv6_prefix: u8,
}

impl Default for NetworkLimit {
    fn default() -> Self {
        let RateLimit { enabled, period_seconds, burst } = RateLimit::new(300, 60);
        Self { enabled, period_seconds, burst, ipv4_prefix: 24, ipv6_prefix: 48 }
    }
}

impl NetworkLimit {
    /// The limit of each such network.
    #[must_use]
    pub const fn rate(&self) -> RateLimit {
        RateLimit { enabled: self.enabled, period_seconds: self.period_seconds, burst: self.burst }
    }
}

impl LimitSettings {
    pub(super) fn validate(&self) -> Result<(), InvalidSetting> {
        let limits = [
            ("new_guests_per_ip", self.new_guests_per_ip),
            ("new_guests_per_network", self.new_guests_per_network.rate()),
            ("token_per_ip", self.token_per_ip),
            ("token_per_user", self.token_per_user),
            ("log_in_per_account", self.log_in_per_account),
            ("log_in_per_ip", self.log_in_per_ip),
            ("code_per_account", self.code_per_account),
            ("code_per_ip", self.code_per_ip),
            ("message_per_account", self.message_per_account),
            ("message_per_ip", self.message_per_ip),
        ];
        for (name, limit) in limits {
            if !limit.is_possible() {
                let setting = format!("limits.{name}.period_seconds");
                return Err(InvalidSetting::new(setting, limit.period_seconds, RateLimit::ADVICE));
            }
        }
        let NetworkLimit { ipv4_prefix, ipv6_prefix, .. } = self.new_guests_per_network;
        for (name, prefix, longest) in [("ipv4_prefix", ipv4_prefix, 32), ("ipv6_prefix", ipv6_prefix, 128)] {
            if !(1..=longest).contains(&prefix) {
                let setting = format!("limits.new_guests_per_network.{name}");
                return Err(InvalidSetting::new(setting, prefix, format!("use 1 to {longest} bits")));
            }
        }
        Ok(())
    }
}
