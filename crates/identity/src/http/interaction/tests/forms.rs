//! What a form refuses, and what a page never does.

use axum::http::StatusCode;
use houseguest_protocol::identity::CodeVerifier;

use super::browser::{Form, PASSWORD, TestBrowser, between, promotion, request};
use crate::http::tests::{Answer, TestGuest, TestServer};

#[tokio::test]
async fn a_form_that_our_page_did_not_make_changes_nothing() {
    let server = TestServer::start().await;
    let guest = TestGuest::new();
    guest.sign_in(&server).await;
    let browser = TestBrowser::new(&server);
    let (page, shown) = browser.begin(&promotion(&server, &guest, &CodeVerifier::random()).await).await;
    let form = Form::of(&shown, "/sign-up");
    let before = server.rows();
    for token in ["", "wrong", &form.token[1..], &form.token.to_lowercase()] {
        let forged = Form { token: token.to_owned(), ..form.clone() };
        let refused = browser.fill_in(&forged, "ines", PASSWORD).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{token:?}");
        assert!(refused.text.contains("Let&#39;s try that again") || refused.text.contains("try that again"));
    }
    let missing = browser.post(&form.action, &[("login", "ines"), ("password", PASSWORD)]).await;
    assert_eq!(missing.status, StatusCode::FORBIDDEN);
    // Another browser, with the address and even the token, but without the cookie or with one of its own.
    let other = TestBrowser::new(&server);
    assert_eq!(other.get(&page).await.status, StatusCode::FORBIDDEN);
    assert_eq!(other.fill_in(&form, "ines", PASSWORD).await.status, StatusCode::FORBIDDEN);
    other.begin(&request(&CodeVerifier::random())).await;
    assert_eq!(other.fill_in(&form, "ines", PASSWORD).await.status, StatusCode::FORBIDDEN);
    browser.forget();
    assert_eq!(browser.get(&page).await.status, StatusCode::FORBIDDEN);
    let without_the_strangers: Vec<String> = server.rows().into_iter().filter(|row| before.contains(row)).collect();
    assert_eq!(without_the_strangers, before);
    assert_eq!(server.count("login_identity"), 0);
}

#[tokio::test]
async fn passwords_that_are_weak_short_or_long_are_refused_with_reasons() {
    let server = TestServer::start().await;
    let guest = TestGuest::new();
    guest.sign_in(&server).await;
    let browser = TestBrowser::new(&server);
    let (_, shown) = browser.begin(&promotion(&server, &guest, &CodeVerifier::random()).await).await;
    let form = Form::of(&shown, "/sign-up");
    let before = server.rows();
    let long = "lantern otter gravel ".repeat(13);
    let login = "marigold.fennimore";
    let refused = [
        ("", "Enter a password."),
        ("xK9#mQ2", "Use at least 8 characters."),
        (long.as_str(), "Use at most 256 characters."),
        ("password1", "This password is too easy to guess."),
        ("houseguest1", "This password is too easy to guess."),
        (login, "This password is too easy to guess."),
    ];
    for (password, reason) in refused {
        let answer = browser.fill_in(&form, login, password).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{reason}");
        assert!(answer.text.contains(reason), "{reason}");
        assert!(answer.text.contains("role=\"alert\"") && answer.text.contains("aria-invalid=\"true\""), "{reason}");
        let field = between(&answer.text, "id=\"password\"", ">");
        assert!(!field.contains("value="), "a password never comes back: {field}");
    }
    let weak = browser.fill_in(&form, login, "password1").await;
    assert!(weak.text.contains("<meter") && weak.text.contains("The password you tried: Very weak"), "{}", weak.text);
    assert!(weak.text.contains("This password is used a lot.") || weak.text.contains("one of the most used"));
    assert_eq!(server.rows(), before);
}

#[tokio::test]
async fn logins_that_cannot_be_are_refused_with_reasons() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let (page, _) = browser.begin(&request(&CodeVerifier::random())).await;
    let sign_up = browser.get(&page.replace("/log-in", "/sign-up")).await;
    let form = Form::of(&sign_up, "/sign-up");
    let refused = [
        ("", "Enter what you want to log in with."),
        ("ines@", "This does not look like an e-mail address."),
        ("044 668 18 00", "Begin a telephone number with +"),
        ("+41 44 668", "This does not look like a telephone number."),
        ("in", "A username has 3 to 40 letters"),
        ("admin", "This username is reserved."),
    ];
    let before = server.rows();
    for (login, reason) in refused {
        let answer = browser.fill_in(&form, login, "password1").await;
        assert!(answer.text.contains(reason), "{reason}");
        assert!(answer.text.contains("too easy to guess"), "every mistake is told at once");
    }
    assert_eq!(server.rows(), before);
}

#[tokio::test]
async fn an_unknown_login_and_a_wrong_password_look_the_same() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let (page, _) = browser.begin(&request(&CodeVerifier::random())).await;
    let sign_up = browser.get(&page.replace("/log-in", "/sign-up")).await;
    assert_eq!(browser.fill_in(&Form::of(&sign_up, "/sign-up"), "ines", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let (_, shown) = browser.begin(&request(&CodeVerifier::random())).await;
    let form = Form::of(&shown, "/log-in");
    let mut pages = Vec::new();
    for login in ["ines", "nobody", "not@valid", "nobody@example.com"] {
        let answer = browser.fill_in(&form, login, "Lantern otter gravel").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{login}");
        pages.push(answer.text.replace(&format!("value=\"{login}\""), "value=\"\""));
    }
    assert!(pages[0].contains("do not belong together"), "{}", pages[0]);
    pages.dedup();
    assert_eq!(pages.len(), 1, "the pages differ in nothing but the login");
}

#[tokio::test]
async fn nothing_typed_becomes_markup() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let mut asked = request(&CodeVerifier::random());
    let nasty = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&";
    asked.state = Some(nasty.to_owned());
    asked.nonce = Some(nasty.to_owned());
    asked.ui_locales = Some(nasty.to_owned());
    asked.x_color_scheme = Some(nasty.to_owned());
    let (page, shown) = browser.begin(&asked).await;
    let clean = |text: &str| !text.contains("<script>alert") && !text.contains("<img src=x") && !text.contains("'><");
    assert!(clean(&shown.text));
    let encoded: String = url::form_urlencoded::byte_serialize(nasty.as_bytes()).collect();
    let filled = browser.get(&format!("{page}?login={encoded}")).await;
    assert!(clean(&filled.text) && filled.text.contains("alert(1)"), "{}", filled.text);
    let form = Form::of(&shown, "/log-in");
    assert!(clean(&browser.fill_in(&form, nasty, nasty).await.text));
    let sign_up = browser.get(&page.replace("/log-in", "/sign-up")).await;
    assert!(clean(&browser.fill_in(&Form::of(&sign_up, "/sign-up"), nasty, nasty).await.text));
    let unknown = browser.get(&format!("/interaction/{encoded}/sign-up")).await;
    assert_eq!(unknown.status, StatusCode::FORBIDDEN);
    assert!(clean(&unknown.text));
}

/// What every page's headers and text must say, so that nobody frames it, keeps it or has it run anything.
pub(super) fn keeps_itself_to_itself(answer: &Answer) {
    let policy = answer.header("content-security-policy").expect("a policy");
    for rule in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "script-src 'self'"] {
        assert!(policy.contains(rule), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(answer.header("x-frame-options"), Some("DENY"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("referrer-policy"), Some("same-origin"));
    assert!(!answer.text.contains(" style=") && !answer.text.contains("<style"), "the policy forbids it");
}

#[tokio::test]
async fn every_page_keeps_itself_to_itself() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let (page, shown) = browser.begin(&request(&CodeVerifier::random())).await;
    let gone = browser.get("/interaction/x/log-in").await;
    for answer in [&shown, &gone] {
        keeps_itself_to_itself(answer);
    }
    assert_eq!(browser.get(&page).await.header("access-control-allow-origin"), None, "no other origin may read a form");
    let begun = browser.get(&super::browser::path_of(&request(&CodeVerifier::random()))).await;
    let cookie = begun.header("set-cookie").expect("a cookie");
    assert!(cookie.starts_with("__Host-oauth_ui="), "{cookie}");
    assert!(cookie.ends_with("; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=21600"), "{cookie}");
}

#[tokio::test]
async fn the_pages_files_are_there_and_may_be_kept() {
    let server = TestServer::start().await;
    let (_, shown) = TestBrowser::new(&server).begin(&request(&CodeVerifier::random())).await;
    let style = between(&shown.text, "rel=\"stylesheet\" href=\"", "\"");
    let script = between(&shown.text, "<script src=\"", "\"");
    let icon = between(&shown.text, "type=\"image/svg+xml\" href=\"", "\"");
    for (path, kind) in [(style, "text/css"), (script, "text/javascript"), (icon, "image/svg+xml")] {
        let file = server.get(path, None).await;
        assert_eq!(file.status, StatusCode::OK, "{path}");
        assert!(file.header("content-type").expect("a type").starts_with(kind), "{path}");
        assert!(file.header("cache-control").expect("caching").contains("immutable"), "{path}");
    }
    assert!(server.get(style, None).await.text.contains("--accent"), "tokens come along");
    assert_eq!(server.get("/assets/identity/other.css", None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let server = TestServer::with(|settings| settings.limits.danger_disabled = false).await;
    let browser = TestBrowser::new(&server);
    let (_, shown) = browser.begin(&request(&CodeVerifier::random())).await;
    let form = Form::of(&shown, "/log-in");
    for attempt in 0..10 {
        let answer = browser.fill_in(&form, "ines@example.com", "wrong").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{attempt}");
    }
    let refused = browser.fill_in(&form, "INES@example.com", "wrong").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "the same account");
    assert_eq!(refused.header("retry-after"), Some("30"), "ten in five minutes");
    let other = browser.fill_in(&form, "mara@example.com", "wrong").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "another account");
    server.clock.advance(std::time::Duration::from_secs(30));
    let again = browser.fill_in(&form, "ines@example.com", "wrong").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "as was said");
}
