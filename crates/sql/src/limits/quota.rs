//! How much fits into a bucket, and how fast it fills up again.

use std::time::Duration;

use houseguest_protocol::values::Timestamp;

use super::{RateLimit, TooMany};

const MICROSECONDS: i64 = 1_000_000;

/// A smoothed bucket (GCRA): so many at once, refilled evenly.
///
/// All there is to remember of a bucket is when it is full again; a full one need not be remembered at all. That
/// instant is in microseconds since 1970, for one drop may take less than a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How long one takes to be refilled, in microseconds.
    pub(super) one: i64,
    /// How long an empty bucket takes to be full.
    pub(super) all: i64,
}

impl Quota {
    /// What a limit lets into each of its buckets; `None` when it does not apply.
    #[must_use]
    pub fn of(limit: &RateLimit) -> Option<Self> {
        if !limit.enabled {
            return None;
        }
        let burst = i64::from(limit.burst.get());
        let period = i64::try_from(limit.period_seconds).unwrap_or(i64::MAX).saturating_mul(MICROSECONDS);
        let one = (period / burst).max(1);
        Some(Self { one, all: one * burst })
    }

    /// To be part of a bucket's name: a bucket of former settings says nothing about one of these.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 16] {
        let (one, all) = (self.one.to_be_bytes(), self.all.to_be_bytes());
        std::array::from_fn(|n| if n < 8 { one[n] } else { all[n - 8] })
    }

    /// Takes one from a bucket that is full at `full_at`; answers when it is full after that.
    ///
    /// # Errors
    /// When the bucket is empty; it stays as it is.
    pub(super) fn draw(self, full_at: Option<i64>, now: Timestamp) -> Result<i64, TooMany> {
        let now_at = microseconds(now);
        let after = full_at.map_or(now_at, |full_at| full_at.max(now_at)) + self.one;
        if after - now_at <= self.all { Ok(after) } else { Err(self.refusal(after - self.one, now)) }
    }

    /// What to tell whoever finds the bucket empty: whole seconds, rounded up, so that whoever comes back at the
    /// time that was said is admitted.
    pub(super) fn refusal(self, full_at: i64, now: Timestamp) -> TooMany {
        let wait = full_at + self.one - self.all - microseconds(now);
        let seconds = u64::try_from(wait).unwrap_or(0).div_ceil(MICROSECONDS.unsigned_abs());
        TooMany { retry_after: Duration::from_secs(seconds.max(1)) }
    }
}

/// An instant as buckets know it.
pub(super) const fn microseconds(instant: Timestamp) -> i64 {
    instant.unix_seconds().saturating_mul(MICROSECONDS)
}
