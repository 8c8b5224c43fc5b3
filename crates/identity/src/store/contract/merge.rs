//! Merges: as they are listed to the member and in the Portal, and what an undo brings back.

use std::time::Duration;

use houseguest_protocol::{
    identity::{KeyKind, MergeRules},
    samples::NOW,
};
use uuid::Uuid;

use super::{
    fixtures::{CLIENT, LATER, begin, challenge, guest_at_the_page, key, sign_in},
    login::{INES, ask, code, interaction, member, sign_up},
};
use crate::{
    model::{Brought, CannotUndo, CodeStep, Retirement, TokenHash, UserId, UserMerge},
    store::{Granted, GuestProof, MergeGuest, NewKey, SignInError, Stated, Store, UndoError},
};

const MINUTE: Duration = Duration::from_secs(60);
const MARA: &str = "mara@example.com";

/// Makes the guest of interaction `n` part of the account of `login`, `n` minutes after the beginning.
pub(super) async fn merge(store: &Store, n: u8, login: &str, member: UserId) -> UserMerge {
    guest_at_the_page(store, n).await;
    merge_whoever_is_there(store, n, login, member).await
}

/// The same for the guest with the key `key_of`, who has been here before, in interaction `n`.
async fn merge_again(store: &Store, key_of: u8, n: u8, login: &str, member: UserId) -> UserMerge {
    let proof = GuestProof::Key { challenge: challenge(150 + n, NOW + LATER), key: key(key_of) };
    store.begin_interaction(begin(n, proof)).await.expect("begins");
    merge_whoever_is_there(store, n, login, member).await
}

async fn merge_whoever_is_there(store: &Store, n: u8, login: &str, member: UserId) -> UserMerge {
    let now = NOW + MINUTE * n.into();
    store.begin_verification(ask(n, n, login, sign_up(), now)).await.expect("begins");
    let step = store.type_code(interaction(n), Some(code(n)), now).await.expect("weighs");
    assert_eq!(step, Some(CodeStep::Right));
    let merging = MergeGuest {
        interaction: interaction(n),
        member,
        rules: MergeRules::default(),
        brought: Brought { comments: n.into(), reactions: 0 },
        id: Uuid::now_v7(),
        undo_link: TokenHash::from_bytes([n; 32]),
        granted: Granted::default(),
        notice: None,
        event_id: Uuid::now_v7(),
        now,
    };
    store.merge_guest(merging).await.expect("merges")
}

pub(crate) async fn the_merges_of_a_member_are_listed_newest_first(store: &Store) {
    let ines = member(store, 1, INES, Some(NOW)).await;
    let mara = member(store, 2, MARA, Some(NOW)).await;
    let first = merge(store, 3, INES, ines).await;
    let of_mara = merge(store, 4, MARA, mara).await;
    let second = merge(store, 5, INES, ines).await;
    let undone = store.undo_merge(first.id, "user", Uuid::now_v7(), NOW + MINUTE * 9).await.expect("undoes");
    let list = async |member, since| {
        let found = store.list_merges(member, since).await.expect("lists");
        assert!(found.iter().all(|found| found.has_key), "guests with keys");
        found.into_iter().map(|found| found.merge).collect::<Vec<_>>()
    };
    assert_eq!(list(ines, NOW).await, [second, undone], "undone ones among them");
    assert_eq!(list(ines, NOW + MINUTE * 3).await, [second], "since then, and not at that very instant");
    assert_eq!(list(mara, NOW).await, [of_mara], "each their own");
    assert_eq!(of_mara.brought, Some(Brought { comments: 4, reactions: 0 }));
    assert!(list(first.guest, NOW).await.is_empty(), "who was part of an account has none for it");
}

pub(crate) async fn merges_are_listed_for_both_sides_with_who_did_them(store: &Store) {
    let owner = member(store, 1, INES, Some(NOW)).await;
    let first = merge(store, 2, INES, owner).await;
    let second = merge(store, 3, INES, owner).await;
    let second = store.undo_merge(second.id, "portal", Uuid::now_v7(), NOW + MINUTE * 4).await.expect("undoes");

    let record = async |user| store.find_user_record(user).await.expect("looks").expect("is there");
    let of_owner = record(owner).await;
    let told: Vec<_> = of_owner.merges.iter().map(|found| (found.merge, found.undone_by.as_deref())).collect();
    assert_eq!(told, [(second, Some("portal")), (first, None)]);
    assert!(of_owner.merges.iter().all(|found| found.client_id.as_deref() == Some(CLIENT)));
    assert!(of_owner.merged().is_none(), "the account is part of no other");

    assert_eq!(record(first.guest).await.merged().map(|found| found.merge), Some(first));
    let left = record(second.guest).await;
    assert!(left.merges.len() == 1 && left.merged().is_none(), "who left is a user of their own");
    assert!(record(guest_at_the_page(store, 4).await.session.user.id).await.merges.is_empty());
}

pub(crate) async fn an_undo_brings_back_the_keys_that_the_merge_retired_and_no_others(store: &Store) {
    let owner = member(store, 1, INES, Some(NOW)).await;
    let guest = guest_at_the_page(store, 3).await.session.user.id;
    let at = |n| challenge(n, NOW + LATER * 9);
    let by_the_first = |n| Stated { by: key(3).thumbprint, challenge: at(n) };
    // The guest of this interaction has two devices and a kit; one of the devices was lost.
    for (new, n, kind) in [(40, 10, KeyKind::Device), (41, 12, KeyKind::Device), (42, 14, KeyKind::Recovery)] {
        let adding = NewKey { authorised: by_the_first(n), key: key(new), challenge: at(n + 1), label: None, now: NOW };
        store.add_key(guest, kind, adding, None).await.expect("adds");
    }
    store.revoke_key(guest, by_the_first(20), key(40).thumbprint, false, NOW).await.expect("revokes");
    // Whatever the guest had open at the page went with the key.
    let merged = merge_again(store, 3, 8, INES, owner).await;
    let reason = async |n| {
        let known = store.find_key(&key(n).id).await.expect("finds").expect("is known");
        known.retired.map(|(_, reason)| reason)
    };
    let reasons = [reason(3).await, reason(41).await, reason(42).await];
    assert_eq!(reasons, [Some(Retirement::Merged); 3], "what worked until then");
    assert_eq!(reason(40).await, Some(Retirement::Revoked), "what was revoked stays what it was");

    store.undo_merge(merged.id, "user", Uuid::now_v7(), NOW + MINUTE * 9).await.expect("undoes");
    assert_eq!([reason(3).await, reason(41).await, reason(42).await], [None; 3], "they work again");
    assert_eq!(reason(40).await, Some(Retirement::Revoked), "a lost device does not come back with them");
    let refused = store.sign_in_guest(sign_in(50, key(40))).await;
    assert!(matches!(refused, Err(SignInError::KeyRevoked)), "{refused:?}");
    let back = store.sign_in_guest(sign_in(51, key(41))).await.expect("signs in");
    assert_eq!((back.is_new, back.session.user.id), (false, guest));
}

pub(crate) async fn a_deleted_guest_cannot_be_taken_out(store: &Store) {
    let owner = member(store, 1, INES, Some(NOW)).await;
    let merged = merge(store, 3, INES, owner).await;
    let now = NOW + MINUTE * 9;
    assert!(store.delete_user(merged.guest, now).await.expect("deletes"));
    let undone = store.undo_merge(merged.id, "user", Uuid::now_v7(), now).await;
    assert!(matches!(undone, Err(UndoError::Cannot(CannotUndo::GuestGone))), "{undone:?}");
    let found = store.find_merge_by_link(TokenHash::from_bytes([3; 32])).await.expect("looks").expect("is kept");
    assert_eq!((found.merge, found.is_guest_there, found.has_key), (merged, false, false), "nothing was changed");
    assert_eq!(found.may_be_undone(now), Err(CannotUndo::GuestGone));
    assert_eq!(found.may_be_undone(merged.undo_until()), Err(CannotUndo::TooLate), "then that is the reason");
    let user = store.find_user_record(owner).await.expect("looks").expect("is there").user;
    assert_eq!(user.aliases, [merged.guest], "what they brought along is the account's for good");
}

pub(crate) async fn who_is_part_of_a_member_is_told_apart_from_who_was(store: &Store) {
    let owner = member(store, 1, INES, Some(NOW)).await;
    let aliases = async || {
        let user = store.find_user_record(owner).await.expect("looks").expect("is there").user;
        let claims = user.claims();
        assert_eq!(claims.aliases, user.aliases.iter().map(|alias| alias.subject()).collect::<Vec<_>>());
        assert_eq!(claims.former_aliases, user.former_aliases.iter().map(|alias| alias.subject()).collect::<Vec<_>>());
        (user.aliases, user.former_aliases)
    };
    assert_eq!(aliases().await, (vec![], vec![]));
    let first = merge(store, 3, INES, owner).await;
    let second = merge(store, 4, INES, owner).await;
    assert_eq!(aliases().await, (vec![second.guest, first.guest], vec![]), "newest first");
    store.undo_merge(second.id, "user", Uuid::now_v7(), NOW + MINUTE * 9).await.expect("undoes");
    assert_eq!(aliases().await, (vec![first.guest], vec![second.guest]), "who left is no part of the account");
    let again = merge_again(store, 4, 9, INES, owner).await;
    assert_eq!(again.guest, second.guest);
    assert_eq!(aliases().await, (vec![second.guest, first.guest], vec![]), "and said once, by the last time");
}
