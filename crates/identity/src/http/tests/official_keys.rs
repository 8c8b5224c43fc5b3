//! Keys as the official mobile SDKs make and show them (protocol.md, section 11.3): RSA of 2,048 bits, RS256,
//! a UUID as key id. React Native and iOS show the key once, Android shows it every time.

use houseguest_protocol::identity::{CodeVerifier, LoginHint, paths};
use serde_json::{Value, json};

use super::{
    Answer, CLIENT, TestGuest, TestServer,
    guest::{present, subject},
    promotion::{REDIRECT_URI, exchange, pending, promote},
};
use crate::interactions;

/// What an SDK signs: four members in the header at most, and its own claims.
async fn request(server: &TestServer, guest: &TestGuest, shows_key: bool, action: &str) -> String {
    let mut header = json!({"typ": "vnd.authgear.anonymous-request", "kid": guest.kid, "alg": "RS256"});
    if shows_key {
        let Value::Object(mut jwk) = guest.jwk() else { panic!("a key is an object") };
        jwk.retain(|member, _| ["kty", "n", "e", "kid", "alg"].contains(&member.as_str()));
        header["jwk"] = Value::Object(jwk);
    }
    let iat = server.now().unix_seconds();
    let claims = json!({
        "iat": iat,
        "exp": iat + 60,
        "challenge": server.challenge().await,
        "action": action,
        "device_info": {"ios": {"uname": {"machine": "iPhone17,1"}}},
    });
    guest.sign(&header, &claims)
}

async fn sub_of(server: &TestServer, answer: &Answer) -> String {
    subject(server, &answer.text_of("access_token")).await
}

#[tokio::test]
async fn a_key_as_the_official_mobile_sdks_make_it_logs_in_and_is_promoted() {
    for always_shows_key in [false, true] {
        let server = TestServer::start().await;
        let guest = TestGuest::with_rsa();
        let first = present(&server, CLIENT, &request(&server, &guest, true, "auth").await).await;
        let again = present(&server, CLIENT, &request(&server, &guest, always_shows_key, "auth").await).await;
        let sub = sub_of(&server, &first).await;
        assert_eq!(sub_of(&server, &again).await, sub, "the same guest");

        let verifier = CodeVerifier::random();
        let hint = LoginHint::AnonymousKey { jwt: request(&server, &guest, always_shows_key, "promote").await };
        let hint = LoginHint::parse(&hint.to_text()).expect("as it arrives in the address");
        let begun =
            interactions::begin(server.identity.state(), pending(&verifier), Some(&hint)).await.expect("begins");
        let code = promote(&server, &begun.handle, "ines@example.com").await.expect("is promoted");
        let member = exchange(&server, code.expose(), verifier.as_str(), REDIRECT_URI).await;
        assert_eq!(sub_of(&server, &member).await, sub, "the same person");
        let info = server.get(paths::USERINFO, Some(&member.text_of("access_token"))).await.json();
        assert_eq!(info["https://authgear.com/claims/user/is_anonymous"], false);

        let back = present(&server, CLIENT, &request(&server, &guest, always_shows_key, "auth").await).await;
        assert_eq!(back.text_of("error"), "invalid_grant", "the key is retired, and makes nobody new");
        assert_eq!(server.count("users"), 1);
    }
}

#[tokio::test]
async fn a_key_made_anew_under_the_old_name_is_not_the_old_key() {
    // What React Native does when the key is gone and its name is not.
    let server = TestServer::start().await;
    let (guest, mut other) = (TestGuest::with_rsa(), TestGuest::with_rsa());
    present(&server, CLIENT, &request(&server, &guest, true, "auth").await).await;
    other.kid = guest.kid.clone();
    let refused = present(&server, CLIENT, &request(&server, &other, true, "auth").await).await;
    assert_eq!(refused.text_of("error_description"), "InvalidCredentials");
    assert_eq!(server.count("users"), 1);
}
