//! The `sub` of a user.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Identifies a user for good: the `sub` claim, the same before and after promotion.
///
/// Another issuer may use any text of 1 to 255 ASCII characters (OpenID Connect Core, section 2);
/// our own identity server issues UUIDs (protocol.md, section 6.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Subject(String);

/// The text cannot be a `sub`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a subject has 1 to 255 printable ASCII characters")]
pub struct InvalidSubject;

impl Subject {
    /// Parses a `sub`.
    ///
    /// # Errors
    /// [`InvalidSubject`] unless the text has 1 to 255 printable ASCII characters.
    pub fn parse(text: impl Into<String>) -> Result<Self, InvalidSubject> {
        let text = text.into();
        let printable = text.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        if text.is_empty() || text.len() > 255 || !printable {
            return Err(InvalidSubject);
        }
        Ok(Self(text))
    }

    /// The text as it travels.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<uuid::Uuid> for Subject {
    fn from(id: uuid::Uuid) -> Self {
        Self(id.to_string())
    }
}

impl TryFrom<String> for Subject {
    type Error = InvalidSubject;
    fn try_from(text: String) -> Result<Self, InvalidSubject> {
        Self::parse(text)
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> Self {
        subject.0
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
