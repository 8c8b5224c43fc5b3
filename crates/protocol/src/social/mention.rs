//! Mentions: people named in a text by `@` and their handle.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Handle;
use crate::values::Subject;

/// Somebody who is mentioned in a text, and where.
///
/// Who is meant was found out when the text was written, so a handle that changes hands later points to nobody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Mention {
    /// The first character of the mention, its `@`: counted in Unicode characters (scalar values) from 0.
    pub start: u32,
    /// The character behind its last one.
    pub end: u32,
    /// Who is meant.
    pub sub: Subject,
    /// Their handle as of now.
    pub handle: Handle,
}

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Plain text.
    Text(&'a str),
    /// Somebody is mentioned; the text as it was written, with its `@`.
    Mention(&'a str, &'a Mention),
}

/// Finds what looks like a mention: an `@` at the start of a word, and a handle. Places are in bytes.
///
/// An `@` inside a word, as in a mail address, mentions nobody.
pub fn find_handles(text: &str) -> impl Iterator<Item = (Range<usize>, Handle)> + '_ {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '@' | '.' | '/');
    text.match_indices('@').filter_map(move |(at, _)| {
        if text[..at].chars().next_back().is_some_and(is_part) {
            return None;
        }
        let rest = &text[at + 1..];
        let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
        let word = rest[..length].trim_end_matches('-');
        // A longer word is not mentioned by its beginning: `@amber_x` and `@ambér` are no `@amber`.
        let goes_on = rest[word.len()..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '@'));
        let handle = Handle::parse(word.to_ascii_lowercase()).ok().filter(|_| !goes_on)?;
        Some((at..at + 1 + word.len(), handle))
    })
}

/// Cuts a text into plain stretches and mentions; mentions that do not fit the text are plain.
#[must_use]
pub fn segments<'a>(text: &'a str, mentions: &'a [Mention]) -> Vec<Segment<'a>> {
    let place = |characters: u32| {
        let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        places.nth(usize::try_from(characters).ok()?)
    };
    let mut sorted: Vec<&Mention> = mentions.iter().collect();
    sorted.sort_by_key(|mention| mention.start);
    let (mut found, mut done) = (Vec::new(), 0);
    for mention in sorted {
        let (Some(start), Some(end)) = (place(mention.start), place(mention.end)) else { continue };
        if start < done || end <= start {
            continue;
        }
        if start > done {
            found.push(Segment::Text(&text[done..start]));
        }
        found.push(Segment::Mention(&text[start..end], mention));
        done = end;
    }
    if done < text.len() {
        found.push(Segment::Text(&text[done..]));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn handles(text: &str) -> Vec<String> {
        find_handles(text).map(|(_, handle)| handle.to_string()).collect()
    }

    #[test]
    fn an_at_sign_and_a_handle_mention_somebody() {
        assert_eq!(handles("@amber-finch-42, hello (@Kind-Owl-10)! @x"), ["amber-finch-42", "kind-owl-10"]);
        assert_eq!(handles("Ask @amber-."), ["amber"]);
        for text in ["mira@example.org", "@amber_x", "@ambér", "@@amber", "https://a.example/@amber", "@", "@-amber"] {
            assert!(handles(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_text_is_cut_at_its_mentions() {
        let sub = Subject::parse("7f0f8a9e-0000-4000-8000-000000000001").expect("a subject");
        let mention = Mention { start: 3, end: 9, sub, handle: Handle::parse("amber").expect("a handle") };
        let mentions =
            [mention.clone(), Mention { start: 5, end: 7, ..mention.clone() }, Mention { end: 99, ..mention }];
        let cut = segments("Ö, @amber 🙂", &mentions);
        assert_eq!(cut, [Segment::Text("Ö, "), Segment::Mention("@amber", &mentions[0]), Segment::Text(" 🙂")]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_by_cutting(text in "\\PC{0,40}", places in prop::collection::vec((0_u32..50, 0_u32..50), 0..5)) {
            let sub = Subject::parse("somebody").expect("a subject");
            let handle = Handle::parse("amber").expect("a handle");
            let mentions: Vec<_> = places.into_iter()
                .map(|(start, end)| Mention { start, end, sub: sub.clone(), handle: handle.clone() }).collect();
            let whole: String = segments(&text, &mentions).into_iter()
                .map(|segment| match segment { Segment::Text(text) | Segment::Mention(text, _) => text }).collect();
            prop_assert_eq!(whole, text);
        }

        #[test]
        fn found_handles_are_where_they_are_said_to_be(text in "[@a-c_ .-]{0,40}") {
            for (place, handle) in find_handles(&text) {
                prop_assert_eq!(&text[place], format!("@{handle}"));
            }
        }
    }
}
