//! From guest to member, through the functions the pages call.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use axum::http::{HeaderMap, StatusCode};
use houseguest_protocol::identity::{CodeVerifier, Event, EventKind, LoginHint, paths};
use serde_json::json;
use tokio::sync::Mutex;

use super::{
    Answer, CLIENT, TestGuest, TestServer,
    guest::{present, subject},
};
use crate::{
    ConsumeError, EventConsumer,
    http::browser_session::PlannedBrowserSession,
    interactions::{self, Begun, CannotBegin},
    model::{BrowserWish, LoginId, PasswordHash, PendingRequest, Scopes, SecretText},
    store::PromoteError,
};

pub(super) const REDIRECT_URI: &str = "http://127.0.0.1:49152/callback";

pub(super) fn pending(verifier: &CodeVerifier) -> PendingRequest {
    PendingRequest {
        client_id: CLIENT.to_owned(),
        redirect_uri: REDIRECT_URI.to_owned(),
        response_mode: "query".to_owned(),
        code_challenge: Some(verifier.challenge()),
        scope_bits: Scopes::ANONYMOUS.bits(),
        state: None,
        nonce: Some("a-nonce".to_owned()),
        dpop_jkt: None,
        ui_locales: None,
        color_scheme: None,
        browser: BrowserWish::Suppress,
    }
}

pub(super) async fn begin(server: &TestServer, guest: &TestGuest, verifier: &CodeVerifier) -> Begun {
    let jwt = guest.request(server, &server.challenge().await, false);
    let hint = LoginHint::AnonymousKey { jwt };
    interactions::begin(server.identity.state(), pending(verifier), Some(&hint)).await.expect("begins")
}

pub(super) async fn promote(server: &TestServer, handle: &SecretText, login: &str) -> Result<SecretText, PromoteError> {
    let login = LoginId::parse(login).expect("a login id");
    let password = PasswordHash::from_phc("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".to_owned());
    let state = server.identity.state();
    let browser = PlannedBrowserSession::for_request(state, &HeaderMap::new(), [192, 0, 2, 1].into());
    let finished = interactions::sign_up(state, handle, &browser, login, password, None).await?;
    Ok(finished.code.expect("a code was asked for"))
}

pub(super) async fn exchange(server: &TestServer, code: &str, verifier: &str, redirect_uri: &str) -> Answer {
    server.exchange(code, verifier, redirect_uri).await
}

/// A guest who became a member: the tokens of the new session.
pub(super) async fn member(server: &TestServer, login: &str) -> Answer {
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    guest.sign_in(server).await;
    let begun = begin(server, &guest, &verifier).await;
    let code = promote(server, &begun.handle, login).await.expect("is promoted");
    exchange(server, code.expose(), verifier.as_str(), REDIRECT_URI).await
}

#[tokio::test]
async fn a_promoted_guest_keeps_the_same_sub_and_everything_else_of_the_guest_ends() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    let (one, other) = (guest.sign_in(&server).await, guest.sign_in(&server).await);
    let sub = subject(&server, &one.text_of("access_token")).await;
    let begun = begin(&server, &guest, &verifier).await;
    let code = promote(&server, &begun.handle, "ines@example.com").await.expect("promotes");

    let tokens = exchange(&server, code.expose(), verifier.as_str(), REDIRECT_URI).await;
    let userinfo = server.get(paths::USERINFO, Some(&tokens.text_of("access_token"))).await;
    assert_eq!(userinfo.text_of("sub"), sub);
    let at = json!("2026-11-22T10:00:00Z");
    let mut info = userinfo.json();
    info.as_object_mut().expect("an object").remove("sub");
    let expected = json!({
        "https://authgear.com/claims/user/is_anonymous": false,
        "https://authgear.com/claims/user/is_verified": false,
        "https://authgear.com/claims/user/can_reauthenticate": true,
        "https://authgear.com/claims/user/roles": [],
        "https://authgear.com/claims/user/authenticators":
            [{"created_at": at, "updated_at": at, "type": "password", "kind": "primary"}],
        "https://authgear.com/claims/user/identities": [{
            "created_at": at, "updated_at": at, "type": "login_id", "login_id_key": "email", "login_id_type": "email"
        }],
        "https://authgear.com/claims/user/recovery_code_enabled": false,
        "custom_attributes": {},
        "x_web3": {},
        "updated_at": 1_795_341_600,
        "email": "ines@example.com",
        "email_verified": false
    });
    assert_eq!(info, expected);

    for old in [one, other] {
        let userinfo = server.get(paths::USERINFO, Some(&old.text_of("access_token"))).await;
        assert_eq!(userinfo.status, StatusCode::UNAUTHORIZED);
        let refresh_token = old.text_of("refresh_token");
        let form = [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", refresh_token.as_str())];
        assert_eq!(server.post_form(paths::TOKEN, &form).await.status, StatusCode::BAD_REQUEST);
    }
    // The key is retired: it signs nobody in, and makes no second user either.
    for with_key in [true, false] {
        let refused = guest.sign_in_with(&server, CLIENT, with_key).await;
        assert_eq!(refused.text, r#"{"error":"invalid_grant","error_description":"InvalidCredentials"}"#);
    }
    let hint = LoginHint::AnonymousKey { jwt: guest.request(&server, &server.challenge().await, true) };
    let again = interactions::begin(server.identity.state(), pending(&verifier), Some(&hint)).await;
    assert!(matches!(again, Err(CannotBegin::IdentityNotFound)));
    assert_eq!(server.count("users"), 1);
}

#[tokio::test]
async fn a_code_works_once_for_its_client_its_verifier_and_its_redirect_uri() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    guest.sign_in(&server).await;
    let begun = begin(&server, &guest, &verifier).await;
    let code = promote(&server, &begun.handle, "ines").await.expect("promotes");
    let before = server.rows();
    let refused = async |verifier: &str, redirect_uri: &str| {
        let text = exchange(&server, code.expose(), verifier, redirect_uri).await.text;
        assert_eq!(server.rows(), before);
        text
    };
    let invalid = r#"{"error":"invalid_grant","error_description":"invalid authorization code"}"#;
    assert_eq!(refused(CodeVerifier::random().as_str(), REDIRECT_URI).await, invalid, "another verifier");
    assert_eq!(refused("short", REDIRECT_URI).await, invalid, "no verifier at all");
    let other_uri = r#"{"error":"invalid_request","error_description":"invalid redirect URI"}"#;
    assert_eq!(refused(verifier.as_str(), "http://127.0.0.1:1/callback").await, other_uri);
    assert_eq!(refused(verifier.as_str(), "").await, other_uri);
    assert_eq!(exchange(&server, code.expose(), verifier.as_str(), REDIRECT_URI).await.status, StatusCode::OK);
    let before = server.rows();
    let twice = exchange(&server, code.expose(), verifier.as_str(), REDIRECT_URI).await;
    assert_eq!((twice.text.as_str(), server.rows()), (invalid, before), "used");
}

#[tokio::test]
async fn a_code_dies_after_five_minutes_and_the_person_has_twenty_five() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    guest.sign_in(&server).await;
    let begun = begin(&server, &guest, &verifier).await;
    server.clock.advance(Duration::from_secs(25 * 60 - 1));
    let code = promote(&server, &begun.handle, "ines").await.expect("slow, but in time");
    server.clock.advance(Duration::from_secs(300));
    let late = exchange(&server, code.expose(), verifier.as_str(), REDIRECT_URI).await;
    assert_eq!(late.text, r#"{"error":"invalid_grant","error_description":"invalid authorization code"}"#);
}

#[tokio::test]
async fn a_taken_login_or_a_cancelled_or_late_page_leaves_the_guest_as_they_were() {
    let server = TestServer::start().await;
    let (member, guest, verifier) = (TestGuest::new(), TestGuest::new(), CodeVerifier::random());
    member.sign_in(&server).await;
    promote(&server, &begin(&server, &member, &verifier).await.handle, "ines@example.com").await.expect("promotes");
    let session = guest.sign_in(&server).await;
    let begun = begin(&server, &guest, &verifier).await;
    let before = server.rows();
    let taken = promote(&server, &begun.handle, "INES@example.com").await;
    assert!(matches!(taken, Err(PromoteError::LoginTaken)), "whatever the case of its letters");
    assert_eq!(server.rows(), before);

    let cancelled = interactions::cancel(server.identity.state(), &begun.handle).await.expect("cancels");
    assert_eq!(cancelled.expect("the request").client_id, CLIENT);
    let gone = promote(&server, &begun.handle, "other@example.com").await;
    assert!(matches!(gone, Err(PromoteError::InteractionGone)));

    let late = begin(&server, &guest, &verifier).await;
    server.clock.advance(Duration::from_secs(25 * 60));
    let gone = promote(&server, &late.handle, "other@example.com").await;
    assert!(matches!(gone, Err(PromoteError::InteractionGone)));

    let userinfo = server.get(paths::USERINFO, Some(&session.text_of("access_token"))).await;
    assert_eq!(userinfo.json()["https://authgear.com/claims/user/is_anonymous"], json!(true));
    assert_eq!(guest.sign_in(&server).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_proof_inside_a_hint_is_spent_when_the_page_opens() {
    let server = TestServer::start().await;
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    guest.sign_in(&server).await;
    let challenge = server.challenge().await;
    let hint = LoginHint::AnonymousKey { jwt: guest.request(&server, &challenge, false) };
    let state = server.identity.state();
    interactions::begin(state, pending(&verifier), Some(&hint)).await.expect("begins");
    let before = server.rows();
    let again = interactions::begin(state, pending(&verifier), Some(&hint)).await;
    assert!(matches!(again, Err(CannotBegin::InvalidCredentials(_))));
    let forged = LoginHint::AnonymousKey { jwt: TestGuest::new().request(&server, &server.challenge().await, true) };
    let stranger = interactions::begin(state, pending(&verifier), Some(&forged)).await;
    assert!(matches!(stranger, Err(CannotBegin::IdentityNotFound)), "a key nobody has makes no user here");
    assert_eq!(server.rows(), before);
    let refused = present(&server, CLIENT, &guest.request(&server, &challenge, false)).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "a challenge spent on a page signs nobody in");
}

#[tokio::test]
async fn a_keyless_guest_is_promoted_by_code_and_a_guest_with_a_key_is_not() {
    let server = TestServer::start().await;
    let state = server.identity.state();
    let verifier = CodeVerifier::random();
    let sign_up = json!({"session_type": "refresh_token", "client_id": CLIENT});
    let keyless = server.post_json(paths::ANONYMOUS_SIGN_UP, &sign_up).await.json()["result"].clone();
    let code = async |refresh_token: &str| {
        let body = json!({"session_type": "refresh_token", "refresh_token": refresh_token});
        let answer = server.post_json(paths::PROMOTION_CODE, &body).await;
        answer.json()["result"]["promotion_code"].as_str().expect("a code").to_owned()
    };
    let promotion_code = code(keyless["refresh_token"].as_str().expect("a token")).await;
    let hint = LoginHint::AnonymousCode { promotion_code };
    let begun = interactions::begin(state, pending(&verifier), Some(&hint)).await.expect("begins");
    let again = interactions::begin(state, pending(&verifier), Some(&hint)).await;
    assert!(matches!(again, Err(CannotBegin::PromotionCode)), "once");
    let sub = subject(&server, keyless["access_token"].as_str().expect("a token")).await;
    let code_for_tokens = promote(&server, &begun.handle, "ines").await.expect("promotes");
    let tokens = exchange(&server, code_for_tokens.expose(), verifier.as_str(), REDIRECT_URI).await;
    assert_eq!(subject(&server, &tokens.text_of("access_token")).await, sub);

    let guest = TestGuest::new().sign_in(&server).await;
    let hint = LoginHint::AnonymousCode { promotion_code: code(&guest.text_of("refresh_token")).await };
    let refused = interactions::begin(state, pending(&verifier), Some(&hint)).await;
    assert!(matches!(refused, Err(CannotBegin::KeyNeeded)));
}

/// Notes what it is told; fails as often as it was told to.
struct Notes {
    seen: Mutex<Vec<Event>>,
    failures_left: Mutex<u32>,
}

#[async_trait]
impl EventConsumer for Notes {
    async fn consume(&self, event: &Event) -> Result<(), ConsumeError> {
        self.seen.lock().await.push(event.clone());
        let mut left = self.failures_left.lock().await;
        if *left > 0 {
            *left -= 1;
            return Err(ConsumeError("not now".into()));
        }
        Ok(())
    }

    fn name(&self) -> &'static str {
        "notes"
    }
}

#[tokio::test]
async fn consumers_are_told_before_the_person_goes_on_and_again_until_they_take_note() {
    let server = TestServer::start().await;
    let notes = Arc::new(Notes { seen: Mutex::default(), failures_left: Mutex::new(1) });
    server.identity.subscribe(notes.clone());
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    guest.sign_in(&server).await;
    promote(&server, &begin(&server, &guest, &verifier).await.handle, "ines").await.expect("promotes");
    {
        let seen = notes.seen.lock().await;
        let [event] = seen.as_slice() else { panic!("one event, not {seen:?}") };
        let EventKind::UserAnonymousPromoted { user, .. } = &event.kind else { panic!("a promotion") };
        assert!(!user.is_anonymous);
        assert_eq!(event.context.client_id.as_deref(), Some(CLIENT));
    }
    assert_eq!(server.count("outbox"), 1, "the consumer failed, so the event stays");
    server.identity.state().outbox.deliver_now().await;
    assert_eq!(notes.seen.lock().await.len(), 1, "not before its time");
    server.clock.advance(Duration::from_secs(2));
    server.identity.state().outbox.deliver_now().await;
    let seen = notes.seen.lock().await;
    assert_eq!((seen.len(), seen[0].id), (2, seen[1].id), "the same event again");
    assert_eq!(server.count("outbox"), 0);
}
