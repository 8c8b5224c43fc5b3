//! axe-core finds nothing, on any screen, in any theme, nor where text runs to the left; and the whole app can be
//! used by keyboard alone.

mod after_a_crash;
mod by_keyboard;
mod with_axe;

use std::{env, fs, path::PathBuf};

use color_eyre::eyre::{Result, eyre};

/// The interface with its made-up worlds, as `./x test` builds it.
fn interface() -> Result<PathBuf> {
    env::var_os("HOUSEGUEST_SCREENS_ROOT")
        .map(PathBuf::from)
        .ok_or_else(|| eyre!("HOUSEGUEST_SCREENS_ROOT names a dev build of the interface; ./x test makes one"))
}

/// Where logs go.
fn logs(name: &str) -> Result<PathBuf> {
    let folder = env::var_os("HOUSEGUEST_PICTURES").map_or_else(env::temp_dir, PathBuf::from).join(name);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
