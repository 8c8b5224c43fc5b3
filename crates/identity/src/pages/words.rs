//! Finds the sentence for a [`Message`] in the reader's language.
//!
//! To add a language: put `assets/locales/<tag>/identity.ftl` in place and name it in [`CATALOGS`];
//! the tests here then hold it to the same ids as English.

use std::{fmt, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use super::Message;

/// A language the pages speak.
struct Language {
    tag: &'static str,
    direction: &'static str,
    bundle: FluentBundle<FluentResource>,
}

/// Tag, writing direction and catalog of each language; the first is the one to fall back on.
const CATALOGS: &[(&str, &str, &str)] = &[("en", "ltr", include_str!("../../../../assets/locales/en/identity.ftl"))];

/// The Portal's catalog of each of these languages, in the same order. Its ids are texts: see [`crate::portal`].
const PORTAL_CATALOGS: &[&str] = &[include_str!("../../../../assets/locales/en/portal.ftl")];

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let read = |((tag, direction, source), portal): (&(&'static str, &'static str, &str), &&str)| {
        let id: LanguageIdentifier = tag.parse().expect("the tags above are well formed");
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks would end up inside titles and attributes, and nothing here mixes directions.
        bundle.set_use_isolating(false);
        for source in [*source, *portal] {
            let resource =
                FluentResource::try_new(source.to_owned()).expect("a test reads every catalog that is built in");
            bundle.add_resource(resource).expect("no id is in two catalogs: a test reads them all");
        }
        Language { tag, direction, bundle }
    };
    CATALOGS.iter().zip(PORTAL_CATALOGS).map(read).collect()
});

/// The sentences of one language. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Words(&'static Language);

impl Words {
    /// The first language both sides know: `ui_locales` (best first), then `Accept-Language`, then English.
    ///
    /// Tags are matched by their language alone, so `en-AU` finds English. Malformed tags are passed over.
    pub(crate) fn choose(ui_locales: Option<&str>, accept_language: Option<&str>) -> Self {
        let wished = ui_locales.unwrap_or_default().split_whitespace();
        // Browsers list languages in order of preference; the weights only repeat that order.
        let accepted = accept_language.unwrap_or_default().split(',').filter_map(|item| item.split(';').next());
        let known = |tag: &str| {
            let wanted: LanguageIdentifier = tag.trim().parse().ok()?;
            LANGUAGES.iter().find(|language| language.tag == wanted.language.as_str())
        };
        Self(wished.chain(accepted).take(32).find_map(known).unwrap_or(&LANGUAGES[0]))
    }

    /// The `lang` attribute of a page in this language.
    pub(crate) fn lang(self) -> &'static str {
        self.0.tag
    }

    /// The `dir` attribute of a page in this language.
    pub(crate) fn dir(self) -> &'static str {
        self.0.direction
    }

    /// A sentence without blanks.
    pub(crate) fn say(self, message: impl AsMessage) -> String {
        self.format(message.message(), None)
    }

    /// A sentence with its blanks filled in.
    pub(crate) fn say_with(self, message: Message, blanks: &[(&'static str, &str)]) -> String {
        let args = blanks.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        self.format(message, Some(&args))
    }

    /// A sentence about a number, with the plural its language has for it.
    pub(crate) fn say_number(self, message: Message, name: &'static str, number: u64) -> String {
        let args = [(name, FluentValue::from(number))].into_iter().collect();
        self.format(message, Some(&args))
    }

    /// The Portal's sentence of that id, with its blanks filled in; `None` when the catalog lacks it.
    pub(crate) fn portal(self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.0.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = self.0.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{id} lacks an argument: {errors:?}");
        Some(text)
    }

    fn format(self, message: Message, args: Option<&FluentArgs<'_>>) -> String {
        let pattern = self.0.bundle.get_message(message.id()).and_then(|found| found.value());
        let pattern = pattern.expect("a test finds every message in every catalog");
        let mut errors = Vec::new();
        let text = self.0.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{} lacks an argument: {errors:?}", message.id());
        text
    }
}

/// A message, or a reference to one: templates hand over either, however deep.
pub(crate) trait AsMessage {
    /// The message.
    fn message(&self) -> Message;
}

impl AsMessage for Message {
    fn message(&self) -> Message {
        *self
    }
}

impl<T: AsMessage> AsMessage for &T {
    fn message(&self) -> Message {
        (**self).message()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Words({})", self.0.tag)
    }
}

/// The Portal's catalogs by language, for the test that compares them with the code.
#[cfg(test)]
pub(crate) fn portal_catalogs() -> impl Iterator<Item = (&'static str, std::collections::BTreeSet<&'static str>)> {
    CATALOGS.iter().zip(PORTAL_CATALOGS).map(|((tag, _, _), catalog)| (*tag, tests::ids(catalog)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The ids of a catalog, read line by line: a message begins its line with its id and ` =`.
    pub(crate) fn ids(catalog: &str) -> BTreeSet<&str> {
        catalog
            .lines()
            .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" ="))
            .map(|(id, _)| id)
            .collect()
    }

    #[test]
    fn every_catalog_has_exactly_the_messages_the_pages_use() {
        let used: BTreeSet<&str> = Message::ALL.iter().map(|message| message.id()).collect();
        assert_eq!(used.len(), Message::ALL.len(), "an id is named twice");
        for (tag, _, catalog) in CATALOGS {
            assert_eq!(ids(catalog), used, "the catalog for {tag} and the code disagree");
        }
    }

    #[test]
    fn every_language_has_a_catalog_for_the_portal() {
        assert_eq!(CATALOGS.len(), PORTAL_CATALOGS.len());
    }

    #[test]
    fn every_message_has_words_in_every_language() {
        for language in LANGUAGES.iter() {
            for message in Message::ALL {
                let found = language.bundle.get_message(message.id()).and_then(|found| found.value());
                assert!(found.is_some(), "{} has no text in {}", message.id(), language.tag);
            }
        }
    }

    #[test]
    fn an_unknown_or_broken_wish_falls_back_to_english() {
        for wish in ["", "en-AU", "tlh en", "!!!! ;;", "\u{0}"] {
            assert_eq!(Words::choose(Some(wish), None).lang(), "en", "{wish:?}");
        }
        assert_eq!(Words::choose(None, Some("xx;q=1, en;q=0.5")).lang(), "en");
    }

    #[test]
    fn blanks_are_filled_without_invisible_marks() {
        let words = Words::choose(None, None);
        assert_eq!(
            words.say_with(Message::PageTitle, &[("page", "Log in"), ("house", "Houseguest")]),
            "Log in · Houseguest"
        );
    }
}
