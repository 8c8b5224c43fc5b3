//! Guests of a plain browser.

use houseguest_client::ClientError;
use houseguest_protocol::{
    samples,
    window::{PromotionState, Session, WhereKeyLives},
};

use crate::support::{Choice, House, comment, promotion};

#[tokio::test]
async fn a_browsers_guest_lives_in_its_session() {
    let house = House::new();
    let client = house.start_keyless().await.expect("starts");
    comment(&client, "first-key").await.expect("written");
    assert!(matches!(client.session(), Session::Guest { key: WhereKeyLives::BrowserSession, .. }));
    let again = house.start_keyless().await.expect("reloads");
    assert_eq!(again.refresh().await.expect("goes on").sub(), Some(&samples::subject(0)));
    assert_eq!(house.world().requests("/oauth2/challenge"), 0, "no key, no proof");

    house.world().end_sessions();
    assert!(matches!(comment(&again, "second-key").await, Err(ClientError::GuestLost { .. })));
    assert_eq!(again.session(), Session::Lost { sub: Some(samples::subject(0)) });
    assert_eq!(again.start_over().await.expect("starts over"), Session::Visitor);
    comment(&again, "third-key").await.expect("written by a new guest");
    assert_eq!(again.session().sub(), Some(&samples::subject(1)));
}

#[tokio::test]
async fn a_browsers_guest_is_promoted_by_code() {
    let house = House::new();
    let client = house.start_keyless().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::SignUp("ines")).expect("a redirect");
    // The page was left and is loaded anew.
    let again = house.start_keyless().await.expect("reloads");
    let state = again.finish_promotion(&home).await.expect("home");
    assert_eq!(state, PromotionState::Promoted { sub: samples::subject(0) });
}

#[tokio::test]
async fn a_browsers_guest_that_signs_out_is_gone() {
    let house = House::new();
    let client = house.start_keyless().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    assert_eq!(client.sign_out().await.expect("out"), Session::Visitor);
    assert_eq!(house.world().live_sessions(), 0);
}

#[tokio::test]
async fn two_windows_that_sign_up_at_once_end_with_one_guest() {
    let house = House::new();
    let (one, two) = (house.start_keyless().await.expect("starts"), house.start_keyless().await.expect("starts"));
    let (first, second) = tokio::join!(one.ensure_guest(), two.ensure_guest());
    let (first, second) = (first.expect("a guest"), second.expect("a guest"));
    assert_eq!(first.sub(), second.sub());
    assert_eq!(house.disk.peek().sub.as_ref(), first.sub());
}
