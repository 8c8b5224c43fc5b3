//! Recovery kits: their files, and the guest they bring back.

use std::{
    path::{Path, PathBuf},
    sync::PoisonError,
};

use houseguest_client::ClientError;
use houseguest_protocol::{
    values::{Clock, Subject, SystemClock},
    window::{KitSaved, KitSummary, Session},
};
use houseguest_vault::{
    KitError,
    kit::{self, RecoveryKit},
};
use secrecy::SecretString;
use tauri::Runtime;

use crate::{
    Error, FileWish, Houseguest,
    files::{KIT_EXTENSION, blocking, name_of},
};

/// A kit's file that the person chose, as it was then.
pub(crate) struct ChosenKit(Vec<u8>);

impl<R: Runtime> Houseguest<R> {
    /// Asks the person where, and saves a recovery kit of the guest who is here. `None` when they changed their mind.
    ///
    /// The file is on disk before its key is added, so no key is added whose kit nobody has; a file whose key the issuer
    /// refuses is removed.
    ///
    /// # Errors
    /// [`KitError::WeakPassphrase`] before anything is asked; [`Error::NoKitNeeded`]; what the issuer or the system
    /// refused.
    pub async fn save_recovery_kit(&self, passphrase: SecretString) -> Result<Option<KitSaved>, Error> {
        if !kit::judge(&passphrase).is_enough {
            return Err(KitError::WeakPassphrase.into());
        }
        let client = self.client().await?;
        let sub = match client.session() {
            Session::Guest { sub, .. } | Session::SignedOut { sub } => sub,
            _ => return Err(Error::NoKitNeeded),
        };
        let made_on = today();
        let Some(path) = self.choose_file(FileWish::SaveKit(file_name(&sub, &made_on))).await? else { return Ok(None) };
        let issuer = client.endpoints().issuer.clone();
        let (kit, written) = blocking({
            let path = path.clone();
            move || {
                let kit = RecoveryKit::new(&issuer, sub);
                let bytes = kit.seal(&passphrase, &made_on)?;
                let waiting = beside(&path);
                kit::write(&waiting, &bytes)?;
                Ok((kit, waiting))
            }
        })
        .await?;
        // Twice where the answer was lost: the same key once more is fine.
        let mut added = client.add_recovery_key(&kit.key).await;
        if let Err(ClientError::Offline(_) | ClientError::ServerFailed { .. }) = &added {
            added = client.add_recovery_key(&kit.key).await;
        }
        let file_name = name_of(&path);
        blocking(move || match added {
            Ok(_) => {
                std::fs::rename(&written, &path).map_err(|source| KitError::Io { action: "write", path, source }.into())
            }
            Err(error) => {
                if let Err(left) = std::fs::remove_file(&written) {
                    tracing::warn!(error = %left, "a recovery kit that is of no use could not be removed");
                }
                Err(error.into())
            }
        })
        .await?;
        Ok(Some(KitSaved { file_name }))
    }

    /// Asks the person for a recovery kit, and says what can be read of it. `None` when they changed their mind.
    ///
    /// # Errors
    /// See [`KitError`].
    pub async fn choose_recovery_kit(&self) -> Result<Option<KitSummary>, Error> {
        let Some(path) = self.choose_file(FileWish::OpenKit).await? else { return Ok(None) };
        let (bytes, summary) = blocking(move || {
            let bytes = kit::read(&path)?;
            let summary = RecoveryKit::summary(&name_of(&path), &bytes)?;
            Ok((bytes, summary))
        })
        .await?;
        *self.inner().chosen_kit.lock().unwrap_or_else(PoisonError::into_inner) = Some(ChosenKit(bytes));
        Ok(Some(summary))
    }

    /// Brings the guest of the kit that was chosen to this device. The kit is spent by it.
    ///
    /// # Errors
    /// [`Error::NoKitChosen`], what is wrong with the file or passphrase, and as [`houseguest_client::Client::restore`].
    pub async fn restore(&self, passphrase: SecretString) -> Result<Session, Error> {
        let bytes = {
            let chosen = self.inner().chosen_kit.lock().unwrap_or_else(PoisonError::into_inner);
            chosen.as_ref().ok_or(Error::NoKitChosen)?.0.clone()
        };
        let opened = blocking(move || Ok(RecoveryKit::open(&bytes, &passphrase)?)).await?;
        let client = self.client().await?;
        if !opened.is_for(&client.endpoints().issuer) {
            return Err(Error::OtherIssuer(opened.issuer));
        }
        let session = client.restore(&opened.key, &opened.sub).await?;
        *self.inner().chosen_kit.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(session)
    }
}

fn today() -> String {
    SystemClock.now().to_rfc3339().chars().take(10).collect()
}

/// A name by which a person finds the file again: whose it is, in a few letters, and when it was made.
fn file_name(sub: &Subject, made_on: &str) -> String {
    let short: String = sub.as_str().chars().filter(char::is_ascii_alphanumeric).take(6).collect();
    format!("houseguest-recovery-{short}-{made_on}.{KIT_EXTENSION}")
}

/// Where a kit waits until its key is added: in the same folder, so that it only has to be renamed.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".unfinished");
    PathBuf::from(name)
}
