//! Where the server's time comes from.

use std::sync::Arc;

use houseguest_protocol::values::{Clock, MovableClock, Timestamp};

/// Where the server's time comes from.
#[derive(Clone, Debug)]
pub enum ServerClock {
    /// A clock that nobody moves.
    Plain(Arc<dyn Clock>),
    /// A demo's clock: operators may make it run ahead, to see what a server does in a month.
    Demo(MovableClock),
}

impl ServerClock {
    pub(crate) fn now(&self) -> Timestamp {
        match self {
            Self::Plain(clock) => clock.now(),
            Self::Demo(clock) => clock.now(),
        }
    }

    /// The time as the rest of the world has it: what another machine compares with its own clock.
    pub(crate) fn outside(&self) -> Timestamp {
        match self {
            Self::Plain(clock) => clock.now(),
            Self::Demo(clock) => clock.now() - clock.ahead(),
        }
    }

    /// The clock that operators may move.
    pub(crate) const fn movable(&self) -> Option<&MovableClock> {
        match self {
            Self::Plain(_) => None,
            Self::Demo(clock) => Some(clock),
        }
    }

    /// The same clock for whoever only reads it.
    #[must_use]
    pub fn as_clock(&self) -> Arc<dyn Clock> {
        match self {
            Self::Plain(clock) => Arc::clone(clock),
            Self::Demo(clock) => Arc::new(clock.clone()),
        }
    }
}

impl<C: Clock + 'static> From<Arc<C>> for ServerClock {
    fn from(clock: Arc<C>) -> Self {
        Self::Plain(clock)
    }
}

impl From<Arc<dyn Clock>> for ServerClock {
    fn from(clock: Arc<dyn Clock>) -> Self {
        Self::Plain(clock)
    }
}

impl From<MovableClock> for ServerClock {
    fn from(clock: MovableClock) -> Self {
        Self::Demo(clock)
    }
}
