//! Guests and the keys they prove themselves with.

use houseguest_protocol::{samples::NOW, values::KeyId};

use super::fixtures::{LATER, guest, key, new_session, sign_in};
use crate::{
    model::TooMany,
    store::{Admission, SignInError, SignInGuest, Store},
};

pub(crate) async fn a_key_makes_one_user_and_brings_them_back(store: &Store) {
    let first = store.sign_in_guest(sign_in(1, key(1))).await.expect("signs up");
    assert!(first.is_new && first.session.user.is_anonymous());
    let mut renamed = key(1);
    renamed.id = KeyId::parse("another-name").expect("a key id");
    let again = store.sign_in_guest(sign_in(2, renamed)).await.expect("signs in");
    assert_eq!((again.is_new, again.session.user.id), (false, first.session.user.id));
    let known = store.find_key(&key(1).id).await.expect("finds").expect("is known");
    assert_eq!((known.key, known.user, known.retired), (key(1), first.session.user.id, None));
    assert!(store.find_key(&KeyId::parse("another-name").expect("a key id")).await.expect("looks").is_none());
    assert!(guest(store, 3).await.is_new, "another key, another user");
    let keyless = store.sign_up_keyless(new_session().0, None, NOW).await.expect("signs up");
    assert!(keyless.is_new && keyless.session.user.is_anonymous());
}

pub(crate) async fn a_challenge_is_spent_with_its_use_and_only_then(store: &Store) {
    let refused = SignInGuest { new_user: None, ..sign_in(1, key(1)) };
    assert!(matches!(store.sign_in_guest(refused).await, Err(SignInError::UnknownKey)));
    store.sign_in_guest(sign_in(1, key(1))).await.expect("the failed attempt burnt nothing");
    let again = store.sign_in_guest(sign_in(1, key(2))).await;
    assert!(matches!(again, Err(SignInError::ChallengeSpent)));
    assert!(store.find_key(&key(2).id).await.expect("looks").is_none(), "and nobody was made");
}

pub(crate) async fn a_key_id_belongs_to_one_key(store: &Store) {
    let mut first = key(1);
    first.id = KeyId::parse("chosen-name").expect("a key id");
    store.sign_in_guest(sign_in(1, first.clone())).await.expect("signs up");
    let mut second = key(2);
    second.id = first.id.clone();
    let refused = store.sign_in_guest(sign_in(2, second.clone())).await;
    assert!(matches!(refused, Err(SignInError::KeyIdTaken)));
    // Nor can a key pass under the thumbprint of another.
    guest(store, 3).await;
    second.id = key(3).id;
    let refused = store.sign_in_guest(sign_in(4, second)).await;
    assert!(matches!(refused, Err(SignInError::KeyIdTaken)));
    assert_eq!(store.find_key(&first.id).await.expect("finds").expect("is known").key, first);
}

pub(crate) async fn an_unknown_key_makes_nobody_unless_it_may(store: &Store) {
    let unknown = SignInGuest { new_user: None, ..sign_in(1, key(1)) };
    assert!(matches!(store.sign_in_guest(unknown).await, Err(SignInError::UnknownKey)));
    guest(store, 1).await;
    let known = SignInGuest { new_user: None, ..sign_in(2, key(1)) };
    assert!(!store.sign_in_guest(known).await.expect("signs in").is_new);
}

pub(crate) async fn admission_is_asked_only_for_new_guests(store: &Store) {
    guest(store, 1).await;
    let closed = || Some(Admission::asking(|_| Ok(Err(TooMany { retry_after: LATER }))));
    let known = SignInGuest { admission: closed(), ..sign_in(2, key(1)) };
    store.sign_in_guest(known).await.expect("known guests are not asked");
    let stranger = SignInGuest { admission: closed(), ..sign_in(3, key(2)) };
    assert!(matches!(store.sign_in_guest(stranger).await, Err(SignInError::NotAdmitted(_))));
    assert!(store.find_key(&key(2).id).await.expect("looks").is_none());
}
