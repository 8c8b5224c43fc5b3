//! Links in Markdown: each relative one names a file that exists, each `#anchor` a heading in it. And tests that
//! documents name, as `file.rs::test` in code: each is a function in that file.
//!
//! Addresses on the network are left alone: this check runs without one.

use std::{
    fs,
    path::{Path, PathBuf},
};

use color_eyre::eyre::{Result, WrapErr, bail};

/// Folders that hold no documents of ours.
const ELSEWHERE: [&str; 5] = ["target", "node_modules", ".git", "dist", "gen"];

/// Checks every document below `root`.
///
/// # Errors
/// The list of links that lead nowhere, or the first file that cannot be read.
pub(crate) fn check(root: &Path) -> Result<()> {
    let mut documents = Vec::new();
    collect(root, &mut documents)?;
    let mut broken = Vec::new();
    let mut count = 0;
    for document in &documents {
        let text = fs::read_to_string(document).wrap_err_with(|| format!("reading {}", document.display()))?;
        for (line, target) in links(&text) {
            count += 1;
            if let Some(reason) = problem(document, &text, &target)? {
                let shown = document.strip_prefix(root).unwrap_or(document).display();
                broken.push(format!("{shown}:{line}: {target}: {reason}"));
            }
        }
    }
    for document in &documents {
        let text = fs::read_to_string(document).wrap_err_with(|| format!("reading {}", document.display()))?;
        for (line, file, test) in named_tests(&text) {
            count += 1;
            if !has_test(root, file, test) {
                let shown = document.strip_prefix(root).unwrap_or(document).display();
                broken.push(format!("{shown}:{line}: {file}::{test}: no such test"));
            }
        }
    }
    if !broken.is_empty() {
        bail!("links that lead nowhere:\n{}", broken.join("\n"));
    }
    say(&format!("{count} links in {} documents lead somewhere", documents.len()));
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the task's answer to the person who started it")]
fn say(text: &str) {
    println!("{text}");
}

fn collect(folder: &Path, documents: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).wrap_err_with(|| format!("listing {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !ELSEWHERE.contains(&name.as_str()) {
            collect(&path, documents)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            documents.push(path);
        }
    }
    documents.sort();
    Ok(())
}

/// Every link target with the number of its line; code blocks and code spans are not links.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in prose(text) {
        // Outside code spans: the even pieces between backticks. A link's own text may be code, so
        // spans are blanked, not removed.
        let line: String =
            line.split('`').enumerate().map(|(piece, part)| if piece % 2 == 0 { part } else { "code" }).collect();
        let mut rest = line.as_str();
        while let Some(start) = rest.find("](") {
            rest = &rest[start + 2..];
            let Some(end) = rest.find(')') else { break };
            let target = rest[..end].split_whitespace().next().unwrap_or_default();
            found.push((number, target.to_owned()));
            rest = &rest[end..];
        }
    }
    found
}

/// Every test named in a code span as `file.rs::test`, with the number of its line.
fn named_tests(text: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    prose(text).flat_map(|(number, line)| {
        let spans = line.split('`').skip(1).step_by(2);
        spans.filter_map(move |span| {
            let (file, test) = span.split_once(".rs::")?;
            let end = file.len() + ".rs".len();
            test.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_').then(|| (number, &span[..end], test))
        })
    })
}

/// Whether a file, below the project or below the identity server's sources, has a function of that name.
fn has_test(root: &Path, file: &str, test: &str) -> bool {
    let places = [root.join(file), root.join("crates/identity/src").join(file)];
    let text = places.iter().find_map(|path| fs::read_to_string(path).ok());
    text.is_some_and(|text| text.contains(&format!("fn {test}(")))
}

/// The lines outside fenced code, numbered from 1.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        (!fenced && !fence).then_some((index + 1, line))
    })
}

/// What is wrong with a link in `document`, if anything.
fn problem(document: &Path, text: &str, target: &str) -> Result<Option<&'static str>> {
    if target.contains("://") || target.starts_with("mailto:") {
        return Ok(None);
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = document.parent().unwrap_or(Path::new(".")).join(file);
    if !file.is_empty() && !path.exists() {
        return Ok(Some("no such file"));
    }
    let is_document = file.is_empty() || path.extension().is_some_and(|extension| extension == "md");
    if anchor.is_empty() || !is_document {
        return Ok(None);
    }
    let linked = if file.is_empty() { text.to_owned() } else { fs::read_to_string(&path)? };
    let known = prose(&linked).any(|(_, line)| line.starts_with('#') && slug(line) == anchor);
    Ok((!known).then_some("no such heading"))
}

/// A heading's anchor, as code hosts make it: lower case, spaces to hyphens, punctuation dropped.
fn slug(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().chars();
    kept.filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_not_a_link() {
        let text = "[a](one.md) and `[b](two.md)`\n```\n[c](three.md)\n```\n![d](four.svg \"title\") [`e`](five.rs)";
        let targets: Vec<String> = links(text).into_iter().map(|(_, target)| target).collect();
        assert_eq!(targets, ["one.md", "four.svg", "five.rs"]);
    }

    #[test]
    fn a_missing_file_and_a_missing_heading_are_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let document = folder.path().join("page.md");
        let text = "# A heading, with `code`\n";
        fs::write(&document, text).expect("written");
        let reason = |target: &str| problem(&document, text, target).expect("readable");
        assert_eq!(reason("#a-heading-with-code"), None);
        assert_eq!(reason("page.md#a-heading-with-code"), None);
        assert_eq!(reason("#another"), Some("no such heading"));
        assert_eq!(reason("elsewhere.md"), Some("no such file"));
        assert_eq!(reason("https://example.org/nowhere"), None);
    }

    #[test]
    fn tests_that_documents_name_are_looked_for() {
        let text = "see `a/b.rs::it_works`, `b.rs::Type::method`, `plain` and\n```\n`c.rs::fenced`\n```\n";
        assert_eq!(named_tests(text).collect::<Vec<_>>(), [(1, "a/b.rs", "it_works")]);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(has_test(root, "src/links.rs", "tests_that_documents_name_are_looked_for"));
        assert!(!has_test(root, "src/links.rs", "nobody_wrote_this_one"));
        assert!(!has_test(root, "src/nowhere.rs", "check"));
    }
}
