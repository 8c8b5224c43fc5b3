//! What can go wrong between the window's wish and the client.

use std::sync::Arc;

use houseguest_client::ClientError;
use houseguest_protocol::window::{CommandError, ErrorCode, KitProblem};
use houseguest_vault::{KitError, VaultError};

/// Why the plugin could not do as asked. A window gets it as a [`CommandError`].
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The client refused or failed.
    #[error(transparent)]
    Client(Arc<ClientError>),
    /// The vault is not open, and this is why.
    #[error(transparent)]
    Vault(Arc<VaultError>),
    /// The vault needs a passphrase, and nobody has given it yet.
    #[error("the vault needs a passphrase")]
    PassphraseNeeded {
        /// Whether it is being chosen now: there is no vault yet, so nobody was here.
        first_time: bool,
    },
    /// The vault is open; only a lost one makes way for a new one.
    #[error("the vault is in good order: starting anew is only for a vault or guest that is lost")]
    NothingIsLost,
    /// A passphrase was given, and this vault is not opened with one.
    #[error("this vault is not opened with a passphrase")]
    NoPassphraseAsked,
    /// The backend could not be started, so there is nobody to talk to.
    #[error("the backend is not available: {0}")]
    BackendUnavailable(String),
    /// The app is closing, and the vault is shut for good.
    #[error("the app is closing")]
    Closing,
    /// The app has no inspector, so nothing is told and nothing is broken.
    #[error("this app has no inspector")]
    NotObserved,
    /// A recovery kit cannot be written or read.
    #[error(transparent)]
    Kit(Arc<KitError>),
    /// The recovery kit is for another server.
    #[error("the recovery kit is for {0}")]
    OtherIssuer(String),
    /// No recovery kit was chosen.
    #[error("no recovery kit was chosen")]
    NoKitChosen,
    /// There is nobody whose recovery kit it would be, or they need none.
    #[error("only a guest with a key on this device has a recovery kit")]
    NoKitNeeded,
    /// A file that the person chose cannot be written.
    #[error("the file cannot be written")]
    File(#[source] Arc<std::io::Error>),
    /// The folder for the vault cannot be made or found.
    #[error("the vault's folder cannot be used: {0}")]
    NoFolder(String),
}

impl From<ClientError> for Error {
    fn from(error: ClientError) -> Self {
        Self::Client(Arc::new(error))
    }
}

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        Self::Vault(Arc::new(error))
    }
}

impl From<KitError> for Error {
    fn from(error: KitError) -> Self {
        Self::Kit(Arc::new(error))
    }
}

fn kit_problem(error: &KitError) -> KitProblem {
    match error {
        KitError::NotAKit => KitProblem::NotAKit,
        KitError::TooNew(_) => KitProblem::TooNew,
        KitError::Damaged => KitProblem::Damaged,
        KitError::WrongPassphrase => KitProblem::WrongPassphrase,
        KitError::WeakPassphrase => KitProblem::WeakPassphrase,
        KitError::Stretching(_) | KitError::Io { .. } | KitError::Write(_) => KitProblem::File,
    }
}

impl Error {
    /// The error as a window learns it; its detail holds no secret.
    #[must_use]
    pub fn to_command_error(&self) -> CommandError {
        let code = match self {
            Self::Client(error) => return error.to_command_error(),
            Self::Vault(error) => match **error {
                VaultError::Damaged { .. } | VaultError::Gone { .. } | VaultError::Record(_) => ErrorCode::VaultDamaged,
                _ => ErrorCode::VaultLocked,
            },
            Self::PassphraseNeeded { .. } => ErrorCode::VaultLocked,
            Self::Kit(error) => ErrorCode::Kit(kit_problem(error)),
            Self::File(_) => ErrorCode::Kit(KitProblem::File),
            Self::OtherIssuer(_) => ErrorCode::Kit(KitProblem::OtherIssuer),
            Self::NoKitChosen => ErrorCode::Kit(KitProblem::NoneChosen),
            Self::NothingIsLost | Self::NoPassphraseAsked | Self::NoKitNeeded => ErrorCode::Rejected,
            Self::BackendUnavailable(_) => ErrorCode::ServerFailed,
            Self::NotObserved => ErrorCode::NotSupported,
            Self::NoFolder(_) | Self::Closing => ErrorCode::Internal,
        };
        let mut detail = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            detail.push_str(": ");
            detail.push_str(&error.to_string());
            cause = error.source();
        }
        CommandError::new(code, detail)
    }
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        error.to_command_error()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_can_tell_a_locked_vault_from_a_lost_one() {
        let code = |error: Error| error.to_command_error().code;
        assert_eq!(code(VaultError::Gone { sub: None }.into()), ErrorCode::VaultDamaged);
        assert_eq!(code(VaultError::InUse.into()), ErrorCode::VaultLocked);
        assert_eq!(code(VaultError::Locked { detail: "keyring".into() }.into()), ErrorCode::VaultLocked);
        assert_eq!(code(Error::PassphraseNeeded { first_time: true }), ErrorCode::VaultLocked);
        assert_eq!(code(Error::BackendUnavailable("no port".into())), ErrorCode::ServerFailed);
        assert_eq!(code(ClientError::NobodyHere.into()), ClientError::NobodyHere.to_command_error().code);
    }

    #[test]
    fn the_detail_tells_each_cause_once() {
        let refused = std::io::Error::other("permission denied");
        let io = VaultError::Io { action: "read", path: "vault".into(), source: refused };
        let told = Error::from(io).to_command_error();
        assert_eq!(told.detail, "could not read vault: permission denied");
    }
}
