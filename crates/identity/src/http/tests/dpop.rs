//! Proofs of possession (protocol.md, section 12).

use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use houseguest_protocol::identity::{CodeVerifier, LoginHint, Thumbprint, paths};
use serde_json::json;

use super::{
    Answer, CLIENT, TestDevice, TestGuest, TestServer,
    guest::GRANT,
    promotion::{REDIRECT_URI, pending, promote},
};
use crate::interactions;

/// POST of a form with these `DPoP` headers.
async fn post(server: &TestServer, path: &str, form: &[(&str, &str)], proofs: &[&str]) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    for proof in proofs {
        headers.append("dpop", proof.parse().expect("a header"));
    }
    let mut request = Request::post(path).body(serde_urlencoded::to_string(form).expect("a form").into());
    *request.as_mut().expect("a request").headers_mut() = headers;
    server.send(request.expect("a request")).await
}

async fn sign_in(server: &TestServer, guest: &TestGuest, proofs: &[&str]) -> Answer {
    let challenge = server.challenge().await;
    let jwt = guest.request(server, &challenge, true);
    post(server, paths::TOKEN, &[("grant_type", GRANT), ("client_id", CLIENT), ("jwt", &jwt)], proofs).await
}

fn refused(answer: &Answer) -> (u16, String, String) {
    (answer.status.as_u16(), answer.text_of("error"), answer.text_of("error_description"))
}

#[tokio::test]
async fn two_proofs_are_one_too_many_where_proofs_are_read() {
    let server = TestServer::start().await;
    let proof = TestDevice::new().proof(&server);
    for path in [paths::TOKEN, paths::REVOKE] {
        let answer = post(&server, path, &[("token", "x")], &[&proof, &proof]).await;
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (StatusCode::BAD_REQUEST, "multiple DPoP headers are not allowed")
        );
        assert!(answer.header("content-type").expect("a type").starts_with("text/plain"), "{path}");
    }
    let mut elsewhere = Request::get(paths::JWKS).header("dpop", &proof);
    elsewhere = elsewhere.header("dpop", &proof);
    assert_eq!(server.send(elsewhere.body(axum::body::Body::empty()).expect("a request")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_bad_proof_stops_a_guest_in_its_own_words_and_changes_nothing() {
    let server = TestServer::start().await;
    let (device, guest) = (TestDevice::new(), TestGuest::new());
    let expired = {
        let mut claims = TestDevice::claims(&server, paths::TOKEN);
        claims["iat"] = json!(server.now().unix_seconds() - 301);
        device.sign(&claims)
    };
    let elsewhere = device.sign(&TestDevice::claims(&server, paths::REVOKE));
    let before = server.rows();
    for (proof, text) in [
        ("", "malformed DPoP jwt"),
        ("not.a.proof", "malformed DPoP jwt"),
        (expired.as_str(), "DPoP proof expired"),
        (elsewhere.as_str(), "htu in the DPoP proof does not match request uri"),
    ] {
        let answer = sign_in(&server, &guest, &[proof]).await;
        assert_eq!(refused(&answer), (400, "invalid_dpop_proof".to_owned(), text.to_owned()));
    }
    assert_eq!(server.rows(), before);
    assert_eq!(sign_in(&server, &guest, &[&device.proof(&server)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_client_without_dpop_is_not_asked_for_proofs() {
    let server = TestServer::with(|settings| settings.clients[0].dpop_disabled = true).await;
    assert_eq!(sign_in(&server, &TestGuest::new(), &["not.a.proof"]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_holds_a_token_may_end_it_whatever_the_proof() {
    let server = TestServer::start().await;
    let token = sign_in(&server, &TestGuest::new(), &[]).await.text_of("refresh_token");
    let revoked = post(&server, paths::REVOKE, &[("token", &token)], &["not.a.proof"]).await;
    assert_eq!((revoked.status, revoked.text.as_str()), (StatusCode::OK, ""));
    let form = [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", token.as_str())];
    let dead = post(&server, paths::TOKEN, &form, &[]).await;
    assert_eq!(refused(&dead).2, "invalid refresh token");
}

async fn refresh(server: &TestServer, token: &str, proofs: &[&str]) -> Answer {
    let form = [("grant_type", "refresh_token"), ("client_id", CLIENT), ("refresh_token", token)];
    post(server, paths::TOKEN, &form, proofs).await
}

fn mismatch() -> (u16, String, String) {
    (400, "invalid_dpop_proof".to_owned(), "Invalid DPoP key binding".to_owned())
}

#[tokio::test]
async fn a_refresh_token_that_began_with_a_proof_goes_on_with_that_key_only() {
    let server = TestServer::start().await;
    let (device, thief) = (TestDevice::new(), TestDevice::new());
    let bound = sign_in(&server, &TestGuest::new(), &[&device.proof(&server)]).await;
    assert_eq!(bound.text_of("token_type"), "Bearer", "also when it is bound (section 3.1)");
    let token = bound.text_of("refresh_token");
    let before = server.rows();
    let expired = {
        let mut claims = TestDevice::claims(&server, paths::TOKEN);
        claims["iat"] = json!(server.now().unix_seconds() - 301);
        device.sign(&claims)
    };
    for proofs in [vec![], vec!["not.a.proof".to_owned()], vec![thief.proof(&server)], vec![expired]] {
        let proofs: Vec<&str> = proofs.iter().map(String::as_str).collect();
        assert_eq!(refused(&refresh(&server, &token, &proofs).await), mismatch(), "{proofs:?}");
    }
    assert_eq!(server.rows(), before, "nothing was rotated");
    let next = refresh(&server, &token, &[&device.proof(&server)]).await.text_of("refresh_token");
    assert_eq!(refused(&refresh(&server, &next, &[]).await), mismatch(), "the successor is bound as well");
    for (path, member) in [(paths::ANONYMOUS_SIGN_UP, true), (paths::PROMOTION_CODE, false)] {
        let mut body = json!({"session_type": "refresh_token", "refresh_token": next});
        if member {
            body["client_id"] = json!(CLIENT);
        }
        let answer = server.post_json(path, &body).await;
        assert_eq!(answer.status, 403, "no proofs are read at {path}");
        assert_eq!(answer.json()["error"]["message"], "Invalid DPoP key binding");
    }
    assert_eq!(refresh(&server, &next, &[&device.proof(&server)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_refresh_token_that_began_without_a_proof_takes_any_good_one() {
    let server = TestServer::start().await;
    let token = sign_in(&server, &TestGuest::new(), &[]).await.text_of("refresh_token");
    assert_eq!(refused(&refresh(&server, &token, &["not.a.proof"]).await), mismatch(), "an unusable one is an error");
    let token = refresh(&server, &token, &[&TestDevice::new().proof(&server)]).await.text_of("refresh_token");
    assert_eq!(refresh(&server, &token, &[]).await.status, StatusCode::OK, "and is not bound by it");
}

#[tokio::test]
async fn a_code_that_names_a_key_wants_its_proof() {
    let server = TestServer::start().await;
    let (device, thief) = (TestDevice::new(), TestDevice::new());
    let (guest, verifier) = (TestGuest::new(), CodeVerifier::random());
    guest.sign_in(&server).await;
    let jwt = guest.request(&server, &server.challenge().await, false);
    let mut asked = pending(&verifier);
    asked.dpop_jkt = Some(Thumbprint::try_from(device.thumbprint()).expect("a thumbprint"));
    let hint = LoginHint::AnonymousKey { jwt };
    let begun = interactions::begin(server.identity.state(), asked, Some(&hint)).await.expect("begins");
    let code = promote(&server, &begun.handle, "ines@example.com").await.expect("is promoted");
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", CLIENT),
        ("code", code.expose()),
        ("code_verifier", verifier.as_str()),
        ("redirect_uri", REDIRECT_URI),
    ];
    for proofs in [vec![], vec!["not.a.proof".to_owned()], vec![thief.proof(&server)]] {
        let proofs: Vec<&str> = proofs.iter().map(String::as_str).collect();
        assert_eq!(refused(&post(&server, paths::TOKEN, &form, &proofs).await), mismatch(), "{proofs:?}");
    }
    let tokens = post(&server, paths::TOKEN, &form, &[&device.proof(&server)]).await;
    assert_eq!(tokens.status, StatusCode::OK, "the refusals burnt nothing: {}", tokens.text);
    let token = tokens.text_of("refresh_token");
    assert_eq!(refused(&refresh(&server, &token, &[]).await), mismatch(), "what it began is bound");
}

#[tokio::test]
async fn a_page_opens_for_a_bound_session_with_its_proof_only() {
    let server = TestServer::start().await;
    let device = TestDevice::new();
    let token = sign_in(&server, &TestGuest::new(), &[&device.proof(&server)]).await.text_of("refresh_token");
    let ask = async |proofs: &[&str]| {
        let mut request = Request::post(paths::APP_SESSION_TOKEN).header("content-type", "application/json");
        for proof in proofs {
            request = request.header("dpop", *proof);
        }
        let body = json!({"refresh_token": token}).to_string();
        server.send(request.body(body.into()).expect("a request")).await
    };
    let proof = device.sign(&TestDevice::claims(&server, paths::APP_SESSION_TOKEN));
    let stolen = TestDevice::new().sign(&TestDevice::claims(&server, paths::APP_SESSION_TOKEN));
    for proofs in [vec![], vec!["not.a.proof"], vec![stolen.as_str()]] {
        let answer = ask(&proofs).await;
        let expected =
            json!({"name": "Forbidden", "reason": "Forbidden", "message": "Invalid DPoP key binding", "code": 403});
        assert_eq!(answer.json()["error"], expected, "{proofs:?}");
    }
    assert_eq!(ask(&[&proof, &proof]).await.text, "multiple DPoP headers are not allowed");
    assert_eq!(ask(&[&proof]).await.status, StatusCode::OK);
}
