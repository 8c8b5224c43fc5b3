//! Which source a folder needs on this machine, before anything is opened.

use std::path::Path;

use super::{CredentialStoreStatus, credential_store_status};
use crate::{Marker, doctor, files};

/// Which source for the snapshot key to open a folder with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The credential store.
    CredentialStore,
    /// A passphrase: ask the person for it.
    Passphrase {
        /// Whether it is being chosen now.
        first_time: bool,
    },
}

/// Says which source to open a folder with. Touches nothing; may block for some milliseconds.
///
/// A vault that exists keeps its source, whatever the machine offers today: one that was made with a
/// passphrase is not looked up in a credential store that came later, and a passphrase is not asked
/// for where the vault's key is in a store that is away.
#[must_use]
pub fn advise(folder: &Path) -> Advice {
    let is_there = |name: &str| std::fs::symlink_metadata(folder.join(name)).is_ok();
    let vault_exists = is_there(files::SNAPSHOT);
    // A vault that was removed is reported before any key is looked for, so nobody is asked for a passphrase.
    if !vault_exists && Marker::read(folder).is_ok_and(|marker| doctor::is_missed(folder, marker.as_ref())) {
        return Advice::CredentialStore;
    }
    match (vault_exists, is_there(files::PASSPHRASE)) {
        (true, true) => Advice::Passphrase { first_time: false },
        (true, false) => Advice::CredentialStore,
        (false, _) => match credential_store_status() {
            CredentialStoreStatus::Available => Advice::CredentialStore,
            CredentialStoreStatus::Unavailable { .. } => Advice::Passphrase { first_time: true },
        },
    }
}
