//! Users who are shut out, let in again or gone, and what is kept of them.

use std::time::Duration;

use houseguest_protocol::{samples::NOW, values::KeyId};

use super::fixtures::{CLIENT, LATER, begin, challenge, guest, guest_at_the_page, key, promotion, sign_in};
use crate::{
    model::{Figure, GuestKey, HistoryKind, LoginId, UserId, day_of},
    store::{BeginError, GuestProof, PromoteError, SignInError, SignInGuest, Store},
};

pub(crate) async fn what_happened_is_kept_and_counted(store: &Store) {
    let day = Duration::from_secs(86_400);
    let user = guest(store, 1).await.session.user.id;
    let next = SignInGuest { now: NOW + day, ..sign_in(2, key(1)) };
    let session = store.sign_in_guest(next).await.expect("comes back").session.session.id;
    store.touch_session(session, NOW + day).await.expect("touches");
    store.touch_session(session, NOW + day * 3).await.expect("touches");
    store.note_refused_key(user, CLIENT, NOW + day * 3).await.expect("notes");
    store.note_refused_key(user, CLIENT, NOW + day * 3 + LATER).await.expect("notes");
    assert!(store.disable_user(user, NOW + day * 4).await.expect("disables"));
    assert!(store.enable_user(user, NOW + day * 5).await.expect("enables"));
    assert!(store.delete_user(user, NOW + day * 6).await.expect("deletes"));
    assert!(!store.delete_user(user, NOW + day * 6).await.expect("looks"), "once");
    let history = store.list_history(Some(user), None, 9).await.expect("lists");
    let kinds: Vec<_> = history.iter().map(|entry| entry.kind).collect();
    use HistoryKind::{Deleted, Disabled, Enabled, KeyRefused, SignedIn};
    assert_eq!(kinds, [Deleted, Enabled, Disabled, KeyRefused, SignedIn], "newest first, and after the user is gone");
    let second = store.list_history(Some(user), Some((history[1].at, history[1].id)), 2).await.expect("lists");
    assert_eq!(second, history[2..4], "page by page");
    let first = day_of(NOW);
    let figures = store.list_figures(first).await.expect("lists");
    let mut expected = vec![
        (first, Figure::CameBack, 1),
        (first, Figure::Made, 1),
        (first, Figure::Removed, 1),
        (first + 1, Figure::Active, 1),
        (first + 3, Figure::Active, 1),
        (first + 3, Figure::KeysRefused, 2),
    ];
    expected.sort_by_key(|(day, figure, _)| (*day, figure.as_str()));
    assert_eq!(figures, expected);
    assert_eq!(store.prune_history(NOW + day * 5).await.expect("prunes"), 3);
    assert_eq!(store.list_history(Some(user), None, 9).await.expect("lists").len(), 2);
}

pub(crate) async fn a_disabled_user_has_no_way_in(store: &Store) {
    let signed_in = guest_at_the_page(store, 1).await;
    let user = signed_in.session.user.id;
    assert!(store.disable_user(user, NOW).await.expect("disables"));
    let session = signed_in.session.session.id;
    assert!(store.find_session_by_jti(session, "any").await.expect("looks").is_none(), "sessions end");
    assert!(matches!(store.promote(promotion(1, "ines", None)).await, Err(PromoteError::InteractionGone)));
    let refused = store.sign_in_guest(sign_in(2, key(1))).await;
    assert!(matches!(refused, Err(SignInError::Disabled)), "{refused:?}");
    let proof = GuestProof::Key { challenge: challenge(3, NOW + LATER), key: key(1) };
    assert!(matches!(store.begin_interaction(begin(2, proof)).await, Err(BeginError::NoSuchGuest)));
    assert!(store.enable_user(user, NOW).await.expect("enables"));
    assert!(!store.sign_in_guest(sign_in(2, key(1))).await.expect("comes back").is_new);
    assert!(!store.disable_user(UserId::random(), NOW).await.expect("looks"), "nobody");
    guest_at_the_page(store, 5).await;
    let member = store.promote(promotion(5, "ines", None)).await.expect("promotes").id;
    assert!(store.disable_user(member, NOW).await.expect("disables"));
    let login = LoginId::parse("ines").expect("a login id");
    assert!(store.find_login(&login).await.expect("looks").is_none(), "members log in no more");
}

pub(crate) async fn a_removed_key_is_told_so_and_makes_nobody(store: &Store) {
    let named = GuestKey { id: KeyId::parse("a-name-of-its-own".to_owned()).expect("an id"), ..key(1) };
    let user = store.sign_in_guest(sign_in(1, named.clone())).await.expect("signs up").session.user.id;
    assert!(store.delete_user(user, NOW).await.expect("deletes"));
    for returning in [named.clone(), key(1), GuestKey { id: named.id.clone(), ..key(2) }] {
        let refused = store.sign_in_guest(sign_in(2, returning)).await;
        assert!(matches!(refused, Err(SignInError::GuestRemoved)), "{refused:?}");
    }
    assert!(store.is_key_removed(&named.id).await.expect("looks"));
    assert!(store.is_key_removed(&key(1).id).await.expect("looks"), "by its thumbprint, too");
    assert!(!store.is_key_removed(&key(2).id).await.expect("looks"));
    let proof = GuestProof::Key { challenge: challenge(3, NOW + LATER), key: key(1) };
    assert!(matches!(store.begin_interaction(begin(2, proof)).await, Err(BeginError::GuestRemoved)));
    assert!(store.sign_in_guest(sign_in(2, key(2))).await.expect("signs up").is_new, "another key is welcome");
}
