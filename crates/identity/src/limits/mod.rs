//! How often somebody may ask (protocol.md, section 10).
//!
//! Every bucket is a smoothed one (GCRA): so many at once, refilled evenly. They are in memory and each
//! process keeps its own: a restart forgives, and behind N replicas N times as much is admitted. Nothing
//! durable depends on them.

mod bucket;
mod network;

use std::{net::IpAddr, sync::Arc};

use houseguest_protocol::values::{Clock, sha256};

use self::{bucket::Bucket, network::network_of};
use crate::{
    model::{TooMany, UserId},
    settings::{LimitSettings, NetworkLimit, RateLimit},
};

/// All buckets.
#[derive(Debug)]
pub(crate) struct Limits {
    new_guests_per_ip: Bucket<IpAddr>,
    new_guests_per_network: Bucket<IpAddr>,
    networks: NetworkLimit,
    token_per_ip: Bucket<IpAddr>,
    token_per_user: Bucket<UserId>,
    /// Log-in forms sent.
    pub(crate) log_in: Attempts,
    /// Verification codes typed.
    pub(crate) code: Attempts,
    /// Messages sent to somebody's mailbox or phone.
    pub(crate) message: Attempts,
}

impl Limits {
    /// Full buckets, by the settings and the server's clock.
    pub(crate) fn new(settings: &LimitSettings, clock: &Arc<dyn Clock>) -> Self {
        let is_on = !settings.danger_disabled;
        let attempts = |per_account: &RateLimit, per_ip: &RateLimit| Attempts {
            per_account: Bucket::new(is_on, per_account, clock),
            per_ip: Bucket::new(is_on, per_ip, clock),
        };
        Self {
            new_guests_per_ip: Bucket::new(is_on, &settings.new_guests_per_ip, clock),
            new_guests_per_network: Bucket::new(is_on, &settings.new_guests_per_network.rate(), clock),
            networks: settings.new_guests_per_network,
            token_per_ip: Bucket::new(is_on, &settings.token_per_ip, clock),
            token_per_user: Bucket::new(is_on, &settings.token_per_user, clock),
            log_in: attempts(&settings.log_in_per_account, &settings.log_in_per_ip),
            code: attempts(&settings.code_per_account, &settings.code_per_ip),
            message: attempts(&settings.message_per_account, &settings.message_per_ip),
        }
    }

    /// Admits one more new guest from `address`: its own bucket first, then that of the network around it,
    /// so that one busy address does not use up its neighbours' share.
    ///
    /// # Errors
    /// When one of them is empty.
    pub(crate) fn admit_new_guest(&self, address: IpAddr) -> Result<(), TooMany> {
        self.new_guests_per_ip.draw(&network_of(address))?;
        self.new_guests_per_network.draw(&network::around(address, &self.networks))
    }

    /// Admits one more call of the token endpoint from `address`.
    ///
    /// # Errors
    /// When its bucket is empty.
    pub(crate) fn admit_token_call(&self, address: IpAddr) -> Result<(), TooMany> {
        self.token_per_ip.draw(&network_of(address))
    }

    /// Admits one more token for `user`.
    ///
    /// # Errors
    /// When their bucket is empty.
    pub(crate) fn admit_token_for(&self, user: UserId) -> Result<(), TooMany> {
        self.token_per_user.draw(&user)
    }

    /// Forgets full buckets, so that memory does not grow with everybody ever seen.
    pub(crate) fn sweep(&self) {
        for bucket in [&self.new_guests_per_ip, &self.new_guests_per_network, &self.token_per_ip] {
            bucket.sweep();
        }
        self.token_per_user.sweep();
        for attempts in [&self.log_in, &self.code, &self.message] {
            attempts.per_account.sweep();
            attempts.per_ip.sweep();
        }
    }
}

/// How often something may be tried that is worth guessing at: by account, so that many addresses do not
/// help against one, and by address, so that nobody asks account after account.
///
/// Accounts nobody has are counted like those somebody has: an answer tells nothing about which they are.
#[derive(Debug)]
pub(crate) struct Attempts {
    per_account: Bucket<[u8; 32]>,
    per_ip: Bucket<IpAddr>,
}

impl Attempts {
    /// Admits one more try at `account` from `address`. `account` is the canonical text of a login ID, or
    /// whatever else is tried at; only its hash is kept.
    ///
    /// # Errors
    /// When one of the buckets is empty. The address's is drawn from first.
    pub(crate) fn admit(&self, account: &str, address: IpAddr) -> Result<(), TooMany> {
        self.admit_from(address)?;
        self.per_account.draw(&sha256(account.as_bytes()))
    }

    /// Admits one more try from `address` at nothing in particular, such as a form whose login ID is none.
    ///
    /// # Errors
    /// When the address's bucket is empty.
    pub(crate) fn admit_from(&self, address: IpAddr) -> Result<(), TooMany> {
        self.per_ip.draw(&network_of(address))
    }
}

#[cfg(test)]
mod tests {
    use std::{num::NonZeroU32, time::Duration};

    use houseguest_protocol::{samples::NOW, values::ManualClock};

    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn rate(burst: u32) -> RateLimit {
        RateLimit { enabled: true, period_seconds: 3_600, burst: NonZeroU32::new(burst).expect("some") }
    }

    fn limits(change: impl FnOnce(&mut LimitSettings)) -> (Limits, ManualClock) {
        let mut settings = LimitSettings::default();
        change(&mut settings);
        let clock = ManualClock::starting_at(NOW);
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        (Limits::new(&settings, &shared), clock)
    }

    #[test]
    fn each_place_has_its_own_bucket() {
        let (limits, _) = limits(|settings| {
            settings.new_guests_per_ip = rate(1);
            settings.token_per_ip = rate(1);
        });
        limits.admit_new_guest(address("192.0.2.1")).expect("the first");
        limits.admit_new_guest(address("192.0.2.1")).expect_err("the bucket holds one");
        limits.admit_new_guest(address("::ffff:192.0.2.1")).expect_err("however the address is written");
        limits.admit_new_guest(address("192.0.2.2")).expect("another place");
        limits.admit_token_call(address("192.0.2.1")).expect("another bucket");
        limits.admit_new_guest(address("2001:db8::1")).expect("the first");
        limits.admit_new_guest(address("2001:db8::2")).expect_err("the same customer");
        limits.sweep();
        limits.admit_new_guest(address("192.0.2.1")).expect_err("sweeping forgives nobody");
    }

    #[test]
    fn a_network_shares_a_bucket_and_an_address_that_is_refused_draws_nothing_from_it() {
        let (limits, _) = limits(|settings| {
            settings.new_guests_per_ip = rate(1);
            settings.new_guests_per_network.burst = NonZeroU32::new(2).expect("two");
            settings.new_guests_per_network.period_seconds = 3_600;
        });
        for (first, second, third, elsewhere) in [
            ("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.3.1"),
            ("2001:db8:0:1::1", "2001:db8:0:2::1", "2001:db8:0:3::1", "2001:db8:1::1"),
        ] {
            limits.admit_new_guest(address(first)).expect("one of two");
            limits.admit_new_guest(address(first)).expect_err("its own bucket is empty");
            limits.admit_new_guest(address(second)).expect("two of two: the refusal drew nothing");
            limits.admit_new_guest(address(third)).expect_err("the network's bucket is empty");
            limits.admit_new_guest(address(elsewhere)).expect("another network");
        }
    }

    #[test]
    fn a_refusal_says_when_to_come_back_and_then_it_is_true() {
        let (limits, clock) = limits(|settings| settings.token_per_ip = rate(60));
        let place = address("192.0.2.1");
        (0..60).for_each(|_| limits.admit_token_call(place).expect("the burst"));
        let refused = limits.admit_token_call(place).expect_err("the bucket is empty");
        assert_eq!(refused.retry_after, Duration::from_secs(60), "one a minute");
        clock.advance(Duration::from_secs(59));
        assert_eq!(limits.admit_token_call(place), Err(TooMany { retry_after: Duration::from_secs(1) }));
        clock.advance(Duration::from_secs(1));
        limits.admit_token_call(place).expect("as was said");
        limits.admit_token_call(place).expect_err("only one was refilled");
    }

    #[test]
    fn a_known_account_and_an_invented_one_are_refused_alike() {
        let (limits, _) = limits(|settings| {
            settings.log_in_per_account = rate(2);
            settings.log_in_per_ip = rate(5);
        });
        let from = |last: u8| IpAddr::from([192, 0, 2, last]);
        limits.log_in.admit("ines@example.com", from(1)).expect("one");
        limits.log_in.admit("ines@example.com", from(2)).expect("two, from elsewhere");
        limits.log_in.admit("ines@example.com", from(3)).expect_err("many addresses do not help against one account");
        limits.log_in.admit("mara@example.com", from(3)).expect("another account");
        limits.code.admit("ines@example.com", from(3)).expect("something else");
        let walked = (0..9).filter(|n| limits.log_in.admit(&format!("{n}@example.com"), from(9)).is_ok()).count();
        assert_eq!(walked, 5, "nobody asks account after account");
        limits.log_in.admit_from(from(9)).expect_err("nor sends anything else");
    }

    #[test]
    fn the_switch_turns_all_off_and_each_limit_has_its_own() {
        let (off, _) = limits(|settings| {
            settings.danger_disabled = true;
            settings.new_guests_per_ip = rate(1);
        });
        (0..9).for_each(|_| off.admit_new_guest(address("192.0.2.1")).expect("all are off"));
        let (one_off, _) = limits(|settings| {
            settings.token_per_ip = RateLimit { enabled: false, ..rate(1) };
            settings.new_guests_per_ip = rate(1);
        });
        (0..9).for_each(|_| one_off.admit_token_call(address("192.0.2.1")).expect("this one is off"));
        one_off.admit_new_guest(address("192.0.2.1")).expect("one");
        one_off.admit_new_guest(address("192.0.2.1")).expect_err("this one is on");
    }
}
