//! Why a vault cannot be opened or used.

use std::{io, path::PathBuf};

use houseguest_client::ports::StoreError;
use houseguest_protocol::{values::Subject, window::VaultState};

use crate::snapshot_key::{CredentialStoreError, PassphraseError};

/// Why a vault cannot be opened or used. Nothing was made, and nothing deleted, in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The credential store is locked: the person has to unlock it first.
    #[error("the credential store is locked; unlock it and try again ({detail})")]
    Locked {
        /// What the system said.
        detail: String,
    },
    /// This machine has no credential store that answers.
    #[error("there is no credential store on this machine ({detail})")]
    NoCredentialStore {
        /// What is missing: a session bus, a service, a collection.
        detail: String,
        /// Whether there is a vault on disk already; a passphrase does not help then.
        vault_exists: bool,
    },
    /// The credential store failed in another way.
    #[error("the credential store could not be used")]
    CredentialStore(#[source] CredentialStoreError),
    /// There is a vault on disk, but the key it was written with is not where it should be: the file
    /// came from another machine, or the credential store was reset.
    #[error("there is a vault, but {missing} is missing")]
    KeyMissing {
        /// What is missing.
        missing: &'static str,
    },
    /// The key does not open the file: a wrong passphrase, or a file that was swapped for another.
    #[error("the key does not open the vault")]
    WrongKey {
        /// Whether the key came from a passphrase, which a person may have mistyped.
        from_passphrase: bool,
    },
    /// The passphrase cannot be used.
    #[error("the passphrase cannot be used")]
    Passphrase(#[source] PassphraseError),
    /// Another process, or another part of this one, has the vault open.
    #[error("the vault is in use by another process")]
    InUse,
    /// The file is damaged, and there was no good previous copy.
    #[error("the vault is damaged ({finding}) and no previous copy could be restored")]
    Damaged {
        /// What the doctor found.
        finding: crate::Health,
        /// Where the damaged file is now.
        moved_to: Option<PathBuf>,
    },
    /// There was a vault, and it is gone. [`Vault::start_fresh`](crate::Vault::start_fresh) clears the way.
    #[error("the vault was removed")]
    Gone {
        /// Who was in it, as far as the marker tells.
        sub: Option<Subject>,
    },
    /// A newer program wrote the file.
    #[error("the vault has a version that this program does not know")]
    UnsupportedVersion,
    /// A link stands where the vault keeps a file; following it could replace something else.
    #[error("{} is a symbolic link; the vault keeps regular files only", path.display())]
    SymbolicLink {
        /// The link.
        path: PathBuf,
    },
    /// A file or folder could not be read or written.
    #[error("could not {action} {}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// Stronghold refused; its text holds no secret.
    #[error("Stronghold refused to {action}: {detail}")]
    Stronghold {
        /// What was tried, as a verb.
        action: &'static str,
        /// What Stronghold said.
        detail: String,
    },
    /// What was just written does not read back as it was meant; the former file is still in place.
    #[error("the new file does not read back as written: {0}")]
    NotReadBack(&'static str),
    /// There is no key to sign with.
    #[error("there is no key in the vault")]
    NoKey,
    /// There is a key already, and another one was about to be made over it.
    #[error("there is a key in the vault already")]
    KeyExists,
    /// The record in the vault does not have the form this program writes.
    #[error("the vault's record cannot be read")]
    Record(#[source] serde_json::Error),
    /// The thread that worked on the vault ended early.
    #[error("the work on the vault was interrupted")]
    Interrupted,
}

impl VaultError {
    /// An input or output error with what was tried.
    pub(crate) fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source }
    }

    /// The state to show for this error.
    #[must_use]
    pub fn state(&self) -> VaultState {
        match self {
            Self::NoCredentialStore { vault_exists: false, .. } => VaultState::NeedsPassphrase { first_time: true },
            Self::Passphrase(PassphraseError::TooShort) => VaultState::NeedsPassphrase { first_time: true },
            Self::WrongKey { from_passphrase: true } => VaultState::NeedsPassphrase { first_time: false },
            Self::KeyMissing { .. } | Self::WrongKey { from_passphrase: false } => VaultState::KeyElsewhere,
            Self::InUse => VaultState::InUse,
            Self::Damaged { moved_to, .. } => VaultState::Damaged { moved_to: moved_to.as_deref().and_then(file_name) },
            Self::Gone { .. } | Self::Record(_) => VaultState::Damaged { moved_to: None },
            _ => VaultState::Locked { detail: self.to_string() },
        }
    }
}

fn file_name(path: &std::path::Path) -> Option<String> {
    path.file_name().map(|name| name.to_string_lossy().into_owned())
}

impl From<VaultError> for StoreError {
    fn from(error: VaultError) -> Self {
        let text = chain(&error);
        match error {
            VaultError::Locked { .. }
            | VaultError::NoCredentialStore { .. }
            | VaultError::WrongKey { .. }
            | VaultError::KeyMissing { .. }
            | VaultError::InUse => Self::Locked(text),
            VaultError::Damaged { .. } | VaultError::Gone { .. } | VaultError::Record(_) => Self::Damaged(text),
            _ => Self::Failed(text),
        }
    }
}

/// The error and its causes in one line, for a place that keeps text only.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(": ");
        text.push_str(&next.to_string());
        cause = next.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_has_a_state_a_person_can_act_on() {
        let needs = |first_time| VaultState::NeedsPassphrase { first_time };
        let no_store = |vault_exists| VaultError::NoCredentialStore { detail: "no bus".into(), vault_exists };
        assert_eq!(no_store(false).state(), needs(true));
        assert!(matches!(no_store(true).state(), VaultState::Locked { .. }), "a passphrase would not open it");
        assert_eq!(VaultError::WrongKey { from_passphrase: true }.state(), needs(false));
        assert_eq!(VaultError::WrongKey { from_passphrase: false }.state(), VaultState::KeyElsewhere);
        assert_eq!(VaultError::KeyMissing { missing: "its key" }.state(), VaultState::KeyElsewhere);
        assert_eq!(VaultError::InUse.state(), VaultState::InUse);
        let moved_to = Some(PathBuf::from("/somewhere/vault.stronghold.damaged-20261122T100000Z"));
        let damaged = VaultError::Damaged { finding: crate::Health::Zeroed, moved_to };
        let name = "vault.stronghold.damaged-20261122T100000Z".to_owned();
        assert_eq!(damaged.state(), VaultState::Damaged { moved_to: Some(name) }, "the name, not the path");
        assert_eq!(VaultError::Gone { sub: None }.state(), VaultState::Damaged { moved_to: None });
    }

    #[test]
    fn a_store_error_names_the_whole_chain() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        let error = StoreError::from(VaultError::io("read", "vault.stronghold")(denied));
        assert!(
            matches!(&error, StoreError::Failed(text) if text.contains("vault.stronghold: permission denied")),
            "{error}"
        );
    }
}
