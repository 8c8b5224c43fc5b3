//! The languages and the code name the same messages.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use houseguest_ui::i18n::{FALLBACK, LANGUAGES};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources are beside this test") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every message the code names, with one place that names it.
fn named() -> BTreeMap<String, String> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut named = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a readable source");
        for (line, content) in text.lines().enumerate() {
            for piece in content.split("msg(\"").skip(1) {
                let id = piece.split('"').next().unwrap_or_default();
                named.entry(id.to_owned()).or_insert_with(|| format!("{}:{}", file.display(), line + 1));
            }
        }
    }
    named
}

/// What a message is made of, as far as languages have to agree on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shape {
    /// The arguments it uses.
    arguments: BTreeSet<String>,
    /// The plural forms it tells apart, by argument.
    plurals: BTreeMap<String, BTreeSet<String>>,
}

impl Shape {
    fn read(&mut self, pattern: &Pattern<String>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.read_expression(expression);
            }
        }
    }

    fn read_expression(&mut self, expression: &Expression<String>) {
        match expression {
            Expression::Inline(inline) => self.read_inline(inline),
            Expression::Select { selector, variants } => {
                self.read_inline(selector);
                let forms = variants.iter().filter_map(|variant| match &variant.key {
                    VariantKey::Identifier { name } => Some(name.clone()),
                    VariantKey::NumberLiteral { .. } => None,
                });
                if let InlineExpression::VariableReference { id } = selector {
                    self.plurals.entry(id.name.clone()).or_default().extend(forms);
                }
                for variant in variants {
                    self.read(&variant.value);
                }
            }
        }
    }

    fn read_inline(&mut self, inline: &InlineExpression<String>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.arguments.insert(id.name.clone());
            }
            InlineExpression::Placeable { expression } => self.read_expression(expression),
            _ => {}
        }
    }
}

/// The messages of one language.
fn messages(tag: &str) -> BTreeMap<String, Shape> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/locales").join(tag).join("app.ftl");
    let source = fs::read_to_string(&file).expect("the language has a file");
    let resource = fluent_syntax::parser::parse(source)
        .unwrap_or_else(|(_, errors)| panic!("{} is not Fluent: {errors:?}", file.display()));
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        if let Entry::Message(message) = entry {
            let mut shape = Shape::default();
            shape.read(message.value.as_ref().expect("a message says something"));
            let twice = messages.insert(message.id.name.clone(), shape).is_some();
            assert!(!twice, "{tag}: {} is there twice", message.id.name);
        }
    }
    messages
}

/// The plural forms a language tells apart in numbers one meets: people, comments, days.
fn plural_forms(tag: &str) -> BTreeSet<String> {
    let language: unic_langid::LanguageIdentifier = tag.parse().expect("a language tag");
    let spoken = unic_langid::LanguageIdentifier::from_parts(language.language, None, None, &[]);
    let rules = PluralRules::create(spoken, PluralRuleType::CARDINAL).expect("a language with plural rules");
    let form = |number: u32| match rules.select(number).expect("a number has a form") {
        PluralCategory::ZERO => "zero",
        PluralCategory::ONE => "one",
        PluralCategory::TWO => "two",
        PluralCategory::FEW => "few",
        PluralCategory::MANY => "many",
        PluralCategory::OTHER => "other",
    };
    (0..1_000).map(|number| form(number).to_owned()).collect()
}

#[test]
fn every_name_has_a_message() {
    let english = messages(FALLBACK);
    let missing: Vec<_> = named().into_iter().filter(|(id, _)| !english.contains_key(id)).collect();
    assert!(missing.is_empty(), "named in the code and absent from en/app.ftl: {missing:#?}");
}

#[test]
fn every_message_has_a_use() {
    let named = named();
    // The build reads this one: it is how a language is offered.
    let unused: Vec<_> =
        messages(FALLBACK).into_keys().filter(|id| id != "language-name" && !named.contains_key(id)).collect();
    assert!(unused.is_empty(), "in en/app.ftl and nowhere in the code: {unused:#?}");
}

#[test]
fn every_language_says_the_same_messages_with_the_same_arguments() {
    let arguments = |tag| messages(tag).into_iter().map(|(id, shape)| (id, shape.arguments)).collect::<Vec<_>>();
    let english = arguments(FALLBACK);
    assert!(english.len() > 100, "the parser reads the messages: {} of them", english.len());
    for language in LANGUAGES.iter().filter(|language| language.tag != FALLBACK) {
        let other = arguments(language.tag);
        let missing: Vec<_> = english.iter().filter(|message| !other.contains(message)).collect();
        let surplus: Vec<_> = other.iter().filter(|message| !english.contains(message)).collect();
        assert!(
            missing.is_empty() && surplus.is_empty(),
            "{} differs from English: missing or with other arguments {missing:#?}, and only there {surplus:#?}",
            language.tag
        );
    }
}

#[test]
fn every_language_counts_as_it_counts() {
    let english = messages(FALLBACK);
    for language in LANGUAGES {
        let expected = plural_forms(language.tag);
        let other = messages(language.tag);
        for (id, shape) in &english {
            for argument in shape.plurals.iter().filter(|(_, forms)| forms.contains("one")).map(|(name, _)| name) {
                let forms = other.get(id).and_then(|shape| shape.plurals.get(argument)).cloned();
                // One form needs no selector.
                let forms = forms.unwrap_or_else(|| BTreeSet::from(["other".to_owned()]));
                assert_eq!(forms, expected, "{}: {id} by ${argument}", language.tag);
            }
        }
    }
}

#[test]
fn every_language_tells_the_places_apart() {
    for language in LANGUAGES {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/locales").join(language.tag).join("app.ftl");
        let source = fs::read_to_string(&file).expect("the language has a file");
        let called = |place: &str| {
            let beginning = format!("{place} = ");
            let found = source.lines().find_map(|line| line.strip_prefix(&beginning));
            found.unwrap_or_else(|| panic!("{}: {place} stands on one line", language.tag))
        };
        let places = ["nav-feed", "nav-notifications", "nav-preferences", "nav-you"].map(called);
        assert_eq!(BTreeSet::from(places).len(), places.len(), "{}: two of {places:?} are the same", language.tag);
    }
}

#[test]
fn the_five_languages_are_there() {
    let tags: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).collect();
    assert_eq!(tags, ["ar", "de", "en", "es", "zh-Hant"]);
    assert_eq!(plural_forms("ar").len(), 6, "Arabic has six forms");
}
