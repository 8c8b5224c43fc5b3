//! Users are found, looked at, shut out and deleted.

use axum::http::StatusCode;
use houseguest_protocol::identity::{Jwk, paths};

use super::browser::{Form, OperatorBrowser};
use crate::http::tests::{Answer, CLIENT, TestGuest, TestServer, subject};

/// The `sub` that an answer is about.
async fn sub_of(server: &TestServer, answer: &Answer) -> String {
    subject(server, &answer.text_of("access_token")).await
}

/// The thumbprint of a guest's key, as text.
fn thumbprint(guest: &TestGuest) -> String {
    let jwk: Jwk = serde_json::from_value(guest.jwk()).expect("a key");
    jwk.public_key().expect("a key").thumbprint().to_key_id().as_str().to_owned()
}

#[tokio::test]
async fn guests_are_hidden_until_asked_for_and_found_by_id_key_and_thumbprint() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    assert!(browser.page("/portal/users?kind=all").await.text.contains("Nobody is here yet"));
    let guest = TestGuest::new();
    let sub = sub_of(&server, &guest.sign_in(&server).await).await;
    assert!(browser.page("/portal/users").await.text.contains("No members yet"));
    let listed = browser.page("/portal/users?kind=guests").await;
    assert!(listed.text.contains(&sub) && listed.text.contains("Anonymous User"), "{}", listed.text);
    let thumbprint = thumbprint(&guest);
    for words in [sub.as_str(), guest.kid.as_str(), &thumbprint] {
        let found = browser.page(&format!("/portal/users?q={words}")).await;
        assert!(found.text.contains(&format!("/portal/users/{sub}")), "{words}");
    }
    assert!(browser.page("/portal/users?q=nobody").await.text.contains("Nobody was found"));
}

#[tokio::test]
async fn long_lists_are_leafed_through_and_nobody_is_shown_twice() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    for _ in 0..30 {
        TestGuest::new().sign_in(&server).await;
    }
    let ids = |page: &str| -> Vec<String> {
        let marks = page.match_indices("href=\"/portal/users/");
        marks.map(|(at, mark)| page[at + mark.len()..at + mark.len() + 36].to_owned()).collect()
    };
    let first = browser.page("/portal/users?kind=guests").await.text;
    let at = first.find("rel=\"next\" href=\"").expect("another page") + "rel=\"next\" href=\"".len();
    let next = first[at..].split('"').next().expect("an address").replace("&#38;", "&");
    let second = browser.page(&next).await.text;
    let (first, second) = (ids(&first), ids(&second));
    assert_eq!((first.len(), second.len()), (25, 5));
    assert!(second.iter().all(|id| !first.contains(id)));
}

#[tokio::test]
async fn a_disabled_user_is_refused_everywhere_and_let_in_again() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let guest = TestGuest::new();
    let answer = guest.sign_in(&server).await;
    let sub = sub_of(&server, &answer).await;
    let (token, refresh) = (answer.text_of("access_token"), answer.text_of("refresh_token"));
    let page = format!("/portal/users/{sub}");
    let disable = Form::of(&browser.page(&page).await, &format!("{page}/disable"));
    assert_eq!(browser.send_form(&disable, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(browser.page(&page).await.text.contains("The user is disabled"));
    assert_eq!(server.get(paths::USERINFO, Some(&token)).await.status, StatusCode::UNAUTHORIZED);
    let form = [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", refresh.as_str())];
    assert_eq!(server.post_form(paths::TOKEN, &form).await.status, StatusCode::BAD_REQUEST);
    let returning = guest.sign_in(&server).await;
    assert_eq!(returning.status, StatusCode::BAD_REQUEST, "{}", returning.text);
    assert_eq!(returning.text_of("error"), "access_denied");
    let enable = Form::of(&browser.page(&page).await, &format!("{page}/enable"));
    browser.send_form(&enable, &[]).await;
    assert_eq!(sub_of(&server, &guest.sign_in(&server).await).await, sub);
}

#[tokio::test]
async fn sessions_are_ended_one_by_one_and_all_together() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let guest = TestGuest::new();
    let mut tokens = Vec::new();
    let mut sub = String::new();
    for _ in 0..3 {
        let answer = guest.sign_in(&server).await;
        tokens.push(answer.text_of("access_token"));
        sub = sub_of(&server, &answer).await;
    }
    let page = format!("/portal/users/{sub}");
    let alive = async || {
        let mut alive = 0;
        for token in &tokens {
            alive += u32::from(server.get(paths::USERINFO, Some(token)).await.status == StatusCode::OK);
        }
        alive
    };
    let one = Form::of(&browser.page(&page).await, &format!("{page}/end-session"));
    browser.send_form(&one, &[]).await;
    assert_eq!(alive().await, 2);
    browser.send_form(&one, &[]).await;
    assert_eq!(alive().await, 2, "once is enough");
    let all = Form::of(&browser.page(&page).await, &format!("{page}/end-sessions"));
    browser.send_form(&all, &[]).await;
    assert_eq!(alive().await, 0);
    assert!(browser.page(&page).await.text.contains("Not signed in anywhere."));
}

#[tokio::test]
async fn a_user_is_deleted_only_by_typing_and_then_for_good() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let guest = TestGuest::new();
    let answer = guest.sign_in(&server).await;
    let (sub, token) = (sub_of(&server, &answer).await, answer.text_of("access_token"));
    let page = format!("/portal/users/{sub}");
    let form = Form::of(&browser.page(&format!("{page}/delete")).await, &format!("{page}/delete"));
    let slip = browser.send_form(&form, &[("typed", "yes")]).await;
    assert_eq!(slip.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(server.get(paths::USERINFO, Some(&token)).await.status, StatusCode::OK);
    let gone = browser.send_form(&form, &[("typed", &sub[24..])]).await;
    assert_eq!(gone.header("location"), Some("/portal/users"));
    assert_eq!(server.get(paths::USERINFO, Some(&token)).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_eq!((server.count("users"), server.count("session")), (0, 0));
}

#[tokio::test]
async fn the_overview_counts_guests_by_what_became_of_them() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    assert!(browser.page("/portal").await.text.contains("Nobody came in the last 30 days."));
    let loyal = TestGuest::new();
    loyal.sign_in(&server).await;
    for _ in 0..4 {
        TestGuest::new().sign_in(&server).await;
    }
    server.clock.advance(std::time::Duration::from_secs(7_200));
    loyal.sign_in(&server).await;
    let form = Form::of(&browser.page("/portal/log-in").await, "/portal/log-in");
    browser.send_form(&form, &[("name", super::browser::NAME), ("password", super::browser::PASSWORD)]).await;
    let overview = browser.page("/portal").await.text;
    assert!(overview.contains("5 guests. Seen once 4, came back 1, became members 0, removed 0."), "{overview}");
    assert!(overview.contains("20 % of those made"));
    assert!(overview.contains("<svg") && overview.contains("role=\"img\""));
}

#[tokio::test]
async fn a_removed_guest_is_counted_on_the_day_they_were_made() {
    let server = TestServer::start().await;
    let browser = OperatorBrowser::logged_in(&server).await;
    let sub = sub_of(&server, &TestGuest::new().sign_in(&server).await).await;
    TestGuest::new().sign_in(&server).await;
    let path = format!("/portal/users/{sub}/delete");
    let form = Form::of(&browser.page(&path).await, &path);
    browser.send_form(&form, &[("typed", &sub[24..])]).await;
    let overview = browser.page("/portal").await.text;
    assert!(overview.contains("2 guests. Seen once 1, came back 0, became members 0, removed 1."), "{overview}");
}
