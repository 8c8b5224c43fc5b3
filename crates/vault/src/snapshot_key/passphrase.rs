//! A passphrase, stretched to a snapshot key with Argon2id.

use std::{io, path::Path};

use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{KEY_BYTES, SnapshotKey};
use crate::{VaultError, files};

/// The fewest characters a new passphrase may have (NIST SP 800-63B, section 3.1.1.2).
pub(super) const MINIMUM_CHARACTERS: usize = 8;

/// The least memory that is accepted, in KiB, with [`LEAST_PASSES`]: OWASP's minimum for Argon2id.
const LEAST_MEMORY_KIB: u32 = 19 * 1024;
const LEAST_PASSES: u32 = 2;
/// The most that is accepted, so that a changed file cannot stop the program: 1 GiB, 16 passes.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 16;

/// Why a passphrase cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PassphraseError {
    /// It is too short for a new vault.
    #[error("a passphrase has at least {MINIMUM_CHARACTERS} characters")]
    TooShort,
    /// The file beside the vault asks for a cost outside what is accepted.
    #[error("the file with the passphrase's salt asks for a cost that is not accepted")]
    Cost,
    /// The file beside the vault is hurt.
    #[error("the file with the passphrase's salt cannot be read")]
    File(#[source] Option<serde_json::Error>),
    /// Argon2 refused.
    #[error("the passphrase could not be stretched: {0}")]
    Argon2(String),
}

/// How a passphrase becomes a key: kept beside the vault, not secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stretching {
    version: u8,
    algorithm: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    /// 16 random bytes in hexadecimal.
    salt: String,
}

impl Stretching {
    /// A fresh salt and the present cost: 64 MiB and 3 passes, three times OWASP's minimum and more.
    pub(crate) fn fresh() -> Self {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).expect("the operating system provides randomness");
        Self {
            version: 1,
            algorithm: "argon2id".to_owned(),
            memory_kib: 64 * 1024,
            passes: 3,
            lanes: 1,
            salt: data_encoding::HEXLOWER.encode(&salt),
        }
    }

    /// The stretching of a vault folder, if it was chosen.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>, VaultError> {
        let path = folder.join(files::PASSPHRASE);
        match std::fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|error| VaultError::Passphrase(PassphraseError::File(Some(error)))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(VaultError::io("read", path)(error)),
        }
    }

    /// Chooses the stretching for a new vault and writes it down.
    ///
    /// # Errors
    /// [`PassphraseError::TooShort`]; nothing is written then.
    pub(crate) fn choose(folder: &Path, passphrase: &SecretString) -> Result<Self, VaultError> {
        if passphrase.expose_secret().chars().count() < MINIMUM_CHARACTERS {
            return Err(VaultError::Passphrase(PassphraseError::TooShort));
        }
        let chosen = Self::fresh();
        let bytes = serde_json::to_vec_pretty(&chosen).map_err(VaultError::Record)?;
        files::write_safely(&folder.join(files::PASSPHRASE), &bytes)?;
        Ok(chosen)
    }

    /// Stretches a passphrase; takes some tenths of a second and `memory_kib` of memory.
    pub(crate) fn stretch(&self, passphrase: &SecretString) -> Result<SnapshotKey, VaultError> {
        self.derive(passphrase).map_err(VaultError::Passphrase)
    }

    pub(crate) fn derive(&self, passphrase: &SecretString) -> Result<SnapshotKey, PassphraseError> {
        let acceptable = (LEAST_MEMORY_KIB..=MOST_MEMORY_KIB).contains(&self.memory_kib)
            && (LEAST_PASSES..=MOST_PASSES).contains(&self.passes)
            && (1..=16).contains(&self.lanes);
        if self.version != 1 || self.algorithm != "argon2id" || !acceptable {
            return Err(PassphraseError::Cost);
        }
        let salt = data_encoding::HEXLOWER.decode(self.salt.as_bytes()).map_err(|_| PassphraseError::File(None))?;
        let refused = |error: argon2::Error| PassphraseError::Argon2(error.to_string());
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(KEY_BYTES)).map_err(refused)?;
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.expose_secret().as_bytes(), &salt, &mut *key)
            .map_err(refused)?;
        Ok(SnapshotKey(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase(text: &str) -> SecretString {
        text.to_owned().into()
    }

    #[test]
    fn one_passphrase_makes_one_key_for_each_salt() {
        let (one, other) = (Stretching::fresh(), Stretching::fresh());
        let key = one.stretch(&passphrase("correct horse")).expect("stretches");
        assert_eq!(key, one.stretch(&passphrase("correct horse")).expect("stretches"));
        assert_ne!(key, one.stretch(&passphrase("correct house")).expect("stretches"));
        assert_ne!(key, other.stretch(&passphrase("correct horse")).expect("stretches"));
    }

    #[test]
    fn a_short_passphrase_writes_nothing() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let refused = Stretching::choose(folder.path(), &passphrase("sevench"));
        assert!(matches!(refused, Err(VaultError::Passphrase(PassphraseError::TooShort))), "{refused:?}");
        assert_eq!(Stretching::read(folder.path()).expect("reads"), None);
    }

    #[test]
    fn a_weakened_or_absurd_cost_is_refused() {
        for (memory_kib, passes) in [(8, 1), (19 * 1024, 1), (u32::MAX, 3), (64 * 1024, u32::MAX)] {
            let planted = Stretching { memory_kib, passes, ..Stretching::fresh() };
            let refused = planted.derive(&passphrase("correct horse"));
            assert!(matches!(refused, Err(PassphraseError::Cost)), "{memory_kib} KiB, {passes} passes: {refused:?}");
        }
    }
}
