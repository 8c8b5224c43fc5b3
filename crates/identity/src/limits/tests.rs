//! The same on both engines, wherever the buckets are; and what several processes must prove.

use std::{num::NonZeroU32, time::Duration};

use futures::future::join_all;
use houseguest_protocol::{samples::NOW, values::ManualClock};
use houseguest_sql::DatabaseError;

use super::*;

macro_rules! on_both {
    ($($case:ident,)+) => {
        mod memory {
            $(#[tokio::test]
            async fn $case() {
                let (store, _folder) = crate::store::tests::on_sqlite().expect("always there");
                super::$case(&store).await;
            })+
        }
        mod shared {
            $(#[tokio::test]
            async fn $case() {
                let Some((store, _schema)) = crate::store::tests::on_postgres() else { return };
                super::$case(&store).await;
            })+
        }
    };
}

on_both! {
    each_place_has_its_own_bucket,
    a_network_shares_a_bucket_and_an_address_that_is_refused_draws_nothing_from_it,
    a_refusal_says_when_to_come_back_and_then_it_is_true,
    a_bucket_that_was_left_alone_holds_no_more_than_fits,
    a_known_account_and_an_invented_one_are_refused_alike,
    the_switch_turns_all_off_and_each_limit_has_its_own,
    other_settings_begin_with_full_buckets,
    of_many_at_once_as_many_as_fit_are_admitted,
    a_transaction_draws_from_the_same_buckets,
}

fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

fn rate(burst: u32) -> RateLimit {
    RateLimit { enabled: true, period_seconds: 3_600, burst: NonZeroU32::new(burst).expect("some") }
}

fn limits(store: &Store, change: impl FnOnce(&mut LimitSettings)) -> (Limits, ManualClock) {
    let mut settings = LimitSettings::default();
    change(&mut settings);
    let clock = ManualClock::starting_at(NOW);
    (Limits::new(&settings, Arc::new(clock.clone()), store, b"a secret"), clock)
}

fn wait_of(refused: Result<(), NotAdmitted>) -> Duration {
    match refused {
        Err(NotAdmitted::TooMany(TooMany { retry_after })) => retry_after,
        other => panic!("the bucket is empty, and yet {other:?}"),
    }
}

async fn each_place_has_its_own_bucket(store: &Store) {
    let (limits, _) = limits(store, |settings| {
        settings.new_guests_per_ip = rate(1);
        settings.token_per_ip = rate(1);
    });
    let admit = async |text| limits.admit_new_guest(address(text)).await;
    admit("192.0.2.1").await.expect("the first");
    wait_of(admit("192.0.2.1").await);
    wait_of(admit("::ffff:192.0.2.1").await);
    admit("192.0.2.2").await.expect("another place");
    limits.admit_token_call(address("192.0.2.1")).await.expect("another bucket");
    admit("2001:db8::1").await.expect("the first");
    wait_of(admit("2001:db8::2").await);
    limits.sweep().await.expect("sweeps");
    wait_of(admit("192.0.2.1").await);
}

async fn a_network_shares_a_bucket_and_an_address_that_is_refused_draws_nothing_from_it(store: &Store) {
    let (limits, _) = limits(store, |settings| {
        settings.new_guests_per_ip = rate(1);
        settings.new_guests_per_network.burst = NonZeroU32::new(2).expect("two");
        settings.new_guests_per_network.period_seconds = 3_600;
    });
    let admit = async |text| limits.admit_new_guest(address(text)).await;
    for (first, second, third, elsewhere) in [
        ("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.3.1"),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", "2001:db8:0:3::1", "2001:db8:1::1"),
    ] {
        admit(first).await.expect("one of two");
        wait_of(admit(first).await);
        admit(second).await.expect("two of two: the refusal drew nothing");
        wait_of(admit(third).await);
        admit(elsewhere).await.expect("another network");
    }
}

async fn a_refusal_says_when_to_come_back_and_then_it_is_true(store: &Store) {
    let (limits, clock) = limits(store, |settings| settings.token_per_ip = rate(60));
    let call = async || limits.admit_token_call(address("192.0.2.1")).await;
    for _ in 0..60 {
        call().await.expect("the burst");
    }
    assert_eq!(wait_of(call().await), Duration::from_secs(60), "one a minute");
    clock.advance(Duration::from_secs(59));
    assert_eq!(wait_of(call().await), Duration::from_secs(1));
    clock.advance(Duration::from_secs(1));
    call().await.expect("as was said");
    wait_of(call().await);
}

async fn a_bucket_that_was_left_alone_holds_no_more_than_fits(store: &Store) {
    let (limits, clock) = limits(store, |settings| settings.token_per_ip = rate(3));
    for swept in [false, true, false] {
        let mut admitted = 0;
        for _ in 0..9 {
            admitted += u32::from(limits.admit_token_call(address("192.0.2.1")).await.is_ok());
        }
        assert_eq!(admitted, 3, "a full bucket, swept: {swept}");
        clock.advance(Duration::from_secs(7_200));
        if swept {
            limits.sweep().await.expect("sweeps");
        }
    }
}

async fn a_known_account_and_an_invented_one_are_refused_alike(store: &Store) {
    let (limits, _) = limits(store, |settings| {
        settings.log_in_per_account = rate(2);
        settings.log_in_per_ip = rate(5);
    });
    let from = |last: u8| IpAddr::from([192, 0, 2, last]);
    limits.log_in.admit("ines@example.com", from(1)).await.expect("one");
    limits.log_in.admit("ines@example.com", from(2)).await.expect("two, from elsewhere");
    // Many addresses do not help against one account.
    wait_of(limits.log_in.admit("ines@example.com", from(3)).await);
    limits.log_in.admit("mara@example.com", from(3)).await.expect("another account");
    limits.code.admit("ines@example.com", from(3)).await.expect("something else");
    let mut walked = 0;
    for n in 0..9 {
        walked += u32::from(limits.log_in.admit(&format!("{n}@example.com"), from(9)).await.is_ok());
    }
    assert_eq!(walked, 5, "nobody asks account after account");
    wait_of(limits.log_in.admit_from(from(9)).await);
}

async fn the_switch_turns_all_off_and_each_limit_has_its_own(store: &Store) {
    let (off, _) = limits(store, |settings| {
        settings.danger_disabled = true;
        settings.new_guests_per_ip = rate(1);
    });
    for _ in 0..9 {
        off.admit_new_guest(address("192.0.2.1")).await.expect("all are off");
    }
    let (one_off, _) = limits(store, |settings| {
        settings.token_per_ip = RateLimit { enabled: false, ..rate(1) };
        settings.new_guests_per_ip = rate(1);
    });
    for _ in 0..9 {
        one_off.admit_token_call(address("192.0.2.1")).await.expect("this one is off");
    }
    one_off.admit_new_guest(address("192.0.2.1")).await.expect("one");
    wait_of(one_off.admit_new_guest(address("192.0.2.1")).await);
}

async fn other_settings_begin_with_full_buckets(store: &Store) {
    let slow = RateLimit { period_seconds: 86_400, ..rate(1) };
    let (before, _) = limits(store, |settings| settings.token_per_ip = slow);
    before.admit_token_call(address("192.0.2.1")).await.expect("one");
    assert_eq!(wait_of(before.admit_token_call(address("192.0.2.1")).await), Duration::from_secs(86_400));
    let (after, _) = limits(store, |settings| settings.token_per_ip = rate(1));
    after.admit_token_call(address("192.0.2.1")).await.expect("nobody waits a day where an hour is the rule");
}

async fn of_many_at_once_as_many_as_fit_are_admitted(store: &Store) {
    let (limits, _) = limits(store, |settings| {
        settings.code_per_account = rate(7);
        settings.code_per_ip.enabled = false;
    });
    let tries = (0..100_u8).map(|n| limits.code.admit("ines@example.com", IpAddr::from([192, 0, 2, n])));
    let admitted = join_all(tries).await.iter().filter(|admitted| admitted.is_ok()).count();
    assert_eq!(admitted, 7);
}

async fn a_transaction_draws_from_the_same_buckets(store: &Store) {
    let (limits, _) = limits(store, |settings| settings.token_per_user = rate(2));
    let (limits, user) = (Arc::new(limits), UserId::random());
    let asked = Arc::clone(&limits);
    let drawn = store.in_one_write(move |tx| asked.admit_token_in(tx, user)).await.expect("counts");
    drawn.expect("one of two");
    limits.admit_token_for(user).await.expect("two of two");
    wait_of(limits.admit_token_for(user).await);
    let asked = Arc::clone(&limits);
    let drawn = store.in_one_write(move |tx| asked.admit_token_in(tx, user)).await.expect("counts");
    assert_eq!(drawn, Err(TooMany { retry_after: Duration::from_secs(1_800) }));
}

#[tokio::test]
async fn what_is_undone_draws_nothing() {
    let Some((store, _schema)) = crate::store::tests::on_postgres() else { return };
    let (limits, _) = limits(&store, |settings| settings.token_per_user = rate(1));
    let (limits, user) = (Arc::new(limits), UserId::random());
    let asked = Arc::clone(&limits);
    let undone = store.in_one_write(move |tx| {
        asked.admit_token_in(tx, user)?.expect("one");
        Err::<(), _>(DatabaseError::NoRow)
    });
    undone.await.expect_err("the job says so");
    limits.admit_token_for(user).await.expect("it is still there");
}

#[tokio::test]
async fn the_database_holds_no_address_and_no_full_bucket() {
    let Some((store, schema)) = crate::store::tests::on_postgres() else { return };
    let (limits, clock) = limits(&store, |settings| settings.log_in_per_ip = rate(2));
    limits.log_in.admit("ines@example.com", address("192.0.2.1")).await.expect("one");
    let rows = schema.rows().into_iter().filter(|row| row.starts_with("limit_bucket: ")).collect::<Vec<_>>();
    assert_eq!(rows.len(), 2, "an address and an account");
    let told = rows.iter().find(|row| row.contains("192.0.2") || row.contains("c00002") || row.contains("ines"));
    assert_eq!(told, None);
    assert_eq!(limits.sweep().await.expect("sweeps"), 0);
    clock.advance(Duration::from_secs(1_800));
    assert_eq!(limits.sweep().await.expect("sweeps"), 2);
}

#[tokio::test]
async fn what_cannot_be_counted_is_not_admitted() {
    let Some((store, schema)) = crate::store::tests::on_postgres() else { return };
    let (limits, _) = limits(&store, |_| {});
    schema.run("drop table limit_bucket");
    let refused = limits.admit_new_guest(address("192.0.2.1")).await;
    assert!(matches!(refused, Err(NotAdmitted::Store(_))), "{refused:?}");
    let refused = limits.log_in.admit("ines@example.com", address("192.0.2.1")).await;
    assert!(matches!(refused, Err(NotAdmitted::Store(_))), "{refused:?}");
}
