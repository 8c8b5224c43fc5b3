//! The Portal's sentences: named where they are used, written in `assets/locales/<language>/portal.ftl`.
//!
//! A sentence's id is a text in the code, `text("users-title")`, or in a template, `say("users-title")`. A test
//! below reads both and the catalogs: an id without words, or words without a use, fail it.

use fluent_bundle::{FluentArgs, FluentValue};

use super::duration;
use crate::pages::Words;

/// A sentence whose blanks are filled in, in no language yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    id: &'static str,
    blanks: Vec<(&'static str, Blank)>,
}

/// What fills a blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Blank {
    /// A count; chooses the plural form.
    Count(i64),
    /// Somebody's own words, shown as they are.
    Words(String),
    /// A span of time in whole seconds, said as people say it.
    Span(u64),
    /// Another sentence.
    Text(Text),
}

/// The sentence of that id.
pub(crate) const fn text(id: &'static str) -> Text {
    Text { id, blanks: Vec::new() }
}

impl Text {
    /// Fills in a blank.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Blank>) -> Self {
        self.blanks.push((name, value.into()));
        self
    }

    /// Fills in a blank with a span of time.
    #[must_use]
    pub(crate) fn span(self, name: &'static str, seconds: u64) -> Self {
        self.with(name, Blank::Span(seconds))
    }

    /// The sentence in a language. An id without words is shown as it is: a page is better than none.
    pub(crate) fn tell(&self, words: Words) -> String {
        let mut args = FluentArgs::new();
        for (name, blank) in &self.blanks {
            args.set(*name, blank.value(words));
        }
        words.portal(self.id, &args).unwrap_or_else(|| self.id.to_owned())
    }

    /// Its id, for tests.
    #[cfg(test)]
    pub(crate) const fn id(&self) -> &'static str {
        self.id
    }
}

/// A sentence, or a reference to one: templates hand over either, however deep.
pub(crate) trait AsText {
    /// The sentence.
    fn as_text(&self) -> &Text;
}

impl AsText for Text {
    fn as_text(&self) -> &Text {
        self
    }
}

impl<T: AsText> AsText for &T {
    fn as_text(&self) -> &Text {
        (**self).as_text()
    }
}

impl Blank {
    fn value(&self, words: Words) -> FluentValue<'static> {
        match self {
            Self::Count(count) => FluentValue::from(*count),
            Self::Words(written) => FluentValue::from(written.clone()),
            Self::Span(seconds) => FluentValue::from(duration::tell(words, *seconds)),
            Self::Text(text) => FluentValue::from(text.tell(words)),
        }
    }
}

impl From<i64> for Blank {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<u64> for Blank {
    fn from(count: u64) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Blank {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<String> for Blank {
    fn from(written: String) -> Self {
        Self::Words(written)
    }
}

impl From<&str> for Blank {
    fn from(written: &str) -> Self {
        Self::Words(written.to_owned())
    }
}

impl From<Text> for Blank {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeSet,
        fs,
        path::{Path, PathBuf},
    };

    use super::*;
    use crate::pages::portal_catalogs;

    fn files(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of the crate") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { files(&path, into) } else { into.push(path) }
        }
    }

    /// Every id that the code names, as `text("…")` or `say("…")`.
    fn used() -> BTreeSet<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths = Vec::new();
        files(&root.join("src/portal"), &mut paths);
        files(&root.join("templates/portal"), &mut paths);
        let mut ids = BTreeSet::new();
        for path in paths.iter().filter(|path| !path.ends_with("text.rs")) {
            let source = fs::read_to_string(path).expect("sources are text");
            for mark in ["text(\"", "say(\""] {
                for (at, _) in source.match_indices(mark) {
                    let rest = &source[at + mark.len()..];
                    ids.insert(rest[..rest.find('"').expect("a text ends")].to_owned());
                }
            }
        }
        ids
    }

    #[test]
    fn every_catalog_has_exactly_the_sentences_the_portal_uses() {
        let used = used();
        assert!(used.len() > 50, "the ids are found: {}", used.len());
        for (tag, catalog) in portal_catalogs() {
            let catalog: BTreeSet<String> = catalog.into_iter().map(str::to_owned).collect();
            let missing: Vec<_> = used.difference(&catalog).collect();
            let unused: Vec<_> = catalog.difference(&used).collect();
            assert!(missing.is_empty() && unused.is_empty(), "{tag} lacks {missing:?} and nobody uses {unused:?}");
        }
    }

    #[test]
    fn blanks_are_filled_with_counts_words_spans_and_sentences() {
        let words = Words::choose(None, None);
        let told = text("duration-pair").with("long", text("duration-days").with("count", 2_u64)).with("short", "<x>");
        assert_eq!(told.tell(words), "2 days <x>", "escaping is the template's work");
        assert_eq!(text("no-such-id").tell(words), "no-such-id");
    }
}
