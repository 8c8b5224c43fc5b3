//! Guests who become members.

use houseguest_protocol::samples::NOW;

use super::{
    events::claim_events,
    fixtures::{LATER, begin, challenge, guest, guest_at_the_page, interaction, key, new_session, promotion, sign_in},
};
use crate::{
    model::{Interaction, LoginId, PromotionCodeRecord, Retirement, TokenHash},
    store::{BeginError, BeginInteraction, Granted, GuestProof, PromoteError, SignInError, Store},
};

pub(crate) async fn promotion_is_whole(store: &Store) {
    let signed_in = guest_at_the_page(store, 1).await;
    let handle = TokenHash::from_bytes([1; 32]);
    let found = store.find_interaction(handle, NOW).await.expect("finds").expect("is open");
    assert_eq!(found, Interaction { guest: Some(signed_in.session.user.id), ..interaction() });
    let user = store.promote(promotion(1, "Ines@Example.com", None)).await.expect("promotes");
    assert_eq!(user.id, signed_in.session.user.id);
    assert!(!user.is_anonymous() && user.password.is_some());
    let session = signed_in.session.session.id;
    assert!(store.find_session_by_jti(session, "any").await.expect("looks").is_none(), "sessions end");
    let refused = store.sign_in_guest(sign_in(2, key(1))).await;
    assert!(matches!(refused, Err(SignInError::KeyRetired)), "the key is retired");
    assert_eq!(
        store.find_key(&key(1).id).await.expect("finds").expect("is remembered").retired,
        Some((NOW, Retirement::Promoted))
    );
    let login = LoginId::parse("INES@example.com").expect("a login id");
    let (id, hash) = store.find_login(&login).await.expect("finds").expect("is known");
    assert_eq!((id, hash.expose()), (user.id, "$argon2id$x"));
    let events = claim_events(store).await;
    assert!(matches!(events.as_slice(), [event] if event.kind.contains("user.anonymous.promoted")));
    assert!(store.find_interaction(handle, NOW).await.expect("looks").is_none());
    let twice = store.promote(promotion(1, "other", None)).await;
    assert!(matches!(twice, Err(PromoteError::InteractionGone)));
}

pub(crate) async fn a_taken_login_changes_nothing(store: &Store) {
    guest_at_the_page(store, 1).await;
    store.promote(promotion(1, "ines", None)).await.expect("promotes");
    let second = guest_at_the_page(store, 2).await;
    let taken = store.promote(promotion(2, "INES", None)).await;
    assert!(matches!(taken, Err(PromoteError::LoginTaken)));
    let session = store.find_session_by_jti(second.session.session.id, "any").await.expect("looks");
    assert_eq!(session, Some(second.session), "still the same guest in the same session");
    assert_eq!(claim_events(store).await.len(), 1, "and no event");
    store.promote(promotion(2, "other", None)).await.expect("with another name it works");
}

pub(crate) async fn proofs_are_spent_with_the_interaction(store: &Store) {
    guest_at_the_page(store, 1).await;
    let proof = || GuestProof::Key { challenge: challenge(101, NOW + LATER), key: key(1) };
    assert!(matches!(store.begin_interaction(begin(2, proof())).await, Err(BeginError::ProofSpent)));
    let unknown = GuestProof::Key { challenge: challenge(50, NOW + LATER), key: key(9) };
    assert!(matches!(store.begin_interaction(begin(2, unknown)).await, Err(BeginError::NoSuchGuest)));
    store.sign_in_guest(sign_in(50, key(9))).await.expect("the refused one burnt nothing");

    let keyless = store.sign_up_keyless(new_session().0, None, NOW).await.expect("signs up").session.user.id;
    let with_key = guest(store, 8).await.session.user.id;
    for (hash, user) in [(20, keyless), (21, with_key)] {
        let hash = TokenHash::from_bytes([hash; 32]);
        let code = PromotionCodeRecord { hash, user, expires_at: NOW + PromotionCodeRecord::LIFETIME };
        store.add_promotion_code(code).await.expect("keeps");
    }
    let by_code = |hash| GuestProof::Code(TokenHash::from_bytes([hash; 32]));
    assert!(matches!(store.begin_interaction(begin(3, by_code(21))).await, Err(BeginError::KeyNeeded)));
    let late = BeginInteraction { now: NOW + PromotionCodeRecord::LIFETIME, ..begin(3, by_code(20)) };
    assert!(matches!(store.begin_interaction(late).await, Err(BeginError::ProofSpent)));
    assert_eq!(store.begin_interaction(begin(3, by_code(20))).await.expect("begins").guest, Some(keyless));
    assert!(matches!(store.begin_interaction(begin(4, by_code(20))).await, Err(BeginError::ProofSpent)));
    assert_eq!(store.begin_interaction(begin(5, GuestProof::Nobody)).await.expect("begins").guest, None);
    let stranger = store.promote(promotion(5, "somebody", None)).await;
    assert!(matches!(stranger, Err(PromoteError::NotAGuest)));
    store.drop_interaction(TokenHash::from_bytes([5; 32])).await.expect("drops");
    store.drop_interaction(TokenHash::from_bytes([5; 32])).await.expect("twice is fine");
    assert!(
        !store.finish_sign_in(TokenHash::from_bytes([5; 32]), keyless, Granted::default(), NOW).await.expect("looks")
    );
    assert!(
        store.finish_sign_in(TokenHash::from_bytes([3; 32]), keyless, Granted::default(), NOW).await.expect("finishes")
    );
}
