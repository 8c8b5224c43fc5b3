//! Makes the browser's half of a WebAssembly module: `wasm-bindgen-tool <module.wasm> <folder>`.
//!
//! The published command-line tool has to match the library's version exactly, and is a separate
//! download. This one is built from the same lock file as the module, so the two cannot differ.

use std::path::PathBuf;

use color_eyre::eyre::{Result, WrapErr, bail};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    color_eyre::install()?;
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [module, folder] = arguments.as_slice() else {
        bail!("usage: wasm-bindgen-tool <module.wasm> <folder>");
    };
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).typescript(false).remove_name_section(true).remove_producers_section(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder))
        .map_err(|error| {
            // The library's error type is not ours; its chain is all it has to say.
            color_eyre::eyre::eyre!("{error:#}")
        })
        .wrap_err_with(|| format!("{} could not be bound", module.display()))
}
