//! Reads `assets/locales/<tag>/app.ftl`: which languages there are, what they call themselves, and English in full.

use std::{env, fs, io, path::Path};

/// The language that is always there; the others are files, fetched when they are chosen.
const BUILT_IN: &str = "en";

fn main() -> io::Result<()> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../assets/locales");
    let written = env::var("OUT_DIR").map_err(io::Error::other)?;
    println!("cargo::rerun-if-changed={}", folder.display());

    let mut languages = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let tag = entry?.file_name().to_string_lossy().into_owned();
        let file = folder.join(&tag).join("app.ftl");
        if !file.is_file() {
            continue;
        }
        println!("cargo::rerun-if-changed={}", file.display());
        let source = fs::read_to_string(&file)?;
        let name = source.lines().find_map(|line| line.strip_prefix("language-name = "));
        let name = name.ok_or_else(|| io::Error::other(format!("{}: no language-name", file.display())))?;
        languages.push(format!("    Language {{ tag: {tag:?}, name: {name:?} }},\n"));
        if tag == BUILT_IN {
            fs::write(Path::new(&written).join("english.ftl"), without_comments(&source))?;
        }
    }
    languages.sort();
    fs::write(Path::new(&written).join("languages.rs"), format!("&[\n{}]", languages.concat()))
}

/// Comments are for translators; nobody downloads them.
fn without_comments(source: &str) -> String {
    source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}
