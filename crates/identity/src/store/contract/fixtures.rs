//! What the cases share: guests, keys, sessions, codes, and how they come to be.

use std::time::Duration;

use houseguest_protocol::{
    identity::{CodeVerifier, PublicKey},
    samples::NOW,
    values::Timestamp,
};
use uuid::Uuid;

use crate::{
    jose::dpop::Presented,
    model::{
        AuthorizationCode, BrowserSessionId, BrowserWish, ClientPolicies, ClientPolicy, GuestKey, Interaction,
        Lifetime, LoginId, NewBrowserSession, NewMember, NewSession, PasswordHash, PendingRequest, ProvenBy,
        RefreshToken, RotationRule, Scopes, SecretText, SeenFrom, SessionId, SpentChallenge, SuccessorKey, TokenHash,
        UserId,
    },
    store::{
        BeginInteraction, DeviceReport, ExchangeCode, Granted, GuestProof, Promotion, RefreshAttempt, SignInGuest,
        SignedIn, Store,
    },
};

pub(super) const CLIENT: &str = "app";

pub(super) const LATER: Duration = Duration::from_secs(60);

pub(super) fn key(seed: u8) -> GuestKey {
    let public = PublicKey::Ed25519([seed; 32]);
    GuestKey::new(public.thumbprint().to_key_id(), public)
}

pub(super) fn challenge(n: u8, expires_at: Timestamp) -> SpentChallenge {
    let mut unique = SpentChallenge::oldest_alive(expires_at);
    unique[9] = n;
    SpentChallenge { unique }
}

pub(super) fn new_session() -> (NewSession, SecretText) {
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

pub(super) fn sign_in(n: u8, key: GuestKey) -> SignInGuest {
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

pub(super) async fn guest(store: &Store, seed: u8) -> SignedIn {
    store.sign_in_guest(sign_in(seed, key(seed))).await.expect("signs in")
}

/// How long sessions in the browser live here.
pub(super) const BROWSER_LIFETIME: Lifetime =
    Lifetime { absolute: Duration::from_secs(800), idle: Some(Duration::from_secs(400)) };

pub(super) fn policies() -> ClientPolicies {
    let lifetime = Lifetime { absolute: Duration::from_secs(1_000), idle: Some(Duration::from_secs(500)) };
    let rotation = RotationRule { enabled: true, grace: Duration::from_secs(30) };
    ClientPolicies::new([(CLIENT.to_owned(), ClientPolicy { lifetime, rotation })], BROWSER_LIFETIME)
}

pub(super) fn attempt(session: SessionId, secret: &SecretText, seconds: u64) -> RefreshAttempt {
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

pub(super) fn code(hash: u8, verifier: &CodeVerifier) -> AuthorizationCode {
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

pub(super) fn interaction() -> Interaction {
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

pub(super) fn begin(handle: u8, proof: GuestProof) -> BeginInteraction {
    BeginInteraction { handle: TokenHash::from_bytes([handle; 32]), proof, interaction: interaction(), now: NOW }
}

pub(super) fn promotion(handle: u8, login: &str, code: Option<AuthorizationCode>) -> Promotion {
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
pub(super) async fn guest_at_the_page(store: &Store, n: u8) -> SignedIn {
    let signed_in = guest(store, n).await;
    let proof = GuestProof::Key { challenge: challenge(100 + n, NOW + LATER), key: key(n) };
    let begun = store.begin_interaction(begin(n, proof)).await.expect("begins");
    assert_eq!(begun.guest, Some(signed_in.session.user.id));
    signed_in
}

pub(super) fn new_browser_session(secret: u8) -> NewBrowserSession {
    NewBrowserSession {
        id: BrowserSessionId::random(),
        secret: TokenHash::from_bytes([secret; 32]),
        replaces: None,
        seen_from: SeenFrom::new(Some("A browser"), [192, 0, 2, 1].into()),
    }
}

/// A browser session and a session linked to it, by way of a code.
pub(super) async fn linked(store: &Store, n: u8) -> (NewBrowserSession, SessionId, SecretText) {
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
