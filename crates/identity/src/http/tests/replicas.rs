//! Several servers on one PostgreSQL: what one hands out, another takes, and once is once (protocol.md, sections 3.2,
//! 4.3, 5.2 and 8).

use std::num::NonZeroU32;

use axum::http::StatusCode;
use futures::future::join_all;
use houseguest_protocol::identity::{CodeVerifier, LoginHint, paths};
use serde_json::json;

use super::{
    Answer, CLIENT, TestGuest, TestServer,
    guest::{present, subject},
    promotion::{REDIRECT_URI, exchange, pending, promote},
};
use crate::{
    http::interaction::tests::browser::{Form, PASSWORD, TestBrowser, promotion},
    interactions,
    settings::{IdentitySettings, RateLimit},
};

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

fn limited(limit: impl Fn(&mut crate::settings::LimitSettings, RateLimit)) -> impl Fn(&mut IdentitySettings) {
    move |settings| {
        settings.limits.danger_disabled = false;
        settings.limits.token_per_ip.enabled = false;
        let burst = NonZeroU32::new(7).expect("some");
        limit(&mut settings.limits, RateLimit { enabled: true, period_seconds: 7 * 3_600, burst });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_brings_as_many_new_guests_as_its_bucket_holds_whichever_replica_it_asks() {
    let Some(replicas) = TestServer::replicas(2, limited(|limits, seven| limits.new_guests_per_ip = seven)).await
    else {
        return;
    };
    let known = TestGuest::new();
    assert_eq!(known.sign_in(&replicas[0]).await.status, StatusCode::OK, "the first of seven");
    let sign_up = json!({"session_type": "refresh_token", "client_id": CLIENT});
    let keyless = replicas[1].post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await;
    assert_eq!(keyless.status, StatusCode::OK, "the second: {}", keyless.text);
    let newcomers: Vec<_> = (0..ATTEMPTS).map(|_| TestGuest::new()).collect();
    let answers = join_all(newcomers.iter().enumerate().map(|(n, guest)| guest.sign_in(&replicas[n % 2]))).await;
    let odd = answers.iter().find(|answer| !matches!(answer.status.as_u16(), 200 | 429));
    assert!(odd.is_none(), "{odd:?}");
    assert_eq!((successes(&answers).len(), replicas[0].count("users")), (5, 7));
    for refused in answers.iter().filter(|answer| answer.status != StatusCode::OK) {
        assert_eq!(refused.header("retry-after"), Some("3600"), "seven in seven hours");
    }
    let again = replicas[0].post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await;
    assert_eq!((again.status.as_u16(), again.header("retry-after")), (429, Some("3600")), "the same bucket");
    // Who is known draws nothing, and is let in while the bucket is empty; so is whoever becomes a member.
    for server in &replicas {
        assert_eq!(known.sign_in(server).await.status, StatusCode::OK);
    }
    let verifier = CodeVerifier::random();
    let hint = LoginHint::AnonymousKey { jwt: known.request(&replicas[0], &replicas[1].challenge().await, false) };
    let begun =
        interactions::begin(replicas[0].identity.state(), pending(&verifier), Some(&hint)).await.expect("begins");
    promote(&replicas[1], &begun.handle, "ines").await.expect("promotes");
    replicas[0].clock.advance(std::time::Duration::from_secs(3_600));
    assert_eq!(TestGuest::new().sign_in(&replicas[1]).await.status, StatusCode::OK, "as was said");
    assert_eq!(TestGuest::new().sign_in(&replicas[0]).await.status, StatusCode::TOO_MANY_REQUESTS, "one an hour");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_gets_so_many_tokens_whichever_replica_they_ask() {
    let Some(replicas) = TestServer::replicas(2, limited(|limits, seven| limits.token_per_user = seven)).await else {
        return;
    };
    let guest = TestGuest::new();
    // A new guest is admitted, not allowed: the first draw is the next sign-in.
    assert_eq!(guest.sign_in(&replicas[0]).await.status, StatusCode::OK);
    let answers = join_all((0..ATTEMPTS).map(|n| guest.sign_in(&replicas[n % 2]))).await;
    let odd = answers.iter().find(|answer| !matches!(answer.status.as_u16(), 200 | 429));
    assert!(odd.is_none(), "{odd:?}");
    assert_eq!((successes(&answers).len(), replicas[0].count("session")), (7, 8));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_guessed_at_so_often_whichever_replica_is_asked() {
    let three = |limits: &mut crate::settings::LimitSettings, seven: RateLimit| {
        limits.code_per_account = RateLimit { burst: NonZeroU32::new(3).expect("some"), ..seven };
        limits.code_per_ip.enabled = false;
    };
    let Some(replicas) = TestServer::replicas(2, limited(three)).await else { return };
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    guest.sign_in(&replicas[0]).await;
    let browsers = replicas.iter().map(TestBrowser::new).collect::<Vec<_>>();
    let (_, shown) = browsers[0].begin(&promotion(&replicas[0], &guest, &verifier).await).await;
    let sent = browsers[0].fill_in(&Form::of(&shown, "/sign-up"), "ines@example.com", PASSWORD).await;
    let waiting = browsers[0].follow(&sent).await;
    browsers[1].take_over(&browsers[0]);
    let answers = join_all((0..ATTEMPTS).map(|n| browsers[n % 2].type_code(&waiting, "nonsense"))).await;
    let weighed = answers.iter().filter(|answer| answer.status == StatusCode::UNPROCESSABLE_ENTITY).count();
    let refused = answers.iter().filter(|answer| answer.status == StatusCode::TOO_MANY_REQUESTS).count();
    assert_eq!((weighed, refused), (3, ATTEMPTS - 3));
}
