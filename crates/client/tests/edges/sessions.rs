//! Staying signed in, coming back, and signing out.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use houseguest_client::ClientError;
use houseguest_protocol::{samples, window::Session};
use secrecy::ExposeSecret;

use crate::support::{Choice, Failure, House, comment, promotion};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_calls_with_an_old_token_refresh_once() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    house.clock.advance(Duration::from_secs(1800));
    let calls = (0..20).map(|n| {
        let client = client.clone();
        tokio::spawn(async move { comment(&client, &format!("comment-{n}")).await })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.expect("no panic").expect("written");
    }
    assert_eq!(house.world().requests("refresh_token"), 1);
}

#[tokio::test]
async fn a_token_is_replaced_after_nine_tenths_of_its_life() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    house.clock.advance(Duration::from_secs(1619));
    client.user_info().await.expect("userinfo");
    assert_eq!(house.world().requests("refresh_token"), 0);
    house.clock.advance(Duration::from_secs(1));
    client.user_info().await.expect("userinfo");
    assert_eq!(house.world().requests("refresh_token"), 1);
}

#[tokio::test]
async fn a_refused_token_is_replaced_once_and_the_call_repeated() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    comment(&client, "first-key").await.expect("written");
    house.world().spoil_access_tokens();
    comment(&client, "second-key").await.expect("written in spite of the refusal");
    assert_eq!(house.world().requests("refresh_token"), 1);
    assert_eq!(house.world().comments.len(), 2);
}

#[tokio::test]
async fn a_guest_whose_session_died_comes_back_as_the_same_user() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    let first = comment(&client, "first-key").await.expect("written");
    house.world().end_sessions();
    let second = comment(&client, "second-key").await.expect("written by the same guest");
    assert_eq!(first.author_sub(), second.author_sub());
    assert_eq!(house.world().users.len(), 1);
}

#[tokio::test]
async fn a_spent_refresh_token_without_grace_costs_a_guest_nothing() {
    let house = House::new();
    house.world().has_grace = false;
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    // The request arrives, the answer does not: the token is spent and its successor unknown.
    house.fuse.arm(1, Failure::LostMessage);
    assert!(matches!(client.refresh().await, Err(ClientError::Offline(_))));
    house.fuse.mend();
    assert_eq!(client.refresh().await.expect("the key helps").sub(), Some(&samples::subject(0)));
}

#[tokio::test]
async fn a_guest_who_signed_out_is_the_same_guest_afterwards() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    assert_eq!(client.sign_out().await.expect("out"), Session::SignedOut { sub: samples::subject(0) });
    assert_eq!(house.world().live_sessions(), 0, "the session ended at the issuer, too");
    assert!(house.disk.has_key());
    assert!(matches!(client.user_info().await, Err(ClientError::NobodyHere)));
    comment(&client, "first-key").await.expect("written");
    assert_eq!(client.session().sub(), Some(&samples::subject(0)));
    assert_eq!(house.world().users.len(), 1);
}

#[tokio::test]
async fn signing_out_offline_revokes_later() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    house.fuse.arm(0, Failure::LostMessage);
    client.sign_out().await.expect("out, also without a network");
    house.fuse.mend();
    assert_eq!((house.world().live_sessions(), house.disk.peek().to_revoke.len()), (1, 1));
    house.start().await.expect("starts").resume().await.expect("resumes");
    assert_eq!((house.world().live_sessions(), house.disk.peek().to_revoke.len()), (0, 0));
}

#[tokio::test]
async fn a_members_session_ends_with_an_error_and_never_with_a_new_guest() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::SignUp("ines@example.com")).expect("a redirect");
    client.finish_promotion(&home).await.expect("home");
    house.world().end_sessions();
    assert!(matches!(comment(&client, "first-key").await, Err(ClientError::SessionEnded { .. })));
    let ended = Session::Ended { sub: samples::subject(0), login: Some("ines@example.com".into()) };
    assert_eq!(client.session(), ended);
    assert!(matches!(client.ensure_guest().await, Err(ClientError::SessionEnded { .. })));
    assert_eq!(house.world().users.len(), 1);

    let page = client.start_log_in(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::LogIn("ines@example.com")).expect("a redirect");
    client.finish_promotion(&home).await.expect("home");
    assert!(matches!(client.session(), Session::Member { sub, .. } if sub == samples::subject(0)));
}

#[tokio::test]
async fn everyone_who_listens_hears_of_each_change_once() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    let heard = Arc::new(Mutex::new(Vec::new()));
    let note = Arc::clone(&heard);
    let subscription = client.on_session_change(move |session| note.lock().expect("unpoisoned").push(session.clone()));
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    client.on_session_change(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    client.ensure_guest().await.expect("a guest");
    client.refresh().await.expect("a refresh changes nobody");
    client.sign_out().await.expect("out");
    subscription.cancel();
    client.ensure_guest().await.expect("back");
    let heard = heard.lock().expect("unpoisoned");
    assert!(matches!(heard.as_slice(), [Session::Guest { .. }, Session::SignedOut { .. }]), "{heard:?}");
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn nothing_secret_is_printed() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    client.start_promotion(promotion()).await.expect("a page");
    let known = house.disk.peek();
    let pending = known.pending_promotion.clone().expect("a promotion is pending");
    let token = known.refresh_token.clone().expect("a token");
    let access = client.access_token().await.expect("a token");
    let request = houseguest_client::ports::HttpRequest::get(client.endpoints().issuer.clone()).with_bearer(&access);
    let printed = format!("{client:?} {known:?} {request:?} {access:?}");
    for secret in
        [token.expose_secret(), access.expose_secret(), pending.code_verifier.expect("a code comes home").as_str()]
    {
        assert!(!printed.contains(secret), "a secret is in {printed}");
    }
}

#[tokio::test]
async fn forgetting_erases_key_and_memory() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    assert_eq!(client.forget().await.expect("forgotten"), Session::Visitor);
    assert!(!house.disk.has_key());
    assert_eq!(house.world().live_sessions(), 0);
}
