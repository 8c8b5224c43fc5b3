//! The id of an anonymous key.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Names an anonymous user's key: 8 to 64 ASCII letters, digits, `_` or `-` (protocol.md, section 3.2).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyId(String);

/// The text cannot be a key id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a key id has 8 to 64 ASCII letters, digits, underscores or hyphens")]
pub struct InvalidKeyId;

impl KeyId {
    /// Parses a key id.
    ///
    /// # Errors
    /// [`InvalidKeyId`] unless the text matches `^[-\w]{8,64}$` in ASCII.
    pub fn parse(text: impl Into<String>) -> Result<Self, InvalidKeyId> {
        let text = text.into();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        if (8..=64).contains(&text.len()) && text.bytes().all(allowed) { Ok(Self(text)) } else { Err(InvalidKeyId) }
    }

    /// The text as it travels.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for KeyId {
    type Error = InvalidKeyId;
    fn try_from(text: String) -> Result<Self, InvalidKeyId> {
        Self::parse(text)
    }
}

impl From<KeyId> for String {
    fn from(id: KeyId) -> Self {
        id.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_the_format() {
        for good in ["12345678", "a_b-C_D-", &"k".repeat(64)] {
            assert!(KeyId::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "1234567", &"k".repeat(65), "with space", "ключключ", "semi;colon"] {
            assert!(KeyId::parse(bad).is_err(), "{bad}");
        }
    }
}
