//! The state of one snapshot file.

use std::{
    fmt, fs,
    io::{self, Read},
    path::Path,
};

use crate::{
    Marker, VaultError,
    stronghold::{Content, Fault, GuardedKey},
};

/// Magic, version, and the shortest encrypted body: a snapshot is never shorter.
const LEAST_BYTES: u64 = 173;

/// The state of one snapshot file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// There is none.
    Absent,
    /// It opens, and is the one that was saved last.
    Sound,
    /// It opens, and is older than the one that was saved last: somebody put a copy back.
    Stale {
        /// The generation in the file.
        found: u64,
        /// The generation the marker remembers.
        expected: u64,
    },
    /// The key does not open it: it was swapped for another, or its header is hurt.
    WrongKey,
    /// It is shorter than it was.
    Truncated,
    /// It is all zeros, as after a loss of power on some file systems.
    Zeroed,
    /// It does not begin as a snapshot does.
    NotASnapshot,
    /// It begins well, and what follows does not decrypt.
    DamagedBody,
    /// It opens, and holds something else than a vault of ours.
    Foreign,
    /// A newer program wrote it.
    UnsupportedVersion,
    /// The system does not let us read it; it may be in perfect order.
    Unreadable(String),
    /// A folder stands in its place.
    IsDirectory,
}

impl Health {
    /// Whether it opens and can be used.
    #[must_use]
    pub const fn is_usable(&self) -> bool {
        matches!(self, Self::Sound | Self::Stale { .. })
    }
}

impl fmt::Display for Health {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => out.write_str("it is not there"),
            Self::Sound => out.write_str("it is sound"),
            Self::Stale { found, expected } => {
                write!(out, "it is an older copy: save {found}, where save {expected} is expected")
            }
            Self::WrongKey => out.write_str("the key does not open it"),
            Self::Truncated => out.write_str("it was cut short"),
            Self::Zeroed => out.write_str("it is all zeros"),
            Self::NotASnapshot => out.write_str("it is not a vault file"),
            Self::DamagedBody => out.write_str("its content is damaged"),
            Self::Foreign => out.write_str("it holds something else than a guest's vault"),
            Self::UnsupportedVersion => out.write_str("a newer program wrote it"),
            Self::Unreadable(detail) => write!(out, "it may not be read: {detail}"),
            Self::IsDirectory => out.write_str("a folder stands in its place"),
        }
    }
}

/// Looks at one file; answers its content too when it is usable. With a marker, age and length are compared.
pub(crate) fn examine(
    path: &Path,
    key: &GuardedKey,
    marker: Option<&Marker>,
) -> Result<(Health, Option<Content>), VaultError> {
    let outside = match look_from_outside(path) {
        Ok(outside) => outside,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((Health::Absent, None)),
        Err(error) => return Ok((Health::Unreadable(error.to_string()), None)),
    };
    let size_bytes = match outside {
        Outside::Found(health) => return Ok((health, None)),
        Outside::Bytes(size_bytes) => size_bytes,
    };
    let was_longer = marker.is_some_and(|marker| size_bytes < marker.size_bytes);
    let fault = match Content::read(path, key) {
        Ok(content) => return Ok(compare_age(content, marker)),
        Err(Ok(fault)) => fault,
        Err(Err(error)) => return Err(error),
    };
    let health = match fault {
        Fault::WrongKey => Health::WrongKey,
        Fault::NotASnapshot => Health::NotASnapshot,
        Fault::Body if was_longer => Health::Truncated,
        Fault::Body => Health::DamagedBody,
        Fault::UnsupportedVersion => Health::UnsupportedVersion,
        Fault::Foreign => Health::Foreign,
        Fault::Unreadable(detail) => Health::Unreadable(detail),
    };
    Ok((health, None))
}

/// What shows without the key.
enum Outside {
    Found(Health),
    Bytes(u64),
}

fn look_from_outside(path: &Path) -> io::Result<Outside> {
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_dir() {
        return Ok(Outside::Found(Health::IsDirectory));
    }
    let mut beginning = Vec::new();
    fs::File::open(path)?.take(LEAST_BYTES).read_to_end(&mut beginning)?;
    if !beginning.is_empty() && beginning.iter().all(|byte| *byte == 0) {
        return Ok(Outside::Found(Health::Zeroed));
    }
    if metadata.len() < LEAST_BYTES {
        return Ok(Outside::Found(Health::Truncated));
    }
    Ok(Outside::Bytes(metadata.len()))
}

fn compare_age(content: Content, marker: Option<&Marker>) -> (Health, Option<Content>) {
    let found = match content.record() {
        Ok(Some(record)) => record.generation,
        Ok(None) | Err(_) => return (Health::Foreign, None),
    };
    let health = match marker.map(|marker| marker.generation) {
        // A kill between the file and the marker leaves the marker behind, never ahead.
        Some(expected) if found < expected => Health::Stale { found, expected },
        _ => Health::Sound,
    };
    (health, Some(content))
}
