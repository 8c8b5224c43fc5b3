//! A vault under a passphrase.

use std::fs;

use houseguest_client::ports::{GuestKey, StoreError};
use houseguest_protocol::window::{OpenedBy, VaultState};
use houseguest_vault::{Advice, SnapshotKeySource, VaultError, advise, files};

use crate::support::Home;

fn passphrase(text: &str) -> SnapshotKeySource {
    SnapshotKeySource::Passphrase(text.to_owned().into())
}

#[tokio::test]
async fn the_right_passphrase_opens_and_a_wrong_one_changes_nothing() {
    let home = Home::new();
    let key = home.open_with(passphrase("correct horse")).expect("opens").ensure().await.expect("a key is made");
    assert_eq!(advise(&home.folder), Advice::Passphrase { first_time: false });
    let before = (home.names(), fs::read(home.snapshot()).expect("reads"));

    let error = home.open_with(passphrase("correct house")).map(drop).expect_err("it is wrong");
    assert!(matches!(error, VaultError::WrongKey { from_passphrase: true }), "{error:?}");
    assert_eq!(error.state(), VaultState::NeedsPassphrase { first_time: false });
    assert!(matches!(StoreError::from(error), StoreError::Locked(_)));
    assert_eq!((home.names(), fs::read(home.snapshot()).expect("reads")), before);

    let vault = home.open_with(passphrase("correct horse")).expect("opens");
    assert_eq!(vault.state(), VaultState::Open { restored: false, opened_by: OpenedBy::Passphrase });
    assert_eq!(vault.public_key().await.expect("reads"), Some(key));
}

#[test]
fn a_short_passphrase_is_refused_for_a_new_vault() {
    let home = Home::new();
    let error = home.open_with(passphrase("short")).map(drop).expect_err("too short");
    assert_eq!(error.state(), VaultState::NeedsPassphrase { first_time: true });
    assert!(!home.snapshot().exists() && !home.file(files::PASSPHRASE).exists());
}

#[tokio::test]
async fn nobody_is_asked_for_the_passphrase_of_a_vault_that_was_removed() {
    let home = Home::new();
    home.open_with(passphrase("correct horse")).expect("opens").ensure().await.expect("a key is made");
    fs::remove_file(home.snapshot()).expect("the person removes it");
    assert_eq!(advise(&home.folder), Advice::CredentialStore, "which finds it gone without a key");
    let key = SnapshotKeySource::credential_store_for("houseguest-vault-tests", &home.folder);
    assert!(matches!(home.open_with(key).map(drop), Err(VaultError::Gone { sub: None })));
}

#[tokio::test]
async fn a_vault_without_its_salt_says_so_and_makes_no_other() {
    let home = Home::new();
    home.open_with(passphrase("correct horse")).expect("opens").ensure().await.expect("a key is made");
    fs::remove_file(home.file(files::PASSPHRASE)).expect("removes");
    let refused = home.open_with(passphrase("correct horse")).map(drop);
    assert!(matches!(refused, Err(VaultError::KeyMissing { .. })), "{refused:?}");
    assert!(!home.file(files::PASSPHRASE).exists());
}

#[tokio::test]
async fn a_hurt_file_under_the_right_passphrase_is_restored() {
    let home = Home::new();
    let vault = home.open_with(passphrase("correct horse")).expect("opens");
    let key = vault.ensure().await.expect("a key is made");
    houseguest_client::ports::Memory::save(&vault, &crate::support::remembering("guest-one")).await.expect("saves");
    drop(vault);
    // A hurt header looks like a wrong passphrase; the previous copy proves that the passphrase is right.
    let mut bytes = fs::read(home.snapshot()).expect("reads");
    bytes[100] ^= 1;
    fs::write(home.snapshot(), bytes).expect("writes");
    let vault = home.open_with(passphrase("correct horse")).expect("opens");
    assert!(vault.restored());
    assert_eq!(vault.public_key().await.expect("reads"), Some(key));
}
