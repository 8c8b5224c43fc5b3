//! Who gets in, for how long, and whose forms count.

use std::time::Duration;

use axum::http::StatusCode;

use super::browser::{Form, NAME, ORIGIN, OperatorBrowser, PASSWORD};
use crate::http::{
    interaction::tests::merge::{Merged, merged},
    tests::TestServer,
};

/// An id that nobody has.
const NOBODY: &str = "0199f000-0000-7000-8000-000000000000";

/// Where a client, a user and a webhook of their own stand in the addresses.
const STANDING_FOR: [(&str, &str); 3] = [("{client}", "houseguest-app"), ("{webhook}", "crm"), ("{*rest}", "nothing")];

/// Pages for those who have not logged in.
const DOOR: [&str; 2] = ["/portal/welcome", "/portal/log-in"];

/// Every address of the Portal, filled in, `user` in the place of whoever it is about.
fn addresses(user: &str) -> impl Iterator<Item = String> {
    let fill = |path: &str, (name, value): (&str, &str)| path.replace(name, value);
    super::super::ROUTES.iter().map(move |route| {
        STANDING_FOR.into_iter().chain([("{user}", user)]).fold((*route).to_owned(), |path, pair| fill(&path, pair))
    })
}

#[tokio::test]
async fn without_a_session_every_page_leads_to_the_log_in_and_back() {
    let server = TestServer::start().await;
    let stranger = OperatorBrowser::new(&server);
    let before = server.rows();
    let mut changes = 0;
    for path in addresses(NOBODY).filter(|path| !DOOR.contains(&path.as_str())) {
        let turned_away = stranger.get(&path).await;
        if turned_away.status != StatusCode::METHOD_NOT_ALLOWED {
            assert_eq!(turned_away.status, StatusCode::SEE_OTHER, "{path}");
            let location = turned_away.header("location").expect("a page");
            assert!(location.starts_with("/portal/log-in"), "{path} leads to {location}");
        }
        let turned_away = stranger.post(&path, &[("form_token", "x")], Some(ORIGIN)).await;
        if turned_away.status != StatusCode::METHOD_NOT_ALLOWED {
            changes += 1;
            let told = (turned_away.status, turned_away.header("location"));
            assert_eq!(told, (StatusCode::SEE_OTHER, Some("/portal/log-in")), "{path}");
        }
    }
    assert!(changes > 20, "{changes} addresses take forms");
    assert_eq!(server.rows(), before);
}

#[tokio::test]
async fn pages_cannot_be_framed_cached_or_made_to_run_anything() {
    // A demo has every page, and the user one of each kind of row.
    let server = TestServer::demo().await;
    let Merged { owner, .. } = merged(&server).await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let mut seen = 0;
    for path in addresses(&owner) {
        let page = browser.get(&path).await;
        if page.status == StatusCode::METHOD_NOT_ALLOWED {
            assert_eq!(page.text, "", "{path}");
            continue;
        }
        let expected = match path.as_str() {
            "/portal/nothing" => StatusCode::NOT_FOUND,
            "/portal/welcome" => StatusCode::GONE,
            _ => StatusCode::OK,
        };
        assert_eq!(page.status, expected, "{path}");
        seen += 1;
        let policy = page.header("content-security-policy").expect("a policy");
        assert_eq!(
            policy,
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; \
             frame-ancestors 'none'; base-uri 'none'",
            "{path}"
        );
        for (name, value) in [
            ("x-frame-options", "DENY"),
            ("cache-control", "no-store"),
            ("referrer-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
            ("x-robots-tag", "noindex, nofollow"),
        ] {
            assert_eq!(page.header(name), Some(value), "{path}");
        }
        for banned in ["<script", " style=\"", "<style", " onclick", "javascript:"] {
            assert!(!page.text.contains(banned), "{path} has {banned}");
        }
        assert!(page.text.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"), "{path}");
        assert_eq!(page.text.matches("<h1").count(), 1, "{path}");
    }
    assert!(seen > 14, "{seen} pages");
}

#[tokio::test]
async fn the_link_makes_one_operator_and_works_once() {
    let server = TestServer::start().await;
    let first = server.identity.portal_link().await.expect("a store").expect("nobody is there");
    let second = server.identity.portal_link().await.expect("a store").expect("still nobody");
    let path = |link: &url::Url| format!("{}?{}", link.path(), link.query().expect("a token"));
    let browser = OperatorBrowser::new(&server);
    assert_eq!(browser.get(&path(&first)).await.status, StatusCode::GONE, "a newer one was made");
    let form = Form::of(&browser.page(&path(&second)).await, "/portal/welcome");
    browser.page(&path(&second)).await;
    let typed = [("name", NAME), ("password", PASSWORD), ("again", PASSWORD)];
    let stranger = OperatorBrowser::new(&server);
    assert_eq!(stranger.send_form(&form, &typed).await.status, StatusCode::FORBIDDEN, "another browser's form");
    assert_eq!(browser.send_form(&form, &typed).await.status, StatusCode::SEE_OTHER);
    browser.page("/portal").await;
    assert!(server.identity.portal_link().await.expect("a store").is_none(), "there is an operator now");
    assert_eq!(stranger.get(&path(&second)).await.status, StatusCode::GONE);
    let form = Form::of(&stranger.get("/portal/log-in").await, "/portal/log-in");
    let again = Form { action: "/portal/welcome".to_owned(), ..form }.with("token", second.query().expect("a token"));
    assert_eq!(stranger.send_form(&again, &typed).await.status, StatusCode::GONE);
    assert_eq!(server.count("operator"), 1);
    let rows = server.rows().join("\n");
    let token = second.query_pairs().next().expect("a token").1.into_owned();
    assert!(!rows.contains(&token) && !rows.contains(PASSWORD), "the database has neither");
}

#[tokio::test]
async fn the_link_expires() {
    let server = TestServer::start().await;
    let link = server.identity.portal_link().await.expect("a store").expect("nobody is there");
    let path = format!("{}?{}", link.path(), link.query().expect("a token"));
    let browser = OperatorBrowser::new(&server);
    server.clock.advance(Duration::from_secs(24 * 60 * 60 - 1));
    let form = Form::of(&browser.page(&path).await, "/portal/welcome");
    server.clock.advance(Duration::from_secs(1));
    assert_eq!(browser.get(&path).await.status, StatusCode::GONE);
    let typed = [("name", NAME), ("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(browser.send_form(&form, &typed).await.status, StatusCode::GONE);
    assert_eq!(server.count("operator"), 0);
}

#[tokio::test]
async fn a_weak_password_an_odd_name_and_a_slip_of_the_finger_are_refused_by_name() {
    let server = TestServer::start().await;
    let link = server.identity.portal_link().await.expect("a store").expect("nobody is there");
    let path = format!("{}?{}", link.path(), link.query().expect("a token"));
    let browser = OperatorBrowser::new(&server);
    let form = Form::of(&browser.page(&path).await, "/portal/welcome");
    for (name, password, again, said) in [
        ("", PASSWORD, PASSWORD, "Name: enter 1 to 60 characters."),
        (NAME, "", "", "New password: enter one."),
        (NAME, "short", "short", "New password: use at least 8 characters."),
        (NAME, "password1", "password1", "New password: this one is too easy to guess."),
        (NAME, "houseguest", "houseguest", "New password: this one is too easy to guess."),
        (NAME, PASSWORD, "lantern otter grave", "The two passwords differ."),
    ] {
        let refused = browser.send_form(&form, &[("name", name), ("password", password), ("again", again)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(refused.text.contains(said), "{said} in {}", refused.text);
        assert!(!refused.text.contains(PASSWORD), "no password comes back");
    }
    assert_eq!(server.count("operator"), 0);
    browser.page(&path).await;
}

#[tokio::test]
async fn logging_in_begins_a_session_under_a_fresh_secret_and_logging_out_ends_it() {
    let server = TestServer::start().await;
    OperatorBrowser::logged_in(&server).await;
    let browser = OperatorBrowser::new(&server);
    let planted = "x".repeat(32);
    browser.plant("__Host-portal_session", &planted);
    let to_log_in = browser.get("/portal/users?kind=guests").await;
    let page = browser.page(to_log_in.header("location").expect("a page")).await;
    let form = Form::of(&page, "/portal/log-in");
    for (name, password) in [(NAME, "lantern otter grave"), ("nobody", PASSWORD), ("", ""), (NAME, "")] {
        let refused = browser.send_form(&form, &[("name", name), ("password", password)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("do not belong together"), "the same words for all");
    }
    let entered = browser.send_form(&form, &[("name", "INES"), ("password", PASSWORD)]).await;
    assert_eq!(entered.header("location"), Some("/portal/users?kind=guests"), "where one wanted to go");
    let secret = browser.cookie("__Host-portal_session").expect("a session");
    assert_ne!(secret, planted, "nobody chooses a session for somebody else");
    let users = browser.page("/portal/users").await;
    let left = browser.send_form(&Form::of(&users, "/portal/log-out"), &[]).await;
    assert_eq!(left.header("location"), Some("/portal/log-in"));
    assert!(browser.page("/portal/log-in").await.text.contains("You are logged out."));
    browser.plant("__Host-portal_session", &secret);
    assert_eq!(browser.get("/portal").await.status, StatusCode::SEE_OTHER, "the old secret opens nothing");
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_use_and_after_twelve_hours_with_it() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    for _ in 0..24 {
        server.clock.advance(Duration::from_secs(29 * 60));
        browser.page("/portal").await;
    }
    server.clock.advance(Duration::from_secs(29 * 60));
    assert_eq!(browser.get("/portal").await.status, StatusCode::SEE_OTHER, "twelve hours are over");
    assert!(browser.page("/portal/log-in").await.text.contains("You were logged out"));
    let form = Form::of(&browser.page("/portal/log-in").await, "/portal/log-in");
    browser.send_form(&form, &[("name", NAME), ("password", PASSWORD)]).await;
    browser.page("/portal").await;
    server.clock.advance(Duration::from_secs(30 * 60));
    assert_eq!(browser.get("/portal").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_that_our_page_did_not_make_changes_nothing() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let own = Form::of(&browser.page("/portal/session").await, "/portal/session");
    let token = own.hidden.iter().find(|(name, _)| name == "form_token").expect("a token").1.clone();
    let other = OperatorBrowser::new(&server);
    let log_in = Form::of(&other.page("/portal/log-in").await, "/portal/log-in");
    let foreign = log_in.hidden.iter().find(|(name, _)| name == "form_token").expect("a token").1.clone();
    other.send_form(&log_in, &[("name", NAME), ("password", PASSWORD)]).await;
    let of_another_session = Form::of(&other.page("/portal/session").await, "/portal/session");
    let stolen = of_another_session.hidden.iter().find(|(name, _)| name == "form_token").expect("a token").1.clone();
    let before = server.rows();
    for path in addresses(NOBODY).filter(|path| !DOOR.contains(&path.as_str())) {
        // What takes no form, and what is not there, has nothing to change.
        let plain = browser.post(&path, &[], Some(ORIGIN)).await.status;
        if matches!(plain, StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_FOUND) {
            continue;
        }
        for wrong in ["", "x", &token[1..], &token.to_uppercase(), &foreign, &stolen] {
            let refused = browser.post(&path, &[("form_token", wrong)], Some(ORIGIN)).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path} with {wrong:?}");
        }
        let missing = browser.post(&path, &[], Some(ORIGIN)).await;
        assert_eq!(missing.status, StatusCode::FORBIDDEN, "{path} without a token");
        for origin in [Some("https://evil.example"), Some("null"), Some("http://id.example"), Some(""), None] {
            let refused = browser.post(&path, &[("form_token", &token)], origin).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path} from {origin:?}");
        }
    }
    assert_eq!(server.rows(), before, "nothing changed");
}

#[tokio::test]
async fn guessing_passwords_is_slowed_down_and_told_when_to_come_back() {
    let server = TestServer::with(|settings| settings.limits.danger_disabled = false).await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let form = Form::of(&browser.page("/portal/log-in").await, "/portal/log-in");
    let mut refusal = None;
    for _ in 0..100 {
        let answer = browser.send_form(&form, &[("name", NAME), ("password", "wrong")]).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refusal = Some(answer);
            break;
        }
    }
    let refusal = refusal.expect("a hundred guesses are too many");
    assert!(refusal.header("retry-after").is_some_and(|wait| wait.parse::<u64>().is_ok_and(|wait| wait > 0)));
    assert!(refusal.text.contains("Too many attempts"));
}

#[tokio::test]
async fn a_lost_password_is_set_anew_through_a_link_which_ends_other_sessions() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let link = server.identity.portal_link_for(None).await.expect("there is one operator");
    let path = format!("{}?{}", link.path(), link.query().expect("a token"));
    let other = OperatorBrowser::new(&server);
    let page = other.page(&path).await;
    assert!(page.text.contains("Set a new password"));
    let form = Form::of(&page, "/portal/welcome");
    let new = "gravel otter lantern porch";
    let wrong = other.send_form(&form, &[("name", "Mara"), ("password", new), ("again", new)]).await;
    assert!(wrong.text.contains("this link is for the operator Ines"), "{}", wrong.text);
    other.send_form(&form, &[("name", NAME), ("password", new), ("again", new)]).await;
    other.page("/portal").await;
    assert_eq!(browser.get("/portal").await.status, StatusCode::SEE_OTHER, "the other session has ended");
    let form = Form::of(&browser.page("/portal/log-in").await, "/portal/log-in");
    let old = browser.send_form(&form, &[("name", NAME), ("password", PASSWORD)]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(server.count("operator"), 1);
}
