//! A visitor, a guest, and the same guest again, against the embedded backend.

use houseguest_protocol::{
    social::{Comment, IdempotencyKey, Page, Post, StoredPreferences, WELCOME_POST},
    window::{ErrorCode, OpenedBy, Outcome, QueueState, Session, VaultState},
};
use serde_json::json;

use super::TestApp;

fn session(app: &TestApp) -> Session {
    app.ask("plugin:houseguest|session", json!({}))
}

#[test]
fn a_visitor_reads_a_guest_writes_and_the_same_guest_comes_back() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let app = TestApp::start(home.path());
    let feed: Page<Post> = app.ask("feed", json!({ "page": {} }));
    let post = feed.items.first().expect("the demo has posts").id;
    app.ask::<Page<Comment>>("comments", json!({ "postId": post, "page": {} }));
    assert_eq!(app.ask::<StoredPreferences>("preferences", json!({})), StoredPreferences::default());
    assert_eq!(session(&app), Session::Visitor, "nobody is made a guest by reading");
    assert!(!home.path().join("vault/vault.stronghold").exists(), "and no key is made");

    let key = IdempotencyKey::random();
    let arguments = json!({ "postId": post, "comment": { "body": "Hello from the porch" }, "idempotencyKey": key });
    let Outcome::Sent(comment) = app.ask::<Outcome<Comment>>("write_comment", arguments.clone()) else {
        panic!("the backend answers");
    };
    assert!(comment.is_mine());
    let repeated: Outcome<Comment> = app.ask("write_comment", arguments);
    assert_eq!(repeated, Outcome::Sent(comment.clone()), "a repeated request writes nothing");
    let before = session(&app);
    assert!(before.is_guest(), "{before:?}");
    let vault: VaultState = app.ask("plugin:houseguest|vault_state", json!({}));
    assert_eq!(vault, VaultState::Open { restored: false, opened_by: OpenedBy::App });
    let stored = json!({ "version": 0, "preferences": { "theme": "dark" } });
    let arguments = json!({ "stored": stored, "idempotencyKey": IdempotencyKey::random() });
    let Outcome::Sent(saved) = app.ask::<Outcome<StoredPreferences>>("save_preferences", arguments) else {
        panic!("the backend answers");
    };
    let nothing = json!({ "postId": "00000000-0000-7000-8000-000000000000" });
    assert_eq!(app.refused("post", nothing).code, ErrorCode::NotFound);
    app.close();

    // The first app's vault is released when its last task has ended.
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let again = TestApp::start(home.path());
    while app_vault(&again) == VaultState::InUse {
        assert!(std::time::Instant::now() < deadline, "the vault was not released");
        std::thread::park_timeout(std::time::Duration::from_millis(20));
    }
    assert_eq!(session(&again), before, "the same guest, by the same key");
    assert_eq!(again.ask::<StoredPreferences>("preferences", json!({})), saved);
    let comments: Page<Comment> = again.ask("comments", json!({ "postId": post, "page": {} }));
    assert!(comments.items.iter().any(|found| found.id == comment.id && found.is_mine()));
    again.close();
}

fn app_vault(app: &TestApp) -> VaultState {
    app.ask("plugin:houseguest|vault_state", json!({}))
}

#[test]
fn another_backend_that_is_away_is_an_error_the_window_can_act_on() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let app = TestApp::start_with(home.path(), |name| {
        (name == crate::settings::ISSUER_VARIABLE).then(|| "http://127.0.0.1:9".to_owned())
    });
    assert_eq!(app.refused("feed", json!({ "page": {} })).code, ErrorCode::Offline);
    assert_eq!(session(&app), Session::Visitor, "who is here is known without asking");
    assert_eq!(app.refused("plugin:houseguest|ensure_guest", json!({})).code, ErrorCode::Offline);
    assert!(!home.path().join("databases").exists(), "no backend was started here");

    let comment = json!({ "body": "Anybody home?" });
    let arguments = json!({ "postId": WELCOME_POST, "comment": comment, "idempotencyKey": IdempotencyKey::random() });
    assert_eq!(app.ask::<Outcome<Comment>>("write_comment", arguments), Outcome::Queued, "one can write all the same");
    assert_eq!(app.ask::<QueueState>("plugin:houseguest|queue", json!({})).waiting.len(), 1);
    app.close();
}
