//! Where the programs under test are: told by `./x test`, or beside this test's own binary.

use std::{env, path::PathBuf};

use color_eyre::eyre::{Result, bail, eyre};

/// The app.
pub(crate) fn app() -> Result<PathBuf> {
    built("HOUSEGUEST_APP", "houseguest")
}

/// A bare window of the same Tauri.
pub(crate) fn bare_window() -> Result<PathBuf> {
    built("HOUSEGUEST_BARE_WINDOW", "examples/bare-window")
}

/// The backend.
pub(crate) fn backend() -> Result<PathBuf> {
    built("HOUSEGUEST_BACKEND", "houseguest-backend")
}

/// The hand that opens a vault outside the app.
pub(crate) fn vault_hand() -> Result<PathBuf> {
    built("HOUSEGUEST_VAULT_HAND", "vault-hand")
}

/// The built interface.
pub(crate) fn web_root() -> Result<PathBuf> {
    let root = env::var_os("HOUSEGUEST_WEB_ROOT").map_or_else(|| project().join("src-ui/dist"), PathBuf::from);
    if !root.join("index.html").exists() {
        bail!("no interface in {}; ./x test builds it", root.display());
    }
    Ok(root)
}

/// Where pictures and logs of a story go.
pub(crate) fn pictures(story: &str) -> Result<PathBuf> {
    let folder = match env::var_os("HOUSEGUEST_PICTURES") {
        Some(folder) => PathBuf::from(folder),
        None => profile()?.parent().ok_or_else(|| eyre!("no target folder"))?.join("journeys"),
    }
    .join(story);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn built(variable: &str, name: &str) -> Result<PathBuf> {
    let program = match env::var_os(variable) {
        Some(program) => PathBuf::from(program),
        None => profile()?.join(name),
    };
    if !program.exists() {
        bail!("{} is not built; ./x test builds it", program.display());
    }
    Ok(program)
}

/// `target/debug`: programs are in it, tests in `deps` below it.
fn profile() -> Result<PathBuf> {
    let this = env::current_exe()?;
    let folder = this.parent().map(|folder| if folder.ends_with("deps") { folder.join("..") } else { folder.into() });
    folder.ok_or_else(|| eyre!("{} is in no target folder", this.display()))?.canonicalize().map_err(Into::into)
}
