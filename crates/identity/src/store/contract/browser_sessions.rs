//! Sessions of browsers, and those of apps that hang on them.

use std::time::Duration;

use houseguest_protocol::{identity::CodeVerifier, samples::NOW, values::Timestamp};

use super::fixtures::{CLIENT, attempt, code, linked, new_browser_session, new_session, policies};
use crate::{
    jose::dpop::Presented,
    model::{
        APP_SESSION_LIFETIME, AppSessionToken, AuthorizationCode, BrowserSession, BrowserSessionId, HistoryKind,
        Lifetime, NewBrowserSession, TokenHash,
    },
    store::{AnySessionId, CarryOver, ExchangeCode, ExchangeError, RefreshError, Store},
};

pub(crate) async fn a_browser_session_is_found_by_its_secret_and_replaced_whole(store: &Store) {
    let (right, wrong) = (TokenHash::from_bytes([1; 32]), TokenHash::from_bytes([2; 32]));
    let first = new_browser_session(1);
    let begun = store.sign_up_in_browser(first.clone(), None, NOW).await.expect("signs up");
    assert!(begun.user.is_anonymous() && begun.session.id == first.id);
    let found = store.find_browser_session(first.id, right).await.expect("looks").expect("is there");
    assert_eq!(found, begun);
    assert!(store.find_browser_session(first.id, wrong).await.expect("looks").is_none());
    assert!(store.find_browser_session(BrowserSessionId::random(), right).await.expect("looks").is_none());

    let later = NOW + Duration::from_secs(600);
    store.touch_browser_session(first.id, later).await.expect("touches");
    store.touch_browser_session(first.id, NOW).await.expect("an older use");
    let found = store.find_browser_session(first.id, right).await.expect("looks").expect("is there");
    assert_eq!(found.session.last_used_at, later, "time does not go back");

    // Whoever does not know the secret cannot have a session replaced.
    let thief = NewBrowserSession { replaces: Some((first.id, wrong)), ..new_browser_session(3) };
    store.sign_up_in_browser(thief, None, NOW).await.expect("signs up");
    assert!(store.find_browser_session(first.id, right).await.expect("looks").is_some());
    let next = NewBrowserSession { replaces: Some((first.id, right)), ..new_browser_session(4) };
    store.sign_up_in_browser(next.clone(), None, NOW).await.expect("signs up");
    assert!(store.find_browser_session(first.id, right).await.expect("looks").is_none(), "it was replaced");
    store.end_browser_session(next.id).await.expect("ends");
    store.end_browser_session(next.id).await.expect("twice is fine");
    assert!(store.find_browser_session(next.id, next.secret).await.expect("looks").is_none());
}

pub(crate) async fn a_browser_session_is_forgotten_long_after_its_end(store: &Store) {
    let day = |days: u64| Duration::from_secs(days * 86_400);
    let kept_after = BrowserSession::KEPT_AFTER_ITS_END;
    let lifetime = |absolute, idle: Option<u64>| Lifetime { absolute: day(absolute), idle: idle.map(day) };
    let (used, (unused, linked, _)) = (new_browser_session(1), linked(store, 2).await);
    store.sign_up_in_browser(used.clone(), None, NOW).await.expect("signs up");
    store.touch_browser_session(used.id, NOW + day(10)).await.expect("touches");
    let is_there = async |session: &NewBrowserSession| {
        store.find_browser_session(session.id, session.secret).await.expect("looks").is_some()
    };
    let prune = async |lifetime, now| store.prune_browser_sessions(lifetime, now).await.expect("prunes");
    let second = Duration::from_secs(1);
    assert_eq!(prune(lifetime(364, Some(20)), NOW + day(20) + kept_after - second).await, 0);
    assert_eq!(prune(lifetime(364, None), NOW + day(20) + kept_after).await, 0, "nothing ends by being idle");
    assert_eq!(prune(lifetime(364, Some(20)), NOW + day(20) + kept_after).await, 1);
    assert!(is_there(&used).await && !is_there(&unused).await, "who was used later ends later");
    assert!(store.list_linked_sessions(unused.id).await.expect("lists").is_empty(), "{linked:?} went with it");
    assert_eq!(prune(lifetime(40, None), NOW + day(40) + kept_after - second).await, 0);
    assert_eq!(prune(lifetime(40, None), NOW + day(40) + kept_after).await, 1, "however it was used");
    assert!(!is_there(&used).await);
}

pub(crate) async fn what_is_linked_ends_with_its_browser_session(store: &Store) {
    let (browser, id, secret) = linked(store, 1).await;
    assert_eq!(store.list_linked_sessions(browser.id).await.expect("lists"), [id]);
    let refreshed = store.refresh(attempt(id, &secret, 300)).await.expect("refreshes");
    let secret = refreshed.successor.expect("rotates");
    let found = store.find_browser_session(browser.id, browser.secret).await.expect("looks").expect("is there");
    let used = NOW + Duration::from_secs(300);
    assert_eq!(found.session.last_used_at, used, "using the app is using the browser session");
    // By then the browser session has ended, though the app's own has not.
    assert!(matches!(store.refresh(attempt(id, &secret, 700)).await, Err(RefreshError::Dead)));

    let verifier = CodeVerifier::random();
    let waiting = AuthorizationCode { user: found.user.id, sso: Some(browser.id), ..code(9, &verifier) };
    store.add_code(waiting.clone()).await.expect("keeps");
    store.end_browser_session(browser.id).await.expect("ends");
    assert!(matches!(store.refresh(attempt(id, &secret, 301)).await, Err(RefreshError::Dead)));
    let exchange = ExchangeCode {
        code: waiting.hash,
        client_id: CLIENT.to_owned(),
        redirect_uri: waiting.redirect_uri,
        verifier,
        session: new_session().0,
        proof: Presented::Nothing,
        allowance: None,
        now: NOW,
    };
    assert!(matches!(store.exchange_code(exchange).await, Err(ExchangeError::InvalidCode)), "nor begins another");
}

pub(crate) async fn an_app_s_session_is_carried_over_once(store: &Store) {
    let (session, _) = new_session();
    let session = store.sign_up_keyless(session, None, NOW).await.expect("signs up").session.session;
    let token = |n: u8| TokenHash::from_bytes([n; 32]);
    let expires_at = NOW + AppSessionToken::LIFETIME;
    for n in [1, 2, 3] {
        let record = AppSessionToken { hash: token(n), session: session.id, expires_at };
        store.add_app_session_token(record).await.expect("keeps");
    }
    let carry_over = |n: u8, client_id: &str, now: Timestamp| {
        let (policies, client_id) = (policies(), client_id.to_owned());
        CarryOver { token: token(n), client_id, policies, secret: token(100 + n), now }
    };
    assert!(!store.carry_over(carry_over(1, "other", NOW)).await.expect("looks"), "another client's");
    assert!(!store.carry_over(carry_over(9, CLIENT, NOW)).await.expect("looks"), "nobody's");
    assert!(!store.carry_over(carry_over(1, CLIENT, expires_at)).await.expect("looks"), "too late");
    assert!(store.carry_over(carry_over(1, CLIENT, NOW)).await.expect("spends"));
    assert!(!store.carry_over(carry_over(1, CLIENT, NOW)).await.expect("looks"), "once");
    let found = store.find_app_session(token(101), NOW).await.expect("looks").expect("is there");
    assert_eq!(found.session.id, session.id);
    assert!(store.find_app_session(token(102), NOW).await.expect("looks").is_none());
    let late = NOW + APP_SESSION_LIFETIME;
    assert!(store.find_app_session(token(101), late).await.expect("looks").is_none(), "not for ever");
    store.forget_app_session(token(101)).await.expect("forgets");
    assert!(store.find_app_session(token(101), NOW).await.expect("looks").is_none());
    assert!(store.carry_over(carry_over(2, CLIENT, NOW)).await.expect("spends"));
    assert!(
        store
            .end_one_session(session.user, AnySessionId::App(session.id), HistoryKind::SessionsEnded, NOW)
            .await
            .expect("ends")
    );
    assert!(store.find_app_session(token(102), NOW).await.expect("looks").is_none(), "it ends with the app's");
    assert!(!store.carry_over(carry_over(3, CLIENT, NOW)).await.expect("looks"), "and begins no more");
}
