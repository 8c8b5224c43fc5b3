//! Sessions of apps: found by their tokens, refreshed, listed, ended.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use houseguest_protocol::samples::NOW;

use super::fixtures::{BROWSER_LIFETIME, CLIENT, LATER, attempt, guest, key, linked, new_session, policies, sign_in};
use crate::{
    model::{AccessToken, ClientPolicies, DeviceName, HistoryKind, NewSession, SecretText, TokenHash, TooMany},
    store::{
        Allowance, AnySessionId, DeviceReport, ListedSession, RefreshAttempt, RefreshError, SignInError, SignInGuest,
        Store,
    },
};

pub(crate) async fn tokens_find_their_session_until_they_are_revoked(store: &Store) {
    let opaque = AccessToken { hash: TokenHash::from_bytes([5; 32]), expires_at: NOW + LATER };
    let session = NewSession { access: Some(opaque), ..new_session().0 };
    let signed_in = store.sign_in_guest(SignInGuest { session, ..sign_in(1, key(1)) }).await.expect("signs in");
    let id = signed_in.session.session.id;
    let by_token = async |now| store.find_session_by_access_token(opaque.hash, now).await.expect("looks");
    assert_eq!(by_token(NOW).await.as_ref(), Some(&signed_in.session));
    assert!(by_token(NOW + LATER).await.is_none(), "expired");
    store.revoke_access_token(opaque.hash).await.expect("revokes");
    assert!(by_token(NOW).await.is_none());
    let by_jti = async |jti| store.find_session_by_jti(id, jti).await.expect("looks");
    assert_eq!(by_jti("one").await.as_ref(), Some(&signed_in.session));
    store.revoke_jwt_access_token("one", NOW + LATER).await.expect("revokes");
    store.revoke_jwt_access_token("one", NOW + LATER).await.expect("twice is fine");
    assert!(by_jti("one").await.is_none() && by_jti("two").await.is_some(), "that token only");
    store.touch_session(id, NOW + LATER).await.expect("touches");
    assert_eq!(by_jti("two").await.expect("alive").session.last_used_at, NOW + LATER);
}

pub(crate) async fn refresh_tokens_rotate_repeat_and_end(store: &Store) {
    let (session, first) = new_session();
    let id = session.id;
    store.sign_in_guest(SignInGuest { session, ..sign_in(1, key(1)) }).await.expect("signs in");
    let second = store.refresh(attempt(id, &first, 10)).await.expect("rotates").successor.expect("a successor");
    let repeat = store.refresh(attempt(id, &first, 39)).await.expect("repeats");
    assert_eq!(repeat.successor.as_ref(), Some(&second));
    assert_eq!(repeat.session.session.last_used_at, NOW + Duration::from_secs(39));
    let kept = RefreshAttempt { may_rotate: false, ..attempt(id, &second, 39) };
    assert_eq!(store.refresh(kept).await.expect("keeps").successor, None);
    assert!(matches!(store.refresh(attempt(id, &first, 40)).await, Err(RefreshError::Reused)));
    assert!(matches!(store.refresh(attempt(id, &second, 40)).await, Err(RefreshError::Dead)));
    assert!(store.find_session_by_jti(id, "any").await.expect("looks").is_none(), "the session is gone for good");
}

pub(crate) async fn ended_sessions_and_wrong_clients_are_refused(store: &Store) {
    let (session, secret) = new_session();
    let id = session.id;
    store.sign_in_guest(SignInGuest { session, ..sign_in(1, key(1)) }).await.expect("signs in");
    let other = RefreshAttempt { client_id: Some("other".to_owned()), ..attempt(id, &secret, 1) };
    assert!(matches!(store.refresh(other).await, Err(RefreshError::ClientMismatch)));
    let guess = store.refresh(attempt(id, &SecretText::random(), 1)).await;
    assert!(matches!(guess, Err(RefreshError::Dead)));
    assert!(matches!(store.refresh(attempt(id, &secret, 500)).await, Err(RefreshError::Dead)), "idle too long");
    let unregistered =
        RefreshAttempt { policies: ClientPolicies::new([], BROWSER_LIFETIME), ..attempt(id, &secret, 1) };
    assert!(matches!(store.refresh(unregistered).await, Err(RefreshError::Dead)));
    store.refresh(attempt(id, &secret, 499)).await.expect("nothing of this changed anything");
}

pub(crate) async fn a_session_ends_only_by_a_secret_of_its_own(store: &Store) {
    let (session, secret) = new_session();
    let id = session.id;
    store.sign_in_guest(SignInGuest { session, ..sign_in(1, key(1)) }).await.expect("signs in");
    assert!(!store.end_session(id, SecretText::random().hash()).await.expect("refuses"));
    assert!(store.end_session(id, secret.hash()).await.expect("ends"));
    assert!(!store.end_session(id, secret.hash()).await.expect("ended already"));
    assert!(store.find_session_by_jti(id, "any").await.expect("looks").is_none());
}

pub(crate) async fn a_user_who_gets_no_more_tokens_loses_none(store: &Store) {
    let (session, secret) = new_session();
    let id = session.id;
    let new = SignInGuest { session, allowance: no_more(), ..sign_in(1, key(1)) };
    let user = store.sign_in_guest(new).await.expect("a new guest is admitted, not allowed").session.user.id;
    let again = SignInGuest { allowance: no_more(), ..sign_in(2, key(1)) };
    let refused = store.sign_in_guest(again).await;
    assert!(matches!(refused, Err(SignInError::NotAllowed(TooMany { retry_after: LATER }))));
    let attempted = RefreshAttempt { allowance: no_more(), ..attempt(id, &secret, 1) };
    assert!(matches!(store.refresh(attempted).await, Err(RefreshError::NotAllowed(_))));
    let asked = Arc::new(Mutex::new(Vec::new()));
    let note = Arc::clone(&asked);
    let counted = Allowance::asking(move |_, user| {
        note.lock().expect("one thread").push(user);
        Ok(Ok(()))
    });
    let attempted = RefreshAttempt { allowance: Some(counted), ..attempt(id, &secret, 1) };
    store.refresh(attempted).await.expect("the refusal rotated nothing");
    assert_eq!(*asked.lock().expect("one thread"), [user], "asked once, for the right user");
}

fn no_more() -> Option<Allowance> {
    Some(Allowance::asking(|_, _| Ok(Err(TooMany { retry_after: LATER }))))
}

pub(crate) async fn every_session_of_a_user_is_listed_and_ended(store: &Store) {
    let (browser, app, secret) = linked(store, 1).await;
    let (other, _, _) = linked(store, 2).await;
    let device = DeviceName::new("Fairphone FP5");
    let said = RefreshAttempt { device: DeviceReport::Said(device.clone()), ..attempt(app, &secret, 20) };
    let refreshed = store.refresh(said).await.expect("refreshes");
    let user = refreshed.session.user.id;
    let listed = store.list_sessions(user).await.expect("lists");
    let [ListedSession::App(first), ListedSession::Browser(second, seen_from)] = listed.as_slice() else {
        panic!("{listed:?}")
    };
    assert_eq!((first.id, &first.device), (app, &device));
    assert_eq!((second.id, seen_from), (browser.id, &browser.seen_from));
    let ends = listed.iter().map(|session| session.ends_at(&policies())).collect::<Vec<_>>();
    let with_browser = Some(NOW + Duration::from_secs(420));
    assert_eq!(ends, [with_browser, with_browser], "400 seconds after the last use");

    let silent =
        RefreshAttempt { device: DeviceReport::Said(None), ..attempt(app, &refreshed.successor.expect("rotates"), 30) };
    let refreshed = store.refresh(silent).await.expect("refreshes");
    assert_eq!(refreshed.session.session.device, None, "saying nothing forgets (section 3.4)");

    let theirs = AnySessionId::Browser(other.id);
    assert!(
        !store.end_one_session(user, theirs, HistoryKind::SessionEnded, NOW).await.expect("looks"),
        "nobody ends another's session"
    );
    assert_eq!(store.end_all_sessions(user, NOW).await.expect("ends"), 2);
    assert_eq!(store.end_all_sessions(user, NOW).await.expect("looks"), 0, "nothing is left to end");
    let kinds = store.list_history(Some(user), None, 9).await.expect("lists").into_iter().map(|entry| entry.kind);
    let ended = kinds.filter(|kind| *kind == HistoryKind::SessionsEnded).count();
    assert_eq!(ended, 1, "what an operator did is in the history, once");
    assert_eq!(store.list_sessions(user).await.expect("lists"), []);
    assert!(store.find_browser_session(other.id, other.secret).await.expect("looks").is_some());
}

pub(crate) async fn a_client_that_allows_one_session_keeps_the_newest(store: &Store) {
    let first = guest(store, 1).await.session;
    let only = |client_id: &str| NewSession { is_only_one: true, client_id: client_id.to_owned(), ..new_session().0 };
    let again = |n: u8, session: NewSession| SignInGuest { session, ..sign_in(n, key(1)) };
    let elsewhere = store.sign_in_guest(again(2, only("other"))).await.expect("signs in").session.session.id;
    let count = async || store.list_sessions(first.user.id).await.expect("lists").len();
    assert_eq!(count().await, 2, "another client's is no concern");
    let newest = store.sign_in_guest(again(3, only(CLIENT))).await.expect("signs in").session.session.id;
    let mut left: Vec<_> =
        store.list_sessions(first.user.id).await.expect("lists").iter().map(ListedSession::id).collect();
    left.sort_by_key(|id| *id != AnySessionId::App(newest));
    assert_eq!(left, [AnySessionId::App(newest), AnySessionId::App(elsewhere)]);
}
