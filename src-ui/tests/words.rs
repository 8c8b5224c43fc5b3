//! The catalogs and the code name the same messages.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use houseguest_ui::i18n::{CATALOGS, FALLBACK};

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

/// Every message of a catalog: its id, and the arguments it uses.
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = None;
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" =").filter(|(id, _)| !id.is_empty() && !id.starts_with(' ')) {
            assert!(messages.insert(id.to_owned(), BTreeSet::new()).is_none(), "{id} is there twice");
            current = Some(id.to_owned());
        }
        let Some(arguments) = current.as_ref().and_then(|id| messages.get_mut(id)) else { continue };
        for piece in line.split('$').skip(1) {
            arguments.insert(piece.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect());
        }
    }
    messages
}

fn catalog(tag: &str) -> BTreeMap<String, BTreeSet<String>> {
    messages(CATALOGS.iter().find(|catalog| catalog.tag == tag).expect("the catalog is built in").source)
}

#[test]
fn every_name_has_a_message() {
    let english = catalog(FALLBACK);
    let missing: Vec<_> = named().into_iter().filter(|(id, _)| !english.contains_key(id)).collect();
    assert!(missing.is_empty(), "named in the code and absent from en/app.ftl: {missing:#?}");
}

#[test]
fn every_message_has_a_use() {
    let named = named();
    let unused: Vec<_> = catalog(FALLBACK).into_keys().filter(|id| !named.contains_key(id)).collect();
    assert!(unused.is_empty(), "in en/app.ftl and nowhere in the code: {unused:#?}");
}

#[test]
fn every_language_says_the_same_messages_with_the_same_arguments() {
    let english = catalog(FALLBACK);
    for other in CATALOGS.iter().filter(|catalog| catalog.tag != FALLBACK) {
        assert_eq!(messages(other.source), english, "{} differs from English", other.tag);
    }
    assert!(english.len() > 100, "the scanner reads the catalog: {} messages", english.len());
}

#[test]
fn every_catalog_is_sound_fluent() {
    for catalog in CATALOGS {
        let errors = fluent_bundle::FluentResource::try_new(catalog.source.to_owned()).map_err(|(_, errors)| errors);
        assert!(errors.is_ok(), "{}: {:?}", catalog.tag, errors.err());
    }
}
