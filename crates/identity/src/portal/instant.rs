//! Instants as an operator reads them: in UTC, to the minute.

use houseguest_protocol::values::Timestamp;

/// An instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Instant {
    /// For people, such as `2026-11-22 10:00`.
    pub(crate) people: String,
    /// For machines (RFC 3339).
    pub(crate) machine: String,
}

impl From<Timestamp> for Instant {
    fn from(instant: Timestamp) -> Self {
        let machine = instant.to_rfc3339();
        let people = machine.get(..16).unwrap_or(&machine).replacen('T', " ", 1);
        Self { people, machine }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_to_the_minute() {
        let instant = Instant::from(Timestamp::parse_rfc3339("2026-11-22T10:00:42Z").expect("an instant"));
        assert_eq!((instant.people.as_str(), instant.machine.as_str()), ("2026-11-22 10:00", "2026-11-22T10:00:42Z"));
    }
}
