//! Where the time comes from: an argument, so that tests and the demo can move it.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use super::Timestamp;

/// Tells the time.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The present instant, in whole seconds.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since_1970 = web_time::SystemTime::now().duration_since(web_time::UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_unix_seconds(i64::try_from(since_1970.as_secs()).unwrap_or(i64::MAX))
    }
}

/// A clock that stands still until it is moved. Clones share one time.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// A clock showing `start`.
    #[must_use]
    pub fn starting_at(start: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(start.unix_seconds())))
    }

    /// Moves the clock forward.
    pub fn advance(&self, span: Duration) {
        self.0.fetch_add(i64::try_from(span.as_secs()).unwrap_or(i64::MAX), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_seconds(self.0.load(Ordering::SeqCst))
    }
}

/// A clock that runs ahead of another one by a span that can be changed, so that a demo can look at what a
/// server does in a month. Clones share one offset.
#[derive(Clone, Debug)]
pub struct MovableClock {
    inner: Arc<dyn Clock>,
    ahead: Arc<AtomicI64>,
}

impl MovableClock {
    /// A clock that shows the time of `inner`.
    #[must_use]
    pub fn following(inner: Arc<dyn Clock>) -> Self {
        Self { inner, ahead: Arc::default() }
    }

    /// How far it runs ahead.
    #[must_use]
    pub fn ahead(&self) -> Duration {
        Duration::from_secs(u64::try_from(self.ahead.load(Ordering::SeqCst)).unwrap_or_default())
    }

    /// Makes it run ahead by `span`, whatever it did before.
    pub fn run_ahead_by(&self, span: Duration) {
        self.ahead.store(i64::try_from(span.as_secs()).unwrap_or(i64::MAX), Ordering::SeqCst);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        self.inner.now() + self.ahead()
    }
}

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> Timestamp {
        (**self).now()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_movable_clock_runs_ahead_as_told_and_its_clones_with_it() {
        let inner = ManualClock::starting_at(Timestamp::from_unix_seconds(1_000));
        let clock = MovableClock::following(Arc::new(inner.clone()));
        let other = clock.clone();
        clock.run_ahead_by(Duration::from_secs(50));
        inner.advance(Duration::from_secs(5));
        assert_eq!(other.now(), Timestamp::from_unix_seconds(1_055));
        other.run_ahead_by(Duration::ZERO);
        assert_eq!(clock.now(), Timestamp::from_unix_seconds(1_005));
    }
}
