//! Pages that apps open with their own session (protocol.md, section 7.3).

use axum::http::StatusCode;
use houseguest_protocol::identity::{AuthorizeRequest, LoginHint, paths};
use serde_json::json;

use super::{
    Answer, CLIENT, TestGuest, TestServer,
    browser_session::{become_guest, who},
    guest::subject,
};
use crate::http::interaction::tests::browser::{TestBrowser, path_of};

const COOKIE: &str = "__Host-app_session";

async fn token_of(server: &TestServer, refresh_token: &str) -> Answer {
    server.post_json(paths::APP_SESSION_TOKEN, &json!({"refresh_token": refresh_token})).await
}

/// What an SDK's `open` asks.
fn opening(token: &str, client: &str, uri: &str) -> String {
    let text = |text: &str| Some(text.to_owned());
    path_of(&AuthorizeRequest {
        response_type: text("none"),
        client_id: text(client),
        redirect_uri: text(uri),
        scope: text("openid offline_access https://authgear.com/scopes/full-access"),
        prompt: text("none"),
        login_hint: Some(LoginHint::AppSession { app_session_token: token.to_owned() }.to_text()),
        ..AuthorizeRequest::default()
    })
}

#[tokio::test]
async fn an_app_opens_a_page_as_its_own_user() {
    let server = TestServer::start().await;
    let guest = TestGuest::new().sign_in(&server).await;
    let sub = subject(&server, &guest.text_of("access_token")).await;
    let answer = token_of(&server, &guest.text_of("refresh_token")).await;
    let result = answer.json()["result"].clone();
    let token = result["app_session_token"].as_str().expect("a token").to_owned();
    assert_eq!((token.len(), &result["expire_at"]), (32, &json!("2026-11-22T10:05:00Z")));

    let browser = TestBrowser::new(&server);
    let opened = browser.get(&opening(&token, CLIENT, "https://id.example/settings")).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    assert_eq!(opened.header("location"), Some("https://id.example/settings"));
    let set = opened.header("set-cookie").expect("a cookie");
    assert!(set.starts_with(COOKIE) && set.ends_with("; HttpOnly; SameSite=Lax; Secure; Path=/"), "{set}");
    assert_eq!(who(&browser).await, Some((sub, true)));
    let page = browser.get("/settings").await;
    assert!(page.text.contains("An app opened this page for you"), "{}", page.text);

    let again = TestBrowser::new(&server);
    let refused = again.get(&opening(&token, CLIENT, "https://id.example/settings")).await;
    let location = refused.header("location").expect("told");
    assert!(location.starts_with("https://id.example/settings?error=invalid_request&"), "{location}");
    assert_eq!(again.cookie(COOKIE), None, "a token works once");

    // Logging out there is no log-out of the app.
    let asked = browser.get("/logout").await;
    let form = crate::http::interaction::tests::browser::Form::of(&asked, "/logout");
    browser.post("/logout", &[("form_token", &form.token)]).await;
    assert_eq!((who(&browser).await, server.count("app_session")), (None, 0));
    let form =
        [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", &guest.text_of("refresh_token"))];
    assert_eq!(server.post_form(paths::TOKEN, &form).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_comes_before_the_browser_s_own_session_and_ends_with_the_app_s() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let own = become_guest(&browser).await;
    let guest = TestGuest::new().sign_in(&server).await;
    let token = token_of(&server, &guest.text_of("refresh_token")).await.json()["result"]["app_session_token"].clone();
    browser.get(&opening(token.as_str().expect("a token"), CLIENT, "http://127.0.0.1/callback")).await;
    let sub = subject(&server, &guest.text_of("access_token")).await;
    assert_eq!(who(&browser).await, Some((sub, true)));
    server.post_form(paths::REVOKE, &[("token", &guest.text_of("refresh_token"))]).await;
    assert_eq!(who(&browser).await, Some((own, true)));
}

#[tokio::test]
async fn a_dead_refresh_token_is_told_in_the_words_that_clear_it() {
    let server = TestServer::start().await;
    for token in ["nonsense", "018f4c2e-0000-7000-8000-000000000000.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
        let answer = token_of(&server, token).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        let error = answer.json()["error"].clone();
        assert_eq!((&error["name"], &error["reason"]), (&json!("Forbidden"), &json!("InvalidGrant")));
        assert_eq!(error["message"], "invalid refresh token");
    }
}

#[tokio::test]
async fn a_token_opens_our_own_pages_and_registered_ones_for_its_own_client() {
    let server = TestServer::start().await;
    let guest = TestGuest::new().sign_in(&server).await;
    let fresh = async || {
        let answer = token_of(&server, &guest.text_of("refresh_token")).await;
        answer.json()["result"]["app_session_token"].as_str().expect("a token").to_owned()
    };
    let browser = TestBrowser::new(&server);
    let stranger = browser.get(&opening(&fresh().await, CLIENT, "https://evil.example/")).await;
    assert_eq!(stranger.status, StatusCode::BAD_REQUEST);
    assert!(stranger.text.contains("redirect URI is not allowed"), "{}", stranger.text);
    let other = browser.get(&opening(&fresh().await, "houseguest-web", "https://app.example/")).await;
    assert!(other.header("location").is_some_and(|to| to.contains("error=invalid_request")));
    assert_eq!(browser.cookie(COOKIE), None);
    // Our own pages take no codes: without the hint they are no place to send anybody.
    let plain = AuthorizeRequest {
        redirect_uri: Some("https://id.example/settings".to_owned()),
        client_id: Some(CLIENT.to_owned()),
        response_type: Some("none".to_owned()),
        scope: Some("openid".to_owned()),
        ..AuthorizeRequest::default()
    };
    assert!(browser.get(&path_of(&plain)).await.text.contains("redirect URI is not allowed"));
}
