//! How often somebody may ask (protocol.md, section 10).
//!
//! The buckets themselves are [`houseguest_sql::limits`]; here is what is limited, and whose each bucket is. See
//! docs/decisions/0011-tokens-and-limits.md.

mod network;
#[cfg(test)]
mod tests;

use std::{fmt, net::IpAddr, sync::Arc};

use hmac::{Hmac, Mac};
use houseguest_protocol::values::Clock;
use houseguest_sql::{
    Connection, DatabaseError,
    limits::{BucketKey, Buckets as Counted, Draw, Quota},
};
use sha2::Sha256;

use self::network::network_of;
use crate::{
    model::{TooMany, UserId},
    settings::{LimitSettings, NetworkLimit, RateLimit},
    store::{Store, StoreError},
};

/// Why somebody was not admitted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotAdmitted {
    /// They have asked too often.
    #[error(transparent)]
    TooMany(#[from] TooMany),
    /// It could not be counted. Nobody is admitted uncounted, and nobody is told that they asked too often.
    #[error("attempts could not be counted")]
    Store(#[from] StoreError),
}

/// All limits.
#[derive(Debug)]
pub(crate) struct Limits {
    buckets: Arc<Buckets>,
    new_guests_per_ip: Limit,
    new_guests_per_network: Limit,
    networks: NetworkLimit,
    token_per_ip: Limit,
    token_per_user: Limit,
    /// Log-in forms sent.
    pub(crate) log_in: Attempts,
    /// Verification codes typed.
    pub(crate) code: Attempts,
    /// Messages sent to somebody's mailbox or phone.
    pub(crate) message: Attempts,
}

impl Limits {
    /// The limits of the settings, on the server's clock. `secret` is what buckets are named with: all that share a
    /// database have the same.
    pub(crate) fn new(settings: &LimitSettings, clock: Arc<dyn Clock>, store: &Store, secret: &[u8]) -> Self {
        let is_on = !settings.danger_disabled;
        let mac = Hmac::new_from_slice(secret).expect("HMAC takes a key of any length");
        let buckets = Arc::new(Buckets { clock, mac, counted: store.buckets() });
        let attempts = |per_account, per_ip| Attempts { buckets: Arc::clone(&buckets), per_account, per_ip };
        Self {
            new_guests_per_ip: Limit::new("new_guests_per_ip", is_on, &settings.new_guests_per_ip),
            new_guests_per_network: Limit::new(
                "new_guests_per_network",
                is_on,
                &settings.new_guests_per_network.rate(),
            ),
            networks: settings.new_guests_per_network,
            token_per_ip: Limit::new("token_per_ip", is_on, &settings.token_per_ip),
            token_per_user: Limit::new("token_per_user", is_on, &settings.token_per_user),
            log_in: attempts(
                Limit::new("log_in_per_account", is_on, &settings.log_in_per_account),
                Limit::new("log_in_per_ip", is_on, &settings.log_in_per_ip),
            ),
            code: attempts(
                Limit::new("code_per_account", is_on, &settings.code_per_account),
                Limit::new("code_per_ip", is_on, &settings.code_per_ip),
            ),
            message: attempts(
                Limit::new("message_per_account", is_on, &settings.message_per_account),
                Limit::new("message_per_ip", is_on, &settings.message_per_ip),
            ),
            buckets,
        }
    }

    /// Admits one more new guest from `address`: its own bucket first, then that of the network around it,
    /// so that one busy address does not use up its neighbours' share.
    ///
    /// # Errors
    /// When one of them is empty, or it cannot be counted.
    pub(crate) async fn admit_new_guest(&self, address: IpAddr) -> Result<(), NotAdmitted> {
        self.buckets.draw(self.new_guest(address)).await
    }

    /// Like [`Limits::admit_new_guest`], as part of the transaction that makes the guest: it counts if they are made.
    ///
    /// # Errors
    /// When it cannot be counted.
    pub(crate) fn admit_new_guest_in(
        &self,
        tx: &Connection<'_>,
        address: IpAddr,
    ) -> Result<Result<(), TooMany>, DatabaseError> {
        self.buckets.draw_in(tx, &self.new_guest(address))
    }

    /// Admits one more call of the token endpoint from `address`.
    ///
    /// # Errors
    /// When its bucket is empty, or it cannot be counted.
    pub(crate) async fn admit_token_call(&self, address: IpAddr) -> Result<(), NotAdmitted> {
        let draw = self.token_per_ip.draw_for_address(&self.buckets, network_of(address));
        self.buckets.draw(draw.into_iter().collect()).await
    }

    /// Admits one more token for `user`.
    ///
    /// # Errors
    /// When their bucket is empty, or it cannot be counted.
    pub(crate) async fn admit_token_for(&self, user: UserId) -> Result<(), NotAdmitted> {
        let draw = self.token_per_user.draw(&self.buckets, user.0.as_bytes());
        self.buckets.draw(draw.into_iter().collect()).await
    }

    /// Like [`Limits::admit_token_for`], as part of the transaction that hands the token out.
    ///
    /// # Errors
    /// When it cannot be counted.
    pub(crate) fn admit_token_in(
        &self,
        tx: &Connection<'_>,
        user: UserId,
    ) -> Result<Result<(), TooMany>, DatabaseError> {
        let draw = self.token_per_user.draw(&self.buckets, user.0.as_bytes());
        self.buckets.draw_in(tx, draw.as_slice())
    }

    /// Forgets full buckets, so that there are no more than of those who asked lately; answers how many.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn sweep(&self) -> Result<u64, StoreError> {
        Ok(self.buckets.counted.sweep(self.buckets.clock.now()).await?)
    }

    fn new_guest(&self, address: IpAddr) -> Vec<Draw> {
        let around = network::around(address, &self.networks);
        let own = self.new_guests_per_ip.draw_for_address(&self.buckets, network_of(address));
        own.into_iter().chain(self.new_guests_per_network.draw_for_address(&self.buckets, around)).collect()
    }
}

/// How often something may be tried that is worth guessing at: by account, so that many addresses do not
/// help against one, and by address, so that nobody asks account after account.
///
/// Accounts nobody has are counted like those somebody has: an answer tells nothing about which they are.
#[derive(Debug)]
pub(crate) struct Attempts {
    buckets: Arc<Buckets>,
    per_account: Limit,
    per_ip: Limit,
}

impl Attempts {
    /// Admits one more try at `account` from `address`. `account` is the canonical text of a login ID, or
    /// whatever else is tried at; only its hash is kept.
    ///
    /// # Errors
    /// When one of the buckets is empty, or it cannot be counted. The address's is drawn from first.
    pub(crate) async fn admit(&self, account: &str, address: IpAddr) -> Result<(), NotAdmitted> {
        let draws = self.from(address).into_iter().chain(self.per_account.draw(&self.buckets, account.as_bytes()));
        self.buckets.draw(draws.collect()).await
    }

    /// Admits one more try from `address` at nothing in particular, such as a form whose login ID is none.
    ///
    /// # Errors
    /// When the address's bucket is empty, or it cannot be counted.
    pub(crate) async fn admit_from(&self, address: IpAddr) -> Result<(), NotAdmitted> {
        self.buckets.draw(self.from(address).into_iter().collect()).await
    }

    fn from(&self, address: IpAddr) -> Option<Draw> {
        self.per_ip.draw_for_address(&self.buckets, network_of(address))
    }
}

/// One limit; no quota when it is off.
#[derive(Clone, Copy, Debug)]
struct Limit {
    name: &'static str,
    quota: Option<Quota>,
}

impl Limit {
    fn new(name: &'static str, is_on: bool, limit: &RateLimit) -> Self {
        Self { name, quota: Quota::of(limit).filter(|_| is_on) }
    }

    fn draw(&self, buckets: &Buckets, whose: &[u8]) -> Option<Draw> {
        let quota = self.quota?;
        Some(Draw { limit: self.name, key: buckets.name(self.name, quota, whose), quota })
    }

    fn draw_for_address(&self, buckets: &Buckets, address: IpAddr) -> Option<Draw> {
        match address {
            IpAddr::V4(address) => self.draw(buckets, &address.octets()),
            IpAddr::V6(address) => self.draw(buckets, &address.octets()),
        }
    }
}

/// The buckets, and how they are named: by a keyed hash of whose each is. Addresses and names are never kept.
struct Buckets {
    clock: Arc<dyn Clock>,
    mac: Hmac<Sha256>,
    counted: Counted,
}

impl Buckets {
    /// Names a bucket.
    fn name(&self, limit: &str, quota: Quota, whose: &[u8]) -> BucketKey {
        let mut mac = self.mac.clone();
        for part in [limit.as_bytes(), b"\0", &quota.to_bytes(), whose] {
            mac.update(part);
        }
        let hash = mac.finalize().into_bytes();
        std::array::from_fn(|n| hash[n])
    }

    /// Draws from one bucket after the other, up to the first that is empty; those before it stay drawn from.
    async fn draw(&self, draws: Vec<Draw>) -> Result<(), NotAdmitted> {
        if draws.is_empty() {
            return Ok(());
        }
        Ok(self.counted.draw(draws, self.clock.now()).await.map_err(StoreError::from)??)
    }

    /// The same, as part of a transaction; where the buckets are in the database, one that is undone draws nothing.
    fn draw_in(&self, tx: &Connection<'_>, draws: &[Draw]) -> Result<Result<(), TooMany>, DatabaseError> {
        self.counted.draw_in(tx, draws, self.clock.now())
    }
}

impl fmt::Debug for Buckets {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.counted.fmt(out)
    }
}
