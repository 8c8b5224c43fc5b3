//! The operating system's credential store.

use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

use super::{SnapshotKey, platform};

/// Keeps one snapshot key.
pub(crate) trait CredentialStore: Send {
    /// The key, if there is one. A store that is locked is an error, never `None`.
    fn find(&self) -> Result<Option<SnapshotKey>, CredentialStoreError>;
    /// Keeps a key.
    fn keep(&self, key: &SnapshotKey) -> Result<(), CredentialStoreError>;
    /// Removes the key; without one it does nothing.
    fn remove(&self) -> Result<(), CredentialStoreError>;
}

/// Why the credential store did not serve. The texts hold no secret.
#[derive(Debug, thiserror::Error)]
pub enum CredentialStoreError {
    /// It is locked, and nobody unlocked it.
    #[error("it is locked: {0}")]
    Locked(String),
    /// There is none that answers.
    #[error("{why}: {detail}")]
    Unavailable {
        /// What is missing.
        why: Unavailable,
        /// What the system said.
        detail: String,
    },
    /// What is kept under our name is not a key of ours.
    #[error("its entry is not a key of 32 bytes")]
    Malformed,
    /// It failed in another way.
    #[error("{0}")]
    Failed(String),
}

/// What is missing for a credential store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// There is no session bus to ask on (Linux without a desktop session).
    NoBus,
    /// Nobody on the bus keeps secrets: no keyring program is installed or running.
    NoService,
    /// The keyring has no default collection to keep an entry in.
    NoCollection,
    /// The system has none, or it cannot be reached.
    NoStore,
}

impl std::fmt::Display for Unavailable {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::NoBus => "there is no session bus",
            Self::NoService => "no program on this desktop keeps secrets",
            Self::NoCollection => "the keyring has no default collection",
            Self::NoStore => "the system has no credential store that can be reached",
        })
    }
}

/// Whether this machine's credential store answers, without opening anything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialStoreStatus {
    /// It answers. It may still be locked, which only shows when a key is asked for.
    Available,
    /// It does not.
    Unavailable {
        /// What is missing.
        why: Unavailable,
        /// What the system said.
        detail: String,
    },
}

/// Asks whether this machine's credential store answers. Blocks for some milliseconds; never prompts.
#[must_use]
pub fn credential_store_status() -> CredentialStoreStatus {
    match on_plain_thread(|| platform::store().map(drop)).map_err(classify) {
        Ok(()) => CredentialStoreStatus::Available,
        Err(CredentialStoreError::Unavailable { why, detail }) => CredentialStoreStatus::Unavailable { why, detail },
        Err(other) => CredentialStoreStatus::Unavailable { why: Unavailable::NoStore, detail: other.to_string() },
    }
}

/// Whether [`credential_store_status`] is [`CredentialStoreStatus::Available`].
#[must_use]
pub fn credential_store_available() -> bool {
    credential_store_status() == CredentialStoreStatus::Available
}

/// This machine's store, for one service and account.
#[derive(Clone, Debug)]
pub(crate) struct SystemStore {
    pub(crate) service: String,
    pub(crate) account: String,
}

impl SystemStore {
    fn with_entry<T: Send>(
        &self,
        work: impl FnOnce(&Entry) -> keyring_core::Result<T> + Send,
    ) -> Result<T, CredentialStoreError> {
        on_plain_thread(|| {
            let entry = platform::store()?.build(&self.service, &self.account, None)?;
            work(&entry)
        })
        .map_err(classify)
    }
}

impl CredentialStore for SystemStore {
    fn find(&self) -> Result<Option<SnapshotKey>, CredentialStoreError> {
        let secret = self.with_entry(|entry| match entry.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(other) => Err(other),
        })?;
        secret.map(|bytes| SnapshotKey::from_slice(&bytes).ok_or(CredentialStoreError::Malformed)).transpose()
    }

    fn keep(&self, key: &SnapshotKey) -> Result<(), CredentialStoreError> {
        self.with_entry(|entry| entry.set_secret(key.expose()))
    }

    fn remove(&self) -> Result<(), CredentialStoreError> {
        self.with_entry(|entry| match entry.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            other => other,
        })
    }
}

/// Runs on a thread without an async runtime: the stores block, and on Linux bring their own runtime,
/// which may not start inside another one.
fn on_plain_thread<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| match scope.spawn(work).join() {
        Ok(value) => value,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}

/// Tells the cases apart; where the stores keep only text, by the text.
fn classify(error: Error) -> CredentialStoreError {
    let unavailable = |why, detail| CredentialStoreError::Unavailable { why, detail };
    match error {
        Error::NoStorageAccess(source) => {
            let detail = source.to_string();
            if detail.contains("result not returned") {
                unavailable(Unavailable::NoCollection, detail)
            } else {
                CredentialStoreError::Locked(detail)
            }
        }
        Error::PlatformFailure(source) => {
            let detail = source.to_string();
            if detail.contains("prompt") || detail.contains("locked") {
                CredentialStoreError::Locked(detail)
            } else if detail.contains("ServiceUnknown") || detail.contains("no secret service provider") {
                unavailable(Unavailable::NoService, detail)
            } else if detail.contains("Failed to connect") || detail.contains("I/O error") || detail.contains("address")
            {
                unavailable(Unavailable::NoBus, detail)
            } else {
                CredentialStoreError::Failed(detail)
            }
        }
        Error::NoDefaultStore | Error::NotSupportedByStore(_) => unavailable(Unavailable::NoStore, error.to_string()),
        // These carry the stored bytes; their text must not travel.
        Error::BadEncoding(_) | Error::BadDataFormat(..) => CredentialStoreError::Malformed,
        other => CredentialStoreError::Failed(other.to_string()),
    }
}
