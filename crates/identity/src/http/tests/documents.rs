//! Discovery, JWKS, and what the tokens say, read by somebody else's library.

use houseguest_protocol::identity::{AccessTokenClaims, Algorithm, IdTokenClaims, paths};
use jsonwebtoken::{DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use serde_json::{Value, json};

use super::{CLIENT, TestGuest, TestServer, guest::GRANT};

#[tokio::test]
async fn the_discovery_document_is_whole() {
    let server = TestServer::start().await;
    let answer = server.get(paths::OPENID_CONFIGURATION, None).await;
    assert_eq!(answer.text, server.get(paths::OAUTH_METADATA, None).await.text, "both names, one document");
    let mut document = answer.json();
    // The lists of scopes and claims are long; that they are there is enough.
    for list in ["scopes_supported", "claims_supported"] {
        let list = document.as_object_mut().expect("an object").remove(list).expect("a list");
        assert!(list.as_array().is_some_and(|list| list.len() > 5));
    }
    let expected = json!({
        "issuer": "https://id.example",
        "authorization_endpoint": "https://id.example/oauth2/authorize",
        "token_endpoint": "https://id.example/oauth2/token",
        "userinfo_endpoint": "https://id.example/oauth2/userinfo",
        "revocation_endpoint": "https://id.example/oauth2/revoke",
        "end_session_endpoint": "https://id.example/oauth2/end_session",
        "jwks_uri": "https://id.example/oauth2/jwks",
        "response_types_supported": ["code", "none"],
        "response_modes_supported": ["query", "fragment", "form_post"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "dpop_signing_alg_values_supported": ["ES256", "RS256"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256", "EdDSA"]
    });
    assert_eq!(document, expected);
}

/// Reads a token the way a resource server would: through the JWKS and with a library of its own.
async fn read(server: &TestServer, token: &str, audience: &str) -> (String, Value) {
    let header = decode_header(token).expect("a header");
    let set: JwkSet = serde_json::from_str(&server.get(paths::JWKS, None).await.text).expect("a JWK set");
    let jwk = set.find(header.kid.as_deref().expect("a kid")).expect("the key is published");
    let mut validation = Validation::new(header.alg);
    validation.set_audience(&[audience]);
    validation.set_issuer(&["https://id.example"]);
    validation.validate_exp = false; // The test's clock is not the machine's.
    let data = decode::<Value>(token, &DecodingKey::from_jwk(jwk).expect("a key"), &validation).expect("verifies");
    (header.typ.expect("a type"), data.claims)
}

#[tokio::test]
async fn tokens_verify_with_another_library_under_every_algorithm() {
    for algorithm in Algorithm::ALL {
        let server = TestServer::with(|settings| settings.clients[0].signing_algorithm = algorithm).await;
        let answer = TestGuest::new().sign_in(&server).await;
        let access_token = answer.text_of("access_token");
        let alg = decode_header(&access_token).expect("a header").alg;
        assert_eq!(format!("{alg:?}"), algorithm.as_str(), "what the client's settings ask for");
        let (typ, claims) = read(&server, &access_token, "https://id.example").await;
        assert_eq!(typ, "at+jwt");
        let access: AccessTokenClaims = serde_json::from_value(claims.clone()).expect("the protocol's claims");
        assert!(access.user.is_anonymous);
        assert_eq!(access.scope, "openid offline_access https://authgear.com/scopes/full-access");
        let (typ, claims) = read(&server, &answer.text_of("id_token"), CLIENT).await;
        assert_eq!(typ, "JWT");
        assert!(claims.get("amr").is_none(), "a guest proved nothing a member would");
        let id: IdTokenClaims = serde_json::from_value(claims).expect("the protocol's claims");
        assert_eq!((id.sub, id.exp.unix_seconds() - id.iat.unix_seconds()), (access.sub, 300));
    }
}

#[tokio::test]
async fn a_fresh_guest_s_userinfo_is_that_of_the_protocol() {
    let server = TestServer::start().await;
    let access_token = TestGuest::new().sign_in(&server).await.text_of("access_token");
    let answer = server.get(paths::USERINFO, Some(&access_token)).await;
    let mut info = answer.json();
    assert!(uuid::Uuid::parse_str(info["sub"].as_str().expect("a text")).is_ok());
    info["sub"] = json!("(a UUID)");
    let expected = json!({
        "sub": "(a UUID)",
        "https://authgear.com/claims/user/is_anonymous": true,
        "https://authgear.com/claims/user/is_verified": false,
        "https://authgear.com/claims/user/can_reauthenticate": false,
        "https://authgear.com/claims/user/roles": [],
        "https://authgear.com/claims/user/authenticators": [],
        "https://authgear.com/claims/user/identities": [
            {"created_at": "2026-11-22T10:00:00Z", "updated_at": "2026-11-22T10:00:00Z", "type": "anonymous"}
        ],
        "https://authgear.com/claims/user/recovery_code_enabled": false,
        "custom_attributes": {},
        "x_web3": {},
        "updated_at": 1_795_341_600
    });
    assert_eq!(info, expected);
    let request = axum::http::Request::post(paths::USERINFO).header("authorization", format!("bearer {access_token}"));
    let posted = server.send(request.body(axum::body::Body::empty()).expect("a request")).await;
    assert_eq!(posted.text, answer.text, "GET and POST alike");
}

#[tokio::test]
async fn a_dead_or_foreign_token_is_no_session() {
    let server = TestServer::start().await;
    let access_token = TestGuest::new().sign_in(&server).await.text_of("access_token");
    let foreign = TestGuest::new().sign_in(&TestServer::start().await).await.text_of("access_token");
    let id_token = TestGuest::new().sign_in(&server).await.text_of("id_token");
    for token in ["", "nonsense", &foreign, &id_token, &access_token[..access_token.len() - 4]] {
        let answer = server.get(paths::USERINFO, Some(token)).await;
        assert_eq!(answer.status, 401, "{token}");
        assert_eq!(answer.text, r#"{"error":"invalid_grant","error_description":"invalid session"}"#);
        let challenge = r#"Bearer error="invalid_grant", error_description="invalid session""#;
        assert_eq!(answer.header("www-authenticate"), Some(challenge));
    }
    server.clock.advance(std::time::Duration::from_secs(1_799));
    assert_eq!(server.get(paths::USERINFO, Some(&access_token)).await.status, 200);
    server.clock.advance(std::time::Duration::from_secs(1));
    assert_eq!(server.get(paths::USERINFO, Some(&access_token)).await.status, 401, "expired");
}

#[tokio::test]
async fn the_id_token_grant_answers_an_id_token_and_nothing_else() {
    let server = TestServer::start().await;
    let access_token = TestGuest::new().sign_in(&server).await.text_of("access_token");
    let grant = GRANT.replace("anonymous-request", "id-token");
    let body = serde_urlencoded::to_string([("grant_type", grant.as_str()), ("client_id", CLIENT)]).expect("a form");
    let request = axum::http::Request::post(paths::TOKEN)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("authorization", format!("Bearer {access_token}"));
    let answer = server.send(request.body(body.into()).expect("a request")).await;
    let members = answer.json().as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(members, ["id_token"]);
}

#[tokio::test]
async fn the_key_set_begins_with_rs256_where_a_client_wants_it_and_has_no_key_that_nobody_wants() {
    let algorithms = async |algorithms: [Algorithm; 2]| -> Vec<String> {
        let server = TestServer::with(|settings| {
            settings.clients.truncate(2);
            for (client, algorithm) in settings.clients.iter_mut().zip(algorithms) {
                client.signing_algorithm = algorithm;
            }
        })
        .await;
        let keys = server.get(paths::JWKS, None).await.json()["keys"].clone();
        keys.as_array().expect("keys").iter().map(|key| key["alg"].as_str().expect("a text").to_owned()).collect()
    };
    assert_eq!(algorithms([Algorithm::EdDsa, Algorithm::Rs256]).await, ["RS256", "EdDSA"]);
    assert_eq!(algorithms([Algorithm::Es256, Algorithm::Es256]).await, ["ES256"]);
}

#[tokio::test]
async fn a_client_is_signed_for_with_rs256_unless_it_says_otherwise() {
    let said: crate::settings::ClientSettings =
        serde_json::from_value(json!({"client_id": "x", "redirect_uris": []})).expect("settings");
    assert_eq!(said.signing_algorithm, Algorithm::Rs256);
}

#[tokio::test]
async fn a_new_key_signs_and_the_old_one_verifies_until_its_last_token_has_ended() {
    let server = TestServer::start().await;
    let kids = async || -> Vec<String> {
        let keys = server.get(paths::JWKS, None).await.json()["keys"].clone();
        keys.as_array().expect("keys").iter().map(|key| key["kid"].as_str().expect("a text").to_owned()).collect()
    };
    let old = TestGuest::new().sign_in(&server).await.text_of("access_token");
    let before = kids().await;
    let new = server.identity.replace_signing_keys().await.expect("replaces");
    assert_eq!(kids().await, [new.clone(), before.clone()].concat(), "both are published, the one that signs first");
    let fresh = TestGuest::new().sign_in(&server).await.text_of("access_token");
    assert_eq!(decode_header(&fresh).expect("a header").kid.as_ref(), new.first());
    for token in [&old, &fresh] {
        read(&server, token, "https://id.example").await;
        assert_eq!(server.get(paths::USERINFO, Some(token)).await.status, 200);
    }
    let state = server.identity.state();
    let forget = async || state.signing.forget(state.longest_token(), state.now()).await.expect("forgets");
    server.clock.advance(std::time::Duration::from_secs(1_800 + 59));
    forget().await;
    assert_eq!(kids().await.len(), 2, "a reader may have noticed late");
    server.clock.advance(std::time::Duration::from_secs(1));
    forget().await;
    assert_eq!(kids().await, new, "then it is gone");
}

#[tokio::test]
async fn another_process_s_new_key_is_known_at_once() {
    let server = TestServer::start().await;
    let state = server.identity.state();
    let other = crate::jose::SigningKeys::load(state.store.clone()).await.expect("loads");
    let replaced = other.replace(Algorithm::Es256, server.now()).await.expect("replaces");
    let token = replaced.sign("at+jwt", &json!({"sub": "x"}));
    let opened: Option<Value> = state.signing.open("at+jwt", &token).await.expect("the store is there");
    assert_eq!(opened, Some(json!({"sub": "x"})));
    assert_eq!(state.signing.jwks().keys.len(), 2, "and published");
}
