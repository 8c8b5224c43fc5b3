//! Writing while nobody answers: it waits beside the vault, over restarts, and goes out once and in order.

use houseguest_backend::{Backend, Settings};
use houseguest_protocol::{
    social::{Comment, CommentBody, IdempotencyKey, NewComment, PageRequest, WELCOME_POST},
    window::{OpenedBy, Outcome, QueueState, Session, VaultState, Write, commands},
};
use serde_json::json;
use tauri_plugin_houseguest::{Client, Endpoints, HouseguestExt};

use crate::support::{TestApp, vault_in, wait_until};

const SAID: [&str; 3] = ["Is anybody home?", "I will just leave this here.", "Never mind this one."];

fn client(app: &TestApp) -> Client {
    tauri::async_runtime::block_on(app.app.houseguest().client()).expect("the vault opens")
}

fn say(app: &TestApp, text: &str, key: &IdempotencyKey) -> Outcome<Comment> {
    let comment = NewComment { body: CommentBody::parse(text).expect("a body"), parent_id: None };
    let write = Write::Comment { post_id: WELCOME_POST, comment };
    tauri::async_runtime::block_on(client(app).submit(write, key)).expect("taken")
}

fn close(app: TestApp) {
    tauri::async_runtime::block_on(app.app.houseguest().close());
}

#[test]
fn what_is_written_on_a_first_launch_without_a_backend_is_posted_once_and_in_order_after_a_restart() {
    let home = tempfile::tempdir().expect("a temporary folder");
    // A backend that was here and is away: its address stays the same.
    let mut settings = Settings::embedded(home.path().join("databases"));
    let (address, issuer) = tauri::async_runtime::block_on(async {
        let backend = Backend::start(settings.clone()).await.expect("the backend starts");
        let place = (backend.address(), backend.issuer().clone());
        backend.shutdown().await;
        place
    });
    let vault = home.path().join("vault");
    let launch = || {
        let app = TestApp::start(vault_in(&vault));
        let (issuer, social) = (issuer.clone(), issuer.clone());
        app.app.houseguest().set_endpoints(Endpoints { issuer, social, client_id: "houseguest-app".to_owned() });
        app
    };
    let keys = SAID.map(|_| IdempotencyKey::random());

    let app = launch();
    for (text, key) in SAID.iter().zip(&keys) {
        assert_eq!(say(&app, text, key), Outcome::Queued);
    }
    app.wait_to_see(r#""news":"changed""#);
    let state: QueueState = app.ask(commands::QUEUE);
    let waiting: Vec<_> = state.waiting.iter().map(|write| &write.key).collect();
    assert_eq!(waiting, keys.iter().collect::<Vec<_>>());
    assert_eq!(
        app.ask::<VaultState>(commands::VAULT_STATE),
        VaultState::Open { restored: false, opened_by: OpenedBy::App },
        "the key is made"
    );
    assert_eq!(app.ask::<Session>(commands::SESSION), Session::Visitor, "nobody knows this guest yet");
    assert!(app.invoke::<bool>(commands::TAKE_BACK, json!({ "key": keys[2] })).expect("taken back"));
    assert_eq!(app.ask::<QueueState>(commands::SEND_QUEUED).waiting.len(), 2, "still nobody answers");
    close(app);

    let app = launch();
    wait_until("the vault is free again", || {
        app.ask::<VaultState>(commands::VAULT_STATE) == VaultState::Open { restored: false, opened_by: OpenedBy::App }
    });
    assert_eq!(app.ask::<QueueState>(commands::QUEUE).waiting.len(), 2, "what waits survives a restart");
    settings.server.listen = address;
    let backend = tauri::async_runtime::block_on(Backend::start(settings)).expect("the backend is back");
    app.app.houseguest().send_queued_soon();
    app.wait_to_see(&format!(r#""news":"sent","key":"{}""#, keys[1]));
    assert_eq!(app.ask::<QueueState>(commands::QUEUE), QueueState::default());
    assert!(app.ask::<Session>(commands::SESSION).is_guest());
    // Handed in again, as by a window that did not hear of it.
    assert!(matches!(say(&app, SAID[0], &keys[0]), Outcome::Sent(_)));
    let page = PageRequest { after: None, limit: Some(100) };
    let comments = tauri::async_runtime::block_on(client(&app).comments(WELCOME_POST, &page)).expect("readable");
    let said: Vec<_> = comments.items.iter().filter(|comment| comment.is_mine()).collect();
    let said: Vec<_> = said.iter().map(|comment| &*comment.content.as_ref().expect("there").body).collect();
    assert_eq!(said, SAID[..2], "each once, in the order in which it was written");
    close(app);
    tauri::async_runtime::block_on(backend.shutdown());
}
