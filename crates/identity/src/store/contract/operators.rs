//! Operators of the Portal: how they get in, and how long they stay.

use houseguest_protocol::{samples::NOW, values::Timestamp};

use super::fixtures::LATER;
use crate::{
    model::{PasswordHash, TokenHash},
    portal::{OperatorId, OperatorName, SESSION_LIFETIME},
    store::{AcceptLinkError, NewOperator, Store},
};

fn hash(n: u8) -> TokenHash {
    TokenHash::from_bytes([n; 32])
}

fn name(name: &str) -> OperatorName {
    OperatorName::parse(name).expect("a name")
}

fn new(called: &str, password: &str) -> NewOperator {
    NewOperator {
        id: OperatorId::random(),
        name: name(called),
        password: PasswordHash::from_phc(format!("$argon2id${password}")),
    }
}

/// An operator, by the link of that number.
async fn operator(store: &Store, n: u8, called: &str) -> OperatorId {
    store.add_portal_link(hash(n), None, NOW + LATER).await.expect("keeps");
    store.accept_portal_link(hash(n), new(called, "first"), NOW).await.expect("makes")
}

async fn password(store: &Store, called: &str) -> String {
    let (_, password) = store.find_operator(&name(called)).await.expect("looks").expect("is known");
    password.expose().to_owned()
}

async fn names(store: &Store) -> Vec<String> {
    let operators = store.list_operators().await.expect("lists");
    operators.into_iter().map(|operator| operator.name.as_str().to_owned()).collect()
}

pub(crate) async fn an_operator_is_made_by_a_link_that_works_once(store: &Store) {
    assert!(!store.has_operator().await.expect("looks"));
    store.add_portal_link(hash(1), None, NOW + LATER).await.expect("keeps");
    store.add_portal_link(hash(2), None, NOW + LATER).await.expect("keeps");
    let is_alive = async |n, now: Timestamp| store.find_portal_link(hash(n), now).await.expect("looks").is_some();
    assert!(!is_alive(1, NOW).await, "a later link of the same purpose takes its place");
    assert!(is_alive(2, NOW).await && !is_alive(2, NOW + LATER).await, "while it lives");
    for (link, now) in [(1, NOW), (2, NOW + LATER), (9, NOW)] {
        let gone = store.accept_portal_link(hash(link), new("Mara", "x"), now).await;
        assert!(matches!(gone, Err(AcceptLinkError::Gone)), "{link}: {gone:?}");
    }
    assert!(!store.has_operator().await.expect("looks"), "nobody was made by any of these");
    let ann = new("Ines", "first");
    assert_eq!(store.accept_portal_link(hash(2), ann.clone(), NOW).await.expect("makes"), ann.id);
    assert!(store.has_operator().await.expect("looks"));
    let again = store.accept_portal_link(hash(2), new("Mara", "x"), NOW).await;
    assert!(matches!(again, Err(AcceptLinkError::Gone)), "{again:?}");

    store.add_portal_link(hash(3), None, NOW + LATER).await.expect("keeps");
    let taken = store.accept_portal_link(hash(3), new("INES", "other"), NOW).await;
    assert!(matches!(taken, Err(AcceptLinkError::NameTaken)), "{taken:?}");
    assert_eq!(password(store, "ines").await, "$argon2id$first", "whose name it is keeps their password");
    store.accept_portal_link(hash(3), new("anna", "x"), NOW).await.expect("the refusal burnt nothing");
    assert_eq!(names(store).await, ["anna", "Ines"], "by name, however it is written");
    assert!(store.find_operator(&name("nobody")).await.expect("looks").is_none());
}

pub(crate) async fn a_link_for_an_operator_sets_the_password_and_ends_the_sessions(store: &Store) {
    let (ines, mara) = (operator(store, 1, "Ines").await, operator(store, 2, "Mara").await);
    for (session, of) in [(11, ines), (12, ines), (13, mara)] {
        store.begin_portal_session(hash(session), of, None, NOW).await.expect("begins");
    }
    store.add_portal_link(hash(3), Some(mara), NOW + LATER).await.expect("keeps");
    store.add_portal_link(hash(4), Some(ines), NOW + LATER).await.expect("keeps");
    store.add_portal_link(hash(5), None, NOW + LATER).await.expect("keeps");
    let whose = async |n| {
        let link = store.find_portal_link(hash(n), NOW).await.expect("looks").expect("lives");
        link.operator.map(|operator| operator.id)
    };
    assert_eq!([whose(3).await, whose(4).await, whose(5).await], [Some(mara), Some(ines), None], "each its own");
    let accepted = store.accept_portal_link(hash(4), new("Somebody else", "second"), NOW).await.expect("sets");
    assert_eq!(accepted, ines, "the one it was made for");
    assert_eq!(names(store).await, ["Ines", "Mara"], "nobody is made or renamed");
    assert_eq!(password(store, "Ines").await, "$argon2id$second");
    assert_eq!(password(store, "Mara").await, "$argon2id$first");
    let is_there = async |n| store.find_portal_session(hash(n)).await.expect("looks").is_some();
    assert_eq!([is_there(11).await, is_there(12).await, is_there(13).await], [false, false, true]);
}

pub(crate) async fn a_portal_session_is_replaced_used_and_swept_up(store: &Store) {
    let ines = operator(store, 1, "Ines").await;
    let find = async |n| store.find_portal_session(hash(n)).await.expect("looks");
    store.begin_portal_session(hash(11), ines, None, NOW).await.expect("begins");
    store.begin_portal_session(hash(12), ines, Some(hash(11)), NOW).await.expect("begins");
    assert!(find(11).await.is_none(), "the browser has one at a time");
    store.touch_portal_session(hash(12), NOW + LATER).await.expect("touches");
    store.touch_portal_session(hash(12), NOW).await.expect("an older use");
    let found = find(12).await.expect("is there");
    assert_eq!((found.operator.id, found.created_at, found.last_used_at), (ines, NOW, NOW + LATER));
    let moved = NOW + SESSION_LIFETIME.absolute;
    store.begin_portal_session(hash(13), ines, None, NOW).await.expect("begins");
    store.restart_portal_session(hash(12), moved).await.expect("restarts");
    let found = find(12).await.expect("is there");
    assert_eq!((found.created_at, found.last_used_at), (moved, moved), "a moved clock takes its operator along");
    store.add_portal_link(hash(3), None, moved).await.expect("keeps");
    store.prune(moved).await.expect("prunes");
    assert!(find(12).await.is_some() && find(13).await.is_none(), "what has ended is forgotten");
    store.end_portal_session(hash(12)).await.expect("ends");
    store.end_portal_session(hash(12)).await.expect("twice is fine");
    assert!(find(12).await.is_none());
}
