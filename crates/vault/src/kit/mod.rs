//! A recovery kit: a key of its own, which can bring a guest to a new device once, in an encrypted file.
//!
//! The vault's key never leaves Stronghold, so a kit does not hold it. See docs/decisions/0020-recovery-and-devices.md.
//!
//! * `file`: what the file looks like, sealed and opened.
//! * `key`: the key while it is in memory.
//! * `strength`: which passphrases are good enough for a file that may be copied.

mod file;
mod key;
mod strength;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use houseguest_protocol::{values::Subject, window::KitSummary};
use secrecy::SecretString;
use url::Url;

pub use key::RecoveryKey;
pub use strength::judge;

use self::file::SealedKit;
use crate::{VaultError, files, snapshot_key::PassphraseError};

/// No kit is larger; a file that is was never one.
const MOST_BYTES: u64 = 16 * 1024;

/// Why a recovery kit could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum KitError {
    /// The file is something else.
    #[error("the file is no recovery kit")]
    NotAKit,
    /// The file is a kit of a version that is not known here.
    #[error("the recovery kit is of version {0}, which is not known here")]
    TooNew(u64),
    /// The file is a kit, and cannot be read any more.
    #[error("the recovery kit is damaged")]
    Damaged,
    /// The passphrase does not open the kit, or what can be read of the kit was changed.
    #[error("the passphrase does not open the recovery kit")]
    WrongPassphrase,
    /// The passphrase is too easy to guess.
    #[error("the passphrase is too easy to guess")]
    WeakPassphrase,
    /// The passphrase could not be stretched, such as for lack of memory.
    #[error(transparent)]
    Stretching(PassphraseError),
    /// The system refused.
    #[error("could not {action} {path}", path = path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The file could not be written safely.
    #[error(transparent)]
    Write(#[from] VaultError),
}

/// What a kit holds: a key, and whose it is where.
#[derive(Clone, Debug)]
pub struct RecoveryKit {
    /// The issuer, without a trailing slash.
    pub issuer: String,
    /// The guest.
    pub sub: Subject,
    /// The key.
    pub key: RecoveryKey,
}

impl RecoveryKit {
    /// A kit with a fresh key.
    #[must_use]
    pub fn new(issuer: &Url, sub: Subject) -> Self {
        Self { issuer: issuer_text(issuer), sub, key: RecoveryKey::random() }
    }

    /// Whether the kit is for this issuer.
    #[must_use]
    pub fn is_for(&self, issuer: &Url) -> bool {
        self.issuer == issuer_text(issuer)
    }

    /// Seals the kit under a passphrase; `made_on` is a day such as `2026-11-22`. Takes some tenths of a second and
    /// 64 MiB.
    ///
    /// # Errors
    /// [`KitError::WeakPassphrase`] and [`KitError::Stretching`].
    pub fn seal(&self, passphrase: &SecretString, made_on: &str) -> Result<Vec<u8>, KitError> {
        if !judge(passphrase).is_enough {
            return Err(KitError::WeakPassphrase);
        }
        SealedKit::seal(self, passphrase, made_on).map(|sealed| sealed.to_bytes())
    }

    /// Opens a kit. Takes as long as its stretching says, within bounds.
    ///
    /// # Errors
    /// See [`KitError`].
    pub fn open(bytes: &[u8], passphrase: &SecretString) -> Result<Self, KitError> {
        SealedKit::parse(bytes)?.open(passphrase)
    }

    /// What a kit's file says without its passphrase. Nothing of it is proven before the kit is opened.
    ///
    /// # Errors
    /// [`KitError::NotAKit`], [`KitError::TooNew`] and [`KitError::Damaged`].
    pub fn summary(file_name: &str, bytes: &[u8]) -> Result<KitSummary, KitError> {
        let sealed = SealedKit::parse(bytes)?;
        Ok(KitSummary {
            file_name: file_name.to_owned(),
            issuer_host: sealed.issuer_host().to_owned(),
            made_on: sealed.made_on().to_owned(),
        })
    }
}

/// Writes a kit's file, for its owner's eyes only, whole or not at all.
///
/// # Errors
/// What the system refused; a former file of that name is intact then.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), KitError> {
    Ok(files::write_safely(path, bytes)?)
}

/// Reads a kit's file.
///
/// # Errors
/// [`KitError::NotAKit`] for a file that is far too large; otherwise what the system refused.
pub fn read(path: &Path) -> Result<Vec<u8>, KitError> {
    let failed = |source| KitError::Io { action: "read", path: path.to_owned(), source };
    if fs::metadata(path).map_err(failed)?.len() > MOST_BYTES {
        return Err(KitError::NotAKit);
    }
    fs::read(path).map_err(failed)
}

fn issuer_text(issuer: &Url) -> String {
    issuer.as_str().trim_end_matches('/').to_owned()
}
