//! What a window learns of a vault that is new, lost, in use or locked with a passphrase.

use std::fs;

use houseguest_protocol::{
    values::Subject,
    window::{ErrorCode, OpenedBy, Session, VaultState, commands},
};
use houseguest_vault::{Marker, Vault, VaultOptions};
use serde_json::json;
use tauri_plugin_houseguest::{Endpoints, HouseguestExt, PluginConfig, SnapshotKey, SnapshotKeySource};

use crate::support::{TestApp, vault_in};

/// A server that is not there: nothing in this file may need one.
fn nowhere() -> Endpoints {
    let url: url::Url = "http://127.0.0.1:9".parse().expect("a URL");
    Endpoints { issuer: url.clone(), social: url, client_id: "test".to_owned() }
}

fn app_with(config: PluginConfig) -> TestApp {
    let app = TestApp::start(config);
    app.app.houseguest().set_endpoints(nowhere());
    app
}

#[test]
fn a_new_home_has_a_visitor_and_no_vault_yet() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let app = app_with(vault_in(folder.path()));
    assert_eq!(app.ask::<Session>(commands::SESSION), Session::Visitor);
    assert_eq!(app.ask::<VaultState>(commands::VAULT_STATE), VaultState::Absent);
    assert!(!folder.path().join("vault.stronghold").exists(), "nobody is made a guest by looking");
}

#[test]
fn a_vault_that_is_gone_says_so_and_makes_way_when_asked() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let sub = Subject::parse("7f3b1c1e-9a52-4a57-8f5e-0d8f6f1f6a10").expect("a subject");
    let marker = Marker { sub: Some(sub), generation: 3, ..Marker::default() };
    marker.write(folder.path()).expect("a marker of a vault that was here");
    let app = app_with(vault_in(folder.path()));

    let lost: Session = app.ask(commands::SESSION);
    assert!(matches!(&lost, Session::Lost { sub: Some(sub) } if sub.as_str().starts_with("7f3b1c1e")), "{lost:?}");
    assert_eq!(app.ask::<VaultState>(commands::VAULT_STATE), VaultState::Damaged { moved_to: None });
    let refused = app.invoke::<Session>(commands::ENSURE_GUEST, json!({})).expect_err("no new guest behind their back");
    assert_eq!(refused.code, ErrorCode::VaultDamaged);

    assert_eq!(app.ask::<Session>(commands::START_FRESH), Session::Visitor);
    assert_eq!(app.ask::<Session>(commands::SESSION), Session::Visitor);
    app.wait_to_see(r#"{"state":"visitor"}"#);
}

#[test]
fn a_vault_in_good_order_does_not_make_way() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let busy = tempfile::tempdir().expect("another temporary folder");
    let app = app_with(vault_in(folder.path()));
    assert_eq!(app.ask::<Session>(commands::START_FRESH), Session::Visitor, "a visitor stays one");

    // Another process has it: whoever is in there is not lost.
    let key = SnapshotKeySource::Fixed(SnapshotKey::from([7; 32]));
    let held = Vault::open(VaultOptions { folder: busy.path().to_owned(), key }).expect("the other process's vault");
    let second = app_with(vault_in(busy.path()));
    assert_eq!(second.ask::<VaultState>(commands::VAULT_STATE), VaultState::InUse);
    for command in [commands::SESSION, commands::START_FRESH, commands::ENSURE_GUEST, commands::SIGN_OUT] {
        let refused = second.invoke::<Session>(command, json!({})).expect_err("the vault is in use");
        assert_eq!(refused.code, ErrorCode::VaultLocked, "{command}");
    }
    // The other process ends: the next question opens the door.
    drop(held);
    assert_eq!(second.ask::<VaultState>(commands::VAULT_STATE), VaultState::Absent);
    assert_eq!(second.ask::<Session>(commands::SESSION), Session::Visitor);
}

#[test]
fn a_passphrase_is_not_taken_by_a_vault_that_needs_none() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let busy =
        VaultOptions { folder: folder.path().to_owned(), key: SnapshotKeySource::Fixed(SnapshotKey::from([7; 32])) };
    let held = Vault::open(busy).expect("a vault");
    let app = app_with(vault_in(folder.path()));
    let arguments = json!({ "passphrase": "an unlikely sentence" });
    let refused = app.invoke::<VaultState>(commands::UNLOCK_VAULT, arguments).expect_err("no passphrase was asked for");
    assert_eq!(refused.code, ErrorCode::Rejected);
    assert!(!refused.detail.contains("unlikely"), "{}", refused.detail);
    drop(held);
}

#[test]
fn a_wrong_passphrase_can_be_corrected() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let right = "seven lamps on the porch";
    {
        let key = SnapshotKeySource::Passphrase(right.into());
        let vault = Vault::open(VaultOptions { folder: folder.path().to_owned(), key }).expect("a new vault");
        tauri::async_runtime::block_on(houseguest_client::ports::GuestKey::ensure(&vault)).expect("a key in it");
    }
    assert!(fs::metadata(folder.path().join("vault.stronghold")).is_ok(), "the vault is on disk");
    let app = app_with(PluginConfig::default().vault_folder(folder.path()).without_registering_the_scheme());
    let asks = VaultState::NeedsPassphrase { first_time: false };
    assert_eq!(app.ask::<VaultState>(commands::VAULT_STATE), asks);
    let refused = app.invoke::<Session>(commands::SESSION, json!({})).expect_err("somebody may be in there");
    assert_eq!(refused.code, ErrorCode::VaultLocked);

    let wrong = json!({ "passphrase": "seven lamps in the garden" });
    let refused = app.invoke::<VaultState>(commands::UNLOCK_VAULT, wrong).expect_err("a wrong passphrase");
    assert_eq!(refused.code, ErrorCode::VaultLocked);
    let opened: VaultState =
        app.invoke(commands::UNLOCK_VAULT, json!({ "passphrase": right })).expect("the right passphrase");
    assert_eq!(opened, VaultState::Open { restored: false, opened_by: OpenedBy::Passphrase });
    app.ask::<Session>(commands::SESSION);
}
