//! The inspector: what the window is told, and the backend that stops and comes back.

use houseguest_protocol::{
    social::{Comment, IdempotencyKey, Page, Post},
    window::{
        ErrorCode, Outcome, Session,
        observed::{Break, Observed, Sight, Step},
    },
};
use serde_json::json;

use super::TestApp;

const OBSERVED: &str = "plugin:houseguest|observed";

#[test]
fn the_window_sees_each_step_and_no_token() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let app = TestApp::start(home.path());
    let feed: Page<Post> = app.ask("feed", json!({ "page": {} }));
    let post = feed.items.first().expect("the demo has posts").id;
    let arguments = json!({ "postId": post, "comment": { "body": "Seen from behind" }, "idempotencyKey": IdempotencyKey::random() });
    app.ask::<Outcome<Comment>>("write_comment", arguments);
    let guest: Session = app.ask("plugin:houseguest|break_something", json!({ "what": Break::RevokeSession }));
    assert!(guest.is_guest(), "{guest:?}");
    let events: Vec<Observed> = app.ask(OBSERVED, json!({}));
    let steps: Vec<Step> = events.iter().map(|event| event.step).collect();
    for step in [Step::Read, Step::Key, Step::KeyProof, Step::WriteComment, Step::Break, Step::Refresh] {
        assert!(steps.contains(&step), "{step:?} is not among {steps:?}");
    }
    assert!(events.windows(2).all(|two| two[1].number == two[0].number + 1), "nothing is left out");
    // Every token and challenge of the house has 32 letters and digits in one piece; nothing that is seen has.
    let text = serde_json::to_string(&events).expect("JSON");
    let thumbprints = events.iter().filter_map(|event| match &event.what {
        Sight::Vault(work) => work.thumbprint.map(|key| key.to_string()),
        _ => None,
    });
    let known: Vec<String> = thumbprints.collect();
    let text = known.iter().fold(text, |text, key| text.replace(key, ""));
    let longest = text.split(|letter: char| !letter.is_ascii_alphanumeric()).map(str::len).max();
    assert!(longest < Some(32), "{text}");
    app.close();
}

#[test]
fn the_backend_stops_and_comes_back_with_the_same_guest() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let app = TestApp::start(home.path());
    let guest: Session = app.ask("plugin:houseguest|ensure_guest", json!({}));
    assert_eq!(app.ask::<Option<bool>>("switch_backend", json!({})), Some(true));
    assert_eq!(app.ask::<Option<bool>>("switch_backend", json!({ "runs": false })), Some(false));
    assert_eq!(app.refused("feed", json!({ "page": {} })).code, ErrorCode::Offline);
    assert_eq!(app.ask::<Option<bool>>("switch_backend", json!({ "runs": true })), Some(true));
    app.ask::<Page<Post>>("feed", json!({ "page": {} }));
    let info: houseguest_protocol::identity::UserInfo = app.ask("plugin:houseguest|user_info", json!({}));
    assert_eq!(Some(&info.sub), guest.sub());
    app.close();
}

#[test]
fn an_app_without_an_inspector_tells_nothing() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let app = TestApp::start_with(home.path(), |name| {
        (name == crate::settings::INSPECTOR_VARIABLE).then(|| "off".to_owned())
    });
    assert_eq!(app.refused(OBSERVED, json!({})).code, ErrorCode::NotSupported);
    assert_eq!(app.refused("switch_backend", json!({ "runs": false })).code, ErrorCode::NotSupported);
    let refused = app.refused("plugin:houseguest|break_something", json!({ "what": Break::ExpireAccess }));
    assert_eq!(refused.code, ErrorCode::NotSupported);
    app.close();
}
