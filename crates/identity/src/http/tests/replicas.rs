//! Several servers on one PostgreSQL: what one hands out, another takes, and once is once (protocol.md, sections 3.2,
//! 4.3, 5.2 and 8).

use axum::http::StatusCode;
use futures::future::join_all;
use houseguest_protocol::identity::{CodeVerifier, LoginHint, paths};
use serde_json::json;

use super::{
    Answer, CLIENT, TestGuest, TestServer,
    guest::{present, subject},
    promotion::{REDIRECT_URI, exchange, pending, promote},
};
use crate::{interactions, settings::IdentitySettings};

const ATTEMPTS: usize = 200;

fn successes(answers: &[Answer]) -> Vec<&Answer> {
    answers.iter().filter(|answer| answer.status == StatusCode::OK).collect()
}

/// Nobody is told "try again later" or "it failed" because others were quicker: they are told that it is spent.
fn assert_orderly(answers: &[Answer]) {
    let odd = answers.iter().find(|answer| !matches!(answer.status.as_u16(), 200 | 400));
    assert!(odd.is_none(), "{odd:?}");
}

async fn refresh(server: &TestServer, refresh_token: &str) -> Answer {
    let form = [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", refresh_token)];
    server.post_form(paths::TOKEN, &form).await
}

#[tokio::test(flavor = "multi_thread")]
async fn replicas_that_start_together_share_their_keys_and_their_guests() {
    let Some(replicas) = TestServer::replicas(4, |_| {}).await else { return };
    let mut keys = join_all(replicas.iter().map(|server| server.get(paths::JWKS, None))).await;
    keys.dedup_by(|one, other| one.text == other.text);
    assert_eq!(keys.len(), 1, "one set of keys, whoever was first");
    let guest = TestGuest::new();
    let mut subjects = Vec::new();
    for (here, there) in replicas.iter().zip(replicas.iter().rev()) {
        let tokens = guest.sign_in(here).await;
        subjects.push(subject(there, &tokens.text_of("access_token")).await);
    }
    subjects.dedup();
    assert_eq!((subjects.len(), replicas[0].count("users")), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_challenge_is_answered_once_in_all_replicas() {
    let Some(replicas) = TestServer::replicas(2, |_| {}).await else { return };
    let challenge = replicas[0].challenge().await;
    let attempts = (0..ATTEMPTS).map(|n| {
        let (server, challenge) = (&replicas[n % 2], challenge.clone());
        async move { present(server, CLIENT, &TestGuest::new().request(server, &challenge, true)).await }
    });
    let answers = join_all(attempts).await;
    assert_orderly(&answers);
    assert_eq!((successes(&answers).len(), replicas[0].count("users"), replicas[0].count("session")), (1, 1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_new_key_makes_one_guest_in_all_replicas() {
    let Some(replicas) = TestServer::replicas(2, |_| {}).await else { return };
    let guest = TestGuest::new();
    let answers = join_all((0..ATTEMPTS).map(|n| guest.sign_in(&replicas[n % 2]))).await;
    assert_eq!(successes(&answers).len(), ATTEMPTS, "the same guest, over and over");
    assert_eq!((replicas[0].count("users"), replicas[0].count("session")), (1, ATTEMPTS));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authorization_code_of_one_replica_is_traded_once_in_all() {
    let Some(replicas) = TestServer::replicas(2, |_| {}).await else { return };
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    let sub = subject(&replicas[1], &guest.sign_in(&replicas[0]).await.text_of("access_token")).await;
    // The page is opened at one replica and filled in at the other.
    let hint = LoginHint::AnonymousKey { jwt: guest.request(&replicas[0], &replicas[1].challenge().await, false) };
    let state = replicas[0].identity.state();
    let begun = interactions::begin(state, pending(&verifier), Some(&hint)).await.expect("begins");
    let code = promote(&replicas[1], &begun.handle, "ines@example.com").await.expect("promotes");
    let trade = |n: usize| exchange(&replicas[n % 2], code.expose(), verifier.as_str(), REDIRECT_URI);
    let answers = join_all((0..ATTEMPTS).map(trade)).await;
    assert_orderly(&answers);
    let [tokens] = successes(&answers)[..] else { panic!("once: {}", successes(&answers).len()) };
    for server in &replicas {
        assert_eq!(subject(server, &tokens.text_of("access_token")).await, sub);
    }
    assert_eq!(replicas[0].count("session"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promotion_code_of_one_replica_is_spent_once_in_all() {
    let Some(replicas) = TestServer::replicas(2, |_| {}).await else { return };
    let sign_up = json!({"session_type": "refresh_token", "client_id": CLIENT});
    let keyless = replicas[0].post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await.json();
    let refresh_token = keyless["result"]["refresh_token"].as_str().expect("a refresh token");
    let asked = json!({"session_type": "refresh_token", "refresh_token": refresh_token});
    let answer = replicas[0].post_json(paths::PROMOTION_CODE, &asked).await.json();
    let code = answer["result"]["promotion_code"].as_str().expect("a code").to_owned();
    let verifier = CodeVerifier::random();
    let begun = join_all((0..ATTEMPTS).map(|n| {
        let hint = LoginHint::AnonymousCode { promotion_code: code.clone() };
        let (state, pending) = (replicas[n % 2].identity.state(), pending(&verifier));
        async move { interactions::begin(state, pending, Some(&hint)).await }
    }))
    .await;
    let opened: Vec<_> = begun.into_iter().flatten().collect();
    assert_eq!((opened.len(), replicas[0].count("interaction")), (1, 1));
    promote(&replicas[1], &opened[0].handle, "ines").await.expect("the one page works at either replica");
}

#[tokio::test(flavor = "multi_thread")]
async fn within_the_grace_period_everybody_gets_the_same_successor() {
    let Some(replicas) = TestServer::replicas(2, |_| {}).await else { return };
    let first = TestGuest::new().sign_in(&replicas[0]).await.text_of("refresh_token");
    let answers = join_all((0..ATTEMPTS).map(|n| refresh(&replicas[n % 2], &first))).await;
    assert_eq!(successes(&answers).len(), ATTEMPTS);
    let mut successors: Vec<_> = answers.iter().map(|answer| answer.text_of("refresh_token")).collect();
    successors.dedup();
    assert_eq!(successors.len(), 1);
    assert_eq!(refresh(&replicas[1], &successors[0]).await.status, StatusCode::OK, "and it works");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_grace_period_a_refresh_token_works_once_and_its_reuse_ends_the_session() {
    let strict = |settings: &mut IdentitySettings| {
        for client in &mut settings.clients {
            client.refresh_token_rotation_grace_seconds = 0;
        }
    };
    let Some(replicas) = TestServer::replicas(2, strict).await else { return };
    let first = TestGuest::new().sign_in(&replicas[0]).await.text_of("refresh_token");
    let answers = join_all((0..ATTEMPTS).map(|n| refresh(&replicas[n % 2], &first))).await;
    assert_orderly(&answers);
    let [tokens] = successes(&answers)[..] else { panic!("once: {}", successes(&answers).len()) };
    // Somebody else had the token too, so nobody's is believed any more.
    assert_eq!(refresh(&replicas[1], &tokens.text_of("refresh_token")).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(replicas[0].count("session"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_id_is_taken_once_in_all_replicas() {
    let Some(replicas) = TestServer::replicas(2, |_| {}).await else { return };
    let mut opened = Vec::new();
    for n in 0..20 {
        let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
        guest.sign_in(&replicas[n % 2]).await;
        let hint = LoginHint::AnonymousKey { jwt: guest.request(&replicas[0], &replicas[0].challenge().await, false) };
        let state = replicas[n % 2].identity.state();
        opened.push(interactions::begin(state, pending(&verifier), Some(&hint)).await.expect("begins"));
    }
    let promoted =
        join_all(opened.iter().enumerate().map(|(n, begun)| promote(&replicas[n % 2], &begun.handle, "ines"))).await;
    assert_eq!(promoted.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    // Nobody is subscribed to events here; the history keeps what happened.
    assert_eq!((replicas[0].count("login_identity"), replicas[0].count("history")), (1, 1));
}
