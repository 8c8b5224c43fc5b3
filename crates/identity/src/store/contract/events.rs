//! Events: who gets them, in which order, and what becomes of those that fail.

use futures::future::join_all;
use houseguest_protocol::{identity::EventType, samples::NOW, values::Timestamp};
use uuid::Uuid;

use super::fixtures::{LATER, guest_at_the_page, key, promotion, sign_in};
use crate::store::{Claimed, Destination, Settled, SignInGuest, Store, event_type};

/// Routes what was written to a consumer who wants everything, and claims it.
pub(super) async fn claim_events(store: &Store) -> Vec<Claimed> {
    route(store, &[]).await;
    store.claim_deliveries("in:test", NOW, NOW + LATER, 9).await.expect("claims")
}

/// Routes to that consumer and to webhooks that want promotions.
async fn route(store: &Store, webhooks: &[&str]) {
    let everything = Destination { name: "in:test".to_owned(), kinds: EventType::ALL.to_vec() };
    store.register_consumer(everything).await.expect("registers");
    let kinds = vec![EventType::UserAnonymousPromoted];
    let webhooks = webhooks.iter().map(|name| Destination { name: (*name).to_owned(), kinds: kinds.clone() });
    store.route_events(webhooks.collect(), NOW, 99).await.expect("routes");
}

async fn seqs(store: &Store, destination: &str, now: Timestamp) -> Vec<i64> {
    let claimed = store.claim_deliveries(destination, now, now + LATER, 2).await.expect("claims");
    claimed.into_iter().map(|delivery| delivery.seq).collect()
}

const fn failed(next_attempt_at: Option<Timestamp>) -> Settled {
    Settled::Failed { next_attempt_at, cause: String::new() }
}

async fn promoted_guests(store: &Store, count: u8) {
    for n in 1..=count {
        guest_at_the_page(store, n).await;
        store.promote(promotion(n, &format!("member-{n}"), None)).await.expect("promotes");
    }
}

pub(crate) async fn each_destination_gets_every_event_on_its_own(store: &Store) {
    promoted_guests(store, 3).await;
    route(store, &["hook:a", "hook:b"]).await;
    let first = seqs(store, "hook:a", NOW).await;
    let [one, two] = first[..] else { panic!("the two oldest: {first:?}") };
    assert!(one < two);
    let rest = seqs(store, "hook:a", NOW).await;
    assert!(matches!(rest[..], [three] if three > two), "what is claimed is not claimed again");
    let outcomes = vec![(one, failed(Some(NOW + LATER * 2))), (two, Settled::Taken)];
    store.settle_deliveries("hook:a", outcomes, NOW).await.expect("settles");
    assert_eq!(seqs(store, "hook:b", NOW).await, [one, two], "another destination is not concerned");
    assert_eq!(seqs(store, "hook:a", NOW + LATER).await, rest, "a claim that nobody settles ends");
    assert_eq!(seqs(store, "hook:a", NOW + LATER * 2).await, [one, rest[0]], "due again");
    let waiting = store.count_deliveries().await.expect("counts");
    let of = |name| waiting.iter().find(|waiting| waiting.destination == name).expect("waits").clone();
    assert_eq!((of("hook:a").waiting, of("hook:a").failing, of("in:test").waiting), (2, 1, 3));
}

pub(crate) async fn an_event_that_nobody_wants_is_forgotten(store: &Store) {
    let announced = SignInGuest { announce: Some(Uuid::now_v7()), ..sign_in(1, key(1)) };
    store.sign_in_guest(announced).await.expect("signs up");
    let routed = store.route_events(Vec::new(), NOW, 9).await.expect("routes");
    assert_eq!((routed, store.route_events(Vec::new(), NOW, 9).await.expect("routes")), (1, 0));
    assert!(claim_events(store).await.is_empty(), "it was gone before anybody asked");
    store.sign_in_guest(sign_in(2, key(2))).await.expect("signs up");
    assert!(claim_events(store).await.is_empty(), "and this one was never written");
}

pub(crate) async fn events_of_one_user_go_in_order(store: &Store) {
    let announced = SignInGuest { announce: Some(Uuid::now_v7()), ..sign_in(1, key(1)) };
    let user = store.sign_in_guest(announced).await.expect("signs up").session.user.id;
    assert!(store.delete_user(user, NOW).await.expect("deletes"));
    store.sign_in_guest(SignInGuest { announce: Some(Uuid::now_v7()), ..sign_in(2, key(2)) }).await.expect("signs up");
    let first = claim_events(store).await;
    let kinds: Vec<_> = first.iter().map(|claimed| event_type(&claimed.kind).expect("known").as_str()).collect();
    assert_eq!(kinds, ["user.created", "user.created"], "the deletion waits for the creation of the same user");
    store.settle_deliveries("in:test", vec![(first[0].seq, Settled::Taken)], NOW).await.expect("settles");
    let next = claim_events(store).await;
    assert!(matches!(&next[..], [deleted] if event_type(&deleted.kind) == Some(EventType::UserDeleted)));
}

pub(crate) async fn what_failed_for_good_waits_for_an_operator(store: &Store) {
    promoted_guests(store, 1).await;
    route(store, &["hook:a"]).await;
    let seq = seqs(store, "hook:a", NOW).await[0];
    let dead = Settled::Failed { next_attempt_at: None, cause: "the receiver answered 500".to_owned() };
    store.settle_deliveries("hook:a", vec![(seq, dead)], NOW).await.expect("settles");
    assert!(seqs(store, "hook:a", NOW + LATER * 9).await.is_empty(), "it is not tried any more");
    let given_up = store.list_given_up(9).await.expect("lists");
    let [one] = &given_up[..] else { panic!("one: {given_up:?}") };
    assert_eq!((one.seq, one.attempts, one.failed_at), (seq, 1, NOW));
    assert_eq!(
        (one.cause.as_str(), one.event_type),
        ("the receiver answered 500", Some(EventType::UserAnonymousPromoted))
    );
    assert_eq!(store.retry_deliveries("hook:a", Some(seq + 1), NOW).await.expect("retries"), 0, "another one");
    assert_eq!(store.retry_deliveries("hook:a", Some(seq), NOW).await.expect("retries"), 1);
    let again = store.claim_deliveries("hook:a", NOW, NOW + LATER, 9).await.expect("claims");
    assert_eq!((again[0].seq, again[0].attempts), (seq, 1), "from the beginning");
    store.settle_deliveries("hook:a", vec![(seq, failed(None))], NOW).await.expect("settles");
    assert_eq!(store.prune_deliveries(NOW).await.expect("prunes"), 0);
    assert_eq!(store.prune_deliveries(NOW + LATER).await.expect("prunes"), 2, "and what nobody came for");
    assert!(store.list_given_up(9).await.expect("lists").is_empty());
}

pub(crate) async fn two_carriers_never_claim_the_same(store: &Store) {
    promoted_guests(store, 6).await;
    route(store, &["hook:a"]).await;
    let claims = join_all((0..12).map(|_| store.claim_deliveries("hook:a", NOW, NOW + LATER, 1))).await;
    let mut claimed: Vec<_> = claims.into_iter().flat_map(|claim| claim.expect("claims")).map(|one| one.seq).collect();
    claimed.sort_unstable();
    let all = claimed.len();
    claimed.dedup();
    assert_eq!((all, claimed.len()), (6, 6));
}
