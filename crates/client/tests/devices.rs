//! Several devices of one guest, over real HTTP: each with a vault of its own.

#[expect(dead_code, reason = "merging is tested elsewhere")]
mod browser;

use houseguest_backend::{Backend, Running, Settings};
use houseguest_client::{Client, ClientError, Endpoints, StartPromotion};
use houseguest_protocol::{
    identity::{KeyKind, KeyRefusal, PairingNumber},
    social::{CommentBody, IdempotencyKey, NewComment, PageRequest},
    values::Subject,
    window::{PairedAs, Pairing, PromotionState, Removal, Session},
};
use houseguest_vault::{RecoveryKey, SnapshotKey, SnapshotKeySource, Vault, VaultOptions, kit::RecoveryKit};
use url::Url;

const HOME: &str = "http://127.0.0.1:49152/callback";

struct House {
    running: Running,
    folder: tempfile::TempDir,
}

impl House {
    async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("backend");
        let running = Backend::start(Settings::embedded(data)).await.expect("the backend starts");
        Self { running, folder }
    }

    fn issuer(&self) -> &Url {
        self.running.issuer()
    }

    /// A device of that name, with a vault of its own.
    async fn device(&self, name: &str) -> Client {
        let key = SnapshotKeySource::Fixed(SnapshotKey::random());
        let options = VaultOptions { folder: self.folder.path().join(name), key };
        let vault = std::sync::Arc::new(Vault::open(options).expect("a vault"));
        let (issuer, social) = (self.issuer().clone(), self.issuer().clone());
        let endpoints = Endpoints { issuer, social, client_id: "houseguest-app".to_owned() };
        let builder = Client::builder(endpoints).key(vault.clone()).memory(vault).device_name(name);
        builder.build().await.expect("the client starts")
    }
}

async fn comment(client: &Client) -> Subject {
    let post = client.feed(&PageRequest::default()).await.expect("a feed").items.remove(0);
    let new = NewComment { body: CommentBody::parse("Hello, house!").expect("a body"), parent_id: None };
    client
        .write_comment(post.id, &new, &IdempotencyKey::random())
        .await
        .expect("a comment")
        .author()
        .expect("an author")
        .sub
        .clone()
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, ClientError>) -> KeyRefusal {
    match outcome {
        Err(ClientError::Keys(refusal)) => refusal,
        other => panic!("refused, not {other:?}"),
    }
}

/// The kit of whoever is here, added to their keys.
async fn kit_of(house: &House, client: &Client) -> RecoveryKit {
    let kit = RecoveryKit::new(house.issuer(), client.session().sub().cloned().expect("somebody"));
    client.add_recovery_key(&kit.key).await.expect("adds");
    kit
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kit_brings_the_guest_to_a_clean_profile_and_the_lost_device_is_told() {
    let house = House::open().await;
    let lost = house.device("lost").await;
    let sub = comment(&lost).await;
    let kit = kit_of(&house, &lost).await;
    lost.add_recovery_key(&kit.key).await.expect("an answer was lost: the same once more");
    let keys = lost.keys().await.expect("lists").keys;
    let named: Vec<_> = keys.iter().map(|key| (key.kind, key.label.as_deref())).collect();
    assert!(
        named.contains(&(KeyKind::Device, Some("lost"))) && named.contains(&(KeyKind::Recovery, None)),
        "{named:?}"
    );

    let new = house.device("new").await;
    let restored = new.restore(&kit.key, &sub).await.expect("restores");
    assert!(restored.is_guest() && restored.sub() == Some(&sub), "{restored:?}");
    let mine = new.my_comments(&PageRequest::default()).await.expect("my comments");
    assert_eq!(mine.items.len(), 1, "everything is there");
    assert_eq!(
        new.restore(&kit.key, &sub).await.map_err(|error| error.to_string()),
        Err("somebody is here already".into())
    );

    let told = lost.refresh().await.expect_err("its place was taken");
    assert!(
        matches!(&told, ClientError::GuestRemoved { sub: Some(told), why: Removal::Replaced } if *told == sub),
        "{told}"
    );
    assert_eq!(lost.session(), Session::Removed { sub: Some(sub.clone()), why: Removal::Replaced });
    assert!(
        matches!(lost.ensure_guest().await, Err(ClientError::GuestRemoved { .. })),
        "and nobody new behind their back"
    );

    let third = house.device("third").await;
    assert_eq!(refusal(third.restore(&kit.key, &sub).await), KeyRefusal::KitSpent);
    assert_eq!(third.session(), Session::Visitor);
    // The lost device was only lost: another kit brings it back in turn.
    let kit = kit_of(&house, &new).await;
    assert_eq!(lost.restore(&kit.key, &sub).await.expect("restores").sub(), Some(&sub));
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kit_of_somebody_else_or_of_a_member_brings_nobody() {
    let house = House::open().await;
    let client = house.device("one").await;
    let sub = comment(&client).await;
    let new = house.device("new").await;
    let unknown = RecoveryKey::random();
    assert_eq!(refusal(new.restore(&unknown, &sub).await), KeyRefusal::KitUnknown);

    let kit = kit_of(&house, &client).await;
    let start = StartPromotion { redirect_uri: HOME.into(), ..StartPromotion::default() };
    let page = client.start_promotion(start).await.expect("a page");
    let arrival = browser::fill_in(&page, HOME, "wren", "seven quiet lanterns on the porch").await.expect("signed up");
    let state = client.finish_promotion(&arrival).await.expect("home");
    assert_eq!(state, PromotionState::Promoted { sub: sub.clone() });
    assert_eq!(refusal(new.restore(&kit.key, &sub).await), KeyRefusal::GuestPromoted);

    let list = client.keys().await.expect("a member sees their sessions");
    assert_eq!((list.keys.len(), list.sessions.len()), (0, 1));
    assert!(matches!(client.add_recovery_key(&kit.key).await, Err(ClientError::NotAGuest)));
    assert!(matches!(client.join_device("K7QF-2M9X-4TRB-8W0Z").await, Err(ClientError::NotAGuest)));
    house.running.shutdown().await;
}

fn code_of(pairing: &Pairing) -> String {
    match pairing {
        Pairing::Offered { code, .. } => code.clone(),
        other => panic!("a code, not {other:?}"),
    }
}

fn number_of(pairing: &Pairing, who: PairedAs) -> PairingNumber {
    match pairing {
        Pairing::Comparing { number, paired_as, .. } if *paired_as == who => *number,
        other => panic!("a number, not {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_device_joins_once_people_say_on_both_that_the_numbers_are_the_same() {
    let house = House::open().await;
    let (old, new) = (house.device("old").await, house.device("new").await);
    let sub = comment(&old).await;
    let code = code_of(&new.offer_device().await.expect("offers"));
    assert!(matches!(new.pairing().await, Ok(Pairing::Offered { .. })), "nobody has answered");
    assert!(matches!(old.join_device(&code.to_lowercase()).await, Ok(Pairing::Answered { .. })));
    let on_the_new = number_of(&new.pairing().await.expect("goes on"), PairedAs::NewDevice);
    let on_the_old = number_of(&old.pairing().await.expect("goes on"), PairedAs::Guest);
    assert_eq!(on_the_new, on_the_old);

    old.confirm_pairing().await.expect("confirms");
    assert!(matches!(old.pairing().await, Ok(Pairing::Comparing { is_confirmed: true, .. })), "the other has not yet");
    assert_eq!(old.keys().await.expect("lists").keys.len(), 1, "nothing was added");
    new.confirm_pairing().await.expect("confirms");
    assert_eq!(old.pairing().await.expect("adds"), Pairing::Added { label: Some("new".to_owned()) });
    assert_eq!(new.pairing().await.expect("joins"), Pairing::Joined { sub: sub.clone() });
    assert_eq!(new.session().sub(), Some(&sub));
    assert_eq!(
        (old.pairing().await.expect("none"), new.pairing().await.expect("none")),
        (Pairing::None, Pairing::None)
    );

    let list = new.keys().await.expect("lists");
    let other = list.keys.iter().find(|key| !key.is_this_device).expect("the old one's").thumbprint;
    let own = list.keys.iter().find(|key| key.is_this_device).expect("its own").thumbprint;
    assert_eq!(new.revoke_key(other, false).await.expect("revokes").keys.len(), 1);
    assert_eq!(refusal(new.revoke_key(own, false).await), KeyRefusal::LastDeviceKey);
    assert!(matches!(old.refresh().await, Err(ClientError::GuestRemoved { why: Removal::Revoked, .. })));
    house.running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pairing_that_is_given_up_leaves_no_key_behind() {
    let house = House::open().await;
    let (old, new) = (house.device("old").await, house.device("new").await);
    comment(&old).await;
    assert!(matches!(old.offer_device().await, Err(ClientError::SomebodyIsHere)));
    let code = code_of(&new.offer_device().await.expect("offers"));
    old.join_device(&code).await.expect("answers");
    new.pairing().await.expect("shows");
    old.pairing().await.expect("compares");
    // The numbers differ, say: the guest's device says no.
    assert_eq!(old.cancel_pairing().await.expect("gives up"), Pairing::None);
    assert_eq!(refusal(new.pairing().await), KeyRefusal::PairingGone);
    assert_eq!((new.pairing().await.expect("none"), new.session()), (Pairing::None, Session::Visitor));
    assert_eq!(refusal(old.join_device("not a code").await), KeyRefusal::PairingGone);
    let sub = new.ensure_guest().await.expect("somebody of their own").sub().cloned();
    assert_ne!(sub.as_ref(), old.session().sub());
    house.running.shutdown().await;
}
