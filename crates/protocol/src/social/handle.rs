//! Handles: the short, unique names by which people mention each other.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::friendly_name;
use crate::values::{Subject, sha256};

/// A handle: 3 to 24 of `a-z`, `0-9` and hyphen, beginning and ending with a letter or digit. Shown with an `@`
/// before it, which is not part of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Handle(String);

/// Why a text is not a handle that people may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidHandle {
    /// Too short or too long.
    #[error("a handle has 3 to 24 characters")]
    Length,
    /// Another character than those allowed, or a hyphen at an end.
    #[error("a handle has only a-z, 0-9 and hyphens, and begins and ends with a letter or digit")]
    Character,
}

/// Words that would let somebody pass for the house itself. No part between hyphens may be one of them.
const RESERVED: [&str; 26] = [
    "admin",
    "administrator",
    "all",
    "anonymous",
    "anybody",
    "deleted",
    "everybody",
    "everyone",
    "guest",
    "help",
    "here",
    "houseguest",
    "me",
    "member",
    "mod",
    "moderator",
    "nobody",
    "official",
    "operator",
    "root",
    "security",
    "somebody",
    "staff",
    "support",
    "system",
    "team",
];

impl Handle {
    /// How many characters a handle has at least.
    pub const SHORTEST: usize = 3;
    /// How many characters a handle has at most.
    pub const LONGEST: usize = 24;

    /// Parses a handle, without the `@`.
    ///
    /// # Errors
    /// [`InvalidHandle`].
    pub fn parse(text: impl Into<String>) -> Result<Self, InvalidHandle> {
        let text = text.into();
        let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !text.bytes().all(is_allowed) || text.starts_with('-') || text.ends_with('-') {
            return Err(InvalidHandle::Character);
        }
        if (Self::SHORTEST..=Self::LONGEST).contains(&text.len()) { Ok(Self(text)) } else { Err(InvalidHandle::Length) }
    }

    /// Whether nobody may take it, because it could pass for the house itself.
    #[must_use]
    pub fn is_reserved(&self) -> bool {
        self.0.split('-').any(|part| RESERVED.contains(&part))
    }

    /// The text as it travels, without the `@`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The handle made from a `sub`, such as `amber-finch-42`; attempts after the first, for when it is taken, have a
/// suffix: `amber-finch-42-x3k9`. Always the same ones for the same user.
#[must_use]
pub fn friendly_handle(sub: &Subject, attempt: u32) -> Handle {
    const SUFFIX: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut text = friendly_name(sub).to_ascii_lowercase().replace(' ', "-");
    if attempt > 0 {
        let digest = sha256(format!("{attempt}/{sub}").as_bytes());
        text.push('-');
        text.extend(digest[..4].iter().map(|byte| char::from(SUFFIX[usize::from(byte % 32)])));
    }
    Handle(text)
}

impl fmt::Display for Handle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl TryFrom<String> for Handle {
    type Error = InvalidHandle;
    fn try_from(text: String) -> Result<Self, InvalidHandle> {
        Self::parse(text)
    }
}

impl From<Handle> for String {
    fn from(handle: Handle) -> Self {
        handle.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_edges_of_a_handle() {
        for good in ["abc", "amber-finch-42", "0x0", "a-b", &"a".repeat(24)] {
            assert!(Handle::parse(good).is_ok(), "{good}");
        }
        for bad in ["ab", "", &"a".repeat(25)] {
            assert_eq!(Handle::parse(bad), Err(InvalidHandle::Length), "{bad}");
        }
        for bad in ["Abc", "-abc", "abc-", "a b", "ämber", "a_b", "<b>", "@abc"] {
            assert_eq!(Handle::parse(bad), Err(InvalidHandle::Character), "{bad}");
        }
    }

    #[test]
    fn nobody_passes_for_the_house() {
        for reserved in ["admin", "the-admin", "support-1", "houseguest"] {
            assert!(Handle::parse(reserved).expect("a handle").is_reserved(), "{reserved}");
        }
        assert!(!Handle::parse("adminton").expect("a handle").is_reserved());
    }

    proptest! {
        #[test]
        fn everybody_gets_a_handle_that_they_may_keep(sub in "[!-~]{1,80}", attempt in 0_u32..9) {
            if let Ok(sub) = Subject::parse(sub) {
                let handle = friendly_handle(&sub, attempt);
                prop_assert_eq!(Handle::parse(handle.as_str()), Ok(handle.clone()));
                prop_assert!(!handle.is_reserved());
            }
        }
    }
}
