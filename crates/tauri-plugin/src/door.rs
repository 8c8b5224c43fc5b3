//! The vault's door: opened at first need, once, and again only after something may have changed.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use houseguest_protocol::window::VaultState;
use houseguest_vault::{
    Advice, SnapshotKeySource, StoredKey, Vault, VaultError, VaultOptions, advise, files::prepare_folder,
};
use secrecy::SecretString;
use tokio::sync::Mutex;

use crate::Error;

/// Where the vault is, and how its key is found.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The vault's folder; made when the door is first tried.
    pub(crate) folder: PathBuf,
    /// What the credential store knows this program by.
    pub(crate) service: String,
    /// The app's own choice of a key; none means that the machine decides.
    pub(crate) key: Option<SnapshotKeySource>,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Untried,
    Open(Vault),
    Refused(Error),
    /// For good: the app is closing.
    Closed,
}

/// One process's way to one vault.
#[derive(Debug)]
pub(crate) struct Door {
    place: Place,
    state: Mutex<State>,
    /// Counts attempts, so that those who waited for one share its outcome instead of asking the person again.
    attempts: AtomicU64,
}

impl Door {
    pub(crate) fn new(place: Place) -> Self {
        Self { place, state: Mutex::default(), attempts: AtomicU64::new(0) }
    }

    /// The vault's folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.place.folder
    }

    /// The vault, opened if need be. After a refusal every call tries again: the person may have unlocked the
    /// credential store, or ended the other process.
    pub(crate) async fn open(&self) -> Result<Vault, Error> {
        let seen = self.attempts.load(Ordering::Acquire);
        let mut state = self.state.lock().await;
        match &*state {
            State::Open(vault) => return Ok(vault.clone()),
            State::Refused(error) if self.attempts.load(Ordering::Acquire) != seen => return Err(error.clone()),
            State::Closed => return Err(Error::Closing),
            State::Untried | State::Refused(_) => {}
        }
        self.attempt(&mut state, None).await
    }

    /// Opens the vault with a passphrase.
    pub(crate) async fn unlock(&self, passphrase: SecretString) -> Result<Vault, Error> {
        let mut state = self.state.lock().await;
        match &*state {
            State::Open(vault) => Ok(vault.clone()),
            State::Closed => Err(Error::Closing),
            State::Untried | State::Refused(_) => self.attempt(&mut state, Some(passphrase)).await,
        }
    }

    async fn attempt(&self, state: &mut State, passphrase: Option<SecretString>) -> Result<Vault, Error> {
        let place = self.place.clone();
        let outcome = off_the_async_threads(move || place.open(passphrase)).await;
        self.attempts.fetch_add(1, Ordering::AcqRel);
        match outcome {
            Ok(vault) => {
                if vault.restored() {
                    tracing::warn!("the vault file was damaged; the previous copy was restored");
                }
                *state = State::Open(vault.clone());
                Ok(vault)
            }
            Err(error) => {
                tracing::warn!(%error, "the vault is not open");
                *state = State::Refused(error.clone());
                Err(error)
            }
        }
    }

    /// Clears the way for a new vault. Only a vault that is lost makes way: a locked one keeps its guest.
    pub(crate) async fn start_fresh(&self) -> Result<(), Error> {
        let mut state = self.state.lock().await;
        match &*state {
            State::Refused(error) if is_lost(error) => {}
            State::Refused(error) => return Err(error.clone()),
            State::Closed => return Err(Error::Closing),
            State::Open(_) | State::Untried => return Err(Error::NothingIsLost),
        }
        let folder = self.place.folder.clone();
        let moved = off_the_async_threads(move || Ok(Vault::start_fresh(&folder, &StoredKey::Keep)?)).await?;
        tracing::info!(files = moved.len(), "a lost vault was moved aside");
        *state = State::Untried;
        Ok(())
    }

    /// Lets the vault go. Its files are free for another process once everybody who uses it is done.
    pub(crate) async fn close(&self) {
        *self.state.lock().await = State::Closed;
    }

    /// How the vault is; opens it if need be.
    pub(crate) async fn vault_state(&self) -> VaultState {
        match self.open().await {
            Ok(vault) => vault.state(),
            Err(error) => state_of(&error),
        }
    }
}

impl Place {
    fn open(self, passphrase: Option<SecretString>) -> Result<Vault, Error> {
        // The folder's real path names the key in the credential store, so it has to exist first.
        let folder = prepare_folder(&self.folder)?;
        let key = match (self.key, passphrase) {
            (Some(_), Some(_)) => return Err(Error::NoPassphraseAsked),
            (Some(key), None) => key,
            (None, passphrase) => match (advise(&folder), passphrase) {
                (Advice::Passphrase { .. }, Some(passphrase)) => SnapshotKeySource::Passphrase(passphrase),
                (Advice::Passphrase { first_time }, None) => return Err(Error::PassphraseNeeded { first_time }),
                (Advice::CredentialStore, passphrase) => {
                    let key = SnapshotKeySource::credential_store_for(self.service, &folder);
                    let opened = Vault::open(VaultOptions { folder: folder.clone(), key });
                    return match (opened, passphrase) {
                        // It answers, and has nowhere to keep a key: a passphrase takes its place.
                        (Err(VaultError::NoCredentialStore { vault_exists: false, .. }), Some(passphrase)) => {
                            let key = SnapshotKeySource::Passphrase(passphrase);
                            Ok(Vault::open(VaultOptions { folder, key })?)
                        }
                        (Ok(_), Some(_)) => Err(Error::NoPassphraseAsked),
                        (opened, _) => Ok(opened?),
                    };
                }
            },
        };
        Ok(Vault::open(VaultOptions { folder, key })?)
    }
}

/// Whether a guest cannot be reached any more through what is on disk.
fn is_lost(error: &Error) -> bool {
    match error {
        Error::Vault(error) => matches!(
            **error,
            VaultError::Gone { .. }
                | VaultError::Damaged { .. }
                | VaultError::KeyMissing { .. }
                | VaultError::WrongKey { .. }
                | VaultError::Record(_)
        ),
        // Forgotten: the person says so by asking to start anew.
        Error::PassphraseNeeded { first_time } => !first_time,
        _ => false,
    }
}

fn state_of(error: &Error) -> VaultState {
    match error {
        Error::Vault(error) => error.state(),
        Error::PassphraseNeeded { first_time } => VaultState::NeedsPassphrase { first_time: *first_time },
        other => VaultState::Locked { detail: other.to_string() },
    }
}

async fn off_the_async_threads<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(_) => Err(Error::Vault(Arc::new(VaultError::Interrupted))),
    }
}
