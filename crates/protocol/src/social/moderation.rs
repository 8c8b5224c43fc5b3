//! What people do about what they do not want to see: report it, or hide it from themselves.

use serde::{Deserialize, Serialize};

use super::ReportNote;
use crate::values::{Timestamp, rfc3339};

/// Why something is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ReportReason {
    /// Advertising, or the same thing again and again.
    Spam,
    /// Somebody is being harassed.
    Harassment,
    /// Hatred against people for what they are.
    Hate,
    /// Somebody may come to harm.
    Danger,
    /// Something private of somebody is shown.
    Private,
    /// Another reason, in the note.
    Other,
}

impl ReportReason {
    /// Every reason, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Spam, Self::Harassment, Self::Hate, Self::Danger, Self::Private, Self::Other];

    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Spam => "spam",
            Self::Harassment => "harassment",
            Self::Hate => "hate",
            Self::Danger => "danger",
            Self::Private => "private",
            Self::Other => "other",
        }
    }

    /// Reads the name on the wire.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}

/// A report. One per person and thing: a second one changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewReport {
    /// Why.
    pub reason: ReportReason,
    /// What the person adds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ReportNote>,
}

/// A report was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Reported {
    /// When the caller reported it first.
    #[serde(with = "rfc3339")]
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    pub reported_at: Timestamp,
}

/// Hides something from the caller alone, or shows it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SetHidden {
    /// Whether it is hidden.
    pub hidden: bool,
}
