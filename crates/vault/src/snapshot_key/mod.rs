//! Where the key that encrypts the vault file comes from.
//!
//! There are three sources: the operating system's credential store, a passphrase, and the caller.
//! When a new key may be made is decided in one place, by whoever opens the vault; here are only the
//! ways to find, keep and remove one.

mod advice;
mod credential_store;
mod passphrase;
mod platform;

use houseguest_protocol::window::OpenedBy;
use secrecy::SecretString;
use zeroize::Zeroizing;

pub use advice::{Advice, advise};
pub(crate) use credential_store::{CredentialStore, SystemStore};
pub use credential_store::{
    CredentialStoreError, CredentialStoreStatus, Unavailable, credential_store_available, credential_store_status,
};
pub use passphrase::PassphraseError;
pub(crate) use passphrase::Stretching;

/// The length of a snapshot key.
pub const KEY_BYTES: usize = 32;

/// The 32 bytes a vault file is encrypted under. They must come from a strong source: they are not stretched.
#[derive(Clone, PartialEq, Eq)]
pub struct SnapshotKey(Zeroizing<[u8; KEY_BYTES]>);

impl SnapshotKey {
    /// Draws a key from the operating system's generator.
    ///
    /// # Panics
    /// When the operating system has no randomness to give: no secret may be made then.
    #[must_use]
    pub fn random() -> Self {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(&mut *bytes).expect("the operating system provides randomness");
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub fn expose(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }
}

impl From<[u8; KEY_BYTES]> for SnapshotKey {
    fn from(bytes: [u8; KEY_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }
}

impl std::fmt::Debug for SnapshotKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SnapshotKey([redacted])")
    }
}

/// Where the snapshot key comes from.
#[derive(Clone, Debug)]
pub enum SnapshotKeySource {
    /// The operating system's credential store: Keychain, Credential Manager, Keystore, Secret Service.
    ///
    /// The account must belong to the folder: two folders with one account would share a key, and
    /// each would find the other's and miss its own vault. See [`Self::credential_store_for`].
    CredentialStore {
        /// Names the program, such as its bundle identifier.
        service: String,
        /// Names the vault among the program's.
        account: String,
    },
    /// A passphrase, stretched with Argon2id; salt and cost are kept in a file beside the vault.
    Passphrase(SecretString),
    /// A key from the caller: tests, examples, other key managers.
    Fixed(SnapshotKey),
}

impl SnapshotKeySource {
    /// The credential store, with an account made from the folder's path.
    ///
    /// A program that can be told to keep its data elsewhere gets a key for each place.
    #[must_use]
    pub fn credential_store_for(service: impl Into<String>, folder: &std::path::Path) -> Self {
        let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let digest = houseguest_protocol::values::sha256(real.as_os_str().as_encoded_bytes());
        let account = format!("vault-{}", data_encoding::HEXLOWER.encode(&digest[..8]));
        Self::CredentialStore { service: service.into(), account }
    }

    /// What a person is told of where the key comes from.
    #[must_use]
    pub const fn opened_by(&self) -> OpenedBy {
        match self {
            Self::CredentialStore { .. } => OpenedBy::CredentialStore,
            Self::Passphrase(_) => OpenedBy::Passphrase,
            Self::Fixed(_) => OpenedBy::App,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_passphrases_do_not_print() {
        let key = SnapshotKeySource::Fixed(SnapshotKey::from([0x41; 32]));
        let passphrase = SnapshotKeySource::Passphrase("correct horse".into());
        let printed = format!("{key:?} {passphrase:?}");
        assert!(!printed.contains("65") && !printed.contains("41") && !printed.contains("horse"), "{printed}");
    }

    #[test]
    fn each_folder_has_its_own_account() {
        let account = |folder: &str| match SnapshotKeySource::credential_store_for("app", folder.as_ref()) {
            SnapshotKeySource::CredentialStore { account, .. } => account,
            other => unreachable!("{other:?}"),
        };
        assert_eq!(account("/no/such/one"), account("/no/such/one"));
        assert_ne!(account("/no/such/one"), account("/no/such/two"));
    }
}
