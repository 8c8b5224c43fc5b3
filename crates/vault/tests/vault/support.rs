//! What the tests of this folder share.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use houseguest_client::ports::{GuestKey, Memory, Remembered};
use houseguest_protocol::{identity::PublicKey, values::Subject};
use houseguest_vault::{SnapshotKey, SnapshotKeySource, Vault, VaultError, VaultOptions, files};

/// Tells a test that was started again as a process of its own which part to play.
pub(crate) const ROLE: &str = "HOUSEGUEST_VAULT_TEST_ROLE";
/// Tells such a process which folder to use.
pub(crate) const FOLDER: &str = "HOUSEGUEST_VAULT_TEST_FOLDER";

/// The part to play, in a process of its own.
pub(crate) fn role() -> Option<String> {
    std::env::var(ROLE).ok()
}

/// The folder such a process was given.
pub(crate) fn given_folder() -> PathBuf {
    std::env::var_os(FOLDER).expect("a process with a role is given a folder").into()
}

/// This test binary, to run the one test `name` (with its module) in a part.
pub(crate) fn play(name: &str, part: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("a process knows its program"));
    command.args([name, "--exact", "--nocapture", "--test-threads=1"]).env(ROLE, part).env(FOLDER, folder);
    command
}

/// Panics unless a process of its own played its part, and well.
pub(crate) fn played(part: &str, output: &std::process::Output) {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{part}: {out}\n{err}");
    assert!(out.contains("1 passed"), "{part} was not played: {out}");
}

/// A key that tests share.
pub(crate) fn fixed() -> SnapshotKeySource {
    SnapshotKeySource::Fixed(SnapshotKey::from([7; 32]))
}

/// A folder to be, inside a temporary one.
pub(crate) struct Home {
    _home: tempfile::TempDir,
    pub(crate) folder: PathBuf,
}

impl Home {
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let folder = home.path().canonicalize().expect("it is there").join("vault");
        Self { _home: home, folder }
    }

    pub(crate) fn open(&self) -> Result<Vault, VaultError> {
        self.open_with(fixed())
    }

    pub(crate) fn open_with(&self, key: SnapshotKeySource) -> Result<Vault, VaultError> {
        Vault::open(VaultOptions { folder: self.folder.clone(), key })
    }

    /// Opens, with the reason in the panic if not.
    pub(crate) fn opened(&self) -> Vault {
        self.open().unwrap_or_else(|error| panic!("the vault opens: {error}"))
    }

    /// The path of one of the vault's files.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn snapshot(&self) -> PathBuf {
        self.file(files::SNAPSHOT)
    }

    pub(crate) fn previous(&self) -> PathBuf {
        self.file(files::PREVIOUS)
    }

    /// A vault with a key and two saves, so that there is a previous copy; it is closed again.
    pub(crate) async fn with_a_guest(&self) -> PublicKey {
        let vault = self.opened();
        let key = vault.ensure().await.expect("a key is made");
        vault.save(&remembering("guest-one")).await.expect("saves");
        key
    }

    /// The names in the folder, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.folder)
            .expect("the folder can be listed")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

pub(crate) fn remembering(sub: &str) -> Remembered {
    Remembered {
        sub: Some(Subject::parse(sub).expect("a subject")),
        refresh_token: Some(format!("refresh-token-of-{sub}").into()),
        ..Remembered::default()
    }
}

/// Whether a signature of the vault verifies under a public key.
pub(crate) fn verifies(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
    let PublicKey::Ed25519(bytes) = key else { return false };
    let verifier = ed25519_dalek::VerifyingKey::from_bytes(bytes).expect("a point on the curve");
    let signature = ed25519_dalek::Signature::from_slice(signature).expect("64 bytes");
    verifier.verify_strict(message, &signature).is_ok()
}
