//! Words: every visible sentence is a Fluent message in `assets/locales/<tag>/app.ftl`.
//!
//! To add a language, add its folder: the list of languages follows the files. To add a message, add it
//! to `en/app.ftl` and name it with [`msg`]; `tests/words.rs` finds names without a message and messages
//! without a use.

use std::rc::Rc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;
use yew::prelude::*;

/// A language's file, as it was when the interface was built.
#[derive(Debug)]
pub struct Catalog {
    /// The language's BCP 47 tag: the name of its folder.
    pub tag: &'static str,
    /// The messages.
    pub source: &'static str,
}

/// Every language the interface speaks.
pub const CATALOGS: &[Catalog] = include!(concat!(env!("OUT_DIR"), "/catalogs.rs"));

/// The language everything else falls back to.
pub const FALLBACK: &str = "en";

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
    tag: &'static str,
    bundle: Rc<FluentBundle<FluentResource>>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Words({})", self.tag)
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl Words {
    /// The words of the first wanted language that there is, English at the end of the line.
    ///
    /// `wanted` holds BCP 47 tags, the dearest first; `de-AT` is served by `de`.
    #[must_use]
    pub fn for_languages<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Self {
        let catalog = wanted
            .into_iter()
            .find_map(find_catalog)
            .or_else(|| find_catalog(FALLBACK))
            .expect("English is always built in");
        let language: LanguageIdentifier = catalog.tag.parse().expect("folders are named by language tags");
        let mut bundle = FluentBundle::new(vec![language]);
        // Names are set in <bdi> elements; invisible isolation marks would end up in labels and titles.
        bundle.set_use_isolating(false);
        if catalog.tag != FALLBACK
            && let Some(english) = find_catalog(FALLBACK)
        {
            bundle.add_resource_overriding(parse(english));
        }
        bundle.add_resource_overriding(parse(catalog));
        Self { tag: catalog.tag, bundle: Rc::new(bundle) }
    }

    /// The language's tag, for `<html lang>`.
    #[must_use]
    pub const fn tag(&self) -> &'static str {
        self.tag
    }

    /// The writing direction, for `<html dir>`.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        match primary(self.tag) {
            "ar" | "fa" | "he" | "ur" => "rtl",
            _ => "ltr",
        }
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

/// The languages to choose from: each with its tag and its own name.
pub fn languages() -> impl Iterator<Item = (&'static str, AttrValue)> {
    CATALOGS.iter().map(|catalog| (catalog.tag, Words::for_languages([catalog.tag]).say(msg("language-name"))))
}

/// The words of the surrounding context; English outside one.
#[hook]
pub fn use_words() -> Words {
    let context = use_context::<Words>();
    let fallback = use_memo((), |()| Words::for_languages([]));
    context.unwrap_or_else(|| (*fallback).clone())
}

fn parse(catalog: &Catalog) -> FluentResource {
    // A damaged entry is dropped here and reported by the completeness test.
    FluentResource::try_new(catalog.source.to_owned()).unwrap_or_else(|(resource, _)| resource)
}

fn find_catalog(wanted: &str) -> Option<&'static Catalog> {
    CATALOGS
        .iter()
        .find(|catalog| catalog.tag.eq_ignore_ascii_case(wanted))
        .or_else(|| CATALOGS.iter().find(|catalog| primary(catalog.tag).eq_ignore_ascii_case(primary(wanted))))
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_language_is_served_in_english() {
        assert_eq!(Words::for_languages(["tlh"]).tag(), "en");
        assert_eq!(Words::for_languages(["tlh", "en-GB"]).tag(), "en");
        assert_eq!(Words::for_languages([]).direction(), "ltr");
    }

    #[test]
    fn plurals_follow_the_language() {
        let words = Words::for_languages(["en"]);
        assert_eq!(words.say_with(msg("comment-count"), &[("count", 1.into())]), "1 comment");
        assert_eq!(words.say_with(msg("comment-count"), &[("count", 3.into())]), "3 comments");
    }
}
