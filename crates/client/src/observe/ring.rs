//! The latest of what was observed.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

use houseguest_protocol::window::observed::Observed;

use crate::ports::Observer;

/// How many events are kept; at a few hundred bytes each, some hundred kilobytes.
const LIMIT: usize = 400;

type Tell = Box<dyn Fn(&Observed) + Send + Sync>;

#[derive(Default)]
struct Kept {
    last: u64,
    events: VecDeque<Observed>,
}

/// Keeps the latest events, numbers them, and passes each on.
pub struct Ring {
    kept: Mutex<Kept>,
    tell: Tell,
}

impl Ring {
    /// A ring that passes each event on to `tell` as well.
    pub fn telling(tell: impl Fn(&Observed) + Send + Sync + 'static) -> Self {
        Self { kept: Mutex::default(), tell: Box::new(tell) }
    }

    /// What is kept, oldest first.
    #[must_use]
    pub fn events(&self) -> Vec<Observed> {
        self.kept().events.iter().cloned().collect()
    }

    /// Each critical section leaves whole values behind.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Ring {
    fn default() -> Self {
        Self::telling(|_| {})
    }
}

impl fmt::Debug for Ring {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Ring").field("kept", &self.kept().events.len()).finish_non_exhaustive()
    }
}

impl Observer for Ring {
    fn observed(&self, mut event: Observed) {
        {
            let mut kept = self.kept();
            kept.last += 1;
            event.number = kept.last;
            if kept.events.len() == LIMIT {
                kept.events.pop_front();
            }
            kept.events.push_back(event.clone());
        }
        (self.tell)(&event);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use houseguest_protocol::{
        values::Timestamp,
        window::observed::{Break, Sight, Step},
    };

    use super::*;

    #[test]
    fn the_latest_are_kept_numbered_without_a_gap_and_passed_on() {
        let told = Arc::new(Mutex::new(0));
        let count = Arc::clone(&told);
        let ring = Ring::telling(move |_| *count.lock().expect("unpoisoned") += 1);
        for _ in 0..LIMIT + 5 {
            ring.observed(Observed {
                number: 0,
                at: Timestamp::from_unix_seconds(0),
                errand: 0,
                step: Step::Break,
                what: Sight::Broken(Break::DropReply),
            });
        }
        let numbers: Vec<u64> = ring.events().iter().map(|event| event.number).collect();
        let expected: Vec<u64> = (6..=LIMIT as u64 + 5).collect();
        assert_eq!(numbers, expected);
        assert_eq!(*told.lock().expect("unpoisoned"), LIMIT + 5);
    }
}
