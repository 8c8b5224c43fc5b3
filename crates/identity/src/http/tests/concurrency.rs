//! Many at once.

use axum::http::StatusCode;
use futures::future::join_all;
use houseguest_protocol::identity::paths;

use super::{
    CLIENT, TestGuest, TestServer,
    guest::{present, subject},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_sign_ups_with_one_key_make_one_user() {
    let server = TestServer::start().await;
    let guest = TestGuest::new();
    let answers = join_all((0..100).map(|_| guest.sign_in(&server))).await;
    let mut subjects = Vec::new();
    for answer in answers {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        subjects.push(subject(&server, &answer.text_of("access_token")).await);
    }
    subjects.dedup();
    assert_eq!((subjects.len(), server.count("users"), server.count("session")), (1, 1, 100));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_challenge_used_by_fifty_makes_one_guest() {
    let server = TestServer::start().await;
    let challenge = server.challenge().await;
    let guests: Vec<_> = (0..50).map(|_| TestGuest::new()).collect();
    let requests: Vec<_> = guests.iter().map(|guest| guest.request(&server, &challenge, true)).collect();
    let answers = join_all(requests.iter().map(|request| present(&server, CLIENT, request))).await;
    let successes = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
    assert_eq!((successes, server.count("users")), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_refreshes_at_once_get_the_same_successor() {
    let server = TestServer::start().await;
    let refresh_token = TestGuest::new().sign_in(&server).await.text_of("refresh_token");
    let form = [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", refresh_token.as_str())];
    let answers = join_all((0..8).map(|_| server.post_form(paths::TOKEN, &form))).await;
    let mut successors: Vec<_> = answers.iter().map(|answer| answer.text_of("refresh_token")).collect();
    successors.dedup();
    assert_eq!(successors.len(), 1);
    assert_ne!(successors[0], refresh_token);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_under_other_names_is_the_same_guest() {
    let server = TestServer::start().await;
    let mut guest = TestGuest::new();
    let first = subject(&server, &guest.sign_in(&server).await.text_of("access_token")).await;
    guest.kid = "another-name".to_owned();
    let second = subject(&server, &guest.sign_in(&server).await.text_of("access_token")).await;
    assert_eq!((first, server.count("users")), (second, 1));
}
