//! One limit: a bucket for each key.

use std::{hash::Hash, sync::Arc, time::Duration};

use governor::{Quota, RateLimiter, clock, middleware::NoOpMiddleware, state::keyed::DefaultKeyedStateStore};
use houseguest_protocol::values::Clock;

use crate::{model::TooMany, settings::RateLimit};

/// Beyond this many buckets the full ones are forgotten at once, not at the next sweep: whoever invents keys
/// shall not fill the memory.
const SWEEP_AT: usize = 65_536;

/// A bucket for each key; none at all when the limit is off.
pub(super) struct Bucket<K: Hash + Eq + Clone>(Option<Kept<K>>);

struct Kept<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, DefaultKeyedStateStore<K>, ServerClock, NoOpMiddleware<Duration>>,
    clock: ServerClock,
}

/// The server's clock, as the limiter wants it.
#[derive(Clone)]
struct ServerClock(Arc<dyn Clock>);

impl clock::Clock for ServerClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_secs(u64::try_from(self.0.now().unix_seconds()).unwrap_or(0))
    }
}

impl<K: Hash + Eq + Clone> Bucket<K> {
    pub(super) fn new(is_on: bool, limit: &RateLimit, clock: &Arc<dyn Clock>) -> Self {
        let one = limit.period() / limit.burst.get();
        let quota = Quota::with_period(one).filter(|_| is_on && limit.enabled);
        Self(quota.map(|quota| {
            let clock = ServerClock(Arc::clone(clock));
            let quota = quota.allow_burst(limit.burst);
            Kept { limiter: RateLimiter::new(quota, DefaultKeyedStateStore::default(), clock.clone()), clock }
        }))
    }

    /// Takes one from the key's bucket.
    pub(super) fn draw(&self, key: &K) -> Result<(), TooMany> {
        let Some(Kept { limiter, clock }) = &self.0 else { return Ok(()) };
        if limiter.len() > SWEEP_AT {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(clock::Clock::now(clock));
            // Whole seconds, rounded up: whoever comes back at the time that was said is admitted.
            TooMany { retry_after: Duration::from_secs(wait.as_secs() + u64::from(wait.subsec_nanos() > 0)) }
        })
    }

    /// Forgets full buckets.
    pub(super) fn sweep(&self) {
        if let Some(Kept { limiter, .. }) = &self.0 {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

impl<K: Hash + Eq + Clone> std::fmt::Debug for Bucket<K> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(if self.0.is_some() { "Bucket(…)" } else { "Bucket(off)" })
    }
}
