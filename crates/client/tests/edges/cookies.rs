//! People whose session is the browser's cookie.

use houseguest_client::{
    ClientError,
    ports::{Memory, Remembered},
};
use houseguest_protocol::{
    identity::SessionType,
    samples,
    window::{PromotionState, Session, WhereKeyLives},
};

use crate::support::{Choice, Failure, House, Jar, comment, promotion};

/// What is kept on disk, as text.
fn kept(house: &House) -> String {
    serde_json::to_string(&house.disk.peek()).expect("JSON")
}

#[tokio::test]
async fn a_guest_lives_in_a_cookie_and_the_page_holds_no_token() {
    let house = House::new();
    let client = house.start_with_cookie().await.expect("starts");
    assert_eq!(client.resume().await.expect("asked"), Session::Visitor);
    assert!(house.world().users.is_empty(), "asking makes nobody");
    comment(&client, "first-key").await.expect("written");
    let here = client.session();
    assert!(matches!(here, Session::Guest { key: WhereKeyLives::BrowserCookie, .. }), "{here:?}");
    assert_eq!(client.session_type(), SessionType::Cookie);
    assert_eq!(house.disk.peek().refresh_token.map(drop), None);
    assert_eq!(house.world().requests("/oauth2/token"), 0, "no token was ever asked for");
    assert!(matches!(client.access_token().await, Err(ClientError::NotSupported { .. })));
    assert!(matches!(client.keys().await, Err(ClientError::NotSupported { .. })), "no cookie manages keys");

    let again = house.start_with_cookie().await.expect("reloads");
    assert_eq!(again.session(), here);
    assert_eq!(again.resume().await.expect("asked"), here);
    comment(&again, "second-key").await.expect("written by the same guest");
    assert_eq!(house.world().users.len(), 1);
}

#[tokio::test]
async fn the_cookie_is_the_truth_whatever_the_page_remembers() {
    let house = House::new();
    house.start_with_cookie().await.expect("starts").ensure_guest().await.expect("a guest");
    // Web storage is gone, the cookie is not.
    house.disk.save(&Remembered::default()).await.expect("saved");
    let client = house.start_with_cookie().await.expect("starts");
    assert_eq!(client.session(), Session::Visitor, "nothing is known until the issuer is asked");
    assert_eq!(client.resume().await.expect("asked").sub(), Some(&samples::subject(0)));

    // A member signed in in another window: the browser holds them instead.
    let member = house.world().add_member("ines@example.com");
    house.world().jar = Jar::Of(1);
    client.user_info().await.expect("asked");
    assert!(matches!(client.session(), Session::Member { sub, .. } if sub == member));
    house.disk.save(&Remembered::default()).await.expect("saved");
    let client = house.start_with_cookie().await.expect("starts");
    let found = client.ensure_guest().await.expect("finds the member, and makes no guest");
    assert_eq!(found.sub(), Some(&member));
    assert_eq!(house.world().users.len(), 2);
}

#[tokio::test]
async fn a_sign_up_that_breaks_off_anywhere_makes_one_guest() {
    for point in 0..40 {
        for failure in [Failure::LostMessage, Failure::Kill] {
            let house = House::new();
            let client = house.start_with_cookie().await.expect("starts");
            house.fuse.arm(point, failure);
            let first = comment(&client, "first-key").await;
            house.fuse.mend();
            let again = house.start_with_cookie().await.expect("starts again");
            again.resume().await.expect("asked");
            comment(&again, "first-key").await.unwrap_or_else(|error| panic!("{point} {failure:?} {first:?}: {error}"));
            assert_eq!(house.world().users.len(), 1, "{point} {failure:?}");
            assert_eq!(house.world().comments.len(), 1, "{point} {failure:?}");
        }
    }
}

#[tokio::test]
async fn a_session_that_is_over_ends_the_guest_who_is_told_so() {
    let house = House::new();
    let client = house.start_with_cookie().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    house.world().end_sessions();
    assert!(matches!(comment(&client, "second-key").await, Err(ClientError::GuestLost { .. })));
    assert_eq!(client.session(), Session::Lost { sub: Some(samples::subject(0)) });
    assert!(house.world().comments.is_empty(), "nothing is written in the name of somebody new");
    assert_eq!(client.start_over().await.expect("starts over"), Session::Visitor);
    house.world().jar = Jar::Empty;
    comment(&client, "third-key").await.expect("written by a new guest");
    assert_eq!(client.session().sub(), Some(&samples::subject(1)));
}

#[tokio::test]
async fn nothing_is_sent_in_the_name_of_whoever_took_the_cookie_over() {
    let house = House::new();
    let client = house.start_with_cookie().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    house.world().add_member("ines@example.com");
    // A member signed in in another window, which this one does not know; and their session ended.
    let refused = {
        let other = house.start_with_cookie().await.expect("another window");
        house.world().jar = Jar::Of(1);
        other.resume().await.expect("asked");
        house.world().jar = Jar::Dead;
        comment(&client, "second-key").await
    };
    assert!(refused.is_err(), "{refused:?}");
    assert!(house.world().comments.is_empty());
}

#[tokio::test]
async fn what_a_guest_wrote_is_not_said_by_the_member_who_signed_in_in_another_window() {
    let house = House::new();
    let client = house.start_with_cookie().await.expect("starts");
    let guest = client.ensure_guest().await.expect("a guest").sub().cloned().expect("a sub");
    let member = house.world().add_member("ines@example.com");
    house.world().jar = Jar::Of(1);
    let refused = comment(&client, "second-key").await;
    assert!(matches!(&refused, Err(ClientError::SessionEnded { sub }) if *sub == guest), "{refused:?}");
    assert!(house.world().comments.is_empty(), "the guest's words are the member's now");
    assert_eq!(client.session().sub(), Some(&member), "and from here on it is known who is here");
    comment(&client, "third-key").await.expect("the member's own words");
    assert_eq!(house.world().comments.len(), 1);
}

#[tokio::test]
async fn a_guest_is_promoted_and_comes_home_with_a_state_alone() {
    let house = House::new();
    let client = house.start_with_cookie().await.expect("starts");
    comment(&client, "first-key").await.expect("written");
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::SignUp("ines@example.com")).expect("a redirect");
    assert!(home.query_pairs().all(|(name, _)| name == "state"), "{home}");
    // The page was left and is loaded anew.
    let again = house.start_with_cookie().await.expect("reloads");
    let mut forged = home.clone();
    forged.set_query(Some("state=somebody-else-s"));
    assert!(matches!(again.finish_promotion(&forged).await, Err(ClientError::UnexpectedArrival)));
    let mut coded = home.clone();
    coded.query_pairs_mut().append_pair("code", "of-a-stranger");
    assert!(matches!(again.finish_promotion(&coded).await, Err(ClientError::UnexpectedArrival)));
    let state = again.finish_promotion(&home).await.expect("home");
    assert_eq!(state, PromotionState::Promoted { sub: samples::subject(0) });
    assert!(matches!(again.session(), Session::Member { login: Some(login), .. } if login == "ines@example.com"));
    assert!(matches!(again.finish_promotion(&home).await, Err(ClientError::UnexpectedArrival)), "once");
    comment(&again, "second-key").await.expect("written as the member");
    assert!(!kept(&house).contains("code_verifier\":\""), "no secret was needed: {}", kept(&house));
}

#[tokio::test]
async fn a_page_that_was_cancelled_or_left_alone_changes_nothing() {
    let house = House::new();
    let client = house.start_with_cookie().await.expect("starts");
    let guest = client.ensure_guest().await.expect("a guest");
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::Cancel).expect("a redirect");
    assert_eq!(client.finish_promotion(&home).await.expect("home"), PromotionState::Cancelled);
    assert_eq!(client.session(), guest);
    // A state of ours, without the page having been used: the issuer still says that a guest is here.
    let page = client.start_promotion(promotion()).await.expect("a page");
    let state = page.query_pairs().find(|(name, _)| name == "state").expect("a state").1.into_owned();
    let early = format!("http://127.0.0.1:4711/callback?state={state}").parse().expect("a URL");
    assert_eq!(client.finish_promotion(&early).await.expect("home"), PromotionState::Cancelled);
    assert_eq!(client.session(), guest);
}

#[tokio::test]
async fn things_are_brought_along_and_a_guest_left_behind_is_named() {
    for (choice, expects_merge) in
        [(Choice::Merge("ines@example.com"), true), (Choice::LogIn("ines@example.com"), false)]
    {
        let house = House::new();
        let account = house.world().add_member("ines@example.com");
        let client = house.start_with_cookie().await.expect("starts");
        let guest = client.ensure_guest().await.expect("a guest").sub().cloned().expect("a sub");
        let page = client.start_promotion(promotion()).await.expect("a page");
        let home = house.world().browse(&page, choice).expect("a redirect");
        let state = client.finish_promotion(&home).await.expect("home");
        let expected = match expects_merge {
            true => PromotionState::Merged { sub: account.clone(), guest },
            false => PromotionState::SignedInElsewhere { sub: account.clone(), guest },
        };
        assert_eq!(state, expected);
        assert_eq!(client.session().sub(), Some(&account));
        assert!(client.kept_accounts().await.expect("readable").is_empty(), "a cookie cannot be set aside");
    }
}

#[tokio::test]
async fn a_promotion_whose_way_home_was_lost_is_taken_up() {
    let house = House::new();
    let client = house.start_with_cookie().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    let page = client.start_promotion(promotion()).await.expect("a page");
    house.world().browse(&page, Choice::SignUp("ines@example.com")).expect("a redirect");
    let again = house.start_with_cookie().await.expect("starts again");
    assert!(matches!(again.resume().await.expect("asked"), Session::Member { sub, .. } if sub == samples::subject(0)));
}

#[tokio::test]
async fn signing_out_is_the_issuer_s_to_do_and_nobody_is_told_so_before_it_is_done() {
    let house = House::new();
    let client = house.start_with_cookie().await.expect("starts");
    let guest = client.ensure_guest().await.expect("a guest");
    house.world().is_down = true;
    assert!(matches!(client.sign_out().await, Err(ClientError::Offline(_))));
    assert!(matches!(client.erase_guest().await, Err(ClientError::Offline(_))));
    assert_eq!(client.session(), guest, "the cookie is still there");
    house.world().is_down = false;
    assert_eq!(client.sign_out().await.expect("out"), Session::Visitor);
    assert_eq!(house.world().jar, Jar::Empty);
    assert_eq!(client.resume().await.expect("asked"), Session::Visitor);
    client.ensure_guest().await.expect("a new guest");
    assert_eq!(client.erase_guest().await.expect("gone"), Session::Visitor);
    assert_eq!(house.world().jar, Jar::Empty);
}

#[tokio::test]
async fn a_guest_in_a_cookie_is_not_replaced_by_a_log_in() {
    let house = House::new();
    let client = house.start_with_cookie().await.expect("starts");
    let guest = client.ensure_guest().await.expect("a guest");
    assert!(matches!(client.start_log_in(promotion()).await, Err(ClientError::NotSupported { .. })));
    assert_eq!(client.session(), guest);

    let house = House::new();
    let account = house.world().add_member("ines@example.com");
    let visitor = house.start_with_cookie().await.expect("starts");
    let page = visitor.start_log_in(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::LogIn("ines@example.com")).expect("a redirect");
    let state = visitor.finish_promotion(&home).await.expect("home");
    assert_eq!(state, PromotionState::Promoted { sub: account });
    assert!(matches!(visitor.session(), Session::Member { .. }));
    house.world().end_sessions();
    assert!(matches!(visitor.user_info().await, Err(ClientError::SessionEnded { .. })));
    assert!(matches!(visitor.session(), Session::Ended { .. }));
}

#[tokio::test]
async fn a_choice_is_for_whoever_comes_next() {
    let house = House::new();
    let client = house.start_keyless().await.expect("starts");
    let guest = client.ensure_guest().await.expect("a guest");
    client.choose_session_type(SessionType::Cookie);
    comment(&client, "first-key").await.expect("still by the token");
    assert_eq!((client.session(), client.session_type()), (guest, SessionType::RefreshToken));
    assert_eq!(house.world().jar, Jar::Empty);
    // The page is loaded anew, with the choice that was kept.
    let again = house.start_with_cookie().await.expect("reloads");
    assert_eq!(again.session_type(), SessionType::RefreshToken);
    again.sign_out().await.expect("out");
    assert_eq!(again.session_type(), SessionType::Cookie);
    let next = again.ensure_guest().await.expect("a guest");
    assert!(matches!(next, Session::Guest { key: WhereKeyLives::BrowserCookie, .. }), "{next:?}");
    again.choose_session_type(SessionType::RefreshToken);
    comment(&again, "second-key").await.expect("still by the cookie");
    assert_eq!(again.session_type(), SessionType::Cookie);
}
