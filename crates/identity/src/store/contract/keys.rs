//! A guest's several keys, recovery, and two devices on their way to each other.

use std::time::Duration;

use houseguest_protocol::{
    identity::{KeyKind, KeyRefusal, PAIRING_LIFETIME, PairingBytes},
    samples::NOW,
};

use super::fixtures::{LATER, begin, challenge, guest, guest_at_the_page, key, promotion, sign_in};
use crate::{
    model::{DeviceName, HistoryKind, MOST_KEYS, Retirement, TokenHash, UserId},
    store::{KeyError, NewKey, NewPairing, Side, SignInError, Stated, Store},
};

/// `by` wants the key `new` added; `n` makes the challenges unique.
fn adding(by: u8, new: u8, n: u8) -> NewKey {
    NewKey {
        authorised: Stated { by: key(by).thumbprint, challenge: challenge(n, NOW + LATER + LATER) },
        key: key(new),
        challenge: challenge(n, NOW + LATER + LATER + LATER),
        label: DeviceName::new("Lantern"),
        now: NOW,
    }
}

fn stated(by: u8, n: u8) -> Stated {
    adding(by, by, n).authorised
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, KeyError>) -> KeyRefusal {
    match outcome {
        Err(KeyError::Refused(refusal)) => refusal,
        other => panic!("refused, not {other:?}"),
    }
}

async fn kinds(store: &Store, user: UserId) -> Vec<HistoryKind> {
    let history = store.list_history(Some(user), None, 20).await.expect("lists");
    history.into_iter().map(|entry| entry.kind).collect()
}

pub(crate) async fn keys_are_added_by_the_word_of_a_device_key(store: &Store) {
    let user = guest(store, 1).await.session.user.id;
    let stranger = guest(store, 9).await.session.user.id;
    store.add_key(user, KeyKind::Device, adding(1, 2, 1), None).await.expect("adds");
    let keys = store.list_keys(user).await.expect("lists");
    let labels: Vec<_> = keys.iter().map(|key| key.label.as_ref().map(DeviceName::as_str)).collect();
    assert_eq!((keys.len(), labels.contains(&Some("Lantern"))), (2, true));
    let again = store.sign_in_guest(sign_in(3, key(2))).await.expect("the second device signs in");
    assert_eq!((again.session.user.id, again.is_new), (user, false));
    assert_eq!(again.session.session.begun_with, Some(key(2).thumbprint));

    assert_eq!(
        refusal(store.add_key(user, KeyKind::Device, adding(1, 3, 1), None).await),
        KeyRefusal::InvalidKeyStatement,
        "a challenge is spent once"
    );
    store.add_key(user, KeyKind::Device, adding(2, 2, 2), None).await.expect("the same once more: an answer was lost");
    let refused = [
        (user, adding(9, 4, 3), KeyRefusal::InvalidKeyStatement),
        (user, adding(4, 4, 4), KeyRefusal::InvalidKeyStatement),
        (stranger, adding(1, 4, 5), KeyRefusal::InvalidKeyStatement),
        (stranger, adding(9, 2, 6), KeyRefusal::KeyTaken),
        (UserId::random(), adding(1, 4, 7), KeyRefusal::NotAGuest),
    ];
    for (user, new, reason) in refused {
        assert_eq!(refusal(store.add_key(user, KeyKind::Device, new, None).await), reason);
    }
    store.add_key(user, KeyKind::Recovery, adding(1, 5, 8), None).await.expect("adds a recovery key");
    let by_kit = store.add_key(user, KeyKind::Device, adding(5, 6, 9), None).await;
    assert_eq!(refusal(by_kit), KeyRefusal::InvalidKeyStatement, "a kit adds nothing");
    let with_kit = store.sign_in_guest(sign_in(10, key(5))).await;
    assert!(matches!(with_kit, Err(SignInError::NotADevice)), "and signs nobody in: {with_kit:?}");
    let mut n = 20;
    while store.list_keys(user).await.expect("lists").len() < usize::try_from(MOST_KEYS).expect("few") {
        n += 1;
        store.add_key(user, KeyKind::Device, adding(1, n, n), None).await.expect("there is room");
    }
    let full = store.add_key(user, KeyKind::Device, adding(1, 99, 99), None).await;
    assert_eq!(refusal(full), KeyRefusal::TooManyKeys);
    assert!(kinds(store, user).await.contains(&HistoryKind::KeyAdded));
}

pub(crate) async fn a_revoked_key_takes_its_sessions_along_and_the_last_one_stays(store: &Store) {
    let first = guest(store, 1).await.session;
    let user = first.user.id;
    store.add_key(user, KeyKind::Recovery, adding(1, 5, 1), None).await.expect("adds");
    let last = store.revoke_key(user, stated(1, 2), key(1).thumbprint, false, NOW).await;
    assert_eq!(refusal(last), KeyRefusal::LastDeviceKey, "a kit is no device");
    store.add_key(user, KeyKind::Device, adding(1, 2, 3), None).await.expect("adds");
    let second = store.sign_in_guest(sign_in(4, key(2))).await.expect("signs in").session;
    let theirs = store.revoke_key(user, stated(5, 5), key(1).thumbprint, false, NOW).await;
    assert_eq!(refusal(theirs), KeyRefusal::InvalidKeyStatement, "a kit revokes nothing");
    let nobodys = store.revoke_key(user, stated(1, 6), key(7).thumbprint, false, NOW).await;
    assert_eq!(refusal(nobodys), KeyRefusal::NoSuchKey);

    store.revoke_key(user, stated(2, 7), key(1).thumbprint, false, NOW).await.expect("revokes");
    let session = async |id| store.find_session_by_jti(id, "any").await.expect("looks").is_some();
    assert!(!session(first.session.id).await && session(second.session.id).await, "each key's own sessions end");
    let refused = store.sign_in_guest(sign_in(8, key(1))).await;
    assert!(matches!(refused, Err(SignInError::KeyRevoked)), "{refused:?}");
    let word = store.add_key(user, KeyKind::Device, adding(1, 8, 9), None).await;
    assert_eq!(refusal(word), KeyRefusal::InvalidKeyStatement, "its word counts no more");
    let again = store.add_key(user, KeyKind::Device, adding(2, 1, 10), None).await;
    assert_eq!(refusal(again), KeyRefusal::KeyTaken, "and it does not come back");
    store
        .revoke_key(user, stated(2, 11), key(2).thumbprint, true, NOW)
        .await
        .expect("the last one, when that is meant");
    assert!(kinds(store, user).await.contains(&HistoryKind::KeyRevoked));
}

pub(crate) async fn a_recovery_key_takes_the_place_of_all_others_once(store: &Store) {
    let lost = guest(store, 1).await.session;
    let user = lost.user.id;
    for (new, kind, n) in [(2, KeyKind::Device, 1), (5, KeyKind::Recovery, 2), (6, KeyKind::Recovery, 3)] {
        store.add_key(user, kind, adding(1, new, n), None).await.expect("adds");
    }
    guest(store, 9).await;
    for (by, new, reason) in
        [(2, 30, KeyRefusal::KitUnknown), (77, 30, KeyRefusal::KitUnknown), (5, 9, KeyRefusal::KeyTaken)]
    {
        let n = by + new;
        assert_eq!(refusal(store.restore_guest(adding(by, new, n)).await), reason);
    }
    assert_eq!(store.restore_guest(adding(5, 30, 4)).await.expect("restores"), user);
    let keys = store.list_keys(user).await.expect("lists");
    assert_eq!(keys.iter().map(|known| known.key.thumbprint).collect::<Vec<_>>(), [key(30).thumbprint]);
    assert!(store.find_session_by_jti(lost.session.id, "any").await.expect("looks").is_none(), "all sessions end");
    for lost in [1, 2] {
        let refused = store.sign_in_guest(sign_in(40 + lost, key(lost))).await;
        assert!(matches!(refused, Err(SignInError::KeyReplaced)), "{refused:?}");
    }
    let back = store.sign_in_guest(sign_in(43, key(30))).await.expect("signs in");
    assert_eq!((back.session.user.id, back.is_new), (user, false));
    assert_eq!(refusal(store.restore_guest(adding(5, 31, 5)).await), KeyRefusal::KitSpent);
    assert_eq!(refusal(store.restore_guest(adding(6, 31, 6)).await), KeyRefusal::KitRevoked, "so do other kits");
    assert!(kinds(store, user).await.contains(&HistoryKind::Restored));

    store.add_key(user, KeyKind::Recovery, adding(30, 50, 7), None).await.expect("adds");
    store.disable_user(user, NOW).await.expect("disables");
    assert_eq!(refusal(store.restore_guest(adding(50, 51, 8)).await), KeyRefusal::UserDisabled);
    store.delete_user(user, NOW).await.expect("deletes");
    assert_eq!(refusal(store.restore_guest(adding(50, 51, 8)).await), KeyRefusal::GuestRemoved);
    for gone in [1, 5, 30] {
        let refused = store.sign_in_guest(sign_in(60 + gone, key(gone))).await;
        assert!(matches!(refused, Err(SignInError::GuestRemoved)), "no key of theirs makes anybody: {refused:?}");
    }
}

pub(crate) async fn promotion_retires_every_key(store: &Store) {
    let user = guest_at_the_page(store, 1).await.session.user.id;
    for (new, kind, n) in [(2, KeyKind::Device, 1), (3, KeyKind::Device, 2), (5, KeyKind::Recovery, 3)] {
        store.add_key(user, kind, adding(1, new, n), None).await.expect("adds");
    }
    store.revoke_key(user, stated(1, 4), key(3).thumbprint, false, NOW).await.expect("revokes");
    // Revoking ended the interaction; it is opened again.
    guest_at_the_page_again(store, 1).await;
    store.promote(promotion(2, "ines", None)).await.expect("promotes");
    assert!(store.list_keys(user).await.expect("lists").is_empty());
    let reason = async |n| store.find_key(&key(n).id).await.expect("finds").expect("is remembered").retired;
    assert_eq!(reason(5).await, Some((NOW, Retirement::Promoted)));
    assert_eq!(reason(3).await, Some((NOW, Retirement::Revoked)), "what was revoked stays revoked");
    assert_eq!(refusal(store.restore_guest(adding(5, 31, 6)).await), KeyRefusal::GuestPromoted);
    let adding = store.add_key(user, KeyKind::Device, adding(1, 32, 7), None).await;
    assert_eq!(refusal(adding), KeyRefusal::NotAGuest);
    for device in [1, 2] {
        let refused = store.sign_in_guest(sign_in(70 + device, key(device))).await;
        assert!(matches!(refused, Err(SignInError::KeyRetired)), "{refused:?}");
    }
}

async fn guest_at_the_page_again(store: &Store, n: u8) {
    let proof = crate::store::GuestProof::Key { challenge: challenge(200, NOW + LATER), key: key(n) };
    store.begin_interaction(begin(2, proof)).await.expect("begins");
}

pub(crate) async fn a_pairing_carries_what_two_devices_say(store: &Store) {
    let user = guest(store, 1).await.session.user.id;
    let stranger = guest(store, 9).await.session.user.id;
    let (code, secret) = ([7; 32], TokenHash::from_bytes([8; 32]));
    let (nonce, account_nonce) = (PairingBytes::random(), PairingBytes::random());
    let new = NewPairing {
        code,
        secret,
        commitment: PairingBytes::commitment(key(2).thumbprint, nonce),
        label: DeviceName::new("Lantern"),
        expires_at: NOW + PAIRING_LIFETIME,
    };
    store.open_pairing(new).await.expect("opens");
    let early = store.reveal_pairing(secret, key(2).thumbprint, nonce, NOW).await;
    assert_eq!(refusal(early), KeyRefusal::PairingMismatch, "nobody has answered yet");
    let answer = async |user, key, nonce| store.answer_pairing(code, user, key, nonce, NOW).await;
    answer(user, key(1).thumbprint, account_nonce).await.expect("answers");
    answer(user, key(1).thumbprint, account_nonce).await.expect("the same once more");
    assert_eq!(refusal(answer(stranger, key(9).thumbprint, nonce).await), KeyRefusal::PairingAnswered);
    assert_eq!(refusal(answer(user, key(1).thumbprint, nonce).await), KeyRefusal::PairingAnswered, "nothing changes");
    let other = store.reveal_pairing(secret, key(3).thumbprint, nonce, NOW).await;
    assert_eq!(refusal(other), KeyRefusal::PairingMismatch, "not what was committed to");
    let unshown = store.state_pairing(secret, "signed".to_owned(), NOW).await;
    assert_eq!(refusal(unshown), KeyRefusal::PairingMismatch);
    store.reveal_pairing(secret, key(2).thumbprint, nonce, NOW).await.expect("shows");
    store.state_pairing(secret, "signed".to_owned(), NOW).await.expect("states");
    let seen = store.find_pairing(Side::Guest(code, user), NOW).await.expect("is seen by the guest");
    assert_eq!(seen, store.find_pairing(Side::New(secret), NOW).await.expect("and by the new device"));
    assert_eq!((seen.account_key, seen.account_nonce), (Some(key(1).thumbprint), Some(account_nonce)));
    assert_eq!((seen.device_key, seen.device_nonce), (Some(key(2).thumbprint), Some(nonce)));
    assert_eq!((seen.possession.as_deref(), seen.is_done), (Some("signed"), false));
    let theirs = store.find_pairing(Side::Guest(code, stranger), NOW).await;
    assert_eq!(refusal(theirs), KeyRefusal::PairingGone, "nobody else sees it");
    store.add_key(user, KeyKind::Device, adding(1, 2, 1), Some(code)).await.expect("adds");
    assert!(store.find_pairing(Side::New(secret), NOW).await.expect("is seen").is_done);

    let late = NOW + PAIRING_LIFETIME;
    assert_eq!(refusal(store.find_pairing(Side::New(secret), late).await), KeyRefusal::PairingGone);
    store.prune(late - Duration::from_secs(1)).await.expect("prunes");
    store.find_pairing(Side::New(secret), NOW).await.expect("it lives still");
    store.end_pairing(Side::Guest(code, stranger)).await.expect("ends nothing");
    store.find_pairing(Side::New(secret), NOW).await.expect("it lives still");
    store.end_pairing(Side::New(secret)).await.expect("ends");
    assert_eq!(refusal(store.find_pairing(Side::New(secret), NOW).await), KeyRefusal::PairingGone);
}
