//! What a store must do about people who write too often.

use std::time::Duration;

use futures::future::join_all;
use houseguest_protocol::{
    samples::NOW,
    social::{PostId, Standing},
    values::Timestamp,
};
use houseguest_sql::limits::{RateLimit, TooMany};
use uuid::Uuid;

use super::{
    Store, StoredImage, WriteError,
    contract::{a_post, comment, guest, intent, says},
};
use crate::{LimitSettings, model::Intent};

/// Runs every case of the suite on a store of its own.
macro_rules! limit_contract {
    ($open:path) => {
        $crate::store::contract::contract_cases! { $open, limit_contract:
            a_guest_writes_so_much_at_once_and_again_when_the_bucket_fills_up
            a_repetition_draws_nothing_and_is_answered_also_when_the_bucket_is_empty
            of_many_writes_at_once_as_many_as_fit_are_carried_out
            pictures_have_a_bucket_of_their_own_which_is_asked_before_they_are_decoded
        }
    };
}
pub(super) use limit_contract;

/// A guest may write three times an hour and a member five times; one picture.
fn limited(store: Store) -> Store {
    store.limited(&LimitSettings {
        writes_per_guest: RateLimit::new(3, 3_600),
        writes_per_member: RateLimit::new(5, 3_600),
        images_per_person: RateLimit::new(1, 3_600),
        danger_disabled: false,
    })
}

async fn write(store: &Store, intent: Intent) -> Result<Uuid, WriteError> {
    let post = a_post(store).await;
    comment(store, intent, post, says("again", None)).await.map(|comment| comment.id)
}

fn at(now: Timestamp, intent: Intent) -> Intent {
    Intent { now, ..intent }
}

fn wait_of<T>(refused: Result<T, WriteError>) -> Duration {
    match refused {
        Err(WriteError::TooMany(TooMany { retry_after })) => retry_after,
        Err(other) => panic!("the bucket is empty, and yet {other:?}"),
        Ok(_) => panic!("the bucket is empty, and yet it was carried out"),
    }
}

pub(super) async fn a_guest_writes_so_much_at_once_and_again_when_the_bucket_fills_up(store: Store) {
    let store = limited(store);
    for n in 0..3 {
        write(&store, guest(1, &format!("write-{n:03}"))).await.expect("it fits");
    }
    let wait = wait_of(write(&store, guest(1, "write-003")).await);
    assert_eq!(wait, Duration::from_secs(1_200));
    write(&store, guest(2, "write-000")).await.expect("somebody else");
    let early = NOW + (wait - Duration::from_secs(1));
    assert_eq!(wait_of(write(&store, at(early, guest(1, "write-003"))).await), Duration::from_secs(1));
    write(&store, at(NOW + wait, guest(1, "write-003"))).await.expect("as it was said, and the key was free");
    wait_of(write(&store, at(NOW + wait, guest(1, "write-004"))).await);
    let member = |n: u32| intent(3, Standing::Member, &format!("write-{n:03}"), &n.to_string());
    for n in 0..5 {
        write(&store, member(n)).await.expect("a member may write more");
    }
    wait_of(write(&store, member(5)).await);
    assert_eq!(store.sweep_limits(NOW).await.expect("sweeps"), 0);
    assert_eq!(store.sweep_limits(NOW + Duration::from_secs(7_200)).await.expect("sweeps"), 3);
}

pub(super) async fn a_repetition_draws_nothing_and_is_answered_also_when_the_bucket_is_empty(store: Store) {
    let store = limited(store);
    let first = write(&store, guest(1, "write-000")).await.expect("one");
    for _ in 0..9 {
        assert_eq!(write(&store, guest(1, "write-000")).await.expect("the first answer"), first);
    }
    write(&store, guest(1, "write-001")).await.expect("two");
    write(&store, guest(1, "write-002")).await.expect("three");
    wait_of(write(&store, guest(1, "write-003")).await);
    assert_eq!(write(&store, guest(1, "write-000")).await.expect("the first answer"), first);
    // A promotion fills no bucket of the guest's, and empties none of the member's.
    store.remember_member(&guest(1, "whatever").caller.key, NOW).await.expect("remembered");
    write(&store, intent(1, Standing::Member, "write-004", "")).await.expect("as a member");
}

pub(super) async fn of_many_writes_at_once_as_many_as_fit_are_carried_out(store: Store) {
    let store = limited(store);
    let post = a_post(&store).await;
    let before = store.find_post(post, None).await.expect("readable").expect("a post").comment_count;
    let writes = (0..12).map(|n| write(&store, guest(1, &format!("at-once-{n:02}")))).collect::<Vec<_>>();
    let carried_out = join_all(writes).await.into_iter().filter(|written| match written {
        Ok(_) => true,
        Err(WriteError::TooMany(_)) => false,
        Err(other) => panic!("{other:?}"),
    });
    assert_eq!(carried_out.count(), 3);
    let after = store.find_post(post, None).await.expect("readable").expect("a post").comment_count;
    assert_eq!(after, before + 3);
}

pub(super) async fn pictures_have_a_bucket_of_their_own_which_is_asked_before_they_are_decoded(store: Store) {
    let store = limited(store);
    let image = StoredImage { media_type: "image/png".to_owned(), width: 1, height: 1, bytes: vec![1] };
    assert_eq!(store.admit_image(&guest(1, "image-001")).await.expect("it fits"), None);
    let kept = store.add_image(guest(1, "image-001"), PostId::new_v4(), image).await.expect("kept");
    wait_of(store.admit_image(&guest(1, "image-002")).await);
    let again = store.admit_image(&guest(1, "image-001")).await.expect("the first answer");
    assert_eq!(again, Some(kept));
    for n in 0..2 {
        write(&store, guest(1, &format!("write-{n:03}"))).await.expect("a picture is one write");
    }
    wait_of(write(&store, guest(1, "write-002")).await);
}
