//! What others wrote is shown as text, whatever it says.

use super::browser::{Form, OperatorBrowser};
use crate::http::tests::{TestGuest, TestServer};

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
