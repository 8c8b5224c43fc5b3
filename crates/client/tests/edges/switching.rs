//! A guest and a member on one device: switching, leaving, and erasing.

use houseguest_client::{Client, ClientError};
use houseguest_protocol::{
    social::Standing,
    values::Subject,
    window::{KeptAccount, Session},
};

use crate::support::{Choice, Failure, House, comment, promotion};

const LOGIN: &str = "ines@example.com";

/// A guest on whose device somebody has signed in to an account: the guest, the member.
async fn two_of_them(house: &House) -> (Client, Subject, Subject) {
    let member = house.world().add_member(LOGIN);
    let client = house.start().await.expect("starts");
    let guest = client.ensure_guest().await.expect("a guest").sub().cloned().expect("a sub");
    let page = client.start_log_in(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::LogIn(LOGIN)).expect("a redirect");
    client.finish_promotion(&home).await.expect("home");
    (client, guest, member)
}

fn who(kept: &[KeptAccount]) -> Vec<(&Subject, Standing)> {
    kept.iter().map(|kept| (&kept.sub, kept.standing)).collect()
}

#[tokio::test]
async fn whoever_waits_is_listed_and_both_write_under_their_own_names() {
    let house = House::new();
    let (client, guest, member) = two_of_them(&house).await;
    assert_eq!(who(&client.kept_accounts().await.expect("a list")), [(&guest, Standing::Guest)]);

    let session = client.switch_account().await.expect("switched");
    assert!(session.is_guest() && session.sub() == Some(&guest), "{session:?}");
    assert_eq!(comment(&client, "as-the-guest").await.expect("written").author_sub(), Some(&guest));
    let kept = client.kept_accounts().await.expect("a list");
    assert_eq!(who(&kept), [(&member, Standing::Member)]);
    assert_eq!(kept[0].login.as_deref(), Some(LOGIN));

    let again = house.start().await.expect("starts again");
    let session = again.switch_account().await.expect("switched back after a restart");
    assert!(matches!(&session, Session::Member { sub, login: Some(_), .. } if *sub == member), "{session:?}");
    assert_eq!(comment(&again, "as-the-member").await.expect("written").author_sub(), Some(&member));
    assert!(house.disk.has_key(), "the guest's key waits with it");
}

#[tokio::test]
async fn switching_asks_nobody() {
    let house = House::new();
    let (client, guest, _) = two_of_them(&house).await;
    house.fuse.arm(0, Failure::LostMessage);
    assert_eq!(client.switch_account().await.expect("switched offline").sub(), Some(&guest));
}

#[tokio::test]
async fn without_somebody_who_waits_there_is_nobody_to_switch_to() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    assert!(matches!(client.switch_account().await, Err(ClientError::NobodyWaits)), "a visitor");
    client.ensure_guest().await.expect("a guest");
    assert!(matches!(client.switch_account().await, Err(ClientError::NobodyWaits)), "a guest alone");
    assert!(client.session().is_guest());
}

#[tokio::test]
async fn an_erased_guest_takes_its_key_along_and_the_member_is_here_again() {
    let house = House::new();
    let (client, _, member) = two_of_them(&house).await;
    assert!(matches!(client.erase_guest().await, Err(ClientError::NobodyHere)), "the member is no guest");
    assert!(house.disk.has_key());
    client.switch_account().await.expect("switched");
    let session = client.erase_guest().await.expect("erased");
    assert_eq!(session.sub(), Some(&member));
    assert!(!house.disk.has_key() && client.kept_accounts().await.expect("a list").is_empty());
    assert_eq!(house.world().live_sessions(), 1, "the guest's session has ended at the issuer, too");
}

#[tokio::test]
async fn an_erased_guest_leaves_a_visitor_also_offline() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    house.fuse.arm(0, Failure::LostMessage);
    assert_eq!(client.erase_guest().await.expect("erased offline"), Session::Visitor);
    assert!(!house.disk.has_key());
    house.fuse.mend();
    client.resume().await.expect("resumes");
    assert_eq!(house.world().live_sessions(), 0, "the token is revoked later");
    client.ensure_guest().await.expect("somebody new");
    assert_eq!(house.world().users.len(), 2);
}

#[tokio::test]
async fn a_guest_that_was_never_offered_a_sign_up_page_is_still_lost_and_not_kept_after_switching() {
    let house = House::new();
    let (client, guest, _) = two_of_them(&house).await;
    client.switch_account().await.expect("switched");
    house.world().remove(0);
    let guest_index = house.world().users.iter().position(|user| user.sub == guest).expect("known");
    house.world().remove(guest_index);
    let lost = client.refresh().await;
    assert!(matches!(lost, Err(ClientError::GuestLost { .. })), "{lost:?}");
    assert!(matches!(client.switch_account().await, Err(ClientError::GuestLost { .. })), "the person is told first");
}
