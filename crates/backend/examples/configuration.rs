//! Writes `docs/configuration.md` and `docs/houseguest.sample.toml` anew.

use std::{fs, io, path::Path};

use houseguest_backend::config::{configuration_md, sample_toml};

fn main() -> io::Result<()> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    fs::write(docs.join("configuration.md"), configuration_md())?;
    fs::write(docs.join("houseguest.sample.toml"), sample_toml())
}
