//! Users as an operator looks for them.

use std::time::Duration;

use houseguest_protocol::{samples::NOW, values::KeyId};
use uuid::Uuid;

use super::{
    fixtures::{guest, guest_at_the_page, key, new_browser_session, promotion, sign_in},
    login::{INES, member},
    merge::merge,
};
use crate::{
    model::{GuestKey, UserId, day_of},
    portal::{Cohort, Listed, SearchWords, UserFilter, UserKind},
    store::{SignInGuest, Store},
};

const DAY: Duration = Duration::from_secs(86_400);

async fn list(store: &Store, kind: UserKind, typed: &str, before: UserId, limit: u32) -> Vec<Listed> {
    let filter = UserFilter { kind, words: SearchWords::parse(typed), before };
    store.list_users(filter, limit).await.expect("lists")
}

const NEWEST: UserId = UserId(Uuid::max());

fn ids(listed: &[Listed]) -> Vec<UserId> {
    listed.iter().map(|user| user.id).collect()
}

pub(crate) async fn users_are_listed_by_kind_and_page_by_page(store: &Store) {
    let mut everybody = Vec::new();
    for n in 1..=6 {
        everybody.push(match n % 3 {
            0 => member(store, n, &format!("member-{n}"), None).await,
            _ => guest(store, n).await.session.user.id,
        });
    }
    everybody.reverse();
    let is_member = |user: &UserId| *user == everybody[0] || *user == everybody[3];
    let (members, guests): (Vec<UserId>, Vec<UserId>) = everybody.iter().copied().partition(is_member);
    for (kind, expected) in [(UserKind::All, &everybody), (UserKind::Members, &members), (UserKind::Guests, &guests)] {
        assert_eq!(ids(&list(store, kind, "", NEWEST, 99).await), *expected, "{kind:?}, newest first");
        let mut paged = Vec::new();
        let mut before = NEWEST;
        loop {
            let page = ids(&list(store, kind, " ", before, 2).await);
            let Some(last) = page.last() else { break };
            assert!(page.len() <= 2);
            before = *last;
            paged.extend(page);
        }
        assert_eq!(paged, *expected, "{kind:?}, two at a time");
    }
}

pub(crate) async fn somebody_is_found_by_id_key_and_the_beginning_of_a_login(store: &Store) {
    let named = GuestKey { id: KeyId::parse("lantern-in-the-hall").expect("a key id"), ..key(1) };
    let with_name = store.sign_in_guest(sign_in(1, named)).await.expect("signs up").session.user.id;
    let ines = member(store, 2, "Ines@Example.com", None).await;
    let inez = member(store, 3, "inez", None).await;
    guest(store, 4).await;
    let find = async |kind, typed: &str| ids(&list(store, kind, typed, NEWEST, 9).await);
    for typed in [with_name.to_string(), "lantern-in-the-hall".to_owned(), key(1).thumbprint.to_string()] {
        for kind in [UserKind::Members, UserKind::Guests, UserKind::All] {
            assert_eq!(find(kind, &typed).await, [with_name], "{typed}: an id means one user, of whatever kind");
        }
    }
    assert_eq!(find(UserKind::Members, "INE").await, [inez, ines], "however it is written, newest first");
    assert_eq!(find(UserKind::All, " ines@example.com ").await, [ines]);
    assert_eq!(find(UserKind::Guests, "ine").await, [], "guests have no log-in");
    assert_eq!(ids(&list(store, UserKind::Members, "ine", inez, 9).await), [ines], "from there on");
    assert_eq!(ids(&list(store, UserKind::Members, "ine", NEWEST, 1).await), [inez], "so many");
    for nobody in ["example.com", "%", "ine_", "'", "lantern", &UserId::random().to_string()] {
        assert_eq!(find(UserKind::All, nobody).await, [], "{nobody}");
    }
}

pub(crate) async fn a_listed_user_says_how_they_stand(store: &Store) {
    let ines = member(store, 1, INES, Some(NOW)).await;
    let merged = merge(store, 2, INES, ines).await.guest;
    let signed_in = guest(store, 3).await;
    let (disabled, session) = (signed_in.session.user.id, signed_in.session.session.id);
    store.touch_session(session, NOW + DAY).await.expect("touches");
    let browser = new_browser_session(4);
    let in_browser = store.sign_up_in_browser(browser.clone(), None, NOW).await.expect("signs up").user.id;
    store.touch_browser_session(browser.id, NOW + DAY * 2).await.expect("touches");
    let listed = list(store, UserKind::All, "", NEWEST, 9).await;
    let of = |id| listed.iter().find(|user| user.id == id).expect("is listed");
    let plain = |id| Listed {
        id,
        created_at: NOW,
        is_guest: true,
        is_merged: false,
        disabled_at: None,
        login: None,
        last_seen: None,
    };
    assert_eq!(*of(ines), Listed { is_guest: false, login: Some(INES.to_owned()), ..plain(ines) });
    assert_eq!(*of(merged), Listed { is_merged: true, ..plain(merged) }, "nobody comes back as them");
    assert_eq!(*of(disabled), Listed { last_seen: Some(NOW + DAY), ..plain(disabled) });
    assert_eq!(*of(in_browser), Listed { last_seen: Some(NOW + DAY * 2), ..plain(in_browser) });
    assert!(store.disable_user(disabled, NOW + DAY).await.expect("disables"));
    let found = list(store, UserKind::All, &disabled.to_string(), NEWEST, 9).await;
    assert_eq!(found, [Listed { disabled_at: Some(NOW + DAY), ..plain(disabled) }], "and has no session left");
}

pub(crate) async fn guests_are_counted_by_the_day_they_were_made(store: &Store) {
    let first = day_of(NOW);
    let new = |n, now| SignInGuest { now, ..sign_in(n, key(n)) };
    guest(store, 1).await;
    let came_back = guest(store, 2).await.session.session.id;
    store.touch_session(came_back, NOW + Duration::from_secs(3_600)).await.expect("touches");
    let just_looked = guest(store, 3).await.session.session.id;
    store.touch_session(just_looked, NOW + Duration::from_secs(3_599)).await.expect("touches");
    guest_at_the_page(store, 4).await;
    store.promote(promotion(4, "ines", None)).await.expect("promotes");
    store.sign_in_guest(new(5, NOW + DAY * 2)).await.expect("signs up");
    let day = |day, made, promoted, active| Cohort { day, made, promoted, active, removed: 0 };
    let expected = [day(first, 4, 1, 1), day(first + 2, 1, 0, 0)];
    assert_eq!(store.list_cohorts(NOW).await.expect("counts"), expected, "days on which nobody came are left out");
    assert_eq!(store.list_cohorts(NOW + DAY).await.expect("counts"), expected[1..]);
}
