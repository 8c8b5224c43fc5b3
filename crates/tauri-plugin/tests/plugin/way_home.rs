//! Coming home from the browser, without a server: what an arrival may change, and what it may not.

use std::net::TcpListener;

use houseguest_client::ports::{GuestKey, Memory, PendingPromotion, Remembered};
use houseguest_protocol::{
    identity::CodeVerifier,
    social::Standing,
    values::{Clock, Subject, SystemClock},
    window::{Session, commands},
};
use houseguest_vault::{Vault, VaultOptions};
use tauri_plugin_houseguest::{Endpoints, HouseguestExt, SnapshotKey, SnapshotKeySource};

use crate::support::{TestApp, get, vault_in, wait_until};

const SUB: &str = "7f3b1c1e-9a52-4a57-8f5e-0d8f6f1f6a10";
const STATE: &str = "the-state-of-the-errand";

/// A vault as a killed app leaves it: a guest, whose promotion is under way at `port`.
fn killed_in_the_middle(folder: &std::path::Path, port: u16) {
    let sub = Subject::parse(SUB).expect("a subject");
    let key = SnapshotKeySource::Fixed(SnapshotKey::from([7; 32]));
    let vault = Vault::open(VaultOptions { folder: folder.to_owned(), key }).expect("a new vault");
    let pending = PendingPromotion {
        guest: sub.clone(),
        state: STATE.to_owned(),
        code_verifier: Some(CodeVerifier::random()),
        by_hand: None,
        redirect_uri: format!("http://127.0.0.1:{port}/callback"),
        started_at: SystemClock.now(),
    };
    let remembered = Remembered {
        sub: Some(sub),
        standing: Some(Standing::Guest),
        pending_promotion: Some(pending),
        ..Remembered::default()
    };
    tauri::async_runtime::block_on(async {
        vault.ensure().await.expect("a key");
        vault.save(&remembered).await.expect("the vault is saved");
    });
}

#[test]
fn the_next_run_awaits_the_errand_of_a_killed_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let port = {
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        free.local_addr().expect("its address").port()
    };
    killed_in_the_middle(folder.path(), port);

    let app = TestApp::start(vault_in(folder.path()));
    let nobody: url::Url = "http://127.0.0.1:9".parse().expect("a URL");
    app.app.houseguest().set_endpoints(Endpoints {
        issuer: nobody.clone(),
        social: nobody,
        client_id: "test".to_owned(),
    });
    let before: Session = app.ask(commands::SESSION);
    assert!(matches!(&before, Session::SignedOut { sub } if sub.as_str() == SUB), "{before:?}");
    let home = format!("http://127.0.0.1:{port}/callback");
    wait_until("the app listens again", || get(&home).is_some());

    // Forged, and with nothing to forge: the wait goes on.
    for forged in ["error=access_denied&state=another", "code=c&state=another", "code=c", "x=1"] {
        let (status, page) = get(&format!("{home}?{forged}")).expect("someone answers");
        assert_eq!(status, 400, "{forged}: {page}");
    }
    // A code that cannot be exchanged now: the page may be loaded again.
    let (status, page) = get(&format!("{home}?code=c&state={STATE}")).expect("someone answers");
    assert_eq!(status, 503, "{page}");

    let (status, page) = get(&format!("{home}?error=access_denied&state={STATE}")).expect("someone answers");
    assert_eq!(status, 200);
    assert!(page.contains("Nothing was changed"), "{page}");
    app.wait_to_see(r#"{"state":"cancelled"}"#);
    wait_until("the listener is gone", || get(&home).is_none());
    assert_eq!(app.ask::<Session>(commands::SESSION), before, "the guest is what it was");
}
