//! What worked once does not work twice, and is then told apart from nothing that never worked.

use std::time::Duration;

use houseguest_protocol::identity::{CodeVerifier, LoginHint, paths};
use serde_json::json;

use super::{
    Answer, CLIENT, TestGuest, TestServer,
    guest::present,
    promotion::{REDIRECT_URI, begin, exchange, member, promote},
};

fn said(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), answer.text.clone())
}

async fn refresh(server: &TestServer, token: &str) -> Answer {
    let form = [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", token)];
    server.post_form(paths::TOKEN, &form).await
}

#[tokio::test]
async fn a_challenge() {
    let server = TestServer::start().await;
    let guest = TestGuest::new();
    let challenge = server.challenge().await;
    let jwt = guest.request(&server, &challenge, true);
    assert_eq!(present(&server, CLIENT, &jwt).await.status, 200);
    let before = server.rows();
    let again = present(&server, CLIENT, &jwt).await;
    let other = present(&server, CLIENT, &TestGuest::new().request(&server, &challenge, true)).await;
    let elsewhere = present(&server, "houseguest-web", &jwt).await;
    let never = present(&server, CLIENT, &guest.request(&server, &"0".repeat(32), true)).await;
    for answer in [again, other, elsewhere] {
        assert_eq!(said(&answer), said(&never), "as a challenge that never was");
    }
    assert_eq!(server.rows(), before);
}

#[tokio::test]
async fn a_challenge_signed_for_signing_in_and_then_for_a_promotion() {
    let server = TestServer::start().await;
    let guest = TestGuest::new();
    guest.sign_in(&server).await;
    let jwt = guest.request(&server, &server.challenge().await, true);
    assert_eq!(present(&server, CLIENT, &jwt).await.status, 200);
    let hint = LoginHint::AnonymousKey { jwt }.to_text();
    let challenge = CodeVerifier::random().challenge().0;
    let query = serde_urlencoded::to_string([
        ("client_id", CLIENT),
        ("redirect_uri", REDIRECT_URI),
        ("response_type", "code"),
        ("scope", "openid"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
        ("prompt", "login"),
        ("login_hint", &hint),
    ]);
    let before = server.rows();
    let page = server.get(&format!("{}?{}", paths::AUTHORIZE, query.expect("a query")), None).await;
    assert!(page.status.is_client_error() && page.header("location").is_none(), "{} {}", page.status, page.text);
    assert_eq!(server.rows(), before, "no interaction began");
}

#[tokio::test]
async fn a_code() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    guest.sign_in(&server).await;
    let begun = begin(&server, &guest, &verifier).await;
    let code = promote(&server, &begun.handle, "ines@example.com").await.expect("is promoted");
    let tokens = exchange(&server, code.expose(), verifier.as_str(), REDIRECT_URI).await;
    assert_eq!(tokens.status, 200);
    let before = server.count("session");
    let again = exchange(&server, code.expose(), verifier.as_str(), REDIRECT_URI).await;
    let never = exchange(&server, &"A".repeat(32), verifier.as_str(), REDIRECT_URI).await;
    assert_eq!(said(&again), said(&never));
    assert_eq!(server.count("session"), before);
}

#[tokio::test]
async fn a_refresh_token_and_with_it_its_whole_family() {
    let server = TestServer::start().await;
    let first = TestGuest::new().sign_in(&server).await.text_of("refresh_token");
    let second = refresh(&server, &first).await.text_of("refresh_token");
    let third = refresh(&server, &second).await.text_of("refresh_token");
    server.clock.advance(Duration::from_secs(30));
    let never = refresh(&server, &format!("{}.{}", uuid::Uuid::new_v4(), "A".repeat(32))).await;
    for stolen in [&first, &second, &third] {
        assert_eq!(said(&refresh(&server, stolen).await), said(&never), "the thief and the owner alike");
    }
    assert_eq!(server.count("session"), 0);
}

#[tokio::test]
async fn a_promotion_code() {
    let server = TestServer::start().await;
    let sign_up = json!({"session_type": "refresh_token", "client_id": CLIENT});
    let guest = server.post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await.json()["result"].clone();
    let body = json!({"session_type": "refresh_token", "refresh_token": guest["refresh_token"]});
    let answer = server.post_json(paths::PROMOTION_CODE, &body).await;
    let code = answer.json()["result"]["promotion_code"].as_str().expect("a code").to_owned();
    let open = async |code: &str| {
        let hint = LoginHint::AnonymousCode { promotion_code: code.to_owned() }.to_text();
        let challenge = CodeVerifier::random().challenge().0;
        let query = serde_urlencoded::to_string([
            ("client_id", CLIENT),
            ("redirect_uri", REDIRECT_URI),
            ("response_type", "code"),
            ("scope", "openid"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("login_hint", &hint),
        ]);
        server.get(&format!("{}?{}", paths::AUTHORIZE, query.expect("a query")), None).await
    };
    assert_eq!(open(&code).await.status, 303, "the page opens");
    let before = server.rows();
    let (again, never) = (open(&code).await, open(&"A".repeat(32)).await);
    assert!(again.status.is_client_error() && again.header("location").is_none());
    assert_eq!(again.status, never.status, "as a code that never was");
    assert_eq!(server.rows(), before);
}

#[tokio::test]
async fn a_guest_session_that_somebody_else_kept() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    let (kept, other) = (guest.sign_in(&server).await, guest.sign_in(&server).await);
    let begun = begin(&server, &guest, &verifier).await;
    promote(&server, &begun.handle, "ines@example.com").await.expect("is promoted");
    for kept in [&kept, &other] {
        assert_eq!(refresh(&server, &kept.text_of("refresh_token")).await.text_of("error"), "invalid_grant");
        let userinfo = server.get(paths::USERINFO, Some(&kept.text_of("access_token"))).await;
        assert_eq!(userinfo.status, 401, "nobody reads the member's name with the guest's token");
        let body = json!({"session_type": "refresh_token", "refresh_token": kept.text_of("refresh_token")});
        assert_eq!(server.post_json(paths::PROMOTION_CODE, &body).await.status, 403);
        let mut body = body;
        body["client_id"] = json!(CLIENT);
        assert_eq!(server.post_json(paths::ANONYMOUS_SIGN_UP, &body).await.status, 400);
    }
}

#[tokio::test]
async fn a_member_is_no_guest_sections_5_1_and_5_2() {
    let server = TestServer::start().await;
    let token = member(&server, "ines@example.com").await.text_of("refresh_token");
    let before = server.count("user");
    let body = json!({"session_type": "refresh_token", "client_id": CLIENT, "refresh_token": token});
    let promotion = json!({"session_type": "refresh_token", "refresh_token": token});
    for (path, body) in [(paths::ANONYMOUS_SIGN_UP, body), (paths::PROMOTION_CODE, promotion)] {
        let error = server.post_json(path, &body).await.json()["error"].clone();
        let expected =
            json!({"name": "Invalid", "reason": "Invalid", "message": "user logged in as normal user", "code": 400});
        assert_eq!(error, expected, "{path}");
    }
    assert_eq!(server.count("user"), before);
}
