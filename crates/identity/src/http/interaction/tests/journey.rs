//! Whole visits, from the authorize endpoint to tokens.

use std::time::Duration;

use axum::http::StatusCode;
use houseguest_protocol::identity::{CodeVerifier, paths};
use serde_json::json;

use super::browser::{Form, PASSWORD, REDIRECT_URI, TestBrowser, between, code_of, promotion, request, told};
use crate::http::tests::{Answer, CLIENT, TestGuest, TestServer};

const IS_ANONYMOUS: &str = "https://authgear.com/claims/user/is_anonymous";

pub(super) async fn exchange(server: &TestServer, code: &str, verifier: &CodeVerifier) -> Answer {
    server.exchange(code, verifier.as_str(), REDIRECT_URI).await
}

/// What userinfo says of the bearer: the `sub`, and whether they are a guest.
pub(super) async fn who(server: &TestServer, tokens: &Answer) -> (String, bool) {
    let userinfo = server.get(paths::USERINFO, Some(&tokens.text_of("access_token"))).await;
    assert_eq!(userinfo.status, StatusCode::OK, "{}", userinfo.text);
    (userinfo.text_of("sub"), userinfo.json()[IS_ANONYMOUS] == json!(true))
}

/// Makes a member by way of the pages; answers their `sub`.
pub(crate) async fn member(server: &TestServer, login: &str) -> String {
    let (browser, verifier) = (TestBrowser::new(server), CodeVerifier::random());
    let (page, _) = browser.begin(&request(&verifier)).await;
    let sign_up = browser.get(&page.replace("/log-in", "/sign-up")).await;
    let done = browser.sign_up(&Form::of(&sign_up, "/sign-up"), login, PASSWORD).await;
    who(server, &exchange(server, &code_of(&done), &verifier).await).await.0
}

#[tokio::test]
async fn a_guest_becomes_a_member_with_the_same_sub_and_the_guests_keys_die() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    let old = guest.sign_in(&server).await;
    let (sub, was_guest) = who(&server, &old).await;
    assert!(was_guest);

    let browser = TestBrowser::new(&server);
    let (page, shown) = browser.begin(&promotion(&server, &guest, &verifier).await).await;
    assert!(page.ends_with("/sign-up"), "{page}");
    assert!(shown.text.contains("You keep your name, comments and preferences."), "{}", shown.text);
    let done = browser.sign_up(&Form::of(&shown, "/sign-up"), "Ines@Example.com", PASSWORD).await;
    let tokens = exchange(&server, &code_of(&done), &verifier).await;
    assert_eq!(who(&server, &tokens).await, (sub, false));

    let refresh_token = old.text_of("refresh_token");
    let form = [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", refresh_token.as_str())];
    let refused = server.post_form(paths::TOKEN, &form).await;
    assert_eq!(refused.text_of("error"), "invalid_grant");
    for with_key in [true, false] {
        assert_eq!(guest.sign_in_with(&server, CLIENT, with_key).await.text_of("error"), "invalid_grant");
    }
    assert_eq!(server.count("users"), 1);
}

#[tokio::test]
async fn a_member_comes_back_on_a_new_device_and_a_newcomer_joins() {
    let server = TestServer::start().await;
    let sub = member(&server, "ines@example.com").await;
    let (browser, verifier) = (TestBrowser::new(&server), CodeVerifier::random());
    let (_, shown) = browser.begin(&request(&verifier)).await;
    let done = browser.fill_in(&Form::of(&shown, "/log-in"), " INES@example.COM ", PASSWORD).await;
    let tokens = exchange(&server, &code_of(&done), &verifier).await;
    assert_eq!(who(&server, &tokens).await, (sub, false));
    assert_eq!(server.count("users"), 1);
}

#[tokio::test]
async fn a_taken_username_changes_nothing_and_the_page_goes_on() {
    let server = TestServer::start().await;
    let owner = member(&server, "mara").await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    let old = guest.sign_in(&server).await;
    let (sub, _) = who(&server, &old).await;
    let browser = TestBrowser::new(&server);
    let (page, shown) = browser.begin(&promotion(&server, &guest, &verifier).await).await;
    let form = Form::of(&shown, "/sign-up");
    let before = server.rows();
    let refused = browser.fill_in(&form, "Mara", PASSWORD).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("This username is taken."), "{}", refused.text);
    assert!(refused.text.contains("value=\"Mara\"") && !refused.text.contains(PASSWORD));
    assert_eq!(server.rows(), before, "nothing was destroyed");
    assert!(who(&server, &old).await.1, "still a guest");

    // Going to that account instead signs in there: another sub, and the guest stays.
    let log_in = browser.get(&page.replace("/sign-up", "/log-in")).await;
    let done = browser.fill_in(&Form::of(&log_in, "/log-in"), "mara", PASSWORD).await;
    let tokens = exchange(&server, &code_of(&done), &verifier).await;
    assert_eq!(who(&server, &tokens).await, (owner, false));
    assert_eq!(guest.sign_in(&server).await.status, StatusCode::OK, "the guest's key still works");

    // And so does another name.
    let verifier = CodeVerifier::random();
    let (_, shown) = browser.begin(&promotion(&server, &guest, &verifier).await).await;
    let refused = browser.fill_in(&Form::of(&shown, "/sign-up"), "mara", PASSWORD).await;
    let done = browser.fill_in(&Form::of(&refused, "/sign-up"), "marina", PASSWORD).await;
    let tokens = exchange(&server, &code_of(&done), &verifier).await;
    assert_eq!(who(&server, &tokens).await, (sub, false));
}

#[tokio::test]
async fn cancelling_tells_the_app_and_leaves_the_guest_as_they_were() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    let old = guest.sign_in(&server).await;
    let browser = TestBrowser::new(&server);
    let (page, shown) = browser.begin(&promotion(&server, &guest, &verifier).await).await;
    let form = Form::of(&shown, "/cancel");
    let forged = browser.post(&form.action, &[]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN, "not even that is done for a stranger");
    let cancelled = browser.post(&form.action, &[("form_token", &form.token)]).await;
    assert_eq!(told(&cancelled), "error=access_denied; error_description=authorization denied; state=s t&a=te");
    assert!(who(&server, &old).await.1, "still a guest");
    assert_eq!(guest.sign_in(&server).await.status, StatusCode::OK);
    let back = browser.get(&page).await;
    assert_eq!(back.status, StatusCode::GONE);
    assert!(back.text.contains("Already cancelled") && back.text.contains("error=access_denied"), "{}", back.text);
    let again = browser.post(&form.action, &[("form_token", &form.token)]).await;
    assert_eq!(again.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_second_click_finds_the_way_home_and_makes_nobody_twice() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    guest.sign_in(&server).await;
    let browser = TestBrowser::new(&server);
    let (page, shown) = browser.begin(&promotion(&server, &guest, &verifier).await).await;
    let form = Form::of(&shown, "/sign-up");
    let fields = [("form_token", form.token.as_str()), ("login", "ines"), ("password", PASSWORD)];
    let (one, other) = futures::join!(browser.post(&form.action, &fields), browser.post(&form.action, &fields));
    let statuses = [one.status, other.status];
    assert!(statuses.contains(&StatusCode::SEE_OTHER), "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::SEE_OTHER).count(), 1, "{statuses:?}");
    let home = if one.status == StatusCode::SEE_OTHER { &one } else { &other };
    let home = home.header("location").expect("a location").to_owned();
    for again in [browser.post(&form.action, &fields).await, browser.get(&page).await] {
        assert_eq!(again.status, StatusCode::GONE);
        assert!(again.text.contains("Already done"), "{}", again.text);
        let button = between(&again.text, "button--main\" href=\"", "\"").replace("&#38;", "&").replace("&amp;", "&");
        assert_eq!(button, home, "the first answer may have been lost");
    }
    let code = home.split_once("code=").and_then(|(_, rest)| rest.split_once('&')).expect("a code").0;
    assert_eq!(exchange(&server, code, &verifier).await.status, StatusCode::OK);
    assert_eq!((server.count("users"), server.count("login_identity")), (1, 1));
}

#[tokio::test]
async fn two_tabs_of_one_browser_do_not_mix() {
    let server = TestServer::start().await;
    let (first, second, verifier) = (TestGuest::new(), TestGuest::new(), CodeVerifier::random());
    let (first_sub, _) = who(&server, &first.sign_in(&server).await).await;
    let (second_sub, _) = who(&server, &second.sign_in(&server).await).await;
    let browser = TestBrowser::new(&server);
    let (_, one) = browser.begin(&promotion(&server, &first, &verifier).await).await;
    let (_, other) = browser.begin(&promotion(&server, &second, &verifier).await).await;
    let (one, other) = (Form::of(&one, "/sign-up"), Form::of(&other, "/sign-up"));
    let mixed = Form { token: other.token.clone(), ..one.clone() };
    assert_eq!(browser.fill_in(&mixed, "ines", PASSWORD).await.status, StatusCode::FORBIDDEN);
    for (form, login, sub) in [(one, "ines", first_sub), (other, "mara", second_sub)] {
        let done = browser.fill_in(&form, login, PASSWORD).await;
        let tokens = exchange(&server, &code_of(&done), &verifier).await;
        assert_eq!(who(&server, &tokens).await, (sub, false), "{login}");
    }
}

#[tokio::test]
async fn the_same_guest_in_two_tabs_is_promoted_once() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    guest.sign_in(&server).await;
    let browser = TestBrowser::new(&server);
    let (_, one) = browser.begin(&promotion(&server, &guest, &verifier).await).await;
    let (_, other) = browser.begin(&promotion(&server, &guest, &verifier).await).await;
    let done = browser.fill_in(&Form::of(&one, "/sign-up"), "ines", PASSWORD).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let late = browser.fill_in(&Form::of(&other, "/sign-up"), "mara", PASSWORD).await;
    assert_eq!(late.status, StatusCode::GONE);
    assert_eq!(server.count("login_identity"), 1);
}

#[tokio::test]
async fn a_page_waits_for_twenty_five_minutes_and_then_says_so() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    let old = guest.sign_in(&server).await;
    let browser = TestBrowser::new(&server);
    let (page, shown) = browser.begin(&promotion(&server, &guest, &verifier).await).await;
    server.clock.advance(Duration::from_secs(25 * 60 - 1));
    assert_eq!(browser.get(&page).await.status, StatusCode::OK);
    server.clock.advance(Duration::from_secs(1));
    let before = server.rows();
    let late = browser.fill_in(&Form::of(&shown, "/sign-up"), "ines", PASSWORD).await;
    assert_eq!(late.status, StatusCode::GONE);
    assert!(late.text.contains("This page waited too long"), "{}", late.text);
    // What has expired may be swept away at any time; nothing is written.
    let written: Vec<_> = server.rows().into_iter().filter(|row| !before.contains(row)).collect();
    assert!(written.is_empty(), "{written:?}");
    assert!(who(&server, &old).await.1, "still a guest");
}

#[tokio::test]
async fn a_response_type_of_none_finishes_without_a_code() {
    let server = TestServer::start().await;
    let guest = TestGuest::new();
    let old = guest.sign_in(&server).await;
    let mut silent = promotion(&server, &guest, &CodeVerifier::random()).await;
    (silent.response_type, silent.code_challenge, silent.code_challenge_method) = (Some("none".to_owned()), None, None);
    let browser = TestBrowser::new(&server);
    let (_, shown) = browser.begin(&silent).await;
    let done = browser.fill_in(&Form::of(&shown, "/sign-up"), "ines", PASSWORD).await;
    assert_eq!(told(&done), "state=s t&a=te");
    let userinfo = server.get(paths::USERINFO, Some(&old.text_of("access_token"))).await;
    assert_eq!(userinfo.status, StatusCode::UNAUTHORIZED, "the guest's session ended");
}

#[tokio::test]
async fn another_programs_scheme_gets_a_page_that_leaves_by_itself_and_has_a_button() {
    let server = TestServer::with(|settings| {
        let scheme = url::Url::parse("houseguest://callback").expect("a URL");
        settings.clients[0].redirect_uris.push(scheme);
    })
    .await;
    let guest = TestGuest::new();
    guest.sign_in(&server).await;
    let mut native = promotion(&server, &guest, &CodeVerifier::random()).await;
    native.redirect_uri = Some("houseguest://callback".to_owned());
    let browser = TestBrowser::new(&server);
    let (_, shown) = browser.begin(&native).await;
    let done = browser.fill_in(&Form::of(&shown, "/sign-up"), "ines", PASSWORD).await;
    assert_eq!(done.status, StatusCode::OK);
    let address = between(&done.text, "content=\"0;url=", "\"");
    assert!(address.starts_with("houseguest://callback?code="), "{address}");
    assert_eq!(between(&done.text, "button--main\" href=\"", "\""), address);
    assert!(done.text.contains("Your account is kept."), "{}", done.text);
}
