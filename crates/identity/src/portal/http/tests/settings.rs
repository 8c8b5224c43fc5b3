//! Settings are shown, checked, saved, and obeyed from the next request on.

use axum::http::StatusCode;
use houseguest_protocol::identity::paths;
use serde_json::json;

use super::browser::{Form, OperatorBrowser};
use crate::{
    http::tests::{CLIENT, TestGuest, TestServer},
    settings::ConflictPolicy,
};

/// What the form of a native client sends when nothing was touched.
const NATIVE: &[(&str, &str)] = &[
    ("name", "Houseguest"),
    ("redirect_uris", "http://127.0.0.1/callback"),
    ("refresh_token_lifetime_seconds", ""),
    ("refresh_token_idle_timeout_enabled", "on"),
    ("refresh_token_idle_timeout_seconds", ""),
    ("refresh_token_rotation_enabled", "on"),
    ("refresh_token_rotation_grace_seconds", ""),
    ("access_token_lifetime_seconds", ""),
    ("issue_jwt_access_token", "on"),
    ("signing_algorithm", "ES256"),
    ("dpop", "on"),
];

pub(super) fn native<'t>(changed: &[(&'t str, &'t str)]) -> Vec<(&'t str, &'t str)> {
    let untouched = NATIVE.iter().copied().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    untouched.chain(changed.iter().copied()).collect()
}

#[tokio::test]
async fn the_switch_for_anonymous_users_holds_from_the_next_request_on() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let sign_up = json!({"client_id": "houseguest-web", "session_type": "refresh_token"});
    assert_eq!(server.post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await.status, StatusCode::OK);
    let saved = browser.save("/portal/anonymous-users", &[("on_conflict", "error")]).await;
    assert!(saved.text.contains("Anonymous users: saved.") && saved.text.contains("by Ines."), "{}", saved.text);
    assert_ne!(server.post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await.status, StatusCode::OK);
    let policy = || server.identity.state().settings().anonymous.on_conflict;
    assert_eq!(policy(), ConflictPolicy::Merge, "the policy rests while the switch is off");
    assert!(!browser.page("/portal/anonymous-users").await.text.contains("users: saved."), "said once");
    browser.save("/portal/anonymous-users", &[("enabled", "on"), ("on_conflict", "login")]).await;
    assert_eq!(policy(), ConflictPolicy::Login);
    assert_eq!(server.post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_page_says_what_each_lifetime_means_for_a_guest() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let page = browser.page("/portal/anonymous-users").await.text;
    for said in [
        "a guest who stays away for 30 days is gone",
        "at the latest 364 days after the first visit",
        "Ends 30 days after the last visit, and 364 days after the first at the latest.",
        "houseguest-web: a refresh token lives 364 days and is never replaced",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    assert!(!page.contains("third-party") && !page.contains(">machine<"), "who has no guests is not listed");
}

#[tokio::test]
async fn a_session_setting_is_saved_and_a_wrong_one_is_refused_beside_its_field() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let typed = [
        ("use_session_cookie", "close"),
        ("lifetime_seconds", "0086400"),
        ("idle_timeout_enabled", "on"),
        ("idle_timeout_seconds", "3600"),
    ];
    let saved = browser.save("/portal/session", &typed).await;
    assert!(saved.text.contains("Ends 1 hour after the last visit, and 1 day after the first at the latest."));
    let session = server.identity.state().settings().session.clone();
    assert_eq!(
        (session.lifetime_seconds, session.idle_timeout_seconds, session.use_session_cookie),
        (86_400, 3_600, true)
    );
    let form = Form::of(&saved, "/portal/session");
    let refused = browser.send_form(&form, &[("lifetime_seconds", "0"), ("idle_timeout_seconds", "soon")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Maximum session lifetime: use at least 1 (1 second)."), "{}", refused.text);
    assert!(refused.text.contains("Idle timeout: use a whole number of seconds, such as 1800."));
    assert!(refused.text.contains("value=\"soon\""), "what was typed stays");
    assert_eq!(server.identity.state().settings().session, session);
}

#[tokio::test]
async fn of_two_operators_who_change_the_same_section_the_second_is_told() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let form = Form::of(&browser.page("/portal/session").await, "/portal/session");
    browser.save("/portal/session", &[("lifetime_seconds", "7200"), ("idle_timeout_seconds", "60")]).await;
    let late = browser.send_form(&form, &[("lifetime_seconds", "9999"), ("idle_timeout_seconds", "60")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("Somebody else changed this section") && late.text.contains("value=\"7200\""));
    assert_eq!(server.identity.state().settings().session.lifetime_seconds, 7_200);
}

#[tokio::test]
async fn an_application_is_made_with_the_defaults_of_its_kind_changed_and_removed() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let made = browser.save("/portal/applications/new", &[("name", "My site"), ("application_type", "spa")]).await;
    assert!(made.text.contains("The application was created."));
    let id = server.identity.state().settings().clients.last().expect("a client").client_id.clone();
    assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    let path = format!("/portal/applications/{id}");
    for shown in [id.as_str(), "http://localhost/after-authentication", "http://localhost/after-logout", "My site"] {
        assert!(made.text.contains(shown), "{shown}");
    }
    // CORS follows at once (protocol.md, section 0.3), and so does the sign-up of guests.
    let sign_up = json!({"client_id": id, "session_type": "refresh_token"});
    assert_eq!(server.post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await.status, StatusCode::OK);
    let sessions = server.count("session");
    let ask = browser.page(&format!("{path}/delete")).await;
    let form = Form::of(&ask, &format!("{path}/delete"));
    let slip = browser.send_form(&form, &[("typed", "My site")]).await;
    assert_eq!(slip.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = browser.send_form(&form, &[("typed", &id)]).await;
    assert_eq!(gone.header("location"), Some("/portal/applications"));
    assert_ne!(server.post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await.status, StatusCode::OK);
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.count("session"), sessions, "its sessions are dead, and are swept up later");
}

#[tokio::test]
async fn each_field_of_an_application_is_held_to_the_protocols_limits() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let path = format!("/portal/applications/{CLIENT}");
    let form = Form::of(&browser.page(&path).await, &path);
    let before = server.identity.state().settings().client(CLIENT).expect("a client").clone();
    for (name, value, said) in [
        ("access_token_lifetime_seconds", "299", "Access token lifetime: use at least 300 (5 minutes)."),
        ("access_token_lifetime_seconds", "2419201", "Access token lifetime: use at most 2419200 (28 days)."),
        (
            "refresh_token_lifetime_seconds",
            "1799",
            "Refresh token lifetime: it must be greater than or equal to the access token lifetime (30 minutes).",
        ),
        ("refresh_token_idle_timeout_seconds", "0", "Idle timeout: use at least 1 (1 second)."),
        ("refresh_token_rotation_grace_seconds", "301", "Grace period: use at most 300 (5 minutes)."),
        ("redirect_uris", "", "Authorized redirect URIs: enter at least one address."),
        ("redirect_uris", "callback", "Authorized redirect URIs: “callback” is not a full address."),
        ("redirect_uris", "https://a.example/?q=1", "leave out “?” and “#”"),
        ("redirect_uris", "javascript:alert(1)", "is not a place to send people to"),
    ] {
        let refused = browser.send_form(&form, &native(&[(name, value)])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={value}");
        assert!(refused.text.contains(said), "{said} in {}", refused.text);
        assert!(refused.text.contains("aria-invalid=\"true\"") && refused.text.contains(&format!("href=\"#{name}\"")));
    }
    assert_eq!(server.identity.state().settings().client(CLIENT), Some(&before));
}

#[tokio::test]
async fn a_client_of_the_file_is_changed_for_sessions_that_exist_and_reset_to_the_file() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let guest = TestGuest::new();
    let answer = guest.sign_in(&server).await;
    let token = answer.text_of("access_token");
    assert_eq!(server.get(paths::USERINFO, Some(&token)).await.status, StatusCode::OK);
    let path = format!("/portal/applications/{CLIENT}");
    server.clock.advance(std::time::Duration::from_secs(120));
    let saved = browser.save(&path, &native(&[("refresh_token_idle_timeout_seconds", "60")])).await;
    assert!(saved.text.contains("was changed here"), "{}", saved.text);
    let refused = server.get(paths::USERINFO, Some(&token)).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "the session ended a minute ago");
    let reset = Form::of(&saved, &format!("{path}/reset"));
    let restored = browser.send_form(&reset, &[]).await;
    assert_eq!(restored.status, StatusCode::SEE_OTHER);
    assert!(browser.page(&path).await.text.contains("The application is again what the configuration file says."));
    assert_eq!(server.get(paths::USERINFO, Some(&token)).await.status, StatusCode::OK, "and lives again");
}

#[tokio::test]
async fn the_last_client_stays() {
    let server = TestServer::with(|settings| settings.clients.truncate(1)).await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let path = format!("/portal/applications/{CLIENT}/delete");
    let form = Form::of(&browser.page(&path).await, &path);
    let refused = browser.send_form(&form, &[("typed", CLIENT)]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text.contains("name at least one client"), "{}", refused.text);
    assert_eq!(server.identity.state().settings().clients.len(), 1);
}

#[tokio::test]
async fn the_clock_moves_in_a_demo_only_and_takes_the_operator_along() {
    let plain = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&plain).await;
    assert_eq!(browser.get("/portal/clock").await.status, StatusCode::NOT_FOUND);
    assert!(!browser.page("/portal").await.text.contains("/portal/clock"));
    let token = Form::of(&browser.page("/portal/session").await, "/portal/session");
    let forced = Form { action: "/portal/clock".to_owned(), ..token };
    assert_eq!(browser.send_form(&forced, &[("move", "month")]).await.status, StatusCode::NOT_FOUND);

    let demo = TestServer::demo().await;
    let browser = OperatorBrowser::logged_in(&demo).await;
    let before = demo.identity.state().now();
    let moved = browser.save("/portal/clock", &[("move", "month")]).await;
    assert!(moved.text.contains("The clock was moved.") && moved.text.contains("31 days"), "{}", moved.text);
    assert_eq!(demo.identity.state().now().since(before).as_secs(), 31 * 86_400);
    browser.save("/portal/clock", &[("move", "hour")]).await;
    browser.save("/portal/clock", &[("move", "day")]).await;
    assert!(browser.page("/portal/clock").await.text.contains("32 days 1 hour"));
    browser.save("/portal/clock", &[("move", "back")]).await;
    assert_eq!(demo.identity.state().now(), before);
}
