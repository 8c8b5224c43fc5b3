//! What state the vault's files are in.
//!
//! Looking changes nothing; what may be done about a finding is in `remedy`.

mod health;
mod remedy;

use std::path::{Path, PathBuf};

pub use health::Health;
pub(crate) use health::examine;
pub(crate) use remedy::{Remedy, treat};

use crate::{Marker, VaultError, files, stronghold::GuardedKey};

/// The state of a vault folder, as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// The vault file.
    pub snapshot: Health,
    /// The copy from before the last save.
    pub previous: Health,
    /// What the marker says, if there is one.
    pub marker: Option<Marker>,
    /// Whether there was a vault that is not there any more.
    pub gone: bool,
    /// Temporary files a kill left behind; the next opening removes them.
    pub orphans: Vec<PathBuf>,
    /// Files that were moved aside, never deleted.
    pub moved_aside: Vec<PathBuf>,
}

/// Looks at a folder with a key and changes nothing.
pub(crate) fn diagnose(folder: &Path, key: &GuardedKey) -> Result<Diagnosis, VaultError> {
    let marker = Marker::read(folder)?;
    let (snapshot, _) = examine(&folder.join(files::SNAPSHOT), key, marker.as_ref())?;
    // The previous copy is older by design, so it is not compared with the marker.
    let (previous, _) = examine(&folder.join(files::PREVIOUS), key, None)?;
    let gone = snapshot == Health::Absent && is_missed(folder, marker.as_ref());
    Ok(Diagnosis {
        snapshot,
        previous,
        gone,
        marker,
        orphans: files::list_orphans(folder)?,
        moved_aside: files::moved_aside(folder)?,
    })
}

/// Whether a folder without a snapshot shows that there was one.
pub(crate) fn is_missed(folder: &Path, marker: Option<&Marker>) -> bool {
    let previous_exists = std::fs::symlink_metadata(folder.join(files::PREVIOUS)).is_ok();
    match marker {
        Some(marker) => marker.generation > 0 && marker.names_somebody(),
        None => previous_exists,
    }
}

impl Diagnosis {
    /// A folder that does not exist.
    pub(crate) fn of_nothing() -> Self {
        Self {
            snapshot: Health::Absent,
            previous: Health::Absent,
            marker: None,
            gone: false,
            orphans: Vec::new(),
            moved_aside: Vec::new(),
        }
    }

    /// A folder with neither a snapshot nor a previous copy: no key is needed to say so.
    pub(crate) fn without_files(folder: &Path) -> Result<Self, VaultError> {
        let marker = Marker::read(folder)?;
        Ok(Self {
            gone: is_missed(folder, marker.as_ref()),
            marker,
            orphans: files::list_orphans(folder)?,
            moved_aside: files::moved_aside(folder)?,
            ..Self::of_nothing()
        })
    }
}
