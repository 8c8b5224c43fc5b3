//! What every store must do, whatever its engine: one suite, run on each.
//!
//! To run it on an engine: `store_contract!(open)`, where `open` makes an empty store of it, and what keeps that.

mod keys;
mod login;
mod merge;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

pub(crate) use keys::*;
pub(crate) use login::*;
pub(crate) use merge::*;

use futures::future::join_all;
use houseguest_protocol::{
    identity::{Algorithm, CodeVerifier, EventType, PublicKey, Thumbprint},
    samples::NOW,
    values::{KeyId, Timestamp},
};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{
    Admission, Allowance, AnySessionId, Batch, BeginError, BeginInteraction, CarryOver, Claimed, Destination,
    DeviceReport, ExchangeCode, ExchangeError, Granted, GuestProof, Lease, ListedSession, NewSigningKey, PromoteError,
    Promotion, PutSettingError, RefreshAttempt, RefreshError, Settled, SignInError, SignInGuest, SignedIn,
    SigningKeyRecord, Store, event_type,
};
use crate::settings::SettingDocument;
use crate::{
    jose::dpop::{InvalidProof, Presented},
    model::{
        APP_SESSION_LIFETIME, AccessToken, AppSessionToken, AuthorizationCode, BrowserSession, BrowserSessionId,
        BrowserWish, CleanUpRun, ClientPolicies, ClientPolicy, DeviceName, Figure, GuestKey, HistoryKind, Interaction,
        Lifetime, LoginId, NewBrowserSession, NewMember, NewSession, PasswordHash, PendingRequest, PromotionCodeRecord,
        ProvenBy, RefreshToken, Retirement, RotationRule, Scopes, SecretText, SeenFrom, SessionId, SpentChallenge,
        SuccessorKey, TokenHash, TooMany, UserId, day_of,
    },
};

/// Runs every case of the suite on a store of its own.
macro_rules! store_contract {
    ($open:path) => {
        $crate::store::contract::store_contract! { @cases $open:
            the_first_secret_of_a_name_stays
            a_key_makes_one_user_and_brings_them_back
            a_challenge_is_spent_with_its_use_and_only_then
            keys_are_added_by_the_word_of_a_device_key
            a_revoked_key_takes_its_sessions_along_and_the_last_one_stays
            a_recovery_key_takes_the_place_of_all_others_once
            promotion_retires_every_key
            a_pairing_carries_what_two_devices_say
            a_key_id_belongs_to_one_key
            an_unknown_key_makes_nobody_unless_it_may
            admission_is_asked_only_for_new_guests
            tokens_find_their_session_until_they_are_revoked
            refresh_tokens_rotate_repeat_and_end
            ended_sessions_and_wrong_clients_are_refused
            a_session_ends_only_by_a_secret_of_its_own
            a_code_is_traded_once
            a_browser_session_is_found_by_its_secret_and_replaced_whole
            a_browser_session_is_forgotten_long_after_its_end
            what_is_linked_ends_with_its_browser_session
            an_app_s_session_is_carried_over_once
            every_session_of_a_user_is_listed_and_ended
            a_client_that_allows_one_session_keeps_the_newest
            what_is_bound_opens_to_its_key_alone
            a_user_who_gets_no_more_tokens_loses_none
            signing_keys_take_turns
            promotion_is_whole
            a_taken_login_changes_nothing
            proofs_are_spent_with_the_interaction
            each_destination_gets_every_event_on_its_own
            an_event_that_nobody_wants_is_forgotten
            events_of_one_user_go_in_order
            what_failed_for_good_waits_for_an_operator
            two_carriers_never_claim_the_same
            what_happened_is_kept_and_counted
            a_disabled_user_has_no_way_in
            a_removed_key_is_told_so_and_makes_nobody
            one_run_at_a_time_that_others_take_up_when_it_is_left
            a_guest_who_comes_back_during_a_run_is_wholly_kept_or_wholly_removed
            a_changed_section_keeps_only_what_was_changed_knowingly
            expired_things_are_pruned_and_live_ones_stay
            a_code_proves_an_address_and_five_wrong_ones_end_it
            a_link_proves_an_address_while_it_lives
            a_verification_ends_with_its_interaction
            a_form_sent_twice_sends_one_message
            messages_to_one_address_are_counted_for_a_day
            a_forgotten_password_is_its_verified_owners
            a_link_sets_a_forgotten_password_once
            whoever_is_shut_out_recovers_nothing
            the_merges_of_a_member_are_listed_newest_first
            messages_are_taken_by_one_until_they_are_forgotten
            merges_are_listed_for_both_sides_with_who_did_them
        }
    };
    (@cases $open:path: $($case:ident)+) => {
        $(#[tokio::test]
        async fn $case() {
            // Not there only where the developer has said that tests may do without.
            let Some((store, _kept)) = $open() else { return };
            $crate::store::contract::$case(&store).await;
        })+
    };
}
pub(crate) use store_contract;

const CLIENT: &str = "app";
const LATER: Duration = Duration::from_secs(60);

fn key(seed: u8) -> GuestKey {
    let public = PublicKey::Ed25519([seed; 32]);
    GuestKey::new(public.thumbprint().to_key_id(), public)
}

fn challenge(n: u8, expires_at: Timestamp) -> SpentChallenge {
    let mut unique = SpentChallenge::oldest_alive(expires_at);
    unique[9] = n;
    SpentChallenge { unique }
}

fn new_session() -> (NewSession, SecretText) {
    let secret = SecretText::random();
    let session = NewSession {
        id: SessionId::random(),
        client_id: CLIENT.to_owned(),
        scopes: Scopes::ANONYMOUS,
        refresh: secret.hash(),
        access: None,
        device: None,
        sso: None,
        is_only_one: false,
        bound_to: None,
    };
    (session, secret)
}

fn sign_in(n: u8, key: GuestKey) -> SignInGuest {
    SignInGuest {
        challenge: challenge(n, NOW + LATER),
        key,
        new_user: Some(UserId::random()),
        announce: None,
        admission: None,
        allowance: None,
        session: new_session().0,
        now: NOW,
    }
}

async fn guest(store: &Store, seed: u8) -> SignedIn {
    store.sign_in_guest(sign_in(seed, key(seed))).await.expect("signs in")
}

/// How long sessions in the browser live here.
const BROWSER_LIFETIME: Lifetime =
    Lifetime { absolute: Duration::from_secs(800), idle: Some(Duration::from_secs(400)) };

fn policies() -> ClientPolicies {
    let lifetime = Lifetime { absolute: Duration::from_secs(1_000), idle: Some(Duration::from_secs(500)) };
    let rotation = RotationRule { enabled: true, grace: Duration::from_secs(30) };
    ClientPolicies::new([(CLIENT.to_owned(), ClientPolicy { lifetime, rotation })], BROWSER_LIFETIME)
}

fn attempt(session: SessionId, secret: &SecretText, seconds: u64) -> RefreshAttempt {
    RefreshAttempt {
        token: RefreshToken { session, secret: secret.clone() },
        client_id: Some(CLIENT.to_owned()),
        policies: policies(),
        may_rotate: true,
        key: SuccessorKey::new([9; 32]),
        access: None,
        device: DeviceReport::Nothing,
        proof: Presented::Nothing,
        allowance: None,
        now: NOW + Duration::from_secs(seconds),
    }
}

pub(crate) async fn the_first_secret_of_a_name_stays(store: &Store) {
    assert_eq!(store.secret_or_add("a", b"one", NOW).await.expect("keeps"), b"one");
    assert_eq!(store.secret_or_add("a", b"two", NOW).await.expect("finds"), b"one");
    assert_eq!(store.secret_or_add("b", b"two", NOW).await.expect("keeps"), b"two");
}

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

fn code(hash: u8, verifier: &CodeVerifier) -> AuthorizationCode {
    AuthorizationCode {
        hash: TokenHash::from_bytes([hash; 32]),
        user: UserId(Uuid::nil()),
        client_id: CLIENT.to_owned(),
        redirect_uri: "http://127.0.0.1/callback".to_owned(),
        code_challenge: verifier.challenge(),
        scopes: Scopes::OPENID,
        proven_by: ProvenBy::Password,
        nonce: Some("nonce".to_owned()),
        sso: None,
        bound_to: None,
        expires_at: NOW + AuthorizationCode::LIFETIME,
    }
}

fn interaction() -> Interaction {
    let request = PendingRequest {
        client_id: CLIENT.to_owned(),
        redirect_uri: "http://127.0.0.1/callback".to_owned(),
        response_mode: "query".to_owned(),
        code_challenge: None,
        scope_bits: Scopes::OPENID.bits(),
        state: Some("state".to_owned()),
        nonce: None,
        dpop_jkt: None,
        ui_locales: None,
        color_scheme: None,
        browser: BrowserWish::Suppress,
    };
    Interaction { request, guest: None, expires_at: NOW + Interaction::LIFETIME }
}

fn begin(handle: u8, proof: GuestProof) -> BeginInteraction {
    BeginInteraction { handle: TokenHash::from_bytes([handle; 32]), proof, interaction: interaction(), now: NOW }
}

fn promotion(handle: u8, login: &str, code: Option<AuthorizationCode>) -> Promotion {
    Promotion {
        handle: TokenHash::from_bytes([handle; 32]),
        new: NewMember {
            identity_id: Uuid::now_v7(),
            login: LoginId::parse(login).expect("a login id"),
            verified_at: None,
            password: PasswordHash::from_phc("$argon2id$x".to_owned()),
        },
        granted: Granted { code, ..Granted::default() },
        event_id: Uuid::now_v7(),
        now: NOW,
    }
}

/// A guest whose interaction `n` is open.
async fn guest_at_the_page(store: &Store, n: u8) -> SignedIn {
    let signed_in = guest(store, n).await;
    let proof = GuestProof::Key { challenge: challenge(100 + n, NOW + LATER), key: key(n) };
    let begun = store.begin_interaction(begin(n, proof)).await.expect("begins");
    assert_eq!(begun.guest, Some(signed_in.session.user.id));
    signed_in
}

pub(crate) async fn a_code_is_traded_once(store: &Store) {
    let verifier = CodeVerifier::random();
    let signed_in = guest_at_the_page(store, 1).await;
    store.promote(promotion(1, "ines", Some(code(7, &verifier)))).await.expect("promotes");
    let exchange = || ExchangeCode {
        code: TokenHash::from_bytes([7; 32]),
        client_id: CLIENT.to_owned(),
        redirect_uri: "http://127.0.0.1/callback".to_owned(),
        verifier: verifier.clone(),
        session: new_session().0,
        proof: Presented::Nothing,
        allowance: None,
        now: NOW,
    };
    let invalid = [
        ExchangeCode { code: TokenHash::from_bytes([8; 32]), ..exchange() },
        ExchangeCode { client_id: "other".to_owned(), ..exchange() },
        ExchangeCode { verifier: CodeVerifier::random(), ..exchange() },
        ExchangeCode { now: NOW + AuthorizationCode::LIFETIME, ..exchange() },
    ];
    for wrong in invalid {
        assert!(matches!(store.exchange_code(wrong).await, Err(ExchangeError::InvalidCode)));
    }
    let elsewhere = ExchangeCode { redirect_uri: "http://127.0.0.1/other".to_owned(), ..exchange() };
    assert!(matches!(store.exchange_code(elsewhere).await, Err(ExchangeError::RedirectUriMismatch)));
    let (of, traded) = store.exchange_code(exchange()).await.expect("none of these burnt it");
    assert_eq!((of.user.id, of.session.scopes), (signed_in.session.user.id, Scopes::OPENID));
    assert_eq!((of.session.proven_by, traded.nonce.as_deref()), (ProvenBy::Password, Some("nonce")));
    assert!(matches!(store.exchange_code(exchange()).await, Err(ExchangeError::InvalidCode)), "once");
}

pub(crate) async fn what_is_bound_opens_to_its_key_alone(store: &Store) {
    let (own, other) = (Thumbprint::from_bytes([1; 32]), Thumbprint::from_bytes([2; 32]));
    let (session, secret) = new_session();
    let (session, id) = (NewSession { bound_to: Some(own), ..session.clone() }, session.id);
    let begun = store.sign_in_guest(SignInGuest { session, ..sign_in(1, key(1)) }).await.expect("signs in");
    assert_eq!(begun.session.session.bound_to, Some(own));
    let with = |proof| RefreshAttempt { proof, ..attempt(id, &secret, 1) };
    for wrong in [Presented::Nothing, Presented::Key(other), Presented::Unusable(InvalidProof::Expired)] {
        assert!(matches!(store.refresh(with(wrong)).await, Err(RefreshError::ProofMismatch)), "{wrong:?}");
    }
    let refreshed = store.refresh(with(Presented::Key(own))).await.expect("nothing was rotated by the refusals");
    assert_eq!(refreshed.session.session.bound_to, Some(own), "its successor is bound as well");

    let verifier = CodeVerifier::random();
    guest_at_the_page(store, 2).await;
    let bound = AuthorizationCode { bound_to: Some(own), ..code(7, &verifier) };
    store.promote(promotion(2, "ines", Some(bound))).await.expect("promotes");
    let exchange = |proof| ExchangeCode {
        code: TokenHash::from_bytes([7; 32]),
        client_id: CLIENT.to_owned(),
        redirect_uri: "http://127.0.0.1/callback".to_owned(),
        verifier: verifier.clone(),
        session: new_session().0,
        proof,
        allowance: None,
        now: NOW,
    };
    for wrong in [Presented::Nothing, Presented::Key(other)] {
        assert!(matches!(store.exchange_code(exchange(wrong)).await, Err(ExchangeError::ProofMismatch)), "{wrong:?}");
    }
    let (_, code) = store.exchange_code(exchange(Presented::Key(own))).await.expect("the refusals burnt nothing");
    assert_eq!(code.bound_to, Some(own));
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

/// Routes what was written to a consumer who wants everything, and claims it.
async fn claim_events(store: &Store) -> Vec<Claimed> {
    route(store, &[]).await;
    store.claim_deliveries("in:test", NOW, NOW + LATER, 9).await.expect("claims")
}

/// Routes to that consumer and to webhooks that want promotions.
async fn route(store: &Store, webhooks: &[&str]) {
    let everything = Destination { name: "in:test".to_owned(), kinds: EventType::ALL.to_vec() };
    store.register_consumer(everything).await.expect("registers");
    let kinds = vec![EventType::UserAnonymousPromoted];
    let webhooks = webhooks.iter().map(|name| Destination { name: (*name).to_owned(), kinds: kinds.clone() });
    store.route_events(webhooks.collect(), NOW, 99).await.expect("routes");
}

async fn seqs(store: &Store, destination: &str, now: Timestamp) -> Vec<i64> {
    let claimed = store.claim_deliveries(destination, now, now + LATER, 2).await.expect("claims");
    claimed.into_iter().map(|delivery| delivery.seq).collect()
}

const fn failed(next_attempt_at: Option<Timestamp>) -> Settled {
    Settled::Failed { next_attempt_at, cause: String::new() }
}

async fn promoted_guests(store: &Store, count: u8) {
    for n in 1..=count {
        guest_at_the_page(store, n).await;
        store.promote(promotion(n, &format!("member-{n}"), None)).await.expect("promotes");
    }
}

pub(crate) async fn each_destination_gets_every_event_on_its_own(store: &Store) {
    promoted_guests(store, 3).await;
    route(store, &["hook:a", "hook:b"]).await;
    let first = seqs(store, "hook:a", NOW).await;
    let [one, two] = first[..] else { panic!("the two oldest: {first:?}") };
    assert!(one < two);
    let rest = seqs(store, "hook:a", NOW).await;
    assert!(matches!(rest[..], [three] if three > two), "what is claimed is not claimed again");
    let outcomes = vec![(one, failed(Some(NOW + LATER * 2))), (two, Settled::Taken)];
    store.settle_deliveries("hook:a", outcomes, NOW).await.expect("settles");
    assert_eq!(seqs(store, "hook:b", NOW).await, [one, two], "another destination is not concerned");
    assert_eq!(seqs(store, "hook:a", NOW + LATER).await, rest, "a claim that nobody settles ends");
    assert_eq!(seqs(store, "hook:a", NOW + LATER * 2).await, [one, rest[0]], "due again");
    let waiting = store.count_deliveries().await.expect("counts");
    let of = |name| waiting.iter().find(|waiting| waiting.destination == name).expect("waits").clone();
    assert_eq!((of("hook:a").waiting, of("hook:a").failing, of("in:test").waiting), (2, 1, 3));
}

pub(crate) async fn an_event_that_nobody_wants_is_forgotten(store: &Store) {
    let announced = SignInGuest { announce: Some(Uuid::now_v7()), ..sign_in(1, key(1)) };
    store.sign_in_guest(announced).await.expect("signs up");
    let routed = store.route_events(Vec::new(), NOW, 9).await.expect("routes");
    assert_eq!((routed, store.route_events(Vec::new(), NOW, 9).await.expect("routes")), (1, 0));
    assert!(claim_events(store).await.is_empty(), "it was gone before anybody asked");
    store.sign_in_guest(sign_in(2, key(2))).await.expect("signs up");
    assert!(claim_events(store).await.is_empty(), "and this one was never written");
}

pub(crate) async fn events_of_one_user_go_in_order(store: &Store) {
    let announced = SignInGuest { announce: Some(Uuid::now_v7()), ..sign_in(1, key(1)) };
    let user = store.sign_in_guest(announced).await.expect("signs up").session.user.id;
    assert!(store.delete_user(user, NOW).await.expect("deletes"));
    store.sign_in_guest(SignInGuest { announce: Some(Uuid::now_v7()), ..sign_in(2, key(2)) }).await.expect("signs up");
    let first = claim_events(store).await;
    let kinds: Vec<_> = first.iter().map(|claimed| event_type(&claimed.kind).expect("known").as_str()).collect();
    assert_eq!(kinds, ["user.created", "user.created"], "the deletion waits for the creation of the same user");
    store.settle_deliveries("in:test", vec![(first[0].seq, Settled::Taken)], NOW).await.expect("settles");
    let next = claim_events(store).await;
    assert!(matches!(&next[..], [deleted] if event_type(&deleted.kind) == Some(EventType::UserDeleted)));
}

pub(crate) async fn what_failed_for_good_waits_for_an_operator(store: &Store) {
    promoted_guests(store, 1).await;
    route(store, &["hook:a"]).await;
    let seq = seqs(store, "hook:a", NOW).await[0];
    let dead = Settled::Failed { next_attempt_at: None, cause: "the receiver answered 500".to_owned() };
    store.settle_deliveries("hook:a", vec![(seq, dead)], NOW).await.expect("settles");
    assert!(seqs(store, "hook:a", NOW + LATER * 9).await.is_empty(), "it is not tried any more");
    let given_up = store.list_given_up(9).await.expect("lists");
    let [one] = &given_up[..] else { panic!("one: {given_up:?}") };
    assert_eq!((one.seq, one.attempts, one.failed_at), (seq, 1, NOW));
    assert_eq!(
        (one.cause.as_str(), one.event_type),
        ("the receiver answered 500", Some(EventType::UserAnonymousPromoted))
    );
    assert_eq!(store.retry_deliveries("hook:a", Some(seq + 1), NOW).await.expect("retries"), 0, "another one");
    assert_eq!(store.retry_deliveries("hook:a", Some(seq), NOW).await.expect("retries"), 1);
    let again = store.claim_deliveries("hook:a", NOW, NOW + LATER, 9).await.expect("claims");
    assert_eq!((again[0].seq, again[0].attempts), (seq, 1), "from the beginning");
    store.settle_deliveries("hook:a", vec![(seq, failed(None))], NOW).await.expect("settles");
    assert_eq!(store.prune_deliveries(NOW).await.expect("prunes"), 0);
    assert_eq!(store.prune_deliveries(NOW + LATER).await.expect("prunes"), 2, "and what nobody came for");
    assert!(store.list_given_up(9).await.expect("lists").is_empty());
}

pub(crate) async fn two_carriers_never_claim_the_same(store: &Store) {
    promoted_guests(store, 6).await;
    route(store, &["hook:a"]).await;
    let claims = join_all((0..12).map(|_| store.claim_deliveries("hook:a", NOW, NOW + LATER, 1))).await;
    let mut claimed: Vec<_> = claims.into_iter().flat_map(|claim| claim.expect("claims")).map(|one| one.seq).collect();
    claimed.sort_unstable();
    let all = claimed.len();
    claimed.dedup();
    assert_eq!((all, claimed.len()), (6, 6));
}

pub(crate) async fn what_happened_is_kept_and_counted(store: &Store) {
    let day = Duration::from_secs(86_400);
    let user = guest(store, 1).await.session.user.id;
    let next = SignInGuest { now: NOW + day, ..sign_in(2, key(1)) };
    let session = store.sign_in_guest(next).await.expect("comes back").session.session.id;
    store.touch_session(session, NOW + day).await.expect("touches");
    store.touch_session(session, NOW + day * 3).await.expect("touches");
    store.note_refused_key(user, CLIENT, NOW + day * 3).await.expect("notes");
    store.note_refused_key(user, CLIENT, NOW + day * 3 + LATER).await.expect("notes");
    assert!(store.disable_user(user, NOW + day * 4).await.expect("disables"));
    assert!(store.enable_user(user, NOW + day * 5).await.expect("enables"));
    assert!(store.delete_user(user, NOW + day * 6).await.expect("deletes"));
    assert!(!store.delete_user(user, NOW + day * 6).await.expect("looks"), "once");
    let history = store.list_history(user, None, 9).await.expect("lists");
    let kinds: Vec<_> = history.iter().map(|entry| entry.kind).collect();
    use HistoryKind::{Deleted, Disabled, Enabled, KeyRefused, SignedIn};
    assert_eq!(kinds, [Deleted, Enabled, Disabled, KeyRefused, SignedIn], "newest first, and after the user is gone");
    let second = store.list_history(user, Some((history[1].at, history[1].id)), 2).await.expect("lists");
    assert_eq!(second, history[2..4], "page by page");
    let first = day_of(NOW);
    let figures = store.list_figures(first).await.expect("lists");
    let mut expected = vec![
        (first, Figure::CameBack, 1),
        (first, Figure::Made, 1),
        (first, Figure::Removed, 1),
        (first + 1, Figure::Active, 1),
        (first + 3, Figure::Active, 1),
        (first + 3, Figure::KeysRefused, 2),
    ];
    expected.sort_by_key(|(day, figure, _)| (*day, figure.as_str()));
    assert_eq!(figures, expected);
    assert_eq!(store.prune_history(NOW + day * 5).await.expect("prunes"), 3);
    assert_eq!(store.list_history(user, None, 9).await.expect("lists").len(), 2);
}

pub(crate) async fn a_disabled_user_has_no_way_in(store: &Store) {
    let signed_in = guest_at_the_page(store, 1).await;
    let user = signed_in.session.user.id;
    assert!(store.disable_user(user, NOW).await.expect("disables"));
    let session = signed_in.session.session.id;
    assert!(store.find_session_by_jti(session, "any").await.expect("looks").is_none(), "sessions end");
    assert!(matches!(store.promote(promotion(1, "ines", None)).await, Err(PromoteError::InteractionGone)));
    let refused = store.sign_in_guest(sign_in(2, key(1))).await;
    assert!(matches!(refused, Err(SignInError::Disabled)), "{refused:?}");
    let proof = GuestProof::Key { challenge: challenge(3, NOW + LATER), key: key(1) };
    assert!(matches!(store.begin_interaction(begin(2, proof)).await, Err(BeginError::NoSuchGuest)));
    assert!(store.enable_user(user, NOW).await.expect("enables"));
    assert!(!store.sign_in_guest(sign_in(2, key(1))).await.expect("comes back").is_new);
    assert!(!store.disable_user(UserId::random(), NOW).await.expect("looks"), "nobody");
    guest_at_the_page(store, 5).await;
    let member = store.promote(promotion(5, "ines", None)).await.expect("promotes").id;
    assert!(store.disable_user(member, NOW).await.expect("disables"));
    let login = LoginId::parse("ines").expect("a login id");
    assert!(store.find_login(&login).await.expect("looks").is_none(), "members log in no more");
}

pub(crate) async fn a_removed_key_is_told_so_and_makes_nobody(store: &Store) {
    let named = GuestKey { id: KeyId::parse("a-name-of-its-own".to_owned()).expect("an id"), ..key(1) };
    let user = store.sign_in_guest(sign_in(1, named.clone())).await.expect("signs up").session.user.id;
    assert!(store.delete_user(user, NOW).await.expect("deletes"));
    for returning in [named.clone(), key(1), GuestKey { id: named.id.clone(), ..key(2) }] {
        let refused = store.sign_in_guest(sign_in(2, returning)).await;
        assert!(matches!(refused, Err(SignInError::GuestRemoved)), "{refused:?}");
    }
    assert!(store.is_key_removed(&named.id).await.expect("looks"));
    assert!(store.is_key_removed(&key(1).id).await.expect("looks"), "by its thumbprint, too");
    assert!(!store.is_key_removed(&key(2).id).await.expect("looks"));
    let proof = GuestProof::Key { challenge: challenge(3, NOW + LATER), key: key(1) };
    assert!(matches!(store.begin_interaction(begin(2, proof)).await, Err(BeginError::GuestRemoved)));
    assert!(store.sign_in_guest(sign_in(2, key(2))).await.expect("signs up").is_new, "another key is welcome");
}

fn run(last_day: i64) -> CleanUpRun {
    CleanUpRun {
        id: Uuid::now_v7(),
        started_at: NOW,
        started_by: None,
        idle_days: 1,
        last_day,
        cursor: None,
        examined: 0,
        removed: 0,
        kept: 0,
        finished_at: None,
        outcome: None,
    }
}

pub(crate) async fn one_run_at_a_time_that_others_take_up_when_it_is_left(store: &Store) {
    let (mine, theirs) = (Uuid::now_v7(), Uuid::now_v7());
    let lease = |holder, now| Lease { holder, until: now + LATER };
    let first = run(0);
    assert!(store.begin_clean_up(first.clone(), lease(mine, NOW)).await.expect("begins"));
    assert!(!store.begin_clean_up(run(0), lease(theirs, NOW)).await.expect("looks"), "one is under way");
    assert_eq!(store.take_clean_up(lease(theirs, NOW), NOW).await.expect("looks"), None, "it is ours");
    assert!(store.take_clean_up(lease(mine, NOW), NOW).await.expect("takes").is_some(), "we go on");
    let later = NOW + LATER;
    assert!(store.take_clean_up(lease(theirs, later), later).await.expect("takes").is_some(), "we left it");
    let batch = Batch { remove: Vec::new(), kept: 0, cursor: UserId::random() };
    let lost = store.remove_idle_guests(first.id, batch, lease(mine, later), later).await.expect("looks");
    assert_eq!(lost, None, "what we thought was ours is theirs");
    assert!(store.finish_clean_up(first.id, "done", later).await.expect("ends"));
    assert!(!store.finish_clean_up(first.id, "stopped", later).await.expect("looks"), "once");
    assert_eq!(store.last_clean_up_by_itself().await.expect("looks"), Some(NOW));
    let runs = store.list_clean_ups(9).await.expect("lists");
    assert!(matches!(&runs[..], [one] if one.outcome.as_deref() == Some("done") && one.finished_at == Some(later)));
}

pub(crate) async fn a_guest_who_comes_back_during_a_run_is_wholly_kept_or_wholly_removed(store: &Store) {
    let days = Duration::from_secs(86_400 * 40);
    let mut users = Vec::new();
    for n in 1..=8 {
        users.push((n, guest(store, n).await.session.user.id));
    }
    let (now, holder) = (NOW + days, Uuid::now_v7());
    let run = run(day_of(now) - 30);
    let lease = Lease { holder, until: now + LATER };
    assert!(store.begin_clean_up(run.clone(), lease).await.expect("begins"));
    let idle = store.list_idle_guests(run.last_day, None, 99).await.expect("lists");
    assert_eq!(
        idle.iter().map(|guest| guest.id).collect::<Vec<_>>(),
        users.iter().map(|(_, id)| *id).collect::<Vec<_>>()
    );
    // Nobody waits for anybody: some come before the batch, some after.
    let returning = join_all(
        users.iter().map(async |(n, _)| store.sign_in_guest(SignInGuest { now, ..sign_in(50 + n, key(*n)) }).await),
    );
    let cursor = users[7].1;
    let batch = Batch { remove: users.iter().map(|(_, id)| *id).collect(), kept: 0, cursor };
    let (came, removed) = futures::join!(returning, store.remove_idle_guests(run.id, batch, lease, now));
    let run = removed.expect("removes").expect("is ours");
    let mut gone = 0;
    for ((_, user), came) in users.iter().zip(came) {
        match came {
            Ok(back) => assert_eq!((back.is_new, back.session.user.id), (false, *user), "the same guest"),
            Err(SignInError::GuestRemoved) => gone += 1,
            Err(error) => panic!("neither kept nor removed: {error:?}"),
        }
    }
    assert_eq!((run.removed, run.cursor), (gone, Some(cursor)));
    assert!(store.list_idle_guests(run.last_day, None, 99).await.expect("lists").is_empty());
}

pub(crate) async fn a_changed_section_keeps_only_what_was_changed_knowingly(store: &Store) {
    let document = |name: &str, text: Option<&str>, version| SettingDocument {
        name: name.to_owned(),
        document: text.map(str::to_owned),
        version,
        changed_at: NOW,
        changed_by: "ann".to_owned(),
    };
    assert_eq!(store.setting_version().await.expect("reads"), 0);
    store.put_setting_document(document("session", Some("1"), 0)).await.expect("keeps");
    store.put_setting_document(document("anonymous", Some("2"), 0)).await.expect("keeps");
    let stale = store.put_setting_document(document("session", Some("3"), 0)).await;
    assert!(matches!(stale, Err(PutSettingError::Stale)), "it was at version 1 by then");
    store.put_setting_document(document("session", None, 1)).await.expect("goes back to the file");
    assert_eq!(store.setting_version().await.expect("reads"), 3, "a reset is a change too");
    let kept = store.list_setting_documents().await.expect("lists");
    assert_eq!(kept, [document("anonymous", Some("2"), 2), document("session", None, 3)]);
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

fn new_browser_session(secret: u8) -> NewBrowserSession {
    NewBrowserSession {
        id: BrowserSessionId::random(),
        secret: TokenHash::from_bytes([secret; 32]),
        replaces: None,
        seen_from: SeenFrom::new(Some("A browser"), [192, 0, 2, 1].into()),
    }
}

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

/// A browser session and a session linked to it, by way of a code.
async fn linked(store: &Store, n: u8) -> (NewBrowserSession, SessionId, SecretText) {
    let verifier = CodeVerifier::random();
    let browser = new_browser_session(n);
    let user = store.sign_up_in_browser(browser.clone(), None, NOW).await.expect("signs up").user.id;
    let code = AuthorizationCode { user, sso: Some(browser.id), ..code(n, &verifier) };
    store.add_code(code.clone()).await.expect("keeps");
    let (session, secret) = new_session();
    let id = session.id;
    let exchange = ExchangeCode {
        code: code.hash,
        client_id: CLIENT.to_owned(),
        redirect_uri: code.redirect_uri,
        verifier,
        session,
        proof: Presented::Nothing,
        allowance: None,
        now: NOW + Duration::from_secs(10),
    };
    let (traded, _) = store.exchange_code(exchange).await.expect("trades");
    let link = traded.session.sso.expect("a link");
    assert_eq!((link.browser, link.created_at), (browser.id, NOW));
    assert_eq!(traded.session.authenticated_at(), NOW, "not when the code was traded");
    (browser, id, secret)
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
    let kinds = store.list_history(user, None, 9).await.expect("lists").into_iter().map(|entry| entry.kind);
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
