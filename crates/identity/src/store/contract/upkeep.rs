//! The server's own secrets and signing keys, and what is swept up.

use std::time::Duration;

use houseguest_protocol::{
    identity::{Algorithm, CodeVerifier},
    samples::NOW,
};
use zeroize::Zeroizing;

use super::fixtures::{LATER, code, guest_at_the_page, key, new_session, promotion, sign_in};
use crate::{
    model::{AccessToken, Interaction, NewSession, PromotionCodeRecord, TokenHash},
    store::{NewSigningKey, SignInGuest, SigningKeyRecord, Store},
};

pub(crate) async fn the_first_secret_of_a_name_stays(store: &Store) {
    assert_eq!(store.secret_or_add("a", b"one", NOW).await.expect("keeps"), b"one");
    assert_eq!(store.secret_or_add("a", b"two", NOW).await.expect("finds"), b"one");
    assert_eq!(store.secret_or_add("b", b"two", NOW).await.expect("keeps"), b"two");
}

pub(crate) async fn signing_keys_take_turns(store: &Store) {
    let key = |seed: u8| NewSigningKey { algorithm: Algorithm::Es256, private: Zeroizing::new(vec![seed; 40]) };
    let kept = |keys: &[SigningKeyRecord]| keys.iter().map(|key| (key.private[0], key.retired_at)).collect::<Vec<_>>();
    assert!(store.list_signing_keys().await.expect("lists").is_empty());
    let first = store.add_signing_key(key(1), NOW).await.expect("adds");
    let second = store.add_signing_key(key(2), NOW).await.expect("finds");
    assert_eq!(kept(&first), [(1, None)]);
    assert_eq!(kept(&second), [(1, None)], "the first process wins");
    let other = NewSigningKey { algorithm: Algorithm::EdDsa, ..key(3) };
    store.add_signing_key(other, NOW).await.expect("another algorithm has a key of its own");
    let later = NOW + LATER;
    let turned = store.replace_signing_key(key(4), later).await.expect("replaces");
    assert_eq!(kept(&turned), [(1, Some(later)), (3, None), (4, None)]);
    assert_eq!(kept(&store.list_signing_keys().await.expect("lists")), kept(&turned));
    assert_eq!(store.forget_signing_keys(NOW).await.expect("forgets"), 0, "it retired later than that");
    assert_eq!(store.forget_signing_keys(later).await.expect("forgets"), 1);
    assert_eq!(kept(&store.list_signing_keys().await.expect("lists")), [(3, None), (4, None)]);
}

pub(crate) async fn expired_things_are_pruned_and_live_ones_stay(store: &Store) {
    let verifier = CodeVerifier::random();
    let opaque = AccessToken { hash: TokenHash::from_bytes([5; 32]), expires_at: NOW + LATER };
    let session = NewSession { access: Some(opaque), ..new_session().0 };
    let signed_in = store.sign_in_guest(SignInGuest { session, ..sign_in(9, key(9)) }).await.expect("signs in");
    store.revoke_jwt_access_token("jti", NOW + LATER).await.expect("revokes");
    let user = signed_in.session.user.id;
    let hash = TokenHash::from_bytes([20; 32]);
    store.add_promotion_code(PromotionCodeRecord { hash, user, expires_at: NOW + LATER }).await.expect("keeps");
    guest_at_the_page(store, 1).await;
    store.promote(promotion(1, "ines", Some(code(7, &verifier)))).await.expect("promotes");
    guest_at_the_page(store, 2).await;
    assert_eq!(store.prune(NOW).await.expect("prunes"), 0, "everything is alive");
    // Spent challenges: 9, 1, 101, 2, 102; and three records of a minute.
    assert_eq!(store.prune(NOW + LATER + Duration::from_secs(1)).await.expect("prunes"), 5 + 3);
    assert_eq!(store.prune(NOW + Interaction::LIFETIME).await.expect("prunes"), 2, "the code and the interaction");
    let session = store.find_session_by_jti(signed_in.session.session.id, "other").await.expect("looks");
    assert!(session.is_some(), "sessions are not swept up here");
}
