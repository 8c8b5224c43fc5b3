//! How long sessions live.

use std::time::Duration;

use houseguest_protocol::values::Timestamp;

/// How long sessions of a client live. Asked at every use, so that a changed setting reaches sessions
/// that exist already (protocol.md, section 8.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// From the first day.
    pub absolute: Duration,
    /// From the last use; `None` when sitting idle ends nothing.
    pub idle: Option<Duration>,
}

impl Lifetime {
    /// When a session made and last used at these instants ends.
    #[must_use]
    pub fn ends_at(&self, created_at: Timestamp, last_used_at: Timestamp) -> Timestamp {
        let absolute = created_at + self.absolute;
        self.idle.map_or(absolute, |idle| absolute.min(last_used_at + idle))
    }

    /// Whether it has ended; at the very second of its end it has.
    #[must_use]
    pub fn has_ended(&self, created_at: Timestamp, last_used_at: Timestamp, now: Timestamp) -> bool {
        now >= self.ends_at(created_at, last_used_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earlier_of_both_ends_counts() {
        let at = Timestamp::from_unix_seconds;
        let both = Lifetime { absolute: Duration::from_secs(100), idle: Some(Duration::from_secs(30)) };
        assert_eq!(both.ends_at(at(0), at(0)), at(30));
        assert_eq!(both.ends_at(at(0), at(90)), at(100));
        assert!(!both.has_ended(at(0), at(0), at(29)));
        assert!(both.has_ended(at(0), at(0), at(30)));
        let patient = Lifetime { idle: None, ..both };
        assert_eq!(patient.ends_at(at(0), at(0)), at(100));
    }
}
