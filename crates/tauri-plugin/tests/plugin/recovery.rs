//! Recovery kits and second devices, as the window asks for them.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use houseguest_backend::{Backend, Running, Settings};
use houseguest_protocol::{
    identity::{KeyKind, KeyList, KeyRefusal},
    window::{
        CommandError, ErrorCode, KitProblem, KitSaved, KitSummary, Pairing, PassphraseStrength, Removal, Session,
        commands,
    },
};
use serde_json::{Value, json};
use tauri_plugin_houseguest::{Endpoints, FileWish, HouseguestExt, PluginConfig};

use crate::support::{TestApp, vault_in};

const PASSPHRASE: &str = "seven quiet lanterns on the porch";

fn backend(folder: &Path) -> Running {
    let settings = Settings::embedded(folder.join("backend"));
    tauri::async_runtime::block_on(Backend::start(settings)).expect("the backend starts")
}

/// A device with a vault of its own, whose person always chooses `kit`.
fn device(folder: &Path, name: &str, running: &Running, kit: &Path) -> TestApp {
    let kit = Arc::new(kit.to_owned());
    let config: PluginConfig = vault_in(&folder.join(name)).device_name(name).choose_file(move |wish: FileWish| {
        if let FileWish::SaveKit(proposed) = &wish {
            assert!(proposed.starts_with("houseguest-recovery-") && proposed.ends_with(".kit"), "{proposed}");
        }
        Some(PathBuf::clone(&kit))
    });
    let app = TestApp::start(config);
    let (issuer, social) = (running.issuer().clone(), running.issuer().clone());
    app.app.houseguest().set_endpoints(Endpoints { issuer, social, client_id: "houseguest-app".to_owned() });
    app
}

fn code<T: std::fmt::Debug>(refused: Result<T, CommandError>) -> ErrorCode {
    refused.expect_err("is refused").code
}

#[test]
fn a_kit_is_saved_and_brings_the_guest_to_a_clean_profile() {
    let folder = tempfile::tempdir().expect("a folder");
    let running = backend(folder.path());
    let kit = folder.path().join("mine.kit");
    let lost = device(folder.path(), "lost", &running, &kit);
    let judged: PassphraseStrength =
        lost.invoke(commands::JUDGE_PASSPHRASE, json!({"passphrase": PASSPHRASE})).expect("judges");
    assert!(judged.is_enough);
    let save = |app: &TestApp, passphrase: &str| {
        app.invoke::<Option<KitSaved>>(commands::SAVE_RECOVERY_KIT, json!({"passphrase": passphrase}))
    };
    assert_eq!(code(save(&lost, "password1")), ErrorCode::Kit(KitProblem::WeakPassphrase));
    assert_eq!(code(save(&lost, PASSPHRASE)), ErrorCode::Rejected, "a visitor has nothing to recover");
    let sub = lost.ask::<Session>(commands::ENSURE_GUEST).sub().cloned().expect("a guest");
    assert_eq!(save(&lost, PASSPHRASE), Ok(Some(KitSaved { file_name: "mine.kit".to_owned() })));
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().ends_with(".unfinished")), "{names:?}");
    let list: KeyList = lost.ask(commands::KEYS);
    assert_eq!(list.keys.iter().filter(|key| key.kind == KeyKind::Recovery).count(), 1);
    assert_eq!(list.keys.iter().find(|key| key.is_this_device).and_then(|key| key.label.as_deref()), Some("lost"));

    let new = device(folder.path(), "new", &running, &kit);
    let restore = |passphrase: &str| new.invoke::<Session>(commands::RESTORE, json!({"passphrase": passphrase}));
    assert_eq!(code(restore(PASSPHRASE)), ErrorCode::Kit(KitProblem::NoneChosen));
    let summary: Option<KitSummary> = new.ask(commands::CHOOSE_RECOVERY_KIT);
    assert_eq!(summary.map(|kit| (kit.file_name, kit.issuer_host)), Some(("mine.kit".into(), "127.0.0.1".into())));
    assert_eq!(code(restore("seven quiet lanterns on the perch")), ErrorCode::Kit(KitProblem::WrongPassphrase));
    assert_eq!(restore(PASSPHRASE).expect("restores").sub(), Some(&sub));
    assert_eq!(code(lost.invoke::<Value>(commands::USER_INFO, json!({}))), ErrorCode::DeviceRemoved);
    assert_eq!(lost.ask::<Session>(commands::SESSION), Session::Removed { sub: Some(sub), why: Removal::Replaced });

    let third = device(folder.path(), "third", &running, &kit);
    third.ask::<Option<KitSummary>>(commands::CHOOSE_RECOVERY_KIT);
    let again = third.invoke::<Session>(commands::RESTORE, json!({"passphrase": PASSPHRASE}));
    assert_eq!(code(again), ErrorCode::Keys(KeyRefusal::KitSpent));
    for app in [&lost, &new, &third] {
        let seen = app.seen.lock().expect("unpoisoned").join("\n");
        assert!(!seen.contains("lanterns") && !seen.contains("seed"), "the window sees no secret");
    }
}

#[test]
fn a_kit_for_another_server_or_none_at_all_is_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let running = backend(folder.path());
    let file = folder.path().join("mine.kit");
    let app = device(folder.path(), "one", &running, &file);
    let choose = || app.invoke::<Option<KitSummary>>(commands::CHOOSE_RECOVERY_KIT, json!({}));
    assert_eq!(code(choose()), ErrorCode::Kit(KitProblem::File));
    std::fs::write(&file, "a shopping list").expect("writes");
    assert_eq!(code(choose()), ErrorCode::Kit(KitProblem::NotAKit));
    let elsewhere = "https://elsewhere.example.com".parse().expect("a URL");
    let sub = houseguest_protocol::values::Subject::parse("somebody").expect("a subject");
    let kit = houseguest_vault::kit::RecoveryKit::new(&elsewhere, sub);
    std::fs::write(&file, kit.seal(&PASSPHRASE.into(), "2026-11-22").expect("seals")).expect("writes");
    choose().expect("reads");
    let refused = app.invoke::<Session>(commands::RESTORE, json!({"passphrase": PASSPHRASE}));
    assert_eq!(code(refused), ErrorCode::Kit(KitProblem::OtherIssuer));
    assert_eq!(app.ask::<Session>(commands::SESSION), Session::Visitor);
}

#[test]
fn a_second_device_joins_by_code_and_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let running = backend(folder.path());
    let none = folder.path().join("none");
    let (old, new) = (device(folder.path(), "old", &running, &none), device(folder.path(), "new", &running, &none));
    let sub = old.ask::<Session>(commands::ENSURE_GUEST).sub().cloned().expect("a guest");
    let Pairing::Offered { code, picture: Some(_), .. } = new.ask(commands::OFFER_DEVICE) else {
        panic!("a code with its picture")
    };
    old.invoke::<Pairing>(commands::JOIN_DEVICE, json!({"code": code})).expect("answers");
    let number = |app: &TestApp| match app.ask(commands::PAIRING) {
        Pairing::Comparing { number, .. } => number,
        other => panic!("a number, not {other:?}"),
    };
    assert_eq!(number(&new), number(&old));
    new.ask::<Pairing>(commands::CONFIRM_PAIRING);
    assert!(matches!(old.ask(commands::CONFIRM_PAIRING), Pairing::Added { .. }));
    assert_eq!(new.ask::<Pairing>(commands::PAIRING), Pairing::Joined { sub });
    let list: KeyList = new.ask(commands::KEYS);
    let other = list.keys.iter().find(|key| !key.is_this_device).expect("the old one").thumbprint;
    let left: KeyList =
        new.invoke(commands::REVOKE_KEY, json!({"thumbprint": other, "evenTheLast": false})).expect("revokes");
    assert_eq!((left.keys.len(), left.sessions.len()), (1, 1));
    assert_eq!(new.ask::<Pairing>(commands::CANCEL_PAIRING), Pairing::None);
}
