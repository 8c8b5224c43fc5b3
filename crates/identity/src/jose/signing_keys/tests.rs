//! Tests of the signing keys.

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair},
};
use houseguest_protocol::values::base64url_encode;
use serde_json::{Value, json};

use super::{SigningKeys, new_jti, session_of_jti};
use crate::{model::SessionId, settings::SigningAlgorithm};

fn keys() -> SigningKeys {
    let randomness = SystemRandom::new();
    let ed25519 = Ed25519KeyPair::generate_pkcs8(&randomness).expect("a key");
    let p256 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &randomness).expect("a key");
    SigningKeys::from_pkcs8(ed25519.as_ref(), p256.as_ref()).expect("keys")
}

#[test]
fn a_token_opens_only_with_its_own_keys_its_own_type_and_its_own_algorithm() {
    let (keys, others) = (keys(), keys());
    for algorithm in [SigningAlgorithm::Es256, SigningAlgorithm::EdDsa] {
        let token = keys.sign(algorithm, "at+jwt", &json!({"sub": "x"}));
        assert_eq!(keys.open::<Value>("at+jwt", &token), Some(json!({"sub": "x"})));
        assert_eq!(keys.open::<Value>("JWT", &token), None, "an access token is no id token");
        assert_eq!(others.open::<Value>("at+jwt", &token), None);
        let (_, rest) = token.split_once('.').expect("parts");
        for alg in ["none", "HS256", "RS256"] {
            for kid in [&keys.p256_kid, &keys.ed25519_kid] {
                let header = json!({"alg": alg, "typ": "at+jwt", "kid": kid}).to_string();
                let forged = format!("{}.{rest}", base64url_encode(header.as_bytes()));
                assert_eq!(keys.open::<Value>("at+jwt", &forged), None, "{alg}");
            }
        }
    }
}

#[test]
fn the_published_keys_are_public_and_named_by_their_thumbprints() {
    let keys = keys();
    let published = serde_json::to_value(keys.jwks()).expect("JSON");
    for key in published["keys"].as_array().expect("keys") {
        assert!(key.get("d").is_none());
        assert_eq!(key["use"], "sig");
    }
    let named: Vec<_> = keys.jwks().keys.iter().map(|key| key.public_key().expect("public").thumbprint()).collect();
    let kids: Vec<_> = keys.jwks().keys.iter().map(|key| key.kid.clone().expect("named")).collect();
    assert_eq!(named.iter().map(ToString::to_string).collect::<Vec<_>>(), kids);
    assert!(!format!("{keys:?}").contains("PRIVATE") && format!("{keys:?}").len() < 120, "Debug shows names only");
}

#[test]
fn a_jti_names_its_session_and_no_two_are_alike() {
    let session = SessionId::random();
    assert_eq!(session_of_jti(&new_jti(session)), Some(session));
    assert_ne!(new_jti(session), new_jti(session));
    for bad in ["", "AAAA", "!", &"A".repeat(300)] {
        assert_eq!(session_of_jti(bad), None);
    }
}
