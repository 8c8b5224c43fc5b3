//! From a folder and a source of keys to an open vault.
//!
//! The one rule that protects a guest from being replaced by a new one: a snapshot key is made only
//! where the credential store says that it holds none, and no snapshot, no previous copy and no marker
//! say that there was a vault. A store that is locked or away says nothing, so nothing is made.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicBool},
};

use super::{
    VaultOptions,
    core::{Core, Key},
    interruption::Interruption,
};
use crate::{
    Diagnosis, Health, Marker, SnapshotKeySource, VaultError,
    doctor::{self, Remedy, examine},
    files,
    lock::FolderLock,
    snapshot_key::{CredentialStore, CredentialStoreError, Stretching, SystemStore},
    stronghold::{Content, GuardedKey},
};

/// An open vault, and how it was found.
pub(super) struct Opened {
    pub(super) core: Core,
    pub(super) finding: Health,
    pub(super) moved_to: Option<PathBuf>,
}

/// Where a key may come from, once the source is made concrete.
pub(super) enum Source {
    Store(Box<dyn CredentialStore>),
    Other(SnapshotKeySource),
}

impl From<SnapshotKeySource> for Source {
    fn from(source: SnapshotKeySource) -> Self {
        match source {
            SnapshotKeySource::CredentialStore { service, account } => {
                Self::Store(Box::new(SystemStore { service, account }))
            }
            other => Self::Other(other),
        }
    }
}

pub(super) fn open(options: VaultOptions) -> Result<Opened, VaultError> {
    open_with(&options.folder, options.key.into())
}

pub(super) fn open_with(folder: &Path, source: Source) -> Result<Opened, VaultError> {
    let folder = files::prepare_folder(folder)?;
    let lock = FolderLock::take(&folder)?;
    let orphans = files::remove_orphans(&folder)?;
    if orphans > 0 {
        tracing::info!(orphans, "removed temporary files that an interrupted save left behind");
    }
    let marker = Marker::read(&folder)?;
    let from_passphrase = matches!(source, Source::Other(SnapshotKeySource::Passphrase(_)));
    let snapshot = folder.join(files::SNAPSHOT);
    let vault_exists = std::fs::symlink_metadata(&snapshot).is_ok();

    if !vault_exists && doctor::is_missed(&folder, marker.as_ref()) {
        return Err(VaultError::Gone { sub: marker.and_then(|marker| marker.sub) });
    }
    let key = find_key(&folder, source, vault_exists, marker.is_some())?;
    let found = match &key {
        Key::Held(key) if vault_exists => read(&folder, &snapshot, key, marker.as_ref(), from_passphrase)?,
        _ => Found { finding: Health::Absent, content: None, moved_to: None },
    };
    if found.content.is_some() {
        files::restrict(&snapshot)?;
    }
    let core = Core {
        key,
        saved: Arc::new(AtomicBool::new(found.content.is_some())),
        content: found.content,
        // Read again: it may have been set right.
        marker: Marker::read(&folder)?.unwrap_or_default(),
        interruption: Interruption::default(),
        folder,
        _lock: lock,
    };
    Ok(Opened { core, finding: found.finding, moved_to: found.moved_to })
}

struct Found {
    finding: Health,
    content: Option<Content>,
    moved_to: Option<PathBuf>,
}

fn read(
    folder: &Path,
    snapshot: &Path,
    key: &GuardedKey,
    marker: Option<&Marker>,
    from_passphrase: bool,
) -> Result<Found, VaultError> {
    match examine(snapshot, key, marker)? {
        (finding, Some(content)) => {
            if let Health::Stale { found, expected } = finding {
                tracing::warn!(found, expected, "the vault file is an older copy than the one saved last");
            }
            let of_file = describe(&content, snapshot)?;
            // A kill between the file and its marker.
            if marker.is_none_or(|marker| marker.unreadable || marker.generation < of_file.generation) {
                of_file.write(folder)?;
            }
            Ok(Found { finding, content: Some(content), moved_to: None })
        }
        (finding, None) => {
            let Remedy { content, moved_to } = doctor::treat(folder, finding.clone(), key, from_passphrase)?;
            // The restored copy is the one to expect from now on.
            describe(&content, snapshot)?.write(folder)?;
            Ok(Found { finding, content: Some(content), moved_to: Some(moved_to) })
        }
    }
}

/// What a marker should say of a snapshot.
fn describe(content: &Content, snapshot: &Path) -> Result<Marker, VaultError> {
    let size_bytes = std::fs::metadata(snapshot).map_err(VaultError::io("look at", snapshot))?.len();
    Marker::of(content, size_bytes)
}

/// Finds the key, or decides that one may be made later.
fn find_key(folder: &Path, source: Source, vault_exists: bool, has_marker: bool) -> Result<Key, VaultError> {
    let key = match source {
        Source::Other(SnapshotKeySource::Fixed(key)) => key,
        Source::Other(SnapshotKeySource::Passphrase(passphrase)) => {
            let stretching = match Stretching::read(folder)? {
                Some(stretching) => stretching,
                None if vault_exists => return Err(VaultError::KeyMissing { missing: "the salt of its passphrase" }),
                None => Stretching::choose(folder, &passphrase)?,
            };
            stretching.stretch(&passphrase)?
        }
        Source::Other(SnapshotKeySource::CredentialStore { service, account }) => {
            return find_key(
                folder,
                Source::Store(Box::new(SystemStore { service, account })),
                vault_exists,
                has_marker,
            );
        }
        Source::Store(store) => match store.find().map_err(|error| store_error(error, vault_exists))? {
            None if vault_exists => {
                return Err(VaultError::KeyMissing { missing: "its key in the credential store" });
            }
            None => return Ok(Key::ToBeMade(store)),
            // The store remembers a vault, and the folder does not: it was emptied.
            Some(_) if !vault_exists && !has_marker => return Err(VaultError::Gone { sub: None }),
            Some(key) => key,
        },
    };
    GuardedKey::new(&key).map(Key::Held)
}

/// What a failure of the credential store means for a vault.
pub(super) fn store_error(error: CredentialStoreError, vault_exists: bool) -> VaultError {
    match error {
        CredentialStoreError::Locked(detail) => VaultError::Locked { detail },
        CredentialStoreError::Unavailable { .. } => {
            VaultError::NoCredentialStore { detail: error.to_string(), vault_exists }
        }
        other => VaultError::CredentialStore(other),
    }
}

pub(super) fn diagnose(options: &VaultOptions) -> Result<Diagnosis, VaultError> {
    let folder = match std::fs::canonicalize(&options.folder) {
        Ok(folder) => folder,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Diagnosis::of_nothing()),
        Err(error) => return Err(VaultError::io("find", &options.folder)(error)),
    };
    let is_there = |name: &str| std::fs::symlink_metadata(folder.join(name)).is_ok();
    if !is_there(files::SNAPSHOT) && !is_there(files::PREVIOUS) {
        return Diagnosis::without_files(&folder);
    }
    // With a snapshot on disk this finds a key or fails; it makes nothing.
    match find_key(&folder, options.key.clone().into(), true, true)? {
        Key::Held(key) => doctor::diagnose(&folder, &key),
        Key::ToBeMade(_) => Err(VaultError::KeyMissing { missing: "its key in the credential store" }),
    }
}
