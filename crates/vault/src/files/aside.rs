//! Moving a file out of the way without losing it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use houseguest_protocol::values::{Clock, SystemClock};

use super::{PREVIOUS, SNAPSHOT};
use crate::VaultError;

/// Gives a file a dated name in its own folder, such as `vault.stronghold.damaged-20261122T100000Z`.
///
/// `reason` becomes part of the name. Answers the new path; nothing is overwritten.
///
/// # Errors
/// What the system refused.
pub fn move_aside(path: &Path, reason: &str) -> Result<PathBuf, VaultError> {
    let target = free_name(path, reason);
    fs::rename(path, &target).map_err(VaultError::io("move aside", path))?;
    super::sync_folder(target.parent().unwrap_or(Path::new(".")))?;
    Ok(target)
}

/// Keeps a file under a dated name while it also stays where it is, to be replaced at once.
///
/// A folder cannot have two names, so it is moved.
///
/// # Errors
/// What the system refused.
pub fn set_aside(path: &Path, reason: &str) -> Result<PathBuf, VaultError> {
    if path.is_dir() {
        return move_aside(path, reason);
    }
    let target = free_name(path, reason);
    if fs::hard_link(path, &target).is_err() {
        // No second names on this file system, or not allowed to apps.
        fs::copy(path, &target).map_err(VaultError::io("set aside", path))?;
    }
    Ok(target)
}

fn free_name(path: &Path, reason: &str) -> PathBuf {
    let date: String = SystemClock.now().to_rfc3339().chars().filter(|sign| !"-:".contains(*sign)).collect();
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{reason}-{date}"));
    let first = PathBuf::from(name);
    let mut target = first.clone();
    let mut number = 2;
    while fs::symlink_metadata(&target).is_ok() {
        let mut name = first.as_os_str().to_owned();
        name.push(format!("-{number}"));
        target = PathBuf::from(name);
        number += 1;
    }
    target
}

/// The snapshots that were moved aside in a folder, by name.
///
/// # Errors
/// When the folder cannot be listed.
pub fn moved_aside(folder: &Path) -> Result<Vec<PathBuf>, VaultError> {
    let marks = [SNAPSHOT, PREVIOUS].map(|name| [format!("{name}.damaged-"), format!("{name}.aside-")]);
    let list = || -> std::io::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if marks.iter().flatten().any(|mark| name.to_string_lossy().starts_with(mark.as_str())) {
                found.push(entry.path());
            }
        }
        found.sort();
        Ok(found)
    };
    list().map_err(VaultError::io("list", folder))
}
