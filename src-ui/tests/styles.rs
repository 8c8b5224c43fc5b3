//! Styles keep to the tokens, and the page keeps to the content policy.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
}

fn read_all(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), extension, &mut found);
    assert!(!found.is_empty(), "{folder} has {extension} files");
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("a readable file"))).collect()
}

/// The names after `prefix`, up to the first character that cannot be part of a name.
fn names_after<'a>(text: &'a str, prefix: &str) -> impl Iterator<Item = String> + use<'a> {
    let pieces: Vec<&str> = text.split(prefix).skip(1).collect();
    pieces
        .into_iter()
        .map(|piece| piece.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect())
}

#[test]
fn every_property_that_is_used_is_defined() {
    let styles = read_all("../assets/styles", "css");
    let defined: BTreeSet<String> = styles
        .iter()
        .flat_map(|(_, text)| text.lines().flat_map(|line| line.split(['{', ';'])))
        .filter_map(|part| {
            part.trim().strip_prefix("--")?.split_once(':').map(|(name, _)| format!("--{}", name.trim()))
        })
        .collect();
    for (path, text) in &styles {
        for name in names_after(text, "var(--") {
            assert!(defined.contains(&format!("--{name}")), "{} uses --{name}, which nobody defines", path.display());
        }
    }
}

#[test]
fn no_style_is_written_into_the_page() {
    for (path, text) in read_all("src", "rs") {
        assert!(!text.contains("style=\"") && !text.contains("style={"), "{} has a style attribute", path.display());
    }
    let index = include_str!("../index.html");
    assert!(!index.contains("style=") && !index.contains("<style"), "index.html has a style");
    for script in index.split("<script").skip(1) {
        let (tag, rest) = script.split_once('>').expect("the tag ends");
        assert!(tag.contains("src="), "index.html has an inline script: {tag}");
        assert!(rest.starts_with("</script>"), "index.html has an inline script");
    }
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    let mut all = read_all("../assets/styles", "css");
    all.push((PathBuf::from("index.html"), include_str!("../index.html").to_owned()));
    for (path, text) in all {
        assert!(!text.contains("http://") && !text.contains("https://"), "{} fetches from elsewhere", path.display());
    }
}
