//! Text that people write: plain, trimmed, never read as markup.

use std::{fmt, ops::Deref};

use serde::{Deserialize, Serialize};

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

/// How a text may be laid out.
#[derive(Clone, Copy)]
enum Lines {
    /// Line breaks and tabs are kept.
    Many,
    /// Any white space becomes one space.
    One,
}

fn parse(text: &str, limit: usize, lines: Lines) -> Result<String, InvalidText> {
    let text = match lines {
        Lines::Many => text.trim().replace("\r\n", "\n").replace('\r', "\n"),
        Lines::One => text.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let length = text.chars().count();
    if length == 0 {
        return Err(InvalidText::Empty);
    }
    if length > limit {
        return Err(InvalidText::TooLong { length, limit });
    }
    // Overrides and isolates could make one person's text rearrange another's.
    let redirects = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.chars().any(|c| (c.is_control() && c != '\n' && c != '\t') || redirects(c)) {
        return Err(InvalidText::Control);
    }
    Ok(text)
}

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $limit:literal, $lines:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        pub struct $name(String);

        impl $name {
            /// How many characters it may have.
            pub const LIMIT: usize = $limit;

            /// Parses what a person wrote: trims it and brings its white space into one form.
            ///
            /// # Errors
            /// [`InvalidText`].
            pub fn parse(text: &str) -> Result<Self, InvalidText> {
                parse(text, Self::LIMIT, Lines::$lines).map(Self)
            }
        }

        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidText;
            fn try_from(text: String) -> Result<Self, InvalidText> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    };
}

text! {
    /// What a comment says: 1 to 2,000 characters of plain text, trimmed, without control characters
    /// other than line breaks.
    CommentBody, 2_000, Many
}
text! {
    /// What a post says: 1 to 5,000 characters of plain text; an empty line begins a paragraph.
    PostBody, 5_000, Many
}
text! {
    /// The headline of a post: 1 to 120 characters on one line.
    PostTitle, 120, One
}
text! {
    /// The name somebody chooses: 1 to 40 characters on one line, in any script.
    DisplayName, 40, One
}
text! {
    /// What can be seen in an image, for those who cannot see it: 1 to 500 characters on one line.
    ImageDescription, 500, One
}
text! {
    /// What somebody adds to a report: 1 to 500 characters.
    ReportNote, 500, Many
}
text! {
    /// A word, or a few, that somebody does not want to read: 1 to 40 characters on one line.
    MutedWord, 40, One
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
            if let Ok(name) = DisplayName::parse(&text) {
                prop_assert_eq!(DisplayName::parse(&name), Ok(name.clone()));
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

    #[test]
    fn a_name_stands_on_one_line() {
        assert_eq!(DisplayName::parse("  Ana\n\tLucía ").as_deref(), Ok("Ana Lucía"));
        assert_eq!(DisplayName::parse("Ana\u{2066}"), Err(InvalidText::Control));
        assert_eq!(DisplayName::parse("\u{7}"), Err(InvalidText::Control));
        assert!(DisplayName::parse(&"ß".repeat(40)).is_ok() && DisplayName::parse(&"ß".repeat(41)).is_err());
    }
}
