//! A forgotten password.

use axum::http::StatusCode;
use houseguest_protocol::identity::{CodeVerifier, paths};

use super::{
    browser::{Form, PASSWORD, TestBrowser, code_of, lasting, request},
    journey::{exchange, member, who},
};
use crate::http::tests::{Answer, TestServer};

const INES: &str = "ines@example.com";
const NEW: &str = "quiet harbour marmalade";

/// Asks for a new password; answers the page that waits.
async fn ask(browser: &TestBrowser<'_>, verifier: &CodeVerifier, login: &str) -> Answer {
    let (page, shown) = browser.begin(&request(verifier)).await;
    assert!(shown.text.contains("I forgot my password"), "{}", shown.text);
    let forgot = browser.get(&page.replace("/log-in", "/forgotten-password")).await;
    let form = Form::of(&forgot, "/forgotten-password");
    let sent = browser.post(&form.action, &[("form_token", &form.token), ("login", login)]).await;
    browser.follow(&sent).await
}

async fn log_in(server: &TestServer, login: &str, password: &str) -> StatusCode {
    let browser = TestBrowser::new(server);
    let (_, shown) = browser.begin(&request(&CodeVerifier::random())).await;
    browser.fill_in(&Form::of(&shown, "/log-in"), login, password).await.status
}

/// A member's session, to be ended.
async fn session(server: &TestServer) -> Answer {
    let (browser, verifier) = (TestBrowser::new(server), CodeVerifier::random());
    let (_, shown) = browser.begin(&request(&verifier)).await;
    let home = browser.fill_in(&Form::of(&shown, "/log-in"), INES, PASSWORD).await;
    exchange(server, &code_of(&home), &verifier).await
}

#[tokio::test]
async fn a_typed_code_leads_to_a_new_password_and_every_other_session_ends() {
    let server = TestServer::start().await;
    let sub = member(&server, INES).await;
    let old = session(&server).await;
    let sent = server.mailbox.count(INES);
    let (browser, verifier) = (TestBrowser::new(&server), CodeVerifier::random());
    let waiting = ask(&browser, &verifier, INES).await;
    let code = server.mailbox.message(INES, sent + 1).await.code();
    let proven = browser.follow(&browser.type_code(&waiting, &code).await).await;
    let page = browser.follow(&proven).await;
    let form = Form::of(&page, "/new-password");
    let weak = browser.post(&form.action, &[("form_token", &form.token), ("password", "password1")]).await;
    assert!(weak.text.contains("too easy to guess"), "{}", weak.text);
    let home = browser.post(&form.action, &[("form_token", &form.token), ("password", NEW)]).await;
    let tokens = exchange(&server, &code_of(&home), &verifier).await;
    assert_eq!(who(&server, &tokens).await, (sub, false));
    let userinfo = server.get(paths::USERINFO, Some(&old.text_of("access_token"))).await;
    assert_eq!(userinfo.status, StatusCode::UNAUTHORIZED);
    assert_eq!(log_in(&server, INES, PASSWORD).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(log_in(&server, INES, NEW).await, StatusCode::SEE_OTHER);
    let notice = server.mailbox.message(INES, sent + 2).await;
    assert!(notice.subject.contains("was changed"), "{}", notice.subject);
}

#[tokio::test]
async fn a_link_opened_elsewhere_sets_the_password_there_and_signs_nobody_in() {
    let server = TestServer::start().await;
    member(&server, INES).await;
    let old = session(&server).await;
    let sent = server.mailbox.count(INES);
    let (browser, verifier) = (TestBrowser::new(&server), CodeVerifier::random());
    let waiting = ask(&browser, &verifier, INES).await;
    let link = server.mailbox.message(INES, sent + 1).await.link();
    let (elsewhere, before) = (TestBrowser::new(&server), lasting(&server));
    let page = elsewhere.get(&link).await;
    assert!(page.text.contains("name=\"password\""), "{}", page.text);
    assert_eq!(elsewhere.post(&link, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "a press is no password");
    assert_eq!(lasting(&server), before);
    let done = elsewhere.post(&link, &[("password", NEW)]).await;
    assert!(done.status == StatusCode::OK && done.text.contains("Your password was changed"), "{}", done.text);
    assert!(elsewhere.post(&link, &[("password", PASSWORD)]).await.text.contains("Your password was changed"));
    assert_eq!(log_in(&server, INES, NEW).await, StatusCode::SEE_OTHER, "the first answer holds");
    let userinfo = server.get(paths::USERINFO, Some(&old.text_of("access_token"))).await;
    assert_eq!(userinfo.status, StatusCode::UNAUTHORIZED);
    // Where it was begun, one logs in with the new password like everybody else.
    let form = Form::of(&waiting, "/verify");
    let place = |name: &str| form.action.replace("/verify", name);
    let told = browser.follow(&browser.get(&place("/verify/wait")).await).await;
    assert!(told.text.contains("Log in with the new one"), "{}", told.text);
    let refused = browser.get(&place("/new-password")).await;
    assert_eq!(refused.header("location"), Some(place("/finish").as_str()));
}

#[tokio::test]
async fn a_link_opened_where_one_began_goes_on_there() {
    let server = TestServer::start().await;
    let sub = member(&server, INES).await;
    let sent = server.mailbox.count(INES);
    let (browser, verifier) = (TestBrowser::new(&server), CodeVerifier::random());
    ask(&browser, &verifier, INES).await;
    let link = server.mailbox.message(INES, sent + 1).await.link();
    let confirmed = browser.post(&link, &[]).await;
    let page = browser.follow(&browser.follow(&confirmed).await).await;
    let form = Form::of(&page, "/new-password");
    let home = browser.post(&form.action, &[("form_token", &form.token), ("password", NEW)]).await;
    let tokens = exchange(&server, &code_of(&home), &verifier).await;
    assert_eq!(who(&server, &tokens).await, (sub, false));
}

#[tokio::test]
async fn only_the_mailbox_learns_whether_there_is_an_account() {
    let server = TestServer::start().await;
    member(&server, INES).await;
    let sent = server.mailbox.count(INES);
    let (one, other) = (TestBrowser::new(&server), TestBrowser::new(&server));
    let known = ask(&one, &CodeVerifier::random(), INES).await;
    let unknown = ask(&other, &CodeVerifier::random(), "nobody@example.com").await;
    let neutral = |page: &Answer, login: &str| {
        let form = Form::of(page, "/verify");
        let own = form.action.strip_suffix("/verify").expect("its own page").to_owned();
        page.text.replace(login, "LOGIN").replace(&own, "/interaction/X").replace(&form.token, "TOKEN")
    };
    assert_eq!(neutral(&known, INES), neutral(&unknown, "nobody@example.com"));
    assert!(server.mailbox.message(INES, sent + 1).await.text.contains("Your code is"));
    let told = server.mailbox.message("nobody@example.com", 1).await;
    assert!(told.text.contains("There is no account with it") && !told.text.contains("://"), "{}", told.text);
    for (browser, page) in [(&one, &known), (&other, &unknown)] {
        let refused = browser.type_code(page, "nonsense").await;
        assert!(refused.text.contains("4 tries are left"), "{}", refused.text);
    }
}

#[tokio::test]
async fn a_username_is_told_that_nothing_can_be_sent_to_it() {
    let server = TestServer::start().await;
    let browser = TestBrowser::new(&server);
    let (page, _) = browser.begin(&request(&CodeVerifier::random())).await;
    let forgot = browser.get(&page.replace("/log-in", "/forgotten-password")).await;
    let form = Form::of(&forgot, "/forgotten-password");
    let refused = browser.post(&form.action, &[("form_token", &form.token), ("login", "ines")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("cannot be sent to a username"), "{}", refused.text);
}
