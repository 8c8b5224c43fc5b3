//! Turns `assets/locales/<tag>/app.ftl` into the table of languages the interface speaks.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../assets/locales");
    println!("cargo::rerun-if-changed={}", folder.display());

    let mut tags: Vec<String> = fs::read_dir(&folder)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()?;
    tags.retain(|tag| folder.join(tag).join("app.ftl").is_file());
    tags.sort();

    let mut table = String::from("&[\n");
    for tag in &tags {
        let file = folder.join(tag).join("app.ftl").canonicalize()?;
        println!("cargo::rerun-if-changed={}", file.display());
        table.push_str(&format!("    Catalog {{ tag: {tag:?}, source: include_str!({:?}) }},\n", file.display()));
    }
    table.push(']');
    fs::write(Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("catalogs.rs"), table)
}
