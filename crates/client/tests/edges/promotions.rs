//! Keeping the account: every way home, and every way it can be lost.

use houseguest_client::{ClientError, StartPromotion};
use houseguest_protocol::{
    samples,
    window::{ErrorCode, PromotionState, Session, TypedCodeProblem},
};
use secrecy::ExposeSecret;
use url::Url;

use crate::support::{Choice, Failure, House, TYPED_CODE, comment, promotion};

const LOGIN: &str = "ines@example.com";

async fn guest(house: &House) -> houseguest_client::Client {
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    client
}

#[tokio::test]
async fn a_promoted_guest_keeps_the_same_sub() {
    let house = House::new();
    let client = guest(&house).await;
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::SignUp(LOGIN)).expect("a redirect");
    let state = client.finish_promotion(&home).await.expect("home");
    assert_eq!(state, PromotionState::Promoted { sub: samples::subject(0) });
    let session = client.session();
    assert!(
        matches!(&session, Session::Member { sub, login: Some(login), since: Some(_) } if *sub == samples::subject(0) && login == LOGIN),
        "{session:?}"
    );
    assert!(!house.disk.has_key(), "the guest's key is retired");
    let known = house.disk.peek();
    assert!(known.pending_promotion.is_none() && known.to_revoke.is_empty() && !known.promotion_offered);
    assert_eq!(comment(&client, "a-members").await.expect("written").author_sub(), Some(&samples::subject(0)));
}

#[tokio::test]
async fn the_old_refresh_token_is_revoked_where_the_issuer_keeps_it() {
    let house = House::new();
    house.world().promotion_ends_sessions = false;
    let client = guest(&house).await;
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::SignUp(LOGIN)).expect("a redirect");
    client.finish_promotion(&home).await.expect("home");
    assert_eq!(house.world().live_sessions(), 1, "only the member's session is left");
}

#[tokio::test]
async fn a_cancelled_promotion_leaves_the_guest_as_it_was() {
    let house = House::new();
    let client = guest(&house).await;
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::Cancel).expect("a redirect");
    assert_eq!(client.finish_promotion(&home).await.expect("home"), PromotionState::Cancelled);
    assert!(client.session().is_guest());
    assert!(matches!(client.finish_promotion(&home).await, Err(ClientError::UnexpectedArrival)), "a duplicate");
    comment(&client, "still-me").await.expect("written");
    assert_eq!(house.world().users.len(), 1);
}

#[tokio::test]
async fn forged_late_and_duplicate_arrivals_change_nothing() {
    let house = House::new();
    let client = guest(&house).await;
    let arrive = |query: &str| Url::parse(&format!("http://127.0.0.1:4711/callback?{query}")).expect("a URL");
    assert!(matches!(client.finish_promotion(&arrive("code=c&state=s")).await, Err(ClientError::UnexpectedArrival)));

    let page = client.start_promotion(promotion()).await.expect("a page");
    let pending = house.disk.peek().pending_promotion.expect("pending");
    let state = pending.state;
    for forged in [
        "code=c&state=wrong".to_owned(),
        "code=c".to_owned(),
        "error=access_denied&state=wrong".to_owned(),
        format!("code=c&state={state}&state={state}"),
        format!("code=c&state={state}&iss=https%3A%2F%2Fevil.test"),
    ] {
        assert!(
            matches!(client.finish_promotion(&arrive(&forged)).await, Err(ClientError::UnexpectedArrival)),
            "{forged}"
        );
    }
    assert_eq!(house.world().requests("authorization_code"), 0, "no forged code reached the issuer");
    let home = house.world().browse(&page, Choice::SignUp(LOGIN)).expect("a redirect");
    client.finish_promotion(&home).await.expect("the real one still works");
    assert!(matches!(client.finish_promotion(&home).await, Err(ClientError::UnexpectedArrival)), "a duplicate");
    assert!(matches!(client.session(), Session::Member { .. }));

    let other = House::new();
    let client = guest(&other).await;
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = other.world().browse(&page, Choice::Cancel).expect("a redirect");
    client.cancel_promotion().await.expect("cancelled in the app");
    assert!(matches!(client.finish_promotion(&home).await, Err(ClientError::UnexpectedArrival)), "late");
}

#[tokio::test]
async fn a_page_that_fails_leaves_the_guest_as_it_was() {
    let house = House::new();
    let client = guest(&house).await;
    client.start_promotion(promotion()).await.expect("a page");
    let state = house.disk.peek().pending_promotion.expect("pending").state;
    let home = format!("http://127.0.0.1:4711/callback?error=server_error&error_description=oops&state={state}");
    let ended = client.finish_promotion(&Url::parse(&home).expect("a URL")).await.expect("home");
    assert!(matches!(ended, PromotionState::Failed { error } if error.detail == "server_error: oops"));
    assert!(client.session().is_guest());
}

#[tokio::test]
async fn an_account_that_existed_is_signed_in_to_and_the_guest_waits_until_sign_out() {
    let house = House::new();
    let other = house.world().add_member(LOGIN);
    let client = guest(&house).await;
    let sub = client.session().sub().cloned().expect("a guest");
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::LogIn(LOGIN)).expect("a redirect");
    let state = client.finish_promotion(&home).await.expect("home");
    assert_eq!(state, PromotionState::SignedInElsewhere { sub: other.clone(), guest: sub.clone() });
    assert_eq!(client.session().sub(), Some(&other));
    assert!(house.disk.has_key(), "the guest's key is untouched");
    let again = house.start().await.expect("starts again");
    again.resume().await.expect("resumes");
    assert!(house.disk.has_key(), "also after a restart");

    let session = again.sign_out().await.expect("out");
    assert!(session.is_guest() && session.sub() == Some(&sub), "{session:?}");
    house.world().end_sessions();
    assert_eq!(comment(&again, "guest-again").await.expect("written").author_sub(), Some(&sub));
    assert_eq!(house.world().users.len(), 2);
}

#[tokio::test]
async fn a_guest_whose_things_came_along_is_told_so_and_its_key_waits_for_an_undo() {
    let house = House::new();
    let account = house.world().add_member(LOGIN);
    let client = guest(&house).await;
    let sub = client.session().sub().cloned().expect("a guest");
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::Merge(LOGIN)).expect("a redirect");
    let state = client.finish_promotion(&home).await.expect("home");
    assert_eq!(state, PromotionState::Merged { sub: account.clone(), guest: sub.clone() });
    assert!(matches!(client.session(), Session::Member { sub, .. } if sub == account));
    assert!(house.disk.has_key(), "an undo would need it");
    let waiting = house.disk.peek().set_aside.expect("the guest is set aside");
    assert!(waiting.sub == sub && waiting.refresh_token.is_none(), "its sessions have ended");

    client.sign_out().await.expect("out");
    assert_eq!(client.session(), Session::SignedOut { sub });
    assert!(matches!(client.ensure_guest().await, Err(ClientError::AccountKept { .. })), "no new guest in its place");
}

#[tokio::test]
async fn a_log_in_to_an_account_that_a_guest_once_joined_is_no_merge() {
    let house = House::new();
    house.world().add_member(LOGIN);
    let client = guest(&house).await;
    let sub = client.session().sub().cloned().expect("a guest");
    house.world().users[0].aliases.push(sub.clone());
    let page = client.start_log_in(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::LogIn(LOGIN)).expect("a redirect");
    let state = client.finish_promotion(&home).await.expect("home");
    assert!(
        matches!(state, PromotionState::SignedInElsewhere { guest, .. } if guest == sub),
        "nothing was brought along"
    );
}

#[tokio::test]
async fn a_lost_way_home_is_noticed_when_old_sessions_live_on() {
    let house = House::new();
    house.world().promotion_ends_sessions = false;
    let client = guest(&house).await;
    let page = client.start_promotion(promotion()).await.expect("a page");
    house.world().browse(&page, Choice::SignUp(LOGIN)).expect("a redirect that gets lost");
    drop(client);
    let again = house.start().await.expect("starts again");
    let session = again.resume().await.expect("resumes");
    assert!(matches!(&session, Session::Member { sub, .. } if *sub == samples::subject(0)), "{session:?}");
    assert!(!house.disk.has_key());
}

#[tokio::test]
async fn a_lost_way_home_is_an_account_that_was_kept_when_old_sessions_ended() {
    for is_cancelled in [false, true] {
        let house = House::new();
        let client = guest(&house).await;
        let page = client.start_promotion(promotion()).await.expect("a page");
        if is_cancelled {
            client.cancel_promotion().await.expect("the app stopped waiting, the person went on");
        }
        house.world().browse(&page, Choice::SignUp(LOGIN)).expect("a redirect that gets lost");
        let again = house.start().await.expect("starts again");
        assert!(matches!(again.resume().await, Err(ClientError::AccountKept { .. })));
        assert_eq!(again.session(), Session::Ended { sub: samples::subject(0), login: None });
        assert!(matches!(comment(&again, "some-key").await, Err(ClientError::AccountKept { .. })));

        let page = again.start_log_in(promotion()).await.expect("a page");
        let home = house.world().browse(&page, Choice::LogIn(LOGIN)).expect("a redirect");
        let state = again.finish_promotion(&home).await.expect("home");
        assert_eq!(state, PromotionState::Promoted { sub: samples::subject(0) });
        assert!(!house.disk.has_key());
        assert_eq!(house.world().users.len(), 1);
    }
}

#[tokio::test]
async fn a_way_home_that_leads_to_another_run_of_the_program_still_arrives() {
    let house = House::new();
    let page = guest(&house).await.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::SignUp(LOGIN)).expect("a redirect");
    let again = house.start().await.expect("starts again");
    again.finish_promotion(&home).await.expect("home");
    assert!(matches!(again.session(), Session::Member { .. }));
}

#[tokio::test]
async fn a_code_whose_request_was_lost_can_be_handed_in_again() {
    let house = House::new();
    let client = guest(&house).await;
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::SignUp(LOGIN)).expect("a redirect");
    house.fuse.arm(0, Failure::LostMessage);
    assert!(matches!(client.finish_promotion(&home).await, Err(ClientError::Offline(_))));
    house.fuse.mend();
    client.finish_promotion(&home).await.expect("home at the second try");
    assert!(matches!(client.session(), Session::Member { .. }));
}

#[tokio::test]
async fn a_code_whose_answer_was_lost_means_that_the_account_was_kept() {
    let house = House::new();
    let client = guest(&house).await;
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::SignUp(LOGIN)).expect("a redirect");
    house.fuse.arm(1, Failure::LostMessage);
    assert!(matches!(client.finish_promotion(&home).await, Err(ClientError::Offline(_))));
    house.fuse.mend();
    assert!(matches!(client.finish_promotion(&home).await, Err(ClientError::AccountKept { .. })));
}

#[tokio::test]
async fn only_a_guest_can_be_promoted() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    assert!(matches!(client.start_promotion(promotion()).await, Err(ClientError::NobodyHere)));
    client.ensure_guest().await.expect("a guest");
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::SignUp(LOGIN)).expect("a redirect");
    client.finish_promotion(&home).await.expect("home");
    assert!(matches!(client.start_promotion(promotion()).await, Err(ClientError::NotAGuest)));
    assert!(matches!(client.start_log_in(promotion()).await, Err(ClientError::NotAGuest)));
}

#[tokio::test]
async fn the_way_home_by_hand_is_open_beside_the_other_and_the_first_arrival_ends_both() {
    let house = House::new();
    let client = guest(&house).await;
    let nothing = client.start_by_hand(StartPromotion::default()).await;
    assert!(matches!(nothing, Err(ClientError::NothingAwaited)), "there is no errand to come home from");
    let page = client.start_promotion(promotion()).await.expect("a page");
    assert!(matches!(client.finish_by_hand(TYPED_CODE).await, Err(ClientError::NothingAwaited)), "nobody asked for it");
    let opened = client.start_by_hand(StartPromotion::default()).await.expect("an address");
    assert_eq!(opened.address.as_str(), "https://id.test/go/7Q2M-K9XF");
    let carried = house.world().by_hand.clone().expect("a request");
    let of = |url: &Url, name: &str| url.query_pairs().find(|(key, _)| key == name).expect("there").1.into_owned();
    assert_eq!(of(&carried, "redirect_uri"), "https://id.test/way-home");
    for own in ["state", "code_challenge", "login_hint"] {
        assert_ne!(of(&carried, own), of(&page, own), "each way has its own {own}");
    }

    for (typed, problem) in [
        ("", TypedCodeProblem::NotACode),
        ("K7QF-2M9", TypedCodeProblem::NotACode),
        (TYPED_CODE, TypedCodeProblem::Wrong),
        ("0000-0000", TypedCodeProblem::Wrong),
    ] {
        let refused = client.finish_by_hand(typed).await;
        assert!(matches!(refused, Err(ClientError::TypedCode(why)) if why == problem), "{typed}: {refused:?}");
    }
    assert_eq!(house.world().requests("authorization_code"), 0, "nothing was traded for them");

    house.world().browse(&carried, Choice::SignUp(LOGIN)).expect("a page with a code");
    house.fuse.arm(1, Failure::LostMessage);
    assert!(matches!(client.finish_by_hand(TYPED_CODE).await, Err(ClientError::Offline(_))));
    house.fuse.mend();
    let state = client.finish_by_hand(" k7qf 2m9x").await.expect("home");
    assert_eq!(state, PromotionState::Promoted { sub: samples::subject(0) });
    assert!(matches!(client.finish_by_hand(TYPED_CODE).await, Err(ClientError::NothingAwaited)), "a duplicate");
    let late =
        Url::parse(&format!("http://127.0.0.1:4711/callback?code=c&state={}", of(&page, "state"))).expect("a URL");
    assert!(
        matches!(client.finish_promotion(&late).await, Err(ClientError::UnexpectedArrival)),
        "the other way is closed"
    );

    // The browser that can reach the app is not kept from it.
    let house = House::new();
    let client = guest(&house).await;
    let page = client.start_promotion(promotion()).await.expect("a page");
    client.start_by_hand(StartPromotion::default()).await.expect("an address");
    let home = house.world().browse(&page, Choice::SignUp(LOGIN)).expect("a redirect");
    client.finish_promotion(&home).await.expect("home");
    assert!(matches!(client.finish_by_hand(TYPED_CODE).await, Err(ClientError::NothingAwaited)));
}

#[tokio::test]
async fn a_typed_code_that_has_ended_ends_the_errand_and_says_what_became_of_it() {
    let house = House::new();
    let client = guest(&house).await;
    client.start_promotion(promotion()).await.expect("a page");
    client.start_by_hand(StartPromotion::default()).await.expect("an address");
    let carried = house.world().by_hand.clone().expect("a request");
    house.world().browse(&carried, Choice::SignUp(LOGIN)).expect("a page with a code");
    house.world().codes_ended = true;
    let lost = client.finish_by_hand(TYPED_CODE).await;
    assert!(
        matches!(lost, Err(ClientError::AccountKept { .. })),
        "the account was kept, only the way home is lost: {lost:?}"
    );

    let house = House::new();
    house.world().add_member(LOGIN);
    let client = guest(&house).await;
    client.start_log_in(promotion()).await.expect("a page");
    client.start_by_hand(StartPromotion::default()).await.expect("an address");
    let carried = house.world().by_hand.clone().expect("a request");
    house.world().browse(&carried, Choice::LogIn(LOGIN)).expect("a page with a code");
    house.world().codes_ended = true;
    let ended = client.finish_by_hand(TYPED_CODE).await.expect("an ending");
    let PromotionState::Failed { error } = ended else { panic!("it came to nothing: {ended:?}") };
    assert_eq!(error.code, ErrorCode::TypedCode(TypedCodeProblem::Ended));
    assert!(client.session().is_guest(), "the guest is what it was");
}

#[tokio::test]
async fn the_address_to_open_holds_no_session_secret() {
    let house = House::new();
    let client = guest(&house).await;
    let page = client.start_promotion(promotion()).await.expect("a page");
    let known = house.disk.peek();
    let token = known.refresh_token.expect("a token");
    let verifier = known.pending_promotion.expect("pending").code_verifier;
    for secret in [token.expose_secret(), verifier.expect("a code comes home").as_str()] {
        assert!(!page.as_str().contains(secret));
    }
}
