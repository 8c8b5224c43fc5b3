//! Temporary files a kill left behind.
//!
//! Stronghold writes `<name>.<12 hex digits>` before it renames and removes none of them after a
//! kill; ours end in `.next`. Each may hold a readable key, so they go at the next opening.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{MARKER, NEXT, PASSPHRASE, PREVIOUS, PREVIOUS_NEXT, SNAPSHOT};
use crate::VaultError;

/// Whether a file name is one of the temporary names, exactly.
#[must_use]
pub fn is_orphan(name: &str) -> bool {
    let ours = [NEXT, PREVIOUS_NEXT].contains(&name)
        || [MARKER, PASSPHRASE].iter().any(|kept| name.strip_prefix(kept) == Some(".next"));
    ours || [SNAPSHOT, NEXT, PREVIOUS].iter().any(|written| {
        let suffix = name.strip_prefix(written).and_then(|rest| rest.strip_prefix('.'));
        suffix.is_some_and(|salt| {
            salt.len() == 12 && salt.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        })
    })
}

/// The temporary files in a folder.
///
/// # Errors
/// When the folder cannot be listed.
pub fn list_orphans(folder: &Path) -> Result<Vec<PathBuf>, VaultError> {
    let list = || -> std::io::Result<Vec<PathBuf>> {
        let mut orphans = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_name().to_str().is_some_and(is_orphan) && !entry.file_type()?.is_dir() {
                orphans.push(entry.path());
            }
        }
        orphans.sort();
        Ok(orphans)
    };
    list().map_err(VaultError::io("list", folder))
}

/// Removes the temporary files; the folder's lock must be held. Answers how many there were.
///
/// # Errors
/// When one cannot be removed.
pub fn remove_orphans(folder: &Path) -> Result<usize, VaultError> {
    let orphans = list_orphans(folder)?;
    for orphan in &orphans {
        super::safe_write::remove_if_present(orphan)?;
    }
    Ok(orphans.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_exact_temporary_names_are_orphans() {
        for orphan in [
            "vault.stronghold.0123456789ab",
            "vault.stronghold.next",
            "vault.stronghold.next.ffffffffffff",
            "vault.stronghold.previous.next",
            "vault.json.next",
            "vault.passphrase.json.next",
        ] {
            assert!(is_orphan(orphan), "{orphan}");
        }
        for kept in [
            "vault.stronghold",
            "vault.stronghold.previous",
            "vault.stronghold.0123456789a",
            "vault.stronghold.0123456789abc",
            "vault.stronghold.0123456789AB",
            "vault.stronghold.damaged-20261122T100000Z",
            "vault.lock",
            "vault.json",
            "other.stronghold.0123456789ab",
            "vault.stronghold0123456789ab",
        ] {
            assert!(!is_orphan(kept), "{kept}");
        }
    }

    proptest! {
        #[test]
        fn every_name_stronghold_may_choose_is_an_orphan(salt in "[0-9a-f]{12}") {
            let name = format!("{NEXT}.{salt}");
            prop_assert!(is_orphan(&name));
        }
    }
}
