//! Sessions in cookies (protocol.md, sections 0.5, 5 and 8).

use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use houseguest_protocol::identity::{AuthorizeRequest, CodeVerifier, LoginHint, paths};
use serde_json::json;

use super::{Answer, CLIENT, TestGuest, TestServer};
use crate::http::interaction::tests::browser::{Form, PASSWORD, TestBrowser, request};

/// The browser session's cookie, as an https server without siblings calls it.
pub(super) const COOKIE: &str = "__Host-session";
const STRICT_COOKIE: &str = "__Host-same_site_strict";
const IS_ANONYMOUS: &str = "https://authgear.com/claims/user/is_anonymous";
/// The origin of a registered app.
const APP: &str = "https://app.example";

/// Calls a JSON API from a page of `origin`.
pub(super) async fn call(browser: &TestBrowser<'_>, origin: &str, path: &str) -> Answer {
    let body = Body::from(r#"{"session_type":"cookie"}"#);
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/json").header(header::ORIGIN, origin);
    browser.send(request.body(body).expect("a request")).await
}

/// Makes the browser's person a guest.
pub(super) async fn become_guest(browser: &TestBrowser<'_>) -> String {
    let answer = call(browser, APP, paths::ANONYMOUS_SIGN_UP).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, r#"{"result":{}}"#));
    who(browser).await.expect("a guest").0
}

/// Who userinfo says is in this browser, and whether they are a guest.
pub(super) async fn who(browser: &TestBrowser<'_>) -> Option<(String, bool)> {
    let answer = browser.get(paths::USERINFO).await;
    match answer.status {
        StatusCode::OK => Some((answer.text_of("sub"), answer.json()[IS_ANONYMOUS] == json!(true))),
        _ => {
            assert_eq!((answer.status, answer.text_of("error").as_str()), (StatusCode::UNAUTHORIZED, "invalid_grant"));
            None
        }
    }
}

/// Promotes the guest of this browser on our page, with `response_type=none` and single sign-on as the SDK asks.
pub(super) async fn keep_account(browser: &TestBrowser<'_>, name: &str, wish: &str) -> Answer {
    let answer = call(browser, APP, paths::PROMOTION_CODE).await;
    let code = answer.json()["result"]["promotion_code"].as_str().expect("a code").to_owned();
    let asked = AuthorizeRequest {
        response_type: Some("none".to_owned()),
        code_challenge: None,
        code_challenge_method: None,
        prompt: Some("login".to_owned()),
        login_hint: Some(LoginHint::AnonymousCode { promotion_code: code }.to_text()),
        x_sso_enabled: Some(wish.to_owned()),
        ..request(&CodeVerifier::random())
    };
    let (_, shown) = browser.begin(&asked).await;
    browser.fill_in(&Form::of(&shown, "/sign-up"), name, PASSWORD).await
}

#[tokio::test]
async fn a_guest_lives_in_a_browser_and_is_the_same_one_every_time() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let first = call(&browser, APP, paths::ANONYMOUS_SIGN_UP).await;
    assert_eq!((first.status, first.text.as_str()), (StatusCode::OK, r#"{"result":{}}"#));
    let set: Vec<_> = first.headers.get_all("set-cookie").iter().map(|set| set.to_str().expect("ASCII")).collect();
    let value = browser.cookie(COOKIE).expect("a session");
    let rest = "HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=31449600";
    assert_eq!(set[0], format!("{COOKIE}={value}; {rest}"));
    assert_eq!(set[1], format!("{STRICT_COOKIE}=true; {}", rest.replace("Lax", "Strict")));
    let (sub, is_guest) = who(&browser).await.expect("a guest");
    assert!(is_guest);

    let again = call(&browser, APP, paths::ANONYMOUS_SIGN_UP).await;
    assert_eq!(again.text, r#"{"result":{}}"#, "never null, which the SDK takes for a failure");
    assert!(!again.headers.contains_key("set-cookie"));
    assert_eq!(who(&browser).await, Some((sub, true)));
    assert_eq!((server.count("users"), server.count("browser_session")), (1, 1));

    // The same with everything userinfo knows, and a token for it.
    let info = browser.get(paths::USERINFO).await.json();
    assert_eq!(info["https://authgear.com/claims/user/identities"][0]["type"], "anonymous", "a cookie sees all");
    let form = "grant_type=urn%3Aauthgear%3Aparams%3Aoauth%3Agrant-type%3Aid-token&client_id=houseguest-web";
    let asked = Request::post(paths::TOKEN).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = browser.send(asked.body(Body::from(form)).expect("a request")).await;
    let claims = claims(&answer.text_of("id_token"));
    let sid = format!("idp:{}", value.split('.').next().expect("an id"));
    assert_eq!(claims["sid"], houseguest_protocol::values::base64url_encode(sid.as_bytes()));
    assert_eq!((&claims["aud"], &claims["amr"]), (&json!(["houseguest-web"]), &json!(null)));
    assert_eq!(answer.json().as_object().expect("an object").len(), 1, "an ID token and nothing else (section 3.5)");
}

/// The claims of a token.
fn claims(token: &str) -> serde_json::Value {
    let payload = token.split('.').nth(1).expect("a JWT");
    serde_json::from_slice(&houseguest_protocol::values::base64url_decode(payload).expect("base64url")).expect("JSON")
}

#[tokio::test]
async fn promotion_keeps_the_sub_and_gives_the_browser_a_session_nobody_knew_before() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let sub = become_guest(&browser).await;
    let thief = TestBrowser::new(&server);
    thief.keep(COOKIE, &browser.cookie(COOKIE).expect("a session"));
    assert_eq!(who(&thief).await, Some((sub.clone(), true)), "whoever has the cookie is the guest");
    let guest_cookie = browser.cookie(COOKIE);

    let done = keep_account(&browser, "rowan", "true").await;
    assert_eq!(done.header("location"), Some("http://127.0.0.1:49152/callback?state=s+t%26a%3Dte"), "and no code");
    assert_eq!(who(&browser).await, Some((sub, false)));
    assert_ne!(browser.cookie(COOKIE), guest_cookie);
    assert_eq!(who(&thief).await, None, "and nothing once the guest is a member");
    assert_eq!(thief.cookie(COOKIE), None, "a dead cookie is cleared");
    assert_eq!(server.count("browser_session"), 1);

    let again = call(&browser, APP, paths::ANONYMOUS_SIGN_UP).await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST);
    assert_eq!(again.json()["error"]["message"], "user logged in as normal user");
    let code = call(&browser, APP, paths::PROMOTION_CODE).await;
    assert_eq!(code.json()["error"]["message"], "user logged in as normal user");
}

#[tokio::test]
async fn a_suppressed_session_is_not_made_and_the_guest_s_ends_all_the_same() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    become_guest(&browser).await;
    keep_account(&browser, "rowan", "false").await;
    assert_eq!(who(&browser).await, None);
    assert_eq!(server.count("browser_session"), 0);
}

#[tokio::test]
async fn a_session_ends_by_the_present_settings_and_every_use_counts() {
    let server = TestServer::with(|settings| {
        settings.session.lifetime_seconds = 5_000;
        settings.session.idle_timeout_seconds = 1_000;
    })
    .await;
    let browser = TestBrowser::new(&server);
    let sub = become_guest(&browser).await;
    for _ in 0..4 {
        server.clock.advance(Duration::from_secs(999));
        assert_eq!(who(&browser).await, Some((sub.clone(), true)), "each use keeps it alive");
    }
    let kept = browser.cookie(COOKIE).expect("a session");
    server.clock.advance(Duration::from_secs(1_000));
    assert_eq!(who(&browser).await, None, "nobody used it");
    browser.keep(COOKIE, &kept);
    server.clock.advance(Duration::from_secs(4));
    assert_eq!(who(&browser).await, None, "its whole life is over");
    let other = become_guest(&browser).await;
    assert_ne!(other, sub, "a guest without a key cannot come back");
}

#[tokio::test]
async fn a_bad_token_does_not_stop_the_search_and_a_good_one_comes_first() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let in_browser = become_guest(&browser).await;
    let tokens = TestGuest::new().sign_in(&server).await;
    let ask = async |authorization: String| {
        let request = Request::get(paths::USERINFO).header(header::AUTHORIZATION, authorization);
        browser.send(request.body(Body::empty()).expect("a request")).await.text_of("sub")
    };
    assert_eq!(ask("Bearer nonsense".to_owned()).await, in_browser);
    assert_eq!(ask("Bearer ".to_owned()).await, in_browser);
    let by_token = ask(format!("Bearer {}", tokens.text_of("access_token"))).await;
    assert_ne!(by_token, in_browser);
    browser.keep("__Host-app_access_token", &tokens.text_of("access_token"));
    assert_eq!(who(&browser).await.expect("somebody").0, by_token, "before the browser's own session");
    browser.keep("__Host-app_access_token", "nonsense");
    assert_eq!(who(&browser).await.expect("somebody").0, in_browser);
}

#[tokio::test]
async fn only_the_browser_s_own_session_counts_for_a_guest_in_a_browser() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let tokens = TestGuest::new().sign_in(&server).await;
    let body = Body::from(r#"{"session_type":"cookie"}"#);
    let request = Request::post(paths::ANONYMOUS_SIGN_UP)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {}", tokens.text_of("access_token")));
    browser.send(request.body(body).expect("a request")).await;
    assert_eq!(server.count("users"), 2, "the bearer's session is another matter");
    let nobody = TestBrowser::new(&server);
    let answer = call(&nobody, APP, paths::PROMOTION_CODE).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.json()["error"]["message"], "authentication required");
}

#[tokio::test]
async fn a_stranger_s_page_cannot_act_for_a_guest() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    for origin in ["https://evil.example", "null", "https://evil.app.example"] {
        let answer = call(&browser, origin, paths::ANONYMOUS_SIGN_UP).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{origin}: {}", answer.text);
    }
    assert_eq!((server.count("users"), browser.cookie(COOKIE)), (0, None));
    become_guest(&browser).await;
    let answer = call(&browser, "https://evil.example", paths::PROMOTION_CODE).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(server.count("promotion_code"), 0);
    // What a form can send without asking the browser for permission is not read at all.
    let request = Request::post(paths::ANONYMOUS_SIGN_UP).header(header::CONTENT_TYPE, "text/plain");
    let answer = browser.send(request.body(Body::from(r#"{"session_type":"cookie"}"#)).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

/// A neighbouring host can plant cookies for the whole domain; see `http/cookies.rs`.
#[tokio::test]
async fn a_cookie_that_a_sibling_host_planted_is_not_ours() {
    let server = TestServer::start().await;
    let attacker = TestBrowser::new(&server);
    let planted = become_guest(&attacker).await;
    let value = attacker.cookie(COOKIE).expect("a session");

    // Browsers let nobody else set a name that begins with `__Host-`, so what is planted has another name.
    let victim = TestBrowser::new(&server);
    victim.keep("session", &value);
    assert_eq!(who(&victim).await, None);
    let sub = become_guest(&victim).await;
    assert_ne!(sub, planted);
    keep_account(&victim, "rowan", "true").await;
    assert_eq!(who(&victim).await, Some((sub, false)));
    assert_eq!(who(&attacker).await, Some((planted, true)), "the attacker has what they had");
}

/// Where names cannot be protected (plain http, or a shared domain), nothing that was planted outlives a sign-in,
/// and of two cookies none is believed.
#[tokio::test]
async fn a_planted_session_gains_nothing_from_what_its_victim_does() {
    let server = TestServer::with(|settings| settings.session.cookie_domain = Some("example".to_owned())).await;
    let attacker = TestBrowser::new(&server);
    let planted = become_guest_as(&attacker, "session").await;
    let victim = TestBrowser::new(&server);
    victim.keep("session", &attacker.cookie("session").expect("a session"));
    keep_account(&victim, "rowan", "true").await;
    assert_eq!(who(&victim).await, Some((planted, false)), "the victim kept the planted guest's account");
    assert_eq!(who(&attacker).await, None, "and the attacker is out");

    let both = format!("session={}; session={}", victim.cookie("session").expect("one"), attacker_s(&server).await);
    let request = Request::get(paths::USERINFO).header(header::COOKIE, both);
    let answer = server.send(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "nobody knows which of the two is ours");
}

async fn become_guest_as(browser: &TestBrowser<'_>, cookie: &str) -> String {
    let sub = become_guest(browser).await;
    assert!(browser.cookie(cookie).is_some());
    sub
}

/// Another live session's cookie.
async fn attacker_s(server: &TestServer) -> String {
    let attacker = TestBrowser::new(server);
    become_guest(&attacker).await;
    attacker.cookie("session").expect("a session")
}

#[tokio::test]
async fn guests_in_browsers_are_limited_and_can_be_unwelcome_as_others() {
    let server = TestServer::with(|settings| settings.anonymous.enabled = false).await;
    let browser = TestBrowser::new(&server);
    let answer = call(&browser, APP, paths::ANONYMOUS_SIGN_UP).await;
    assert_eq!(answer.json()["error"]["message"], "anonymous user disallowed");
    let server = TestServer::with(|settings| settings.limits.danger_disabled = false).await;
    let mut last = StatusCode::OK;
    for _ in 0..61 {
        last = call(&TestBrowser::new(&server), APP, paths::ANONYMOUS_SIGN_UP).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_log_in_replaces_the_session_the_browser_had() {
    let server = TestServer::start().await;
    let member = TestBrowser::new(&server);
    let sub = become_guest(&member).await;
    keep_account(&member, "rowan", "true").await;

    let browser = TestBrowser::new(&server);
    become_guest(&browser).await;
    let guest_cookie = browser.cookie(COOKIE).expect("a session");
    let asked = AuthorizeRequest { x_sso_enabled: Some("true".to_owned()), ..request(&CodeVerifier::random()) };
    let (_, shown) = browser.begin(&asked).await;
    browser.fill_in(&Form::of(&shown, "/log-in"), "rowan", PASSWORD).await;
    assert_eq!(who(&browser).await, Some((sub, false)));
    browser.keep(COOKIE, &guest_cookie);
    assert_eq!(who(&browser).await, None, "the guest's session is over");
    let tokens = TestGuest::new().sign_in(&server).await;
    assert_eq!(tokens.status, StatusCode::OK, "{CLIENT} goes on");
}
