//! Guests without a key (protocol.md, section 5).

use axum::http::StatusCode;
use houseguest_protocol::identity::paths;
use serde_json::{Value, json};

use super::{Answer, CLIENT, TestGuest, TestServer, guest::subject};

async fn sign_up(server: &TestServer, body: Value) -> Answer {
    server.post_json(paths::ANONYMOUS_SIGN_UP, &body).await
}

fn result(answer: &Answer, member: &str) -> String {
    answer.json()["result"][member].as_str().unwrap_or_else(|| panic!("{member} in {}", answer.text)).to_owned()
}

#[tokio::test]
async fn a_guest_without_a_key_is_kept_by_their_refresh_token() {
    let server = TestServer::start().await;
    let first = sign_up(&server, json!({"session_type": "refresh_token", "client_id": CLIENT})).await;
    let members: Vec<_> = first.json()["result"].as_object().expect("a result").keys().cloned().collect();
    assert_eq!(members, ["access_token", "expires_in", "refresh_token", "token_type"], "and no id_token");
    let sub = subject(&server, &result(&first, "access_token")).await;
    let token = result(&first, "refresh_token");
    let body = json!({"session_type": "refresh_token", "client_id": CLIENT, "refresh_token": token});
    let second = sign_up(&server, body.clone()).await;
    let members: Vec<_> = second.json()["result"].as_object().expect("a result").keys().cloned().collect();
    assert_eq!(members, ["access_token", "expires_in", "token_type"], "and no rotation");
    assert_eq!(subject(&server, &result(&second, "access_token")).await, sub);
    assert_eq!(sign_up(&server, body).await.status, StatusCode::OK, "the same token goes on working");
    let empty = json!({"session_type": "refresh_token", "client_id": CLIENT, "refresh_token": ""});
    assert_ne!(subject(&server, &result(&sign_up(&server, empty).await, "access_token")).await, sub, "a new guest");
    assert_eq!(server.count("users"), 2);
}

#[tokio::test]
async fn sign_up_refuses_in_the_protocol_s_words() {
    let server = TestServer::start().await;
    let before = server.rows();
    let message = async |body: Value| {
        let answer = sign_up(&server, body).await;
        format!("{} {}", answer.status.as_u16(), answer.json()["error"]["message"].as_str().expect("a message"))
    };
    let with = |client: &str, token: &str| json!({"session_type": "refresh_token", "client_id": client, "refresh_token": token});
    assert_eq!(message(json!({"session_type": "refresh_token"})).await, "400 invalid client ID");
    assert_eq!(message(with("nobody", "")).await, "400 invalid client ID");
    assert_eq!(message(with(CLIENT, "nonsense")).await, "400 invalid refresh token");
    assert!(message(with("third-party", "")).await.starts_with("400 Anonymous user is not supported"));
    assert_eq!(server.rows(), before);
}

#[tokio::test]
async fn a_promotion_code_is_for_guests_with_a_live_refresh_token() {
    let server = TestServer::start().await;
    let post = async |body: Value| server.post_json(paths::PROMOTION_CODE, &body).await;
    let shown = async |body: Value| {
        let answer = post(body).await;
        format!("{} {}", answer.status.as_u16(), answer.json()["error"]["message"].as_str().expect("a message"))
    };
    assert_eq!(shown(json!({"session_type": "refresh_token"})).await, "401 authentication required");
    let dead = json!({"session_type": "refresh_token", "refresh_token": "nonsense"});
    assert_eq!(shown(dead).await, "403 invalid refresh token");
    assert_eq!(shown(json!({"session_type": "cookie"})).await, "401 authentication required");
    let guest = TestGuest::new().sign_in(&server).await;
    let body = json!({"session_type": "refresh_token", "refresh_token": guest.text_of("refresh_token")});
    let answer = post(body).await;
    assert_eq!(result(&answer, "promotion_code").len(), 32);
    assert_eq!(result(&answer, "expire_at"), "2026-11-22T10:05:00Z");
    assert_eq!(server.count("promotion_code"), 1);
}
