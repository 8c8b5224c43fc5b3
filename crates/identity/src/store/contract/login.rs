//! Verifications, forgotten passwords, and the messages of both.

use std::time::Duration;

use houseguest_protocol::{samples::NOW, values::Timestamp};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::fixtures::{begin, guest_at_the_page, promotion};
use crate::{
    messages::{Channel, Draft, Message},
    model::{
        CodeStep, HistoryKind, LoginId, NewMember, PasswordHash, ProvenHow, Purpose, SealedHandle, TokenHash, UserId,
        Verification,
    },
    store::{BeginVerification, Granted, GuestProof, PromoteError, Promotion, Recovery, Store, VerificationError},
};

pub(super) const INES: &str = "ines@example.com";
const MINUTE: Duration = Duration::from_secs(60);

pub(super) fn interaction(n: u8) -> TokenHash {
    TokenHash::from_bytes([n; 32])
}

pub(super) fn code(n: u8) -> TokenHash {
    TokenHash::from_bytes([n, 1].repeat(16).try_into().expect("32 bytes"))
}

fn link(n: u8) -> TokenHash {
    TokenHash::from_bytes([n, 2].repeat(16).try_into().expect("32 bytes"))
}

fn hash(text: &str) -> PasswordHash {
    PasswordHash::from_phc(text.to_owned())
}

fn message(to: &str, stays: bool, now: Timestamp) -> Message {
    let draft = Draft { subject: "S".to_owned(), text: SecretString::from("T"), link: Some(SecretString::from("L")) };
    let expires_at = now + Verification::LIFETIME;
    Message { id: Uuid::now_v7(), channel: Channel::Mail, to: to.to_owned(), draft, created_at: now, expires_at, stays }
}

/// The n-th interaction asks about an address; `secret` draws its code and link.
pub(super) fn ask(n: u8, secret: u8, login: &str, purpose: Purpose, now: Timestamp) -> BeginVerification {
    let login = LoginId::parse(login).expect("a login");
    let message = message(login.as_str(), false, now);
    let for_nobody = Draft { subject: "Nobody".to_owned(), text: SecretString::from("N"), link: None };
    let draft_for_nobody = matches!(purpose, Purpose::Recovery { .. }).then_some(for_nobody);
    let verification = Verification {
        purpose,
        login,
        code: code(secret),
        link: link(secret),
        handle: SealedHandle::from_bytes(vec![n; 40]),
        browser: interaction(99),
        wrong_codes: 0,
        messages: 1,
        sent_at: now,
        expires_at: now + Verification::LIFETIME,
        proven: None,
    };
    BeginVerification { interaction: interaction(n), verification, message, draft_for_nobody, is_limited: true, now }
}

pub(super) fn sign_up() -> Purpose {
    Purpose::SignUp { password: hash("$argon2id$x") }
}

async fn find(store: &Store, n: u8) -> Option<Verification> {
    store.find_verification(interaction(n)).await.expect("looks")
}

/// Takes every message that is due, and forgets it; answers recipients and subjects.
async fn delivered(store: &Store, now: Timestamp) -> Vec<(String, String)> {
    let mut delivered = Vec::new();
    for (message, _) in store.claim_messages(now, now + MINUTE, 99).await.expect("takes") {
        store.forget_message(message.id).await.expect("forgets");
        delivered.push((message.to, message.draft.subject));
    }
    delivered
}

/// Makes a member whose address is verified, or not.
pub(super) async fn member(store: &Store, n: u8, login: &str, verified_at: Option<Timestamp>) -> UserId {
    guest_at_the_page(store, n).await;
    let promotion = promotion(n, login, None);
    let new = NewMember { verified_at, ..promotion.new.clone() };
    store.promote(Promotion { new, ..promotion }).await.expect("promotes").id
}

pub(crate) async fn a_code_proves_an_address_and_five_wrong_ones_end_it(store: &Store) {
    guest_at_the_page(store, 1).await;
    store.begin_verification(ask(1, 1, INES, sign_up(), NOW)).await.expect("begins");
    let kept = find(store, 1).await.expect("is kept");
    assert_eq!((kept.login.as_str(), kept.code, kept.link, kept.messages), (INES, code(1), link(1), 1));
    assert!(matches!(&kept.purpose, Purpose::SignUp { password } if password.expose() == "$argon2id$x"));
    let type_code = async |presented| store.type_code(interaction(1), presented, NOW).await.expect("weighs");
    for left in [4, 3, 2, 1] {
        assert_eq!(type_code(Some(code(9))).await, Some(CodeStep::Wrong { left }));
    }
    assert_eq!(type_code(None).await, Some(CodeStep::Spent));
    assert_eq!(type_code(Some(code(1))).await, Some(CodeStep::Spent), "even for the right one");
    store.begin_verification(ask(1, 2, "other@example.com", sign_up(), NOW)).await.expect("another address");
    assert_eq!(type_code(Some(code(2))).await, Some(CodeStep::Right));
    let proven = find(store, 1).await.expect("is kept");
    assert_eq!((proven.messages, proven.proven.map(|proven| proven.how)), (2, Some(ProvenHow::Code)));
    assert_eq!(store.type_code(interaction(2), Some(code(2)), NOW).await.expect("looks"), None);
}

pub(crate) async fn a_link_proves_an_address_while_it_lives(store: &Store) {
    guest_at_the_page(store, 1).await;
    store.begin_verification(ask(1, 1, INES, sign_up(), NOW)).await.expect("begins");
    let prove = async |link, now| store.prove_by_link(link, ProvenHow::LinkElsewhere, now).await.expect("notes");
    let end = NOW + Verification::LIFETIME;
    assert!(!prove(link(2), NOW).await && !prove(link(1), end).await);
    assert!(store.find_verification_by_link(link(1), end).await.expect("looks").is_none());
    let last = end - Duration::from_secs(1);
    assert!(store.find_verification_by_link(link(1), last).await.expect("looks").is_some());
    assert!(prove(link(1), last).await && !prove(link(1), last).await, "once");
    let proven = find(store, 1).await.expect("is kept").proven.expect("is proven");
    assert_eq!((proven.at, proven.how), (last, ProvenHow::LinkElsewhere));
}

pub(crate) async fn a_verification_ends_with_its_interaction(store: &Store) {
    guest_at_the_page(store, 1).await;
    store.begin_verification(ask(1, 1, INES, sign_up(), NOW)).await.expect("begins");
    let new = NewMember { verified_at: Some(NOW), ..promotion(1, INES, None).new };
    let user = store.promote(Promotion { new, ..promotion(1, INES, None) }).await.expect("promotes");
    assert!(user.claims().is_verified && find(store, 1).await.is_none());
    let owner = store.find_verified_login(&LoginId::parse("INES@example.com").expect("a login")).await;
    assert_eq!(owner.expect("looks"), Some(user.id));
    let late = store.begin_verification(ask(1, 2, INES, sign_up(), NOW)).await;
    assert!(matches!(late, Err(VerificationError::InteractionGone)));
    store.begin_interaction(begin(2, GuestProof::Nobody)).await.expect("opens");
    let near_its_end = NOW + Duration::from_secs(24 * 60);
    store.begin_verification(ask(2, 3, INES, sign_up(), near_its_end)).await.expect("begins");
    let ends = find(store, 2).await.expect("is kept").expires_at;
    assert_eq!(ends, NOW + Duration::from_secs(25 * 60), "a code does not outlive its interaction");
}

pub(crate) async fn a_form_sent_twice_sends_one_message(store: &Store) {
    guest_at_the_page(store, 1).await;
    store.begin_verification(ask(1, 1, INES, sign_up(), NOW)).await.expect("begins");
    let again = Purpose::SignUp { password: hash("$argon2id$y") };
    store.begin_verification(ask(1, 2, INES, again, NOW)).await.expect("is no mistake");
    let kept = find(store, 1).await.expect("is kept");
    assert_eq!((kept.code, kept.messages), (code(1), 1));
    assert!(matches!(&kept.purpose, Purpose::SignUp { password } if password.expose() == "$argon2id$y"));
    assert_eq!(delivered(store, NOW).await.len(), 1);
    let later = NOW + Duration::from_secs(30);
    store.begin_verification(ask(1, 3, INES, sign_up(), later)).await.expect("sends another");
    assert_eq!(find(store, 1).await.expect("is kept").code, code(3));
}

pub(crate) async fn messages_to_one_address_are_counted_for_a_day(store: &Store) {
    for n in 1..=24 {
        store.begin_interaction(begin(n, GuestProof::Nobody)).await.expect("opens");
        store.begin_verification(ask(n, n, INES, sign_up(), NOW)).await.expect("begins");
    }
    store.begin_interaction(begin(30, GuestProof::Nobody)).await.expect("opens");
    let refused = store.begin_verification(ask(30, 30, INES, sign_up(), NOW)).await;
    assert!(matches!(refused, Err(VerificationError::TooMany)) && find(store, 30).await.is_none());
    let unlimited = BeginVerification { is_limited: false, ..ask(30, 30, INES, sign_up(), NOW) };
    store.begin_verification(unlimited).await.expect("where nothing is limited");
    store.begin_verification(ask(30, 31, "other@example.com", sign_up(), NOW)).await.expect("another address");
    store.prune(NOW + Duration::from_secs(86_400)).await.expect("prunes");
}

pub(crate) async fn a_forgotten_password_is_its_verified_owners(store: &Store) {
    let owner = member(store, 1, INES, Some(NOW)).await;
    member(store, 2, "old@example.com", None).await;
    let recovery = || Purpose::Recovery { user: None };
    for (n, login) in [(11, INES), (12, "old@example.com"), (13, "nobody@example.com")] {
        store.begin_interaction(begin(n, GuestProof::Nobody)).await.expect("opens");
        store.begin_verification(ask(n, n, login, recovery(), NOW)).await.expect("begins");
    }
    let subjects: Vec<_> = delivered(store, NOW).await.into_iter().map(|(_, subject)| subject).collect();
    assert_eq!(subjects, ["S", "Nobody", "Nobody"], "an address that was never verified is nobody's");
    let step = store.type_code(interaction(13), Some(code(13)), NOW).await.expect("weighs");
    assert_eq!(step, Some(CodeStep::Wrong { left: 4 }), "what was told to nobody opens nothing");

    let recover = |n: u8| Recovery {
        interaction: interaction(n),
        password: hash("$argon2id$new"),
        granted: Granted::default(),
        notice: Some(message(INES, false, NOW)),
        now: NOW,
    };
    let early = store.recover(recover(11)).await;
    assert!(matches!(early, Err(PromoteError::InteractionGone)), "nothing was proven yet");
    store.type_code(interaction(11), Some(code(11)), NOW).await.expect("weighs").expect("is there");
    store.recover(recover(11)).await.expect("sets it");
    let (id, kept) = store.find_login(&LoginId::parse(INES).expect("a login")).await.expect("finds").expect("is known");
    assert_eq!((id, kept.expose()), (owner, "$argon2id$new"));
    assert_eq!(delivered(store, NOW).await.len(), 1, "the owner is told");
    let history = store.list_history(Some(owner), None, 9).await.expect("lists");
    let kinds: Vec<_> = history.iter().map(|entry| entry.kind).collect();
    for kind in [HistoryKind::Verified, HistoryKind::PasswordReset, HistoryKind::LoggedIn] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    assert!(find(store, 11).await.is_none() && store.recover(recover(11)).await.is_err(), "once");
}

pub(crate) async fn a_link_sets_a_forgotten_password_once(store: &Store) {
    member(store, 1, INES, Some(NOW)).await;
    store.begin_interaction(begin(11, GuestProof::Nobody)).await.expect("opens");
    store.begin_verification(ask(11, 11, INES, Purpose::Recovery { user: None }, NOW)).await.expect("begins");
    let set = async |password, now| store.recover_by_link(link(11), hash(password), None, now).await.expect("sets");
    assert!(!set("$argon2id$late", NOW + Verification::LIFETIME).await);
    assert!(set("$argon2id$new", NOW).await && !set("$argon2id$again", NOW).await);
    let (_, kept) = store.find_login(&LoginId::parse(INES).expect("a login")).await.expect("finds").expect("is known");
    assert_eq!(kept.expose(), "$argon2id$new");
    assert!(!find(store, 11).await.expect("is kept").shows_who_began());
}

pub(crate) async fn whoever_is_shut_out_recovers_nothing(store: &Store) {
    let owner = member(store, 1, INES, Some(NOW)).await;
    let login = LoginId::parse(INES).expect("a login");
    for (n, is_out) in [(11, false), (12, true)] {
        store.begin_interaction(begin(n, GuestProof::Nobody)).await.expect("opens");
        store.begin_verification(ask(n, n, INES, Purpose::Recovery { user: None }, NOW)).await.expect("begins");
        if !is_out {
            store.type_code(interaction(n), Some(code(n)), NOW).await.expect("weighs").expect("is there");
            assert!(store.disable_user(owner, NOW).await.expect("disables"));
        }
    }
    let subjects: Vec<_> = delivered(store, NOW).await.into_iter().map(|(_, subject)| subject).collect();
    assert_eq!(subjects, ["S", "Nobody"]);
    let (granted, password) = (Granted::default(), hash("$argon2id$new"));
    let late = Recovery { interaction: interaction(11), password, granted, notice: None, now: NOW };
    assert!(matches!(store.recover(late).await, Err(PromoteError::InteractionGone)));
    assert_eq!(store.find_verified_login(&login).await.expect("looks"), None);
    assert!(store.enable_user(owner, NOW).await.expect("enables"));
    let (_, kept) = store.find_login(&login).await.expect("finds").expect("is known");
    assert_ne!(kept.expose(), "$argon2id$new");
}

pub(crate) async fn messages_are_taken_by_one_until_they_are_forgotten(store: &Store) {
    for n in 1..=3 {
        store.begin_interaction(begin(n, GuestProof::Nobody)).await.expect("opens");
        let mut asked = ask(n, n, &format!("n{n}@example.com"), sign_up(), NOW);
        asked.message.stays = n == 3;
        store.begin_verification(asked).await.expect("begins");
    }
    let take = async |now: Timestamp| store.claim_messages(now, now + MINUTE, 9).await.expect("takes");
    let due = take(NOW).await;
    let to: Vec<_> = due.iter().map(|(message, attempts)| (message.to.as_str(), *attempts)).collect();
    assert_eq!(to, [("n1@example.com", 0), ("n2@example.com", 0)]);
    assert_eq!((due[0].0.draft.text.expose_secret(), due[0].0.channel), ("T", Channel::Mail));
    assert!(take(NOW).await.is_empty(), "nobody else gets them meanwhile");
    store.forget_message(due[0].0.id).await.expect("forgets");
    store.postpone_message(due[1].0.id, NOW + Duration::from_secs(5)).await.expect("postpones");
    let again = take(NOW + Duration::from_secs(5)).await;
    assert_eq!(again.iter().map(|(message, attempts)| (message.id, *attempts)).collect::<Vec<_>>(), [(due[1].0.id, 1)]);
    assert!(take(NOW + Verification::LIFETIME).await.is_empty(), "then it is of no use any more");

    let kept = async |to: Option<&str>| {
        let kept = store.list_kept_messages(to.map(str::to_owned), 9).await.expect("lists");
        kept.into_iter().map(|message| message.to).collect::<Vec<_>>()
    };
    assert_eq!(kept(None).await, ["n3@example.com"]);
    assert_eq!(kept(Some("n3@example.com")).await, ["n3@example.com"]);
    assert!(kept(Some("n1@example.com")).await.is_empty());
    store.prune(NOW + Verification::LIFETIME).await.expect("prunes");
    assert_eq!(kept(None).await.len(), 1, "an inbox keeps it longer");
    store.prune(NOW + Message::KEPT_FOR).await.expect("prunes");
    assert!(kept(None).await.is_empty());
}
