//! Words: every visible sentence is a Fluent message in `assets/locales/<tag>/app.ftl`.
//!
//! English is built in. Every other language is a file of the app's own, `/locales/<tag>.ftl`, fetched when it
//! is chosen: whoever reads German does not download Arabic. A message that a file lacks is said in English.
//!
//! To add a language, add its folder: the list of languages follows the files. To add a message, add it
//! to every language's `app.ftl` and name it with [`msg`]; `tests/words.rs` finds names without a message,
//! messages without a use, and languages that differ.

use std::rc::Rc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue, types::FluentNumber};
use intl_memoizer::{IntlLangMemoizer, Memoizable};
use unic_langid::LanguageIdentifier;
use yew::prelude::*;

use crate::bridge::page;

/// A language the interface speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its BCP 47 tag: the name of its folder.
    pub tag: &'static str,
    /// What it calls itself.
    pub name: &'static str,
}

/// Every language the interface speaks.
pub const LANGUAGES: &[Language] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The language everything else falls back to: the only one that is built in.
pub const FALLBACK: &str = "en";

const ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/english.ftl"));

impl Language {
    /// The first wanted language that there is, English at the end of the line.
    ///
    /// `wanted` holds BCP 47 tags, the dearest first; `de-AT` is served by `de`, `zh-TW` by `zh-Hant`.
    #[must_use]
    pub fn choose<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Self {
        let english = Self { tag: FALLBACK, name: "English" };
        wanted.into_iter().find_map(find).unwrap_or(english)
    }

    /// The writing direction, for `<html dir>`.
    #[must_use]
    pub fn direction(self) -> &'static str {
        match primary(self.tag) {
            "ar" | "fa" | "he" | "ur" => "rtl",
            _ => "ltr",
        }
    }

    /// The address of its words, among the app's own files.
    #[must_use]
    pub fn address(self) -> String {
        format!("/locales/{}.ftl", self.tag)
    }
}

/// Names a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageId(&'static str);

/// Names a message; the completeness test looks for calls of this function.
#[must_use]
pub const fn msg(id: &'static str) -> MessageId {
    MessageId(id)
}

/// The words of one language, as a Yew context.
#[derive(Clone)]
pub struct Words {
    language: Language,
    bundle: Rc<FluentBundle<FluentResource>>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Words({})", self.language.tag)
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}

impl Words {
    /// The words that are built in.
    #[must_use]
    pub fn english() -> Self {
        Self::read(Language::choose([]), None)
    }

    /// The words of a language, from the text of its file; of English, when the text is none.
    #[must_use]
    pub fn read(language: Language, text: Option<String>) -> Self {
        let identifier: LanguageIdentifier = language.tag.parse().expect("folders are named by language tags");
        let mut bundle = FluentBundle::new(vec![identifier]);
        // Where the text runs to the left, a name in Latin letters is kept together by isolation marks. Elsewhere
        // names are set in <bdi> elements, and the marks would only end up in labels and titles.
        bundle.set_use_isolating(language.direction() == "rtl");
        bundle.set_formatter(Some(number));
        bundle.add_resource_overriding(parse(ENGLISH.to_owned()));
        if let Some(text) = text {
            bundle.add_resource_overriding(parse(text));
        }
        Self { language, bundle: Rc::new(bundle) }
    }

    /// The words of a language, wherever they are.
    ///
    /// # Errors
    ///
    /// [`page::NotFetched`] when its file could not be had.
    pub async fn fetch(language: Language) -> Result<Self, page::NotFetched> {
        let text = if language.tag == FALLBACK { None } else { Some(page::fetch_text(&language.address()).await?) };
        Ok(Self::read(language, text))
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The language's tag, for `<html lang>`.
    #[must_use]
    pub const fn tag(&self) -> &'static str {
        self.language.tag
    }

    /// A message without arguments.
    #[must_use]
    pub fn say(&self, id: MessageId) -> AttrValue {
        self.say_with(id, &[])
    }

    /// A message with arguments. A name without a message shows itself: ugly, but not silent.
    #[must_use]
    pub fn say_with(&self, id: MessageId, arguments: &[(&'static str, FluentValue<'_>)]) -> AttrValue {
        let Some(pattern) = self.bundle.get_message(id.0).and_then(|message| message.value()) else {
            return AttrValue::Static(id.0);
        };
        let arguments: FluentArgs<'_> = arguments.iter().cloned().collect();
        // A missing argument shows as its name in braces, which the parts' snapshots would catch.
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned().into()
    }
}

/// The words of the surrounding context; English outside one.
#[hook]
pub fn use_words() -> Words {
    let context = use_context::<Words>();
    let fallback = use_memo((), |()| Words::english());
    context.unwrap_or_else(|| (*fallback).clone())
}

fn parse(source: String) -> FluentResource {
    // A damaged entry is dropped here and reported by the completeness test.
    FluentResource::try_new(source).unwrap_or_else(|(resource, _)| resource)
}

fn find(wanted: &str) -> Option<Language> {
    let exact = LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(wanted));
    exact
        .or_else(|| LANGUAGES.iter().find(|language| primary(language.tag).eq_ignore_ascii_case(primary(wanted))))
        .copied()
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// Writes numbers with the language's own digits and separators.
fn number(value: &FluentValue<'_>, memory: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    memory.with_try_get::<Digits, _, _>((), |digits| page::number(&digits.0, *value)).ok().flatten()
}

/// Which language numbers are written in: Fluent gives its formatter no other way to know.
struct Digits(String);

impl Memoizable for Digits {
    type Args = ();
    type Error = std::convert::Infallible;

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, Self::Error> {
        Ok(Self(language.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_language_is_served_in_english() {
        assert_eq!(Language::choose(["tlh"]).tag, "en");
        assert_eq!(Language::choose(["tlh", "en-GB"]).tag, "en");
        assert_eq!(Language::choose([]).direction(), "ltr");
    }

    #[test]
    fn a_neighbouring_tag_is_served_by_what_is_there() {
        assert_eq!(Language::choose(["de-AT", "en"]).tag, "de");
        assert_eq!(Language::choose(["zh-TW"]).tag, "zh-Hant");
        assert_eq!(Language::choose(["ar-EG"]).direction(), "rtl");
    }

    #[test]
    fn plurals_follow_the_language() {
        let words = Words::english();
        assert_eq!(words.say_with(msg("comment-count"), &[("count", 1.into())]), "1 comment");
        assert_eq!(words.say_with(msg("comment-count"), &[("count", 3.into())]), "3 comments");
    }

    #[test]
    fn what_a_language_does_not_say_is_said_in_english() {
        let words = Words::read(Language::choose(["de"]), Some("try-again = Nochmal\n".to_owned()));
        assert_eq!(words.say(msg("try-again")), "Nochmal");
        assert_eq!(words.say(msg("dismiss")), "Dismiss");
    }
}
