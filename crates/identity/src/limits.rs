//! How often one address may ask (protocol.md, section 10).

use std::net::IpAddr;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::settings::{LimitSettings, RateLimit};

/// The buckets, in memory. A restart empties them, which forgives; nothing durable depends on them.
#[derive(Debug)]
pub(crate) struct Limits {
    new_guests: Option<DefaultKeyedRateLimiter<IpAddr>>,
    token: Option<DefaultKeyedRateLimiter<IpAddr>>,
}

impl Limits {
    pub(crate) fn new(settings: &LimitSettings) -> Self {
        let bucket = |limit: &RateLimit| {
            let is_on = limit.enabled && !settings.danger_disabled;
            let one = limit.period() / limit.burst.get();
            let quota = Quota::with_period(one).map(|quota| quota.allow_burst(limit.burst));
            is_on.then(|| quota.map(RateLimiter::keyed)).flatten()
        };
        Self { new_guests: bucket(&settings.new_guests_per_ip), token: bucket(&settings.token_per_ip) }
    }

    /// Whether new guests are limited at all.
    pub(crate) const fn limits_new_guests(&self) -> bool {
        self.new_guests.is_some()
    }

    /// Admits one more new guest from `address`. Callers whose address nobody knows share one bucket.
    pub(crate) fn admits_new_guest(&self, address: IpAddr) -> bool {
        self.new_guests.as_ref().is_none_or(|bucket| bucket.check_key(&network_of(address)).is_ok())
    }

    /// Admits one more call of the token endpoint from `address`.
    pub(crate) fn admits_token_call(&self, address: IpAddr) -> bool {
        self.token.as_ref().is_none_or(|bucket| bucket.check_key(&network_of(address)).is_ok())
    }

    /// Forgets full buckets, so that memory does not grow with every address ever seen.
    pub(crate) fn sweep(&self) {
        for bucket in [&self.new_guests, &self.token].into_iter().flatten() {
            bucket.retain_recent();
            bucket.shrink_to_fit();
        }
    }
}

/// What counts as one place: an IPv4 address, or the /64 network a single IPv6 customer commands.
pub(crate) fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) >> 64 << 64).into()),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_has_its_own_bucket_and_the_switch_turns_all_off() {
        let one = RateLimit { enabled: true, period_seconds: 3_600, burst: std::num::NonZeroU32::MIN };
        let mut settings = LimitSettings { new_guests_per_ip: one, token_per_ip: one, danger_disabled: false };
        let limits = Limits::new(&settings);
        let address = |text: &str| text.parse::<IpAddr>().expect("an address");
        assert!(limits.admits_new_guest(address("192.0.2.1")));
        assert!(!limits.admits_new_guest(address("192.0.2.1")), "the bucket holds one");
        assert!(!limits.admits_new_guest(address("::ffff:192.0.2.1")), "however the address is written");
        assert!(limits.admits_new_guest(address("192.0.2.2")), "another place");
        assert!(limits.admits_token_call(address("192.0.2.1")), "another bucket");
        assert!(limits.admits_new_guest(address("2001:db8::1")));
        assert!(!limits.admits_new_guest(address("2001:db8::2")), "the same customer");
        limits.sweep();
        assert!(!limits.admits_new_guest(address("192.0.2.1")), "sweeping forgives nobody");
        settings.danger_disabled = true;
        let off = Limits::new(&settings);
        assert!(!off.limits_new_guests());
        assert!((0..9).all(|_| off.admits_new_guest(address("192.0.2.1"))));
    }
}
