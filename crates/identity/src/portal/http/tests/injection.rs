//! What others wrote is shown as text, whatever it says.

use axum::{
    body::Body,
    http::{Request, header},
};
use houseguest_protocol::identity::paths;

use super::browser::{Form, OperatorBrowser};
use crate::http::{
    interaction::tests::journey::member,
    tests::{CLIENT, TestGuest, TestServer, subject},
};

const MARKUP: &str = "\"'><img src=x onerror=alert(1)>{{7*7}}";

#[tokio::test]
async fn names_addresses_and_searches_are_text() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    browser.save("/portal/applications/new", &[("name", MARKUP), ("application_type", "native")]).await;
    let id = server.identity.state().settings().clients.last().expect("a client").client_id.clone();
    TestGuest::new().sign_in(&server).await;
    let search =
        format!("/portal/users?q={}", url::form_urlencoded::byte_serialize(MARKUP.as_bytes()).collect::<String>());
    for path in [
        "/portal",
        "/portal/applications",
        &format!("/portal/applications/{id}"),
        &format!("/portal/applications/{id}/delete"),
        "/portal/anonymous-users",
        &search,
        "/portal/users?kind=guests",
    ] {
        let page = browser.page(path).await.text;
        assert!(!page.contains("<img src=x"), "{path}");
        assert!(!page.contains("{{7*7}}") || page.contains("&#34;&#39;&#62;&#60;img"), "{path}");
    }
    let path = format!("/portal/applications/{id}");
    let form = Form::of(&browser.page(&path).await, &path);
    let refused =
        browser.send_form(&form, &[("name", MARKUP), ("redirect_uris", "</textarea><script>alert(1)</script>")]).await;
    assert!(refused.text.contains("&#60;/textarea&#62;") && !refused.text.contains("<script"), "{}", refused.text);
}

/// Fails when somebody's markup is on a page as markup.
fn assert_plain(path: &str, page: &str) {
    for markup in ["<img src=x", "<script", "onerror=alert(1)>", "javascript:", "'><"] {
        assert!(!page.contains(markup), "{path} has {markup}: {page}");
    }
}

#[tokio::test]
async fn user_agents_and_device_names_are_text() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let guest = TestGuest::new();
    let jwt = guest.request(&server, &server.challenge().await, true);
    let device = serde_json::json!({"ios": {"uname": {"machine": MARKUP}}}).to_string();
    let device = houseguest_protocol::values::base64url_encode(device.as_bytes());
    let form = [
        ("grant_type", "urn:authgear:params:oauth:grant-type:anonymous-request"),
        ("client_id", CLIENT),
        ("jwt", jwt.as_str()),
        ("x_device_info", device.as_str()),
    ];
    let app = server.post_form(paths::TOKEN, &form).await;
    let sub = subject(&server, &app.text_of("access_token")).await;
    let path = format!("/portal/users/{sub}");
    let page = browser.page(&path).await.text;
    assert!(page.contains("&#60;img src=x"), "the device is named: {page}");
    assert_plain(&path, &page);

    let request = Request::post(paths::ANONYMOUS_SIGN_UP)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, MARKUP)
        .body(Body::from(r#"{"session_type":"cookie"}"#))
        .expect("a request");
    let begun = server.send(request).await;
    assert!(begun.status.is_success(), "{}", begun.text);
    let listed = browser.page("/portal/users?kind=guests").await.text;
    let other = listed.match_indices("href=\"/portal/users/").map(|(at, mark)| &listed[at + mark.len()..][..36]);
    let other = other.into_iter().find(|id| *id != sub).expect("another guest");
    let path = format!("/portal/users/{other}");
    let page = browser.page(&path).await.text;
    assert!(page.contains("&#60;img src=x"), "the browser is named: {page}");
    assert_plain(&path, &page);
}

#[tokio::test]
async fn log_ins_and_webhooks_are_text() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    // As much markup as an address may have.
    const LOGIN: &str = "o'&{{7*7}}@example.com";
    let sub = member(&server, LOGIN).await;
    for path in ["/portal/users".to_owned(), format!("/portal/users/{sub}"), format!("/portal/users/{sub}/delete")] {
        let page = browser.page(&path).await.text;
        assert!(page.contains("o&#39;&#38;{{7*7}}@example.com"), "{path}: {page}");
        assert!(!page.contains(LOGIN), "{path}");
    }
    let events = browser.page("/portal/events").await;
    let form = Form::of(&events, "/portal/events/webhooks");
    let url = format!("https://hooks.example/'><img src=x onerror=alert(1)>?{MARKUP}");
    let typed = [("id", "crm"), ("url", url.as_str()), ("user.created", "on")];
    let added = browser.send_form(&form, &typed).await;
    assert_plain("events, answered", &added.text);
    let page = browser.page("/portal/events").await.text;
    assert!(page.contains("hooks.example"), "{page}");
    assert_plain("/portal/events", &page);
    let refused = browser.send_form(&form, &[("id", MARKUP), ("url", MARKUP), ("user.created", "on")]).await;
    assert!(refused.status.is_client_error() && refused.text.contains("&#60;img src=x"), "{}", refused.text);
    assert_plain("the refusal", &refused.text);
}

#[tokio::test]
async fn an_operators_own_name_is_text_too() {
    let server = TestServer::start().await;
    let link = server.identity.portal_link().await.expect("a store").expect("nobody is there");
    let browser = OperatorBrowser::new(&server);
    let page = browser.page(&format!("{}?{}", link.path(), link.query().expect("a token"))).await;
    let form = Form::of(&page, "/portal/welcome");
    let password = super::browser::PASSWORD;
    browser.send_form(&form, &[("name", MARKUP), ("password", password), ("again", password)]).await;
    let saved = browser.save("/portal/session", &[]).await;
    assert!(!saved.text.contains("<img src=x") && saved.text.contains("&#60;img src=x"), "{}", saved.text);
}

#[tokio::test]
async fn addresses_split_no_response_and_lead_nowhere_else() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::new(&server);
    for next in ["//evil.example", "https://evil.example", "/portal%0d%0aset-cookie:a=b", "/portal/..//evil"] {
        let page = browser.get(&format!("/portal/log-in?next={next}")).await;
        assert!(page.text.contains("name=\"next\" value=\"/portal\""), "{next}: {}", page.text);
    }
    for odd in ["/portal/users/%0d%0aset-cookie:%20a=b", "/portal/applications/%3Cscript%3E"] {
        let answer = browser.get(odd).await;
        assert!(answer.header("location").is_some_and(|location| location.starts_with("/portal/log-in?next=")));
        assert!(
            answer
                .headers
                .get("set-cookie")
                .is_none_or(|cookie| !cookie.to_str().is_ok_and(|text| text.starts_with("a=")))
        );
    }
}
