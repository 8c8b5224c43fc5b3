//! Every row of protocol.md, section 4.2.

use axum::http::StatusCode;
use houseguest_protocol::identity::{AuthorizeRequest, CodeVerifier, LoginHint, paths};

use super::browser::{REDIRECT_URI, TestBrowser, between, path_of, promotion, request, told};
use crate::http::tests::{Answer, TestGuest, TestServer};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// The answer to an ordinary request that was changed.
async fn answer(server: &TestServer, change: impl FnOnce(&mut AuthorizeRequest)) -> Answer {
    let mut changed = request(&CodeVerifier::random());
    change(&mut changed);
    TestBrowser::new(server).get(&path_of(&changed)).await
}

#[tokio::test]
async fn a_client_or_redirect_uri_that_is_not_registered_gets_plain_text_and_no_redirect() {
    let server = TestServer::start().await;
    let before = server.rows();
    let refused = async |change: fn(&mut AuthorizeRequest), error: &str, description: &str| {
        let answer = answer(&server, change).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
        assert_eq!(answer.header("location"), None);
        let lines = format!("error: {error}\nerror_description: {description}\n");
        assert_eq!(answer.text, format!("Invalid OAuth authorization request:\n{lines}"));
    };
    refused(|r| r.client_id = some("nobody"), "unauthorized_client", "invalid client ID").await;
    refused(|r| r.client_id = None, "unauthorized_client", "invalid client ID").await;
    let machines = "m2m clients are not allowed to use the authorize endpoint";
    refused(|r| r.client_id = some("machine"), "unauthorized_client", machines).await;
    refused(|r| r.redirect_uri = some("not a URI"), "invalid_request", "invalid redirect URI").await;
    let not_allowed = "redirect URI is not allowed";
    refused(|r| r.redirect_uri = some("https://evil.example/callback"), "invalid_request", not_allowed).await;
    refused(|r| r.redirect_uri = some("http://127.0.0.1:49152/callback/.."), "invalid_request", not_allowed).await;
    refused(|r| r.redirect_uri = some("http://127.0.0.1:1@evil.example/callback"), "invalid_request", not_allowed)
        .await;
    refused(|r| r.redirect_uri = some("http://127.0.0.1\\@evil.example/callback"), "invalid_request", not_allowed)
        .await;
    refused(|r| r.redirect_uri = some("//evil.example/callback"), "invalid_request", "invalid redirect URI").await;
    refused(|r| r.redirect_uri = some("javascript:alert(1)"), "invalid_request", not_allowed).await;
    assert_eq!(server.rows(), before);
}

#[tokio::test]
async fn every_other_error_is_told_to_the_app() {
    let server = TestServer::start().await;
    let before = server.rows();
    let told = async |change: fn(&mut AuthorizeRequest)| {
        let told = told(&answer(&server, change).await);
        told.strip_suffix("; state=s t&a=te").expect("the state comes back").to_owned()
    };
    let error = |code: &str, description: &str| format!("error={code}; error_description={description}");
    let invalid = |description| error("invalid_request", description);

    let foreign = "urn:authgear:params:oauth:response-type:settings-action";
    assert_eq!(
        told(|r| r.response_type = some("urn:authgear:params:oauth:response-type:settings-action")).await,
        error("unauthorized_client", "response type is not allowed for this client"),
        "{foreign}"
    );
    assert_eq!(
        told(|r| r.response_type = some("token")).await,
        error("unsupported_response_type", "response_type: token is not supported")
    );
    assert_eq!(told(|r| r.response_type = None).await, invalid("response_type is required"));
    assert_eq!(told(|r| r.response_mode = some("cookie")).await, invalid("response_mode: cookie is not supported"));
    assert_eq!(
        told(|r| r.prompt = some("none login")).await,
        invalid("prompt cannot have other values when none is set")
    );
    assert_eq!(told(|r| r.scope = None).await, invalid("scope is required"));
    assert_eq!(told(|r| r.code_challenge = None).await, invalid("PKCE code challenge is required for public clients"));
    let transform = invalid("only 'S256' PKCE transform is supported");
    assert_eq!(told(|r| r.code_challenge_method = some("plain")).await, transform);
    assert_eq!(told(|r| r.code_challenge_method = None).await, transform);
    assert_eq!(told(|r| r.code_challenge = some("short")).await, invalid("invalid PKCE code challenge"));
    assert_eq!(
        told(|r| r.scope = some("openid admin")).await,
        error("invalid_scope", "specified scope is not allowed: admin")
    );
    assert_eq!(told(|r| r.scope = some("offline_access")).await, error("invalid_scope", "must request 'openid' scope"));
    assert_eq!(told(|r| r.prompt = some("none")).await, error("login_required", "authentication required"));
    assert_eq!(
        told(|r| r.login_hint = some("https://evil.example/?type=anonymous")).await,
        invalid("invalid login_hint: https://evil.example/?type=anonymous")
    );
    assert_eq!(
        told(|r| r.login_hint = some("https://authgear.com/login_hint?type=spell")).await,
        invalid("invalid login_hint type: spell")
    );
    assert_eq!(
        told(|r| r.login_hint = some("https://authgear.com/login_hint?type=app_session_token&app_session_token=x"))
            .await,
        invalid("invalid login_hint: app_session_token")
    );
    assert_eq!(server.rows(), before);
}

#[tokio::test]
async fn max_age_and_prompt_none_contradict_each_other() {
    let server = TestServer::start().await;
    let mut silent = request(&CodeVerifier::random());
    silent.prompt = some("none");
    let answer = TestBrowser::new(&server).get(&format!("{}&max_age=0", path_of(&silent))).await;
    let description = "max_age could imply prompt=login so max_age cannot be present when prompt=none";
    assert!(told(&answer).contains(description));
}

#[tokio::test]
async fn another_companys_app_has_no_people_here() {
    let server = TestServer::start().await;
    let answer = answer(&server, |r| {
        r.client_id = some("third-party");
        r.redirect_uri = some("https://other.example/");
    })
    .await;
    let location = answer.header("location").expect("a location");
    assert!(location.starts_with("https://other.example/?error=unauthorized_client&"), "{location}");
}

#[tokio::test]
async fn a_parameter_given_twice_is_refused() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let path = path_of(&request(&CodeVerifier::random()));
    let twice = async |more: &str| browser.get(&format!("{path}&{more}")).await;
    assert_eq!(twice("client_id=houseguest-app").await.status, StatusCode::BAD_REQUEST, "never a guess at who asks");
    assert_eq!(twice("redirect_uri=http://127.0.0.1/callback").await.status, StatusCode::BAD_REQUEST);
    let repeated = told(&twice("scope=openid").await);
    assert_eq!(repeated, "error=invalid_request; error_description=parameter is repeated: scope; state=s t&a=te");
    let repeated = told(&twice("state=other").await);
    assert_eq!(repeated, "error=invalid_request; error_description=parameter is repeated: state");
    let ignored = twice("x_wechat=1&x_wechat=2&x_platform=web").await;
    assert!(ignored.header("location").expect("a page").starts_with("/interaction/"), "unknown ones are ignored");
}

#[tokio::test]
async fn a_request_that_is_not_text_or_too_long_is_refused() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let path = path_of(&request(&CodeVerifier::random()));
    assert_eq!(browser.get(&format!("{path}&nonce=%ff")).await.status, StatusCode::BAD_REQUEST);
    let long = "a".repeat(17_000);
    assert_eq!(browser.get(&format!("{path}&nonce={long}")).await.status, StatusCode::BAD_REQUEST);
    let body = browser.post(paths::AUTHORIZE, &[("state", &long)]).await;
    assert_eq!(body.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_request_may_come_as_a_form_and_leave_out_the_only_redirect_uri() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let mut posted = request(&CodeVerifier::random());
    posted.redirect_uri = None;
    let encoded = path_of(&posted);
    let query = encoded.split_once('?').expect("a query").1;
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = browser.post(paths::AUTHORIZE, &fields).await;
    assert!(answer.header("location").expect("a page").starts_with("/interaction/"));
}

#[tokio::test]
async fn errors_travel_as_the_app_wishes() {
    let server = TestServer::start().await;
    let fragment = answer(&server, |r| {
        r.response_mode = some("fragment");
        r.prompt = some("none");
    })
    .await;
    let location = fragment.header("location").expect("a location");
    assert_eq!(
        location,
        format!("{REDIRECT_URI}#error=login_required&error_description=authentication+required&state=s+t%26a%3Dte")
    );
    let posted = answer(&server, |r| {
        r.response_mode = some("form_post");
        r.prompt = some("none");
        r.state = some("\"><script>alert(1)</script>");
    })
    .await;
    assert_eq!(posted.status, StatusCode::OK);
    assert!(posted.text.contains(&format!("action=\"{REDIRECT_URI}\" data-send-at-once")), "{}", posted.text);
    assert!(!posted.text.contains("<script>alert"), "the state is escaped");
    let policy = posted.header("content-security-policy").expect("a policy");
    assert!(policy.contains("form-action 'self' http://127.0.0.1:49152;"), "{policy}");
}

#[tokio::test]
async fn nothing_in_a_state_splits_the_response() {
    let server = TestServer::start().await;
    let answer = answer(&server, |r| {
        r.prompt = some("none");
        r.state = some("a\r\nSet-Cookie: x=y\r\n\r\n<b>");
    })
    .await;
    assert_eq!(answer.header("set-cookie"), None);
    assert!(told(&answer).ends_with("; state=a\r\nSet-Cookie: x=y\r\n\r\n<b>"), "it comes back whole");
}

#[tokio::test]
async fn a_bad_anonymous_hint_gets_our_page_with_a_way_home() {
    let server = TestServer::start().await;
    let guest = TestGuest::new();
    guest.sign_in(&server).await;
    let challenge = server.challenge().await;
    let used = promotion(&server, &guest, &CodeVerifier::random()).await;
    TestBrowser::new(&server).begin(&used).await;
    let hint =
        |hint: LoginHint| AuthorizeRequest { login_hint: Some(hint.to_text()), ..request(&CodeVerifier::random()) };
    let stranger = LoginHint::AnonymousKey { jwt: TestGuest::new().request(&server, &challenge, true) };
    let mut empty = request(&CodeVerifier::random());
    empty.login_hint = some("https://authgear.com/login_hint?type=anonymous");
    let bad = [
        ("malformed", hint(LoginHint::AnonymousKey { jwt: "a.b.c".to_owned() }), "invalid_request"),
        ("used before", used, "invalid_request"),
        ("no such code", hint(LoginHint::AnonymousCode { promotion_code: "x".repeat(32) }), "invalid_request"),
        ("nothing inside", empty, "invalid_request"),
        ("nobody's key", hint(stranger), "access_denied"),
    ];
    let before = server.rows();
    for (what, request, error) in bad {
        let answer = TestBrowser::new(&server).get(&path_of(&request)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{what}");
        assert!(answer.text.contains("start again from the app") || answer.text.contains("log in with it"), "{what}");
        let home = between(&answer.text, "button--main\" href=\"", "\"").replace("&#38;", "&").replace("&amp;", "&");
        assert!(home.starts_with(&format!("{REDIRECT_URI}?error={error}&error_description=")), "{what}: {home}");
        assert!(home.ends_with("&state=s+t%26a%3Dte"), "{what}: {home}");
        assert!(!answer.text.contains("http-equiv"), "{what}: the person reads first");
    }
    assert_eq!(server.rows(), before);
}

#[tokio::test]
async fn pages_speak_and_look_as_the_app_wishes_and_start_where_it_says() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let mut wishes = request(&CodeVerifier::random());
    wishes.x_color_scheme = some("dark");
    wishes.ui_locales = some("tlh en-GB");
    let (page, shown) = browser.begin(&wishes).await;
    assert!(page.ends_with("/log-in"), "somebody unknown may have an account: {page}");
    assert!(shown.text.contains("<html lang=\"en\" dir=\"ltr\" data-theme=\"dark\">"), "{}", shown.text);
    wishes.x_color_scheme = some("\" onload=\"alert(1)");
    let (_, shown) = browser.begin(&wishes).await;
    assert!(shown.text.contains("<html lang=\"en\" dir=\"ltr\">"));
    let hint = LoginHint::LoginId { kind: "email", value: "ines@example.com".to_owned() };
    wishes.login_hint = Some(hint.to_text());
    let (_, shown) = browser.begin(&wishes).await;
    assert!(shown.text.contains("value=\"ines@example.com\""), "the login is filled in");
    let to_sign_up = browser.get(&format!("{}&x_page=signup", path_of(&wishes))).await;
    assert!(to_sign_up.header("location").expect("a page").contains("/sign-up?login="));
}
