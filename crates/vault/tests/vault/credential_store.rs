//! The credential store of the system the tests run on: on Linux a Secret Service on a session bus of its own.
#![cfg(target_os = "linux")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use houseguest_client::ports::GuestKey;
use houseguest_protocol::window::{OpenedBy, VaultState};
use houseguest_vault::{
    Advice, CredentialStoreStatus, SnapshotKeySource, StoredKey, Vault, VaultError, VaultOptions, advise,
    credential_store_available, credential_store_status,
    snapshot_key::{CredentialStoreError, Unavailable},
};

use crate::support::{FOLDER, ROLE, given_folder, played, role};

const SERVICE: &str = "houseguest-vault-tests";
const ACCOUNT: &str = "vault";

/// Unlocks a keyring before the test's part begins.
const UNLOCKED: &str =
    "printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\" \"$@\"";
/// Starts the keyring program and leaves the keyring as it is: locked.
const LOCKED: &str = "gnome-keyring-daemon --start --components=secrets >/dev/null && exec \"$0\" \"$@\"";
/// Starts nothing.
const NOTHING: &str = "exec \"$0\" \"$@\"";

/// A person's home with keyrings, and a vault folder in it.
struct Desktop {
    home: tempfile::TempDir,
}

impl Desktop {
    fn new() -> Self {
        for program in ["dbus-run-session", "gnome-keyring-daemon"] {
            let found = Command::new(program).arg("--version").output();
            assert!(found.is_ok(), "this test needs `{program}`: install dbus and gnome-keyring (`./x setup` does)");
        }
        Self { home: tempfile::tempdir().expect("a temporary folder") }
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("vault")
    }

    fn keyrings(&self) -> PathBuf {
        self.home.path().join("share/keyrings")
    }

    /// Plays a part of the test `name` in a desktop session that `script` prepares.
    fn session(&self, name: &str, part: &str, script: &str, bus: &[&str]) -> Output {
        let mut command = Command::new("dbus-run-session");
        command.args(bus).args(["--", "bash", "-c", script]);
        command.arg(std::env::current_exe().expect("a process knows its program"));
        command.args([name, "--exact", "--nocapture", "--test-threads=1"]);
        for (variable, place) in [
            ("HOME", ""),
            ("XDG_DATA_HOME", "share"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "runtime"),
        ] {
            let path = self.home.path().join(place);
            make_private(&path);
            command.env(variable, path);
        }
        command.env(ROLE, part).env(FOLDER, self.folder());
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("GNOME_KEYRING_CONTROL");
        command.output().expect("a session starts")
    }

    fn play(&self, name: &str, part: &str, script: &str) {
        self.play_on(name, part, script, &[]);
    }

    fn play_on(&self, name: &str, part: &str, script: &str, bus: &[&str]) {
        let output = self.session(name, part, script, bus);
        played(part, &output);
    }
}

fn make_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(path).expect("makes");
    fs::set_permissions(path, fs::Permissions::from_mode(0o700)).expect("changes");
}

fn open() -> Result<Vault, VaultError> {
    let key = SnapshotKeySource::CredentialStore { service: SERVICE.into(), account: ACCOUNT.into() };
    Vault::open(VaultOptions { folder: given_folder(), key })
}

fn thumbprint_file() -> PathBuf {
    given_folder().with_file_name("thumbprint")
}

#[tokio::test]
async fn a_vault_lives_under_a_key_in_the_real_credential_store() {
    const NAME: &str = "credential_store::a_vault_lives_under_a_key_in_the_real_credential_store";
    let Some(part) = role() else {
        let desktop = Desktop::new();
        desktop.play(NAME, "make", UNLOCKED);
        desktop.play(NAME, "again", UNLOCKED);
        desktop.play(NAME, "locked", LOCKED);
        desktop.play(NAME, "again", UNLOCKED);
        // The person moves to a new machine with the folder, or resets the keyring.
        fs::remove_dir_all(desktop.keyrings()).expect("removes");
        desktop.play(NAME, "reset", UNLOCKED);
        return;
    };
    match part.as_str() {
        "make" => {
            assert!(credential_store_available());
            assert_eq!(advise(&given_folder()), Advice::CredentialStore);
            let vault = open().expect("opens");
            assert_eq!(vault.state(), VaultState::Absent);
            let key = vault.ensure().await.expect("a key is made");
            fs::write(thumbprint_file(), key.thumbprint().to_string()).expect("writes");
            drop(vault);
            assert_eq!(open().expect("opens again").public_key().await.expect("reads"), Some(key));
        }
        "again" => {
            let vault = open().expect("opens");
            let state = VaultState::Open { restored: false, opened_by: OpenedBy::CredentialStore };
            assert_eq!(vault.state(), state);
            let key = vault.public_key().await.expect("reads").expect("there is a key");
            assert_eq!(key.thumbprint().to_string(), fs::read_to_string(thumbprint_file()).expect("reads"));
        }
        "locked" => {
            let before = fs::read(given_folder().join("vault.stronghold")).expect("reads");
            let error = open().map(drop).expect_err("it is locked");
            assert!(matches!(error, VaultError::Locked { .. }), "{error:?}");
            assert!(matches!(error.state(), VaultState::Locked { .. }));
            assert_eq!(fs::read(given_folder().join("vault.stronghold")).expect("reads"), before);
            let elsewhere = given_folder().with_file_name("vault-elsewhere");
            let key = SnapshotKeySource::CredentialStore { service: SERVICE.into(), account: ACCOUNT.into() };
            let refused = Vault::open(VaultOptions { folder: elsewhere.clone(), key }).map(drop);
            assert!(matches!(refused, Err(VaultError::Locked { .. })), "{refused:?}");
            assert!(!elsewhere.join("vault.stronghold").exists(), "nothing was made");
        }
        "reset" => {
            let error = open().map(drop).expect_err("the key is missing");
            assert!(matches!(error, VaultError::KeyMissing { .. }), "{error:?}");
            let stored = StoredKey::Remove { service: SERVICE.into(), account: ACCOUNT.into() };
            let moved = Vault::start_fresh(&given_folder(), &stored).expect("clears the way");
            assert!(!moved.is_empty());
            let key = open().expect("opens").ensure().await.expect("a key is made");
            assert_ne!(key.thumbprint().to_string(), fs::read_to_string(thumbprint_file()).expect("reads"));
            Vault::start_fresh(&given_folder(), &stored).expect("clears the way again");
            assert_eq!(open().expect("opens").state(), VaultState::Absent);
        }
        other => unreachable!("{other}"),
    }
}

#[tokio::test]
async fn a_bus_without_a_keyring_program_is_told_from_no_bus_at_all() {
    const NAME: &str = "credential_store::a_bus_without_a_keyring_program_is_told_from_no_bus_at_all";
    let Some(part) = role() else {
        let desktop = Desktop::new();
        // A bus that starts no programs on demand.
        let bare = desktop.home.path().join("bus.conf");
        let config = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>\
             <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
             <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>";
        fs::write(&bare, config).expect("writes");
        let bus = format!("--config-file={}", bare.display());
        desktop.play_on(NAME, "no service", NOTHING, &[&bus]);
        let no_bus = "DBUS_SESSION_BUS_ADDRESS=unix:path=$XDG_RUNTIME_DIR/no-bus-here exec \"$0\" \"$@\"";
        desktop.play(NAME, "no bus", no_bus);
        return;
    };
    let expected = if part == "no bus" { Unavailable::NoBus } else { Unavailable::NoService };
    let status = credential_store_status();
    assert!(matches!(&status, CredentialStoreStatus::Unavailable { why, .. } if *why == expected), "{status:?}");
    assert_eq!(advise(&given_folder()), Advice::Passphrase { first_time: true });
    let error = open().map(drop).expect_err("there is no store");
    assert!(matches!(error, VaultError::NoCredentialStore { vault_exists: false, .. }), "{error:?}");
    assert_eq!(error.state(), VaultState::NeedsPassphrase { first_time: true });

    // The way out: a passphrase, asked for because the state says so.
    let key = SnapshotKeySource::Passphrase("correct horse".to_owned().into());
    let vault = Vault::open(VaultOptions { folder: given_folder(), key }).expect("opens");
    vault.ensure().await.expect("a key is made");
    fs::remove_dir_all(given_folder()).expect("leaves nothing for the next part");
}

#[tokio::test]
async fn a_keyring_without_a_collection_makes_no_vault() {
    const NAME: &str = "credential_store::a_keyring_without_a_collection_makes_no_vault";
    if role().is_none() {
        return Desktop::new().play(NAME, "no collection", LOCKED);
    }
    let vault = open().expect("nothing is needed yet");
    let refused = vault.ensure().await.expect_err("the key cannot be kept");
    assert!(matches!(refused, houseguest_client::ports::StoreError::Locked(_)), "{refused:?}");
    assert!(refused.to_string().contains("no default collection"), "{refused}");
    assert!(!given_folder().join("vault.stronghold").exists());
    assert_eq!(vault.public_key().await.expect("reads"), None);
    // The error type is part of what a caller may match on.
    let _: fn(String) -> CredentialStoreError = CredentialStoreError::Locked;
}
