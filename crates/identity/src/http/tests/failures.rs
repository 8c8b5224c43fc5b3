//! Sessions that end, tokens that are revoked, limits that are reached, and a store that fails.

use std::{num::NonZeroU32, time::Duration};

use axum::http::StatusCode;
use houseguest_protocol::identity::paths;
use serde_json::json;

use super::{
    Answer, CLIENT, TestGuest, TestServer,
    guest::{present, subject},
};
use crate::settings::{IdentitySettings, RateLimit};

async fn refresh(server: &TestServer, client: &str, token: &str) -> Answer {
    server
        .post_form(paths::TOKEN, &[("grant_type", "refresh_token"), ("client_id", client), ("refresh_token", token)])
        .await
}

const DEAD: &str = r#"{"error":"invalid_grant","error_description":"invalid refresh token"}"#;

#[tokio::test]
async fn a_refresh_token_rotates_and_reuse_after_the_window_ends_the_family() {
    let server = TestServer::start().await;
    let first = TestGuest::new().sign_in(&server).await;
    let token = first.text_of("refresh_token");
    let second = refresh(&server, CLIENT, &token).await;
    let successor = second.text_of("refresh_token");
    assert_ne!(successor, token);
    server.clock.advance(Duration::from_secs(29));
    assert_eq!(refresh(&server, CLIENT, &token).await.text_of("refresh_token"), successor, "within the window");
    server.clock.advance(Duration::from_secs(1));
    assert_eq!(refresh(&server, CLIENT, &token).await.text, DEAD, "reused");
    assert_eq!(refresh(&server, CLIENT, &successor).await.text, DEAD, "and with it the family");
    let userinfo = server.get(paths::USERINFO, Some(&second.text_of("access_token"))).await;
    assert_eq!(userinfo.status, StatusCode::UNAUTHORIZED, "access tokens too");
}

#[tokio::test]
async fn a_wrong_client_or_a_guess_changes_nothing() {
    let server = TestServer::start().await;
    let token = TestGuest::new().sign_in(&server).await.text_of("refresh_token");
    let before = server.rows();
    let mismatch = refresh(&server, "houseguest-web", &token).await;
    assert_eq!(
        mismatch.text,
        r#"{"error":"invalid_request","error_description":"client id doesn't match the refresh token"}"#
    );
    let (session, _) = token.split_once('.').expect("a session and a secret");
    let guess = format!("{session}.{}", "a".repeat(32));
    assert_eq!(refresh(&server, CLIENT, &guess).await.text, DEAD);
    assert_eq!(refresh(&server, "houseguest-web", &guess).await.text, DEAD);
    assert_eq!(server.rows(), before);
    assert_eq!(refresh(&server, CLIENT, &token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_ends_when_nobody_uses_it_and_the_key_opens_another_for_the_same_guest() {
    let server = TestServer::start().await;
    let guest = TestGuest::new();
    let answer = guest.sign_in(&server).await;
    let sub = subject(&server, &answer.text_of("access_token")).await;
    let token = answer.text_of("refresh_token");
    server.clock.advance(Duration::from_secs(2_592_000 - 1));
    let token = refresh(&server, CLIENT, &token).await.text_of("refresh_token");
    server.clock.advance(Duration::from_secs(2_592_000));
    assert_eq!(refresh(&server, CLIENT, &token).await.text, DEAD);
    let again = guest.sign_in_with(&server, CLIENT, false).await;
    assert_eq!(subject(&server, &again.text_of("access_token")).await, sub);
}

#[tokio::test]
async fn every_family_of_keys_signs_up_and_comes_back() {
    let server = TestServer::start().await;
    for guest in [TestGuest::new(), TestGuest::with_p256(), TestGuest::with_rsa()] {
        let first = guest.sign_in(&server).await;
        assert_eq!(first.status, StatusCode::OK, "{} {}", guest.algorithm(), first.text);
        let sub = subject(&server, &first.text_of("access_token")).await;
        for with_key in [true, false] {
            let back = guest.sign_in_with(&server, CLIENT, with_key).await;
            assert_eq!(subject(&server, &back.text_of("access_token")).await, sub);
        }
    }
}

#[tokio::test]
async fn revocation_is_seen_at_the_next_request() {
    let server = TestServer::start().await;
    for client in [CLIENT, "houseguest-web"] {
        let guest = TestGuest::new();
        let answer = guest.sign_in_with(&server, client, true).await;
        let (access, refresh_token) = (answer.text_of("access_token"), answer.text_of("refresh_token"));
        let other = refresh(&server, client, &refresh_token).await;
        let (other_access, current) = (
            other.text_of("access_token"),
            other.json()["refresh_token"].as_str().map_or(refresh_token.clone(), str::to_owned),
        );
        let revoke = async |token: &str| {
            let answer = server.post_form(paths::REVOKE, &[("token", token)]).await;
            assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, ""));
        };
        let is_alive = async |token: &str| server.get(paths::USERINFO, Some(token)).await.status == StatusCode::OK;
        revoke(&access).await;
        assert!(!is_alive(&access).await && is_alive(&other_access).await, "that token only");
        revoke("nonsense").await;
        revoke(&access).await;
        revoke(&current).await;
        assert!(!is_alive(&other_access).await, "the whole session");
        assert_eq!(refresh(&server, client, &current).await.text, DEAD);
    }
    assert_eq!(server.post_form(paths::REVOKE, &[]).await.status, StatusCode::OK, "even without a token");
}

#[tokio::test]
async fn limits_refuse_new_guests_and_let_known_ones_in() {
    let few = |burst| RateLimit { enabled: true, period_seconds: 3_600, burst: NonZeroU32::new(burst).expect("some") };
    let server = TestServer::with(|settings| {
        settings.limits.danger_disabled = false;
        settings.limits.new_guests_per_ip = few(1);
        settings.limits.token_per_ip = few(6);
    })
    .await;
    let known = TestGuest::new();
    assert_eq!(known.sign_in(&server).await.status, StatusCode::OK);
    assert_eq!(known.sign_in(&server).await.status, StatusCode::OK, "a known key draws nothing");
    let limited = r#"{"error":"x_rate_limited","error_description":"rate limit exceeded, please try again later."}"#;
    let challenge = server.challenge().await;
    let stranger = TestGuest::new();
    let refused = present(&server, CLIENT, &stranger.request(&server, &challenge, true)).await;
    assert_eq!((refused.status, refused.text.as_str()), (StatusCode::TOO_MANY_REQUESTS, limited));
    assert_eq!(refused.header("retry-after"), Some("3600"), "one in the period");
    assert_eq!(server.count("users"), 1);
    assert_eq!(known.sign_in(&server).await.status, StatusCode::OK, "nor is it refused while the bucket is empty");
    let sign_up = json!({"session_type": "refresh_token", "client_id": CLIENT});
    let answer = server.post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await;
    insta::assert_snapshot!(answer.text, @r#"{"error":{"name":"TooManyRequest","reason":"RateLimited","message":"request rate limited","code":429,"info":{"bucket_name":"SignupAnonymousPerIP","rate_limit":{"group":"authentication.signup_anonymous","name":"authentication.signup_anonymous.per_ip"},"rate_limit_name":"authentication.signup_anonymous"}}}"#);
    assert_eq!((answer.status, answer.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, Some("3600")));
    while known.sign_in(&server).await.status == StatusCode::OK {}
    let answer = known.sign_in(&server).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::TOO_MANY_REQUESTS, limited), "the endpoint's own");
    assert_eq!(answer.header("retry-after"), Some("600"), "six in the period");
}

#[tokio::test]
async fn what_cannot_be_counted_is_an_error_of_the_server_and_admits_nobody() {
    let limited = |settings: &mut IdentitySettings| settings.limits.danger_disabled = false;
    let Some(replicas) = TestServer::replicas(1, limited).await else { return };
    let server = &replicas[0];
    let request = TestGuest::new().request(server, &server.challenge().await, true);
    assert!(server.lose_the_limits());
    let answer = present(server, CLIENT, &request).await;
    assert_eq!((answer.status.as_u16(), answer.text_of("error")), (500, "server_error".to_owned()));
    assert_eq!(answer.header("retry-after"), None, "nobody is blamed for having asked too often");
    let sign_up = json!({"session_type": "refresh_token", "client_id": CLIENT});
    assert_eq!(server.post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!((server.count("users"), server.count("session")), (0, 0));
}

#[tokio::test]
async fn one_user_gets_so_many_tokens_and_others_get_theirs() {
    let server = TestServer::with(|settings| {
        settings.limits.danger_disabled = false;
        settings.limits.token_per_user =
            RateLimit { enabled: true, period_seconds: 60, burst: NonZeroU32::new(3).expect("some") };
    })
    .await;
    let guest = TestGuest::new();
    let mut token = guest.sign_in(&server).await.text_of("refresh_token");
    for _ in 0..3 {
        token = refresh(&server, CLIENT, &token).await.text_of("refresh_token");
    }
    let (refused, by_key) = (refresh(&server, CLIENT, &token).await, guest.sign_in(&server).await);
    for answer in [refused, by_key] {
        assert_eq!((answer.status.as_u16(), answer.text_of("error")), (429, "x_rate_limited".to_owned()));
        assert_eq!(answer.header("retry-after"), Some("20"), "three a minute");
    }
    assert_eq!(TestGuest::new().sign_in(&server).await.status, StatusCode::OK, "somebody else");
    server.clock.advance(std::time::Duration::from_secs(20));
    assert_eq!(refresh(&server, CLIENT, &token).await.status, StatusCode::OK, "the refusal rotated nothing");
}

#[tokio::test]
async fn a_restart_forgets_nothing() {
    let server = TestServer::start().await;
    let guest = TestGuest::new();
    let (answer, challenge) = (guest.sign_in(&server).await, server.challenge().await);
    let access_token = answer.text_of("access_token");
    let sub = subject(&server, &access_token).await;
    let keys = server.get(paths::JWKS, None).await.text;
    let server = server.restart().await;
    assert_eq!(server.get(paths::JWKS, None).await.text, keys, "the same keys");
    assert_eq!(subject(&server, &access_token).await, sub, "tokens go on working");
    let request = guest.request(&server, &challenge, false);
    assert_eq!(present(&server, CLIENT, &request).await.status, StatusCode::OK, "and so do challenges");
    let server = server.restart().await;
    assert_eq!(present(&server, CLIENT, &request).await.status, StatusCode::BAD_REQUEST, "but not spent ones");
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_are_cut_off_leave_nothing_half_done() {
    let server = TestServer::start().await;
    for n in 0..40u32 {
        let guest = TestGuest::new();
        let request = guest.request(&server, &server.challenge().await, true);
        let mut flight = Box::pin(present(&server, CLIENT, &request));
        // Polled a few times and dropped, as when a connection breaks.
        for _ in 0..n % 5 {
            if futures::poll!(&mut flight).is_ready() {
                break; // It was quicker than the cut.
            }
            tokio::task::yield_now().await;
        }
        drop(flight);
    }
    assert_eq!(TestGuest::new().sign_in(&server).await.status, StatusCode::OK);
    // Closing waits for what is under way.
    let server = server.restart().await;
    let rows = ["users", "anonymous_key", "session", "spent_challenge"].map(|table| server.count(table));
    assert!(rows.iter().all(|count| *count == rows[0]), "{rows:?}");
}

#[tokio::test]
async fn a_store_that_fails_is_told_in_the_format_of_the_endpoint_and_without_its_cause() {
    let server = TestServer::start().await;
    let request = TestGuest::new().request(&server, &server.challenge().await, true);
    server.identity.state().store.close().await.expect("closes");
    let answer = present(&server, CLIENT, &request).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.text, r#"{"error":"server_error","error_description":"internal server error"}"#);
    let sign_up = json!({"session_type": "refresh_token", "client_id": CLIENT});
    let answer = server.post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(
        answer.text,
        r#"{"error":{"name":"InternalError","reason":"UnexpectedError","message":"unexpected error occurred","code":500}}"#
    );
}

#[tokio::test]
async fn a_panic_is_answered_in_the_format_of_the_endpoint_and_tells_nothing() {
    use crate::http::{api_failure, oauth_failure};
    use axum::{Router, body::Body, http::Request, routing::get};
    use http_body_util::BodyExt;
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    async fn panics() {
        panic!("a secret of the inside");
    }
    let routes = || Router::new().route("/", get(panics));
    let oauth = routes().route_layer(CatchPanicLayer::custom(oauth_failure::from_panic));
    let json_api = routes().route_layer(CatchPanicLayer::custom(api_failure::from_panic));
    for (router, expected) in [(oauth, "server_error"), (json_api, "UnexpectedError")] {
        let answer = router.oneshot(Request::get("/").body(Body::empty()).expect("a request")).await.expect("answers");
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = answer.into_body().collect().await.expect("a body").to_bytes();
        let text = String::from_utf8(body.to_vec()).expect("text");
        assert!(text.contains(expected) && !text.contains("secret"), "{text}");
    }
}
