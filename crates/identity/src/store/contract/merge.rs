//! Merges as they are listed: to the member, and on a user's page in the Portal.

use std::time::Duration;

use houseguest_protocol::{identity::MergeRules, samples::NOW};
use uuid::Uuid;

use super::{
    CLIENT, guest_at_the_page,
    login::{INES, ask, code, interaction, member, sign_up},
};
use crate::{
    model::{Brought, CodeStep, TokenHash, UserId, UserMerge},
    store::{Granted, MergeGuest, Store},
};

const MINUTE: Duration = Duration::from_secs(60);
const MARA: &str = "mara@example.com";

/// Makes the guest of interaction `n` part of the account of `login`, `n` minutes after the beginning.
async fn merge(store: &Store, n: u8, login: &str, member: UserId) -> UserMerge {
    guest_at_the_page(store, n).await;
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
