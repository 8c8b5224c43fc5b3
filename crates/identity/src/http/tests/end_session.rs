//! Logging out in a browser (protocol.md, section 7.2).

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use houseguest_protocol::identity::paths;

use super::{
    Answer, TestServer,
    browser_session::{COOKIE, become_guest, keep_account, who},
};
use crate::http::interaction::tests::browser::{Form, TestBrowser};

const AFTER: &str = "https://app.example/signed-out";
const STRICT_COOKIE: &str = "__Host-same_site_strict";

async fn server() -> TestServer {
    TestServer::with(|settings| {
        let web = settings.clients.iter_mut().find(|client| client.client_id == "houseguest-web").expect("is there");
        web.post_logout_redirect_uris = vec![AFTER.parse().expect("a URL")];
        web.client_uri = Some("https://app.example/".parse().expect("a URL"));
    })
    .await
}

/// A browser that a page of another site sends somewhere: it keeps its strict cookie to itself.
async fn from_another_site(browser: &TestBrowser<'_>, path: &str) -> Answer {
    let session = browser.cookie(COOKIE).expect("a session");
    let request = Request::get(path).header(header::COOKIE, format!("{COOKIE}={session}"));
    browser.server.send(request.body(Body::empty()).expect("a request")).await
}

fn asking(uri: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("post_logout_redirect_uri", uri)
        .append_pair("state", "a b")
        .finish();
    format!("{}?{query}", paths::END_SESSION)
}

#[tokio::test]
async fn a_page_of_the_same_site_is_believed_at_once() {
    let server = server().await;
    let browser = TestBrowser::new(&server);
    become_guest(&browser).await;
    let stolen = browser.cookie(COOKIE).expect("a session");
    assert!(browser.cookie(STRICT_COOKIE).is_some());
    let answer = browser.get(&asking(AFTER)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), Some("https://app.example/signed-out?state=a+b"));
    assert_eq!((browser.cookie(COOKIE), browser.cookie(STRICT_COOKIE)), (None, None));
    assert_eq!(server.count("browser_session"), 0);
    browser.keep(COOKIE, &stolen);
    assert_eq!(who(&browser).await, None, "ended at the server, not only forgotten here");
    let again = browser.get(&asking(AFTER)).await;
    assert_eq!(again.header("location"), Some("https://app.example/signed-out?state=a+b"), "nobody is here: go on");
}

#[tokio::test]
async fn another_site_s_page_has_to_be_confirmed_by_the_person() {
    let server = server().await;
    let browser = TestBrowser::new(&server);
    let sub = become_guest(&browser).await;
    keep_account(&browser, "rowan", "true").await;
    let answer = from_another_site(&browser, &asking(AFTER)).await;
    let page = answer.header("location").expect("a page").to_owned();
    assert!(page.starts_with("/logout?"), "{page}");
    let shown = browser.get(&page).await;
    assert!(shown.text.contains("Log out?") && shown.text.contains("go back to houseguest-web"), "{}", shown.text);
    assert_eq!(who(&browser).await, Some((sub.clone(), false)), "nothing has happened yet");
    let policy = shown.header("content-security-policy").expect("a policy");
    assert!(policy.contains("form-action 'self' https://app.example;"), "{policy}");

    let mut form = Form::of(&shown, "state=a+b");
    form.action = form.action.replace("&#38;", "&");
    let forged = browser.post(&form.action, &[("form_token", "guessed")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    let other = TestBrowser::new(&server);
    become_guest(&other).await;
    assert_eq!(other.post(&form.action, &[("form_token", &form.token)]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(who(&browser).await, Some((sub, false)));

    let done = browser.post(&form.action, &[("form_token", &form.token)]).await;
    assert_eq!(done.header("location"), Some("https://app.example/signed-out?state=a+b"));
    assert_eq!(who(&browser).await, None);
    let gone = browser.get("/logout").await;
    assert_eq!(gone.header("location"), Some("/settings"), "nobody is here any more");
    let page = browser.get("/settings").await;
    assert!(page.text.contains("You are logged out"), "{}", page.text);
}

#[tokio::test]
async fn a_guest_is_told_that_there_is_no_way_back() {
    let server = server().await;
    let browser = TestBrowser::new(&server);
    become_guest(&browser).await;
    let shown = browser.get("/logout").await;
    assert!(shown.text.contains("nobody can be this guest again"), "{}", shown.text);
    let page = browser.get("/settings").await;
    assert!(page.text.contains("You are here as a guest"), "{}", page.text);
}

#[tokio::test]
async fn an_id_token_of_this_very_session_is_believed_and_no_other() {
    let server = server().await;
    let browser = TestBrowser::new(&server);
    become_guest(&browser).await;
    let id_token = async |browser: &TestBrowser<'_>| {
        let form = "grant_type=urn%3Aauthgear%3Aparams%3Aoauth%3Agrant-type%3Aid-token&client_id=houseguest-web";
        let asked = Request::post(paths::TOKEN).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        browser.send(asked.body(Body::from(form)).expect("a request")).await.text_of("id_token")
    };
    let own = id_token(&browser).await;
    let other = TestBrowser::new(&server);
    become_guest(&other).await;
    let theirs = id_token(&other).await;
    for hint in [theirs.as_str(), "nonsense", &own[..own.len() - 4]] {
        let answer = from_another_site(&browser, &format!("{}?id_token_hint={hint}", paths::END_SESSION)).await;
        assert_eq!(answer.header("location"), Some("/logout"), "{hint}");
    }
    // An expired one is as good: the signature says whose it is (section 6.3).
    server.clock.advance(std::time::Duration::from_secs(1_000));
    let answer = from_another_site(&browser, &format!("{}?id_token_hint={own}", paths::END_SESSION)).await;
    assert_eq!(answer.header("location"), Some("https://app.example/"), "the client's own page");
    assert_eq!(server.count("browser_session"), 1);
}

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let server = server().await;
    for uri in [
        "https://evil.example/",
        "https://app.example.evil.example/signed-out",
        "https://app.example/signed-out/more",
        "https://app.example/",
        "//evil.example",
        "javascript:alert(1)",
        "https://app.example/signed-out\r\nset-cookie: a=b",
    ] {
        let browser = TestBrowser::new(&server);
        become_guest(&browser).await;
        let answer = browser.get(&asking(uri)).await;
        assert_eq!(answer.header("location"), Some("/settings"), "{uri}");
        assert_eq!(browser.cookie(COOKIE), None, "{uri}");
    }
}

#[tokio::test]
async fn a_post_becomes_a_get_and_what_it_says_stays_out_of_the_address() {
    let server = server().await;
    let browser = TestBrowser::new(&server);
    become_guest(&browser).await;
    let answer = browser.post(paths::END_SESSION, &[("post_logout_redirect_uri", AFTER), ("state", "s")]).await;
    let location = answer.header("location").expect("the same endpoint").to_owned();
    assert!(location.starts_with("/oauth2/end_session?x_ref=") && !location.contains("app.example"), "{location}");
    assert!(browser.cookie("__Host-end_session_ref_key").is_some());
    let elsewhere = TestBrowser::new(&server);
    assert_eq!(elsewhere.get(&location).await.header("location"), Some("/settings"), "another browser has no key");
    let done = browser.get(&location).await;
    assert_eq!(done.header("location"), Some("https://app.example/signed-out?state=s"));
    assert_eq!(who(&browser).await, None);
}
