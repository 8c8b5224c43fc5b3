//! The whole journey, killed or robbed of a message at each of its steps in turn.

use std::sync::atomic::Ordering;

use houseguest_client::{Client, ClientError};
use houseguest_protocol::{samples, window::Session};
use url::Url;

use crate::support::{Choice, Failure, House, comment, promotion};

const LOGIN: &str = "ines@example.com";

/// The journey up to the page, the page, and the way home. Steps that are done already are harmless.
async fn journey(house: &House, client: &Client, home: &mut Option<Url>) -> Result<(), ClientError> {
    comment(client, "the-one-comment").await?;
    client.refresh().await?;
    client.sign_out().await?;
    comment(client, "the-one-comment").await?;
    if home.is_none() {
        let page = client.start_promotion(promotion()).await?;
        *home = house.world().browse(&page, Choice::SignUp(LOGIN));
    }
    client.finish_promotion(home.as_ref().expect("the page redirects")).await?;
    client.user_info().await.map(drop)
}

/// Brings the person to the end of the journey, as an app would after the failure.
async fn recover(house: &House, home: Option<&Url>) -> Client {
    let client = house.start().await.expect("starts again");
    match client.resume().await {
        Ok(_) | Err(ClientError::AccountKept { .. }) => {}
        Err(other) => panic!("resuming failed: {other:?}"),
    }
    if let Some(home) = home {
        match client.finish_promotion(home).await {
            Ok(_) | Err(ClientError::UnexpectedArrival | ClientError::AccountKept { .. }) => {}
            Err(other) => panic!("finishing failed: {other:?}"),
        }
    }
    if matches!(client.session(), Session::Ended { .. }) {
        let page = client.start_log_in(promotion()).await.expect("a page");
        let home = house.world().browse(&page, Choice::LogIn(LOGIN)).expect("a redirect");
        client.finish_promotion(&home).await.expect("logged in");
    }
    client
}

fn check(house: &House, client: &Client, what: &str) {
    let world = house.world();
    assert_eq!(world.users.len(), 1, "{what}: one user");
    assert_eq!(house.disk.keys_made.load(Ordering::SeqCst), 1, "{what}: one key");
    assert_eq!(world.comments.len(), 1, "{what}: one comment");
    assert!(
        world.comments.values().all(|made| made.author_sub() == Some(&samples::subject(0))),
        "{what}: the same sub"
    );
    let session = client.session();
    match world.users[0].login {
        Some(_) => {
            assert!(
                matches!(&session, Session::Member { sub, .. } if *sub == samples::subject(0)),
                "{what}: {session:?}"
            );
            assert!(!house.disk.has_key(), "{what}: a member has no key left");
        }
        None => assert_eq!(session.sub(), Some(&samples::subject(0)), "{what}: {session:?}"),
    }
}

#[tokio::test]
async fn a_kill_or_a_lost_message_at_each_step_ends_with_one_user() {
    for (ends_sessions, has_grace) in [(true, true), (false, false)] {
        for failure in [Failure::Kill, Failure::LostMessage] {
            let mut steps = 0;
            loop {
                let house = House::new();
                house.world().promotion_ends_sessions = ends_sessions;
                house.world().has_grace = has_grace;
                let client = house.start().await.expect("starts");
                house.fuse.arm(steps, failure);
                let mut home = None;
                let outcome = journey(&house, &client, &mut home).await;
                let was_reached = house.fuse.has_blown();
                house.fuse.mend();
                drop(client);
                let what = format!("{failure:?} at step {steps}, ends {ends_sessions}: {outcome:?}");
                let client = recover(&house, home.as_ref()).await;
                if house.world().users.first().is_none_or(|user| user.login.is_none()) {
                    // The journey broke off before the page: it is simply begun again.
                    journey(&house, &client, &mut None).await.unwrap_or_else(|error| panic!("{what}: {error:?}"));
                }
                check(&house, &client, &what);
                if !was_reached {
                    outcome.expect("without a failure the journey succeeds");
                    break;
                }
                steps += 1;
            }
            // Stores lose no messages, so that failure has fewer points than a kill.
            let fewest = if failure == Failure::Kill { 60 } else { 25 };
            assert!(steps > fewest, "the journey has {steps} steps under {failure:?}");
        }
    }
}
