//! Instants on the wire.

use std::{fmt, ops, time::Duration};

use serde::{Deserialize, Serialize, de};
use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

/// An instant in whole seconds since 1970 (a JWT `NumericDate`).
///
/// As itself it is a number in JSON; for RFC 3339 text, mark the field `#[serde(with = "rfc3339")]`
/// (the module [`rfc3339`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// An instant from whole seconds since 1970.
    #[must_use]
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Whole seconds since 1970.
    #[must_use]
    pub const fn unix_seconds(self) -> i64 {
        self.0
    }

    /// The time from `earlier` until this instant; nothing when `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_secs(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The instant as RFC 3339 text in UTC, such as `2026-11-22T10:00:00Z`.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        OffsetDateTime::from_unix_timestamp(self.0)
            .ok()
            .and_then(|instant| instant.format(&Rfc3339).ok())
            .unwrap_or_else(|| "9999-12-31T23:59:59Z".to_owned())
    }

    /// Reads RFC 3339 text, dropping fractions of a second.
    ///
    /// # Errors
    /// What the text lacks.
    pub fn parse_rfc3339(text: &str) -> Result<Self, time::error::Parse> {
        let instant = OffsetDateTime::parse(text, &Rfc3339)?.to_offset(UtcOffset::UTC);
        Ok(Self(instant.unix_timestamp()))
    }
}

/// Serde functions for fields that hold RFC 3339 text: `#[serde(with = "rfc3339")]`.
pub mod rfc3339 {
    use super::{Deserialize, Timestamp, de};
    use serde::{Deserializer, Serializer};

    /// Writes the instant as text.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(instant: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&instant.to_rfc3339())
    }

    /// Reads the instant from text.
    ///
    /// # Errors
    /// When the text is not RFC 3339.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Timestamp::parse_rfc3339(&text).map_err(de::Error::custom)
    }

    /// The same for fields that may be absent: `#[serde(default, with = "rfc3339::option")]`.
    pub mod option {
        use super::{Deserialize, Deserializer, Serializer, Timestamp, de};

        /// Writes the instant as text, or nothing.
        ///
        /// # Errors
        /// Those of the serializer.
        pub fn serialize<S: Serializer>(instant: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
            match instant {
                Some(instant) => super::serialize(instant, serializer),
                None => serializer.serialize_none(),
            }
        }

        /// Reads the instant from text, if there is one.
        ///
        /// # Errors
        /// When the text is not RFC 3339.
        pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
            let text = Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
            text.map(|text| Timestamp::parse_rfc3339(&text).map_err(de::Error::custom)).transpose()
        }
    }
}

impl ops::Add<Duration> for Timestamp {
    type Output = Self;
    fn add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(span.as_secs()).unwrap_or(i64::MAX)))
    }
}

impl ops::Sub<Duration> for Timestamp {
    type Output = Self;
    fn sub(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(span.as_secs()).unwrap_or(i64::MAX)))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.to_rfc3339())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rfc3339_text_reads_back(seconds in 0i64..253_402_300_799) {
            let instant = Timestamp::from_unix_seconds(seconds);
            prop_assert_eq!(Timestamp::parse_rfc3339(&instant.to_rfc3339()), Ok(instant));
        }
    }

    #[test]
    fn offsets_and_fractions_are_understood() {
        let instant = Timestamp::parse_rfc3339("2026-11-22T10:00:00.75+01:00").expect("valid text");
        assert_eq!(instant.to_rfc3339(), "2026-11-22T09:00:00Z");
    }
}
