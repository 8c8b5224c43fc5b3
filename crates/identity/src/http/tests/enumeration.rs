//! Nobody learns who is here: not by words, not by status, not by the work that an answer took.

use houseguest_protocol::identity::paths;
use serde_json::{Value, json};

use super::{Answer, CLIENT, TestGuest, TestServer, guest::present, promotion::member};
use crate::jose::signature_checks;

/// Everything of an answer that somebody could compare, but for what differs by nature.
fn seen(answer: &Answer) -> (u16, String, Vec<(String, String)>) {
    let headers =
        answer.headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("?").to_owned()));
    (answer.status.as_u16(), answer.text.clone(), headers.collect())
}

#[tokio::test]
async fn a_key_id_is_known_or_not_and_the_answer_is_the_same() {
    let server = TestServer::start().await;
    for known in [TestGuest::new(), TestGuest::with_p256(), TestGuest::with_rsa()] {
        known.sign_in(&server).await;
        let stranger = TestGuest::new();
        let mut impostor = match known.algorithm() {
            "EdDSA" => TestGuest::new(),
            "ES256" => TestGuest::with_p256(),
            _ => TestGuest::with_rsa(),
        };
        let mut answers = Vec::new();
        for kid in [known.kid.clone(), stranger.kid.clone()] {
            impostor.kid = kid;
            for with_key in [false, true] {
                let jwt = impostor.request(&server, &server.challenge().await, with_key);
                let wrong = impostor.sign(&impostor.header(with_key), &json!({"challenge": "x"}));
                if !with_key {
                    let before = signature_checks();
                    let answer = present(&server, CLIENT, &jwt).await;
                    answers.push((seen(&answer), signature_checks() - before));
                }
                assert_eq!(present(&server, CLIENT, &wrong).await.text_of("error_description"), "InvalidCredentials");
            }
        }
        let (first, rest) = answers.split_first().expect("answers");
        assert_eq!(first.1, 1, "one signature was checked");
        for other in rest {
            assert_eq!(other, first, "{}", known.algorithm());
        }
    }
}

#[tokio::test]
async fn a_challenge_is_for_everybody_whoever_they_are() {
    let server = TestServer::start().await;
    let guest = TestGuest::new().sign_in(&server).await.text_of("access_token");
    let ask = async |token: Option<&str>| {
        let mut request = axum::http::Request::post(paths::CHALLENGE).header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let answer = server.send(request.body(r#"{"purpose":"anonymous_request"}"#.into()).expect("a request")).await;
        let mut body: Value = answer.json();
        body["result"]["token"] = json!("(random)");
        (answer.status, body, seen(&answer).2)
    };
    let nobody = ask(None).await;
    assert_eq!(ask(Some(&guest)).await, nobody);
    assert_eq!(ask(Some("nonsense")).await, nobody);
}

#[tokio::test]
async fn a_session_is_there_or_was_or_never_was() {
    let server = TestServer::start().await;
    let live = TestGuest::new().sign_in(&server).await.text_of("refresh_token");
    let dead = TestGuest::new().sign_in(&server).await.text_of("refresh_token");
    server.post_form(paths::REVOKE, &[("token", &dead)]).await;
    let (id, _) = live.split_once('.').expect("a token");
    let guessed = format!("{id}.{}", "A".repeat(32));
    let never = format!("{}.{}", uuid::Uuid::new_v4(), "A".repeat(32));
    for path in [paths::TOKEN, paths::REVOKE] {
        let mut answers = Vec::new();
        for token in [&guessed, &dead, &never] {
            let form =
                [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", token), ("token", token)];
            answers.push(seen(&server.post_form(path, &form).await));
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{path}: {answers:?}");
    }
    let form = [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", live.as_str())];
    assert_eq!(server.post_form(paths::TOKEN, &form).await.status, 200, "a guess ended nothing");
}

#[tokio::test]
async fn a_client_learns_of_nobody_else_s_people() {
    let server = TestServer::start().await;
    member(&server, "ines@example.com").await;
    let guest = TestGuest::new().sign_in(&server).await;
    let info = server.get(paths::USERINFO, Some(&guest.text_of("access_token"))).await;
    assert!(!info.text.contains("ines"));
    for path in [paths::OPENID_CONFIGURATION, paths::JWKS] {
        assert!(!server.get(path, None).await.text.contains("ines"), "{path}");
    }
}
