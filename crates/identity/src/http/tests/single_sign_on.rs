//! One sign-in for several apps (protocol.md, sections 4.2 and 8.2).

use axum::http::StatusCode;
use houseguest_protocol::identity::{AuthorizeRequest, CodeVerifier, paths};
use url::Url;

use super::{
    Answer, CLIENT, TestServer,
    browser_session::{COOKIE, become_guest, keep_account, who},
};
use crate::http::interaction::tests::browser::{REDIRECT_URI, TestBrowser, path_of, request};

fn silent(verifier: &CodeVerifier) -> AuthorizeRequest {
    let text = |text: &str| Some(text.to_owned());
    AuthorizeRequest { prompt: text("none"), x_sso_enabled: text("true"), ..request(verifier) }
}

/// What the app is told, by name.
fn told(answer: &Answer, name: &str) -> Option<String> {
    let address = Url::parse(answer.header("location").expect("a redirect")).expect("a URL");
    address.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

async fn exchange(server: &TestServer, code: &str, verifier: &CodeVerifier) -> Answer {
    server.exchange(code, verifier.as_str(), REDIRECT_URI).await
}

#[tokio::test]
async fn whoever_is_signed_in_is_asked_nothing() {
    let server = TestServer::start().await;
    let (browser, verifier) = (TestBrowser::new(&server), CodeVerifier::random());
    let refused = browser.get(&path_of(&silent(&verifier))).await;
    assert_eq!(told(&refused, "error").as_deref(), Some("login_required"));

    let sub = become_guest(&browser).await;
    keep_account(&browser, "rowan", "true").await;
    let answer = browser.get(&path_of(&silent(&verifier))).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let tokens = exchange(&server, &told(&answer, "code").expect("a code"), &verifier).await;
    let info = server.get(paths::USERINFO, Some(&tokens.text_of("access_token"))).await;
    assert_eq!(info.text_of("sub"), sub);

    // Without a code there is nothing to say but the state.
    let nothing = AuthorizeRequest { response_type: Some("none".to_owned()), ..silent(&verifier) };
    let answer = browser.get(&path_of(&nothing)).await;
    assert_eq!((told(&answer, "error"), told(&answer, "code")), (None, None));

    // An app that refuses to share the session gets nothing from it.
    let alone = AuthorizeRequest { x_sso_enabled: Some("false".to_owned()), ..silent(&verifier) };
    let refused = browser.get(&path_of(&alone)).await;
    assert_eq!(told(&refused, "error").as_deref(), Some("login_required"));
}

/// There is no page of one click that hands an app somebody's account: see docs/protocol-coverage.md.
#[tokio::test]
async fn whoever_is_signed_in_logs_in_again_where_an_app_does_not_ask_silently() {
    let server = TestServer::start().await;
    let (browser, verifier) = (TestBrowser::new(&server), CodeVerifier::random());
    become_guest(&browser).await;
    keep_account(&browser, "rowan", "true").await;
    for prompt in [None, Some("login"), Some("select_account")] {
        let asked = AuthorizeRequest { prompt: prompt.map(str::to_owned), ..silent(&verifier) };
        let answer = browser.get(&path_of(&asked)).await;
        let location = answer.header("location").expect("a page");
        assert!(location.starts_with("/interaction/") && location.ends_with("/log-in"), "{prompt:?}: {location}");
        let page = browser.get(location).await.text;
        assert!(!page.contains("rowan"), "nor is anybody at this computer told who was here: {page}");
    }
}

#[tokio::test]
async fn an_app_that_expects_somebody_else_is_told_to_log_in() {
    let server = TestServer::start().await;
    let (browser, verifier) = (TestBrowser::new(&server), CodeVerifier::random());
    become_guest(&browser).await;
    let answer = browser.get(&path_of(&silent(&verifier))).await;
    let own = exchange(&server, &told(&answer, "code").expect("a code"), &verifier).await.text_of("id_token");
    let with_hint = |hint: &str| format!("{}&id_token_hint={hint}", path_of(&silent(&verifier)));
    assert!(told(&browser.get(&with_hint(&own)).await, "code").is_some());
    let other = TestBrowser::new(&server);
    become_guest(&other).await;
    assert_eq!(told(&other.get(&with_hint(&own)).await, "error").as_deref(), Some("login_required"));
    assert_eq!(told(&browser.get(&with_hint("nonsense")).await, "error").as_deref(), Some("login_required"));
}

#[tokio::test]
async fn shared_sessions_end_with_the_browser_s() {
    let server = TestServer::start().await;
    let (browser, verifier) = (TestBrowser::new(&server), CodeVerifier::random());
    become_guest(&browser).await;
    let answer = browser.get(&path_of(&silent(&verifier))).await;
    let tokens = exchange(&server, &told(&answer, "code").expect("a code"), &verifier).await;
    let refresh = async || {
        let token = tokens.text_of("refresh_token");
        let form = [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", token.as_str())];
        server.post_form(paths::TOKEN, &form).await.status
    };
    assert_eq!(refresh().await, StatusCode::OK);
    // The ID token of a shared session is as good as the browser's own for logging out.
    let hint = tokens.text_of("id_token");
    let answer = browser.get(&format!("{}?id_token_hint={hint}", paths::END_SESSION)).await;
    assert_eq!(answer.header("location"), Some("/settings"));
    assert_eq!((who(&browser).await, browser.cookie(COOKIE)), (None, None));
    assert_eq!(refresh().await, StatusCode::BAD_REQUEST);
    let access = tokens.text_of("access_token");
    assert_eq!(server.get(paths::USERINFO, Some(&access)).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_client_that_allows_one_session_cannot_share() {
    let server = TestServer::with(|settings| settings.clients[0].max_concurrent_session = 1).await;
    let browser = TestBrowser::new(&server);
    let asked = AuthorizeRequest { x_sso_enabled: Some("true".to_owned()), ..request(&CodeVerifier::random()) };
    let refused = browser.get(&path_of(&asked)).await;
    let description = "'sso_enabled' must be false if config 'x_max_concurrent_session' is 1";
    assert_eq!(told(&refused, "error_description").as_deref(), Some(description));
}
