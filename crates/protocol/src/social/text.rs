//! Text that people write.

use std::{fmt, ops::Deref};

use serde::{Deserialize, Serialize};

/// What a comment says: 1 to 2,000 characters of plain text, trimmed, without control characters
/// other than line breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CommentBody(String);

/// Why text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    /// Nothing is left after trimming.
    #[error("the text is empty")]
    Empty,
    /// There are more characters than allowed.
    #[error("the text has {length} characters; {limit} are allowed")]
    TooLong {
        /// How many there are.
        length: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// A control character other than a line break, or one that changes the writing direction.
    #[error("the text has a character that cannot be shown")]
    Control,
}

impl CommentBody {
    /// How many characters a comment may have.
    pub const LIMIT: usize = 2_000;

    /// Parses what a person wrote: trims it and makes every line break a `\n`.
    ///
    /// # Errors
    /// [`InvalidText`].
    pub fn parse(text: &str) -> Result<Self, InvalidText> {
        let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
        let length = text.chars().count();
        if length == 0 {
            return Err(InvalidText::Empty);
        }
        if length > Self::LIMIT {
            return Err(InvalidText::TooLong { length, limit: Self::LIMIT });
        }
        // Overrides and isolates could make one person's text rearrange another's.
        let redirects = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if text.chars().any(|c| (c.is_control() && c != '\n' && c != '\t') || redirects(c)) {
            return Err(InvalidText::Control);
        }
        Ok(Self(text))
    }
}

impl Deref for CommentBody {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CommentBody {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl TryFrom<String> for CommentBody {
    type Error = InvalidText;
    fn try_from(text: String) -> Result<Self, InvalidText> {
        Self::parse(&text)
    }
}

impl From<CommentBody> for String {
    fn from(body: CommentBody) -> Self {
        body.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_accepted_body_reads_back_unchanged(text in "\\PC{0,80}") {
            if let Ok(body) = CommentBody::parse(&text) {
                prop_assert_eq!(CommentBody::parse(&body), Ok(body.clone()));
            }
        }
    }

    #[test]
    fn the_edges_of_a_comment() {
        assert_eq!(CommentBody::parse(" \n "), Err(InvalidText::Empty));
        assert_eq!(CommentBody::parse("a\u{0}b"), Err(InvalidText::Control));
        assert_eq!(CommentBody::parse("a\u{202e}b"), Err(InvalidText::Control));
        assert!(CommentBody::parse(&"ä".repeat(CommentBody::LIMIT)).is_ok());
        assert!(matches!(CommentBody::parse(&"ä".repeat(2_001)), Err(InvalidText::TooLong { length: 2_001, .. })));
        assert_eq!(CommentBody::parse("one\r\ntwo").as_deref(), Ok("one\ntwo"));
    }
}
