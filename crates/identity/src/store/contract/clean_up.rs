//! Clean-up: one run at a time, each guest whole.

use std::time::Duration;

use futures::future::join_all;
use houseguest_protocol::samples::NOW;
use uuid::Uuid;

use super::fixtures::{LATER, guest, key, sign_in};
use crate::{
    model::{CleanUpRun, UserId, day_of},
    store::{Batch, Lease, SignInError, SignInGuest, Store},
};

fn run(last_day: i64) -> CleanUpRun {
    CleanUpRun {
        id: Uuid::now_v7(),
        started_at: NOW,
        started_by: None,
        idle_days: 1,
        last_day,
        cursor: None,
        examined: 0,
        removed: 0,
        kept: 0,
        finished_at: None,
        outcome: None,
    }
}

pub(crate) async fn one_run_at_a_time_that_others_take_up_when_it_is_left(store: &Store) {
    let (mine, theirs) = (Uuid::now_v7(), Uuid::now_v7());
    let lease = |holder, now| Lease { holder, until: now + LATER };
    let first = run(0);
    assert!(store.begin_clean_up(first.clone(), lease(mine, NOW)).await.expect("begins"));
    assert!(!store.begin_clean_up(run(0), lease(theirs, NOW)).await.expect("looks"), "one is under way");
    assert_eq!(store.take_clean_up(lease(theirs, NOW), NOW).await.expect("looks"), None, "it is ours");
    assert!(store.take_clean_up(lease(mine, NOW), NOW).await.expect("takes").is_some(), "we go on");
    let later = NOW + LATER;
    assert!(store.take_clean_up(lease(theirs, later), later).await.expect("takes").is_some(), "we left it");
    let batch = Batch { remove: Vec::new(), kept: 0, cursor: UserId::random() };
    let lost = store.remove_idle_guests(first.id, batch, lease(mine, later), later).await.expect("looks");
    assert_eq!(lost, None, "what we thought was ours is theirs");
    assert!(store.finish_clean_up(first.id, "done", later).await.expect("ends"));
    assert!(!store.finish_clean_up(first.id, "stopped", later).await.expect("looks"), "once");
    assert_eq!(store.last_clean_up_by_itself().await.expect("looks"), Some(NOW));
    let runs = store.list_clean_ups(9).await.expect("lists");
    assert!(matches!(&runs[..], [one] if one.outcome.as_deref() == Some("done") && one.finished_at == Some(later)));
}

pub(crate) async fn a_guest_who_comes_back_during_a_run_is_wholly_kept_or_wholly_removed(store: &Store) {
    let days = Duration::from_secs(86_400 * 40);
    let mut users = Vec::new();
    for n in 1..=8 {
        users.push((n, guest(store, n).await.session.user.id));
    }
    let (now, holder) = (NOW + days, Uuid::now_v7());
    let run = run(day_of(now) - 30);
    let lease = Lease { holder, until: now + LATER };
    assert!(store.begin_clean_up(run.clone(), lease).await.expect("begins"));
    let idle = store.list_idle_guests(run.last_day, None, 99).await.expect("lists");
    assert_eq!(
        idle.iter().map(|guest| guest.id).collect::<Vec<_>>(),
        users.iter().map(|(_, id)| *id).collect::<Vec<_>>()
    );
    // Nobody waits for anybody: some come before the batch, some after.
    let returning = join_all(
        users.iter().map(async |(n, _)| store.sign_in_guest(SignInGuest { now, ..sign_in(50 + n, key(*n)) }).await),
    );
    let cursor = users[7].1;
    let batch = Batch { remove: users.iter().map(|(_, id)| *id).collect(), kept: 0, cursor };
    let (came, removed) = futures::join!(returning, store.remove_idle_guests(run.id, batch, lease, now));
    let run = removed.expect("removes").expect("is ours");
    let mut gone = 0;
    for ((_, user), came) in users.iter().zip(came) {
        match came {
            Ok(back) => assert_eq!((back.is_new, back.session.user.id), (false, *user), "the same guest"),
            Err(SignInError::GuestRemoved) => gone += 1,
            Err(error) => panic!("neither kept nor removed: {error:?}"),
        }
    }
    assert_eq!((run.removed, run.cursor), (gone, Some(cursor)));
    assert!(store.list_idle_guests(run.last_day, None, 99).await.expect("lists").is_empty());
}
