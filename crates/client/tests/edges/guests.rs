//! Making a guest, and never a second one.

use std::sync::{Arc, atomic::Ordering};

use houseguest_client::{ClientError, Remedy};
use houseguest_protocol::{
    identity::GUEST_REMOVED,
    samples,
    social::PageRequest,
    values::ManualClock,
    window::{ErrorCode, Removal, Session},
};
use serde_json::json;

use crate::support::{House, comment};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_calls_at_once_make_one_key_and_one_user() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    let calls = (0..100).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.ensure_guest().await })
    });
    for call in calls.collect::<Vec<_>>() {
        let session = call.await.expect("no panic").expect("a guest");
        assert_eq!(session.sub(), Some(&samples::subject(0)));
    }
    assert_eq!(house.world().users.len(), 1);
    assert_eq!(house.disk.keys_made.load(Ordering::SeqCst), 1);
    assert_eq!(house.world().requests("anonymous-request"), 1, "one sign-up was sent");
}

#[tokio::test]
async fn browsing_makes_nobody() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.resume().await.expect("nothing to resume");
    assert_eq!(client.feed(&PageRequest::default()).await.expect("the feed").items.len(), 1);
    assert_eq!(client.preferences().await.expect("preferences").version, 0);
    assert_eq!(client.session(), Session::Visitor);
    assert!(house.world().users.is_empty() && !house.disk.has_key());
    assert_eq!(house.world().requests("/oauth2/"), 0, "the issuer was not even asked");
}

#[tokio::test]
async fn a_comment_makes_a_guest_who_is_still_here_after_a_restart() {
    let house = House::new();
    let written = comment(&house.start().await.expect("starts"), "first-key").await.expect("written");
    let again = house.start().await.expect("starts again");
    assert_eq!(again.session().sub(), written.author_sub());
    assert!(again.session().is_guest());
    assert_eq!(again.user_info().await.expect("userinfo").sub, *written.author_sub().expect("an author"));
    assert_eq!(house.world().users.len(), 1);
}

#[tokio::test]
async fn a_locked_or_damaged_store_makes_no_guest() {
    for hurt in [&|house: &House| house.disk.is_locked.store(true, Ordering::SeqCst), &|house: &House| {
        house.disk.is_damaged.store(true, Ordering::SeqCst);
    }] as [&dyn Fn(&House); 2]
    {
        let house = House::new();
        let client = house.start().await.expect("starts");
        hurt(&house);
        let refused = comment(&client, "first-key").await.expect_err("no store, no guest");
        assert_eq!(refused.remedy(), Remedy::Unlock);
        assert!(matches!(house.start().await, Err(ClientError::Store(_))), "who is here is unknown, not nobody");
        assert_eq!(house.disk.keys_made.load(Ordering::SeqCst), 0);
        assert!(house.world().users.is_empty());
    }
}

#[tokio::test]
async fn a_wrong_clock_is_corrected_by_the_issuers_and_tried_once_more() {
    let house = House::new();
    let slow = ManualClock::starting_at(samples::NOW - std::time::Duration::from_secs(86_400));
    let client = house.start_with_clock(Arc::new(slow)).await.expect("starts");
    client.ensure_guest().await.expect("a guest in spite of the clock");
    assert_eq!(house.world().requests("anonymous-request"), 2, "refused once, then accepted");
    assert_eq!(house.world().users.len(), 1);
}

#[tokio::test]
async fn a_refusal_with_a_right_clock_is_not_repeated() {
    let house = House::new();
    house.world().token_answer = Some((400, json!({"error": "invalid_grant"})));
    let client = house.start().await.expect("starts");
    assert!(matches!(client.ensure_guest().await, Err(ClientError::GuestLost { sub: None })));
    assert_eq!(house.world().requests("anonymous-request"), 1);
}

#[tokio::test]
async fn a_guest_that_the_issuer_removed_is_lost_and_not_silently_replaced() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    house.world().remove(0);
    let lost = client.refresh().await.expect_err("the guest is gone");
    assert!(matches!(&lost, ClientError::GuestLost { sub: Some(sub) } if *sub == samples::subject(0)));
    assert_eq!(client.session(), Session::Lost { sub: Some(samples::subject(0)) });
    comment(&client, "some-key").await.expect_err("nobody new before the person knows");
    let again = house.start().await.expect("starts again");
    assert_eq!(again.session(), Session::Lost { sub: Some(samples::subject(0)) }, "also after a restart");
    assert_eq!(house.world().users.len(), 1);

    assert_eq!(again.start_over().await.expect("starts over"), Session::Visitor);
    assert!(!house.disk.has_key(), "the old key went with the old guest");
    again.ensure_guest().await.expect("a new guest");
    assert_eq!(again.session().sub(), Some(&samples::subject(1)));
}

#[tokio::test]
async fn a_guest_that_the_issuer_says_it_removed_is_told_so_and_not_silently_replaced() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    house.world().remove(0);
    let says_so = json!({"error": "invalid_grant", "error_description": GUEST_REMOVED});
    house.world().token_answer = Some((400, says_so.clone()));
    let told = client.refresh().await.expect_err("the guest was removed");
    assert!(
        matches!(&told, ClientError::GuestRemoved { sub: Some(sub), why: Removal::CleanUp } if *sub == samples::subject(0)),
        "{told}"
    );
    assert_eq!((told.remedy(), told.to_command_error().code), (Remedy::StartOver, ErrorCode::GuestRemoved));
    assert_eq!(client.session(), Session::Removed { sub: Some(samples::subject(0)), why: Removal::CleanUp });
    let again = house.start().await.expect("starts again");
    assert_eq!(
        again.session(),
        Session::Removed { sub: Some(samples::subject(0)), why: Removal::CleanUp },
        "also after a restart"
    );
    house.world().token_answer = None;
    assert!(matches!(comment(&again, "some-key").await, Err(ClientError::GuestRemoved { .. })), "nobody new before");
    assert_eq!(house.world().users.len(), 1);
    assert_eq!(again.start_over().await.expect("starts over"), Session::Visitor);
    again.ensure_guest().await.expect("a new guest, knowingly");
    assert_eq!(again.session().sub(), Some(&samples::subject(1)));
}

#[tokio::test]
async fn a_key_whose_guest_nobody_remembers_here_is_told_that_it_was_removed() {
    let house = House::new();
    house.world().token_answer = Some((400, json!({"error": "invalid_grant", "error_description": GUEST_REMOVED})));
    let client = house.start().await.expect("starts");
    assert!(matches!(client.ensure_guest().await, Err(ClientError::GuestRemoved { sub: None, why: Removal::CleanUp })));
    assert_eq!(client.session(), Session::Removed { sub: None, why: Removal::CleanUp });
    house.world().token_answer = None;
    assert!(
        matches!(client.ensure_guest().await, Err(ClientError::GuestRemoved { sub: None, why: Removal::CleanUp })),
        "until they know"
    );
    assert_eq!(client.start_over().await.expect("starts over"), Session::Visitor);
    client.ensure_guest().await.expect("a new guest, knowingly");
}

#[tokio::test]
async fn a_guest_whose_key_vanished_lasts_as_long_as_its_session_and_gets_no_new_key() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    house.disk.lose_key();
    comment(&client, "some-key").await.expect("the session still lives");
    house.world().end_sessions();
    assert!(matches!(client.refresh().await, Err(ClientError::GuestLost { .. })));
    assert_eq!(house.disk.keys_made.load(Ordering::SeqCst), 1);
    assert_eq!(house.world().users.len(), 1);
}

#[tokio::test]
async fn starting_over_leaves_a_living_guest_alone() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    assert!(client.start_over().await.expect("does nothing").is_guest());
    assert!(house.disk.has_key());
}

#[tokio::test]
async fn a_failing_issuer_is_not_a_dead_key() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    house.world().end_sessions();
    for (answer, remedy) in [
        ((500, json!({"error": "server_error", "error_description": "internal server error"})), Remedy::RetryLater),
        ((429, json!({"error": "x_rate_limited", "error_description": "later"})), Remedy::RetryLater),
        (
            (400, json!({"error": "unauthorized_client", "error_description": "AnonymousUserDisallowed"})),
            Remedy::Report,
        ),
    ] {
        house.world().token_answer = Some(answer);
        assert_eq!(client.refresh().await.expect_err("refused").remedy(), remedy);
        assert!(client.session().is_guest(), "nothing was given up");
    }
    house.world().token_answer = None;
    assert_eq!(client.refresh().await.expect("back").sub(), Some(&samples::subject(0)));
}

#[tokio::test]
async fn an_answer_about_somebody_else_changes_nothing() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    let token = format!("{:?}", house.disk.peek().refresh_token.is_some());
    house.world().impostor = Some(samples::subject(99));
    assert!(matches!(client.refresh().await, Err(ClientError::WrongUser { .. })));
    house.world().impostor = None;
    assert_eq!(format!("{:?}", house.disk.peek().refresh_token.is_some()), token);
    assert_eq!(client.refresh().await.expect("goes on").sub(), Some(&samples::subject(0)));
}
