//! The log of what operators changed.

use axum::http::StatusCode;
use houseguest_protocol::samples::NOW;

use super::{
    browser::{Form, OperatorBrowser},
    settings::native,
};
use crate::{
    http::tests::{CLIENT, TestServer},
    settings::{Change, SessionSettings},
};

const CHANGES: &str = "/portal/changes";

#[tokio::test]
async fn a_change_is_listed_with_who_made_it_and_what_it_was_before() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    assert!(browser.page(CHANGES).await.text.contains("Nothing was changed yet"));
    let typed = [("lifetime_seconds", "86400"), ("idle_timeout_enabled", "on"), ("idle_timeout_seconds", "2592000")];
    browser.save("/portal/session", &typed).await;
    let listed = browser.page(CHANGES).await.text;
    for said in [
        "Session: changed",
        "<code>lifetime_seconds</code>: <code>31449600</code>",
        "<code>86400</code>",
        "Ines",
        "Changes are kept for",
    ] {
        assert!(listed.contains(said), "{said} in {listed}");
    }
    assert!(!listed.contains("idle_timeout_seconds"), "only what is not as it was: {listed}");
    browser.save("/portal/session", &typed).await;
    assert_eq!(browser.page(CHANGES).await.text.matches("Session: changed").count(), 1, "saved, and nothing changed");

    let path = format!("/portal/applications/{CLIENT}");
    browser.save(&path, &native(&[("name", "<b>New</b>"), ("access_token_lifetime_seconds", "600")])).await;
    let listed = browser.page(CHANGES).await.text;
    assert!(listed.contains(&format!("Application {CLIENT}: changed")), "{listed}");
    assert!(listed.contains("<code>access_token_lifetime_seconds</code>") && listed.contains("<code>600</code>"));
    assert!(!listed.contains("<b>New</b>"), "what somebody typed is text: {listed}");
    let at = |said: &str| listed.find(said).expect("is listed");
    assert!(at("Application") < at("Session: changed") || at(": changed") < at("Session: changed"), "newest first");
}

#[tokio::test]
async fn secrets_of_webhooks_are_in_no_log() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let form = Form::of(&browser.page("/portal/events").await, "/portal/events/webhooks");
    let fields = [("id", "crm"), ("url", "http://127.0.0.1:9/token-of-ours"), ("user.deleted", "on")];
    let made = browser.send_form(&form, &fields).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    let secret = server.identity.state().settings().webhooks[0].secret.clone();
    let listed = browser.page(CHANGES).await.text;
    assert!(listed.contains("Webhook crm: added") && listed.contains("user.deleted"), "{listed}");
    assert!(listed.contains("<code>secret</code>: <span class=\"muted\">another one"), "{listed}");
    let kept: Vec<_> = server.rows().into_iter().filter(|row| row.starts_with("history: ")).collect();
    assert!(!kept.is_empty());
    for text in kept.iter().chain([&listed]) {
        assert!(!text.contains(secret.expose()) && !text.contains("token-of-ours"), "{text}");
    }
}

#[tokio::test]
async fn many_changes_are_listed_page_by_page() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let state = server.identity.state();
    for lifetime_seconds in 1..=26 {
        let change = Change::Session(SessionSettings { lifetime_seconds, ..SessionSettings::default() });
        let seen = state.settings().document("session").map_or(0, |document| document.version);
        state.change_settings(&change, seen, "Mara").await.expect("changes");
    }
    assert_eq!(state.now(), NOW, "all within a second");
    let first = browser.page(CHANGES).await.text;
    assert_eq!(first.matches("Session: changed").count(), 25);
    let next = first.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a next page");
    let rest = browser.page(next).await.text;
    assert_eq!(rest.matches("Session: changed").count(), 1);
    assert!(rest.contains("<code>31449600</code>") && !rest.contains("rel=\"next\""), "the oldest: {rest}");
    let odd = browser.page("/portal/changes?before=yesterday").await.text;
    assert_eq!(odd.matches("Session: changed").count(), 25, "what is no place is the beginning");
}
