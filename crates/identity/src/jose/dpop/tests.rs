//! Every error text of section 12.3, and what is accepted.

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::KeySize,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
};
use houseguest_protocol::{samples::NOW, values::base64url_encode};
use proptest::prelude::*;
use serde_json::json;

use super::*;

const URI: &str = "https://id.example/oauth2/token";
const REQUEST: ProvenRequest<'static> = ProvenRequest { method: "POST", uri: URI };

fn at(seconds: i64) -> i64 {
    NOW.unix_seconds() + seconds
}

/// A device with a P-256 key, as Capacitor has on iOS.
struct Device {
    key: EcdsaKeyPair,
}

impl Device {
    fn new() -> Self {
        Self { key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key") }
    }

    fn jwk(&self) -> Value {
        let point = self.key.public_key().as_ref();
        json!({"kty": "EC", "crv": "P-256", "x": base64url_encode(&point[1..33]), "y": base64url_encode(&point[33..])})
    }

    fn header(&self) -> Value {
        json!({"typ": "dpop+jwt", "alg": "ES256", "kid": "device-key", "jwk": self.jwk()})
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        let input = input(header, claims);
        let signature = self.key.sign(&SystemRandom::new(), input.as_bytes()).expect("signs");
        format!("{input}.{}", base64url_encode(signature.as_ref()))
    }
}

fn input(header: &Value, claims: &Value) -> String {
    let part = |json: &Value| base64url_encode(json.to_string().as_bytes());
    format!("{}.{}", part(header), part(claims))
}

fn claims() -> Value {
    json!({"iat": at(0), "exp": at(300), "jti": "8c8b0d2c-5b1f-4f4e-9f6e-0d6c5f1c2a3b", "htm": "POST", "htu": URI})
}

fn with(base: &Value, member: &str, value: Value) -> Value {
    let mut changed = base.clone();
    changed[member] = value;
    changed
}

fn without(base: &Value, member: &str) -> Value {
    let mut changed = base.clone();
    changed.as_object_mut().expect("an object").remove(member);
    changed
}

#[test]
fn a_proof_answers_the_thumbprint_of_its_key() {
    let device = Device::new();
    let thumbprint = Jwk::from_value(&device.jwk()).expect("a JWK").public_key().expect("a key").thumbprint();
    for claims in [
        claims(),
        with(&claims(), "htm", json!("post")),
        with(&claims(), "htu", json!(format!("{URI}?a=b#c"))),
        with(&claims(), "iat", json!(at(-300))),
        with(&claims(), "iat", json!(at(300))),
        with(&claims(), "exp", json!(at(-299))),
        without(&claims(), "exp"),
        with(&claims(), "jti", json!("j".repeat(43))),
    ] {
        assert_eq!(verify(&device.sign(&device.header(), &claims), REQUEST, NOW), Ok(thumbprint), "{claims}");
    }
}

#[test]
fn an_rsa_key_of_2048_bits_proves_too() {
    let key = RsaKeyPair::generate(KeySize::Rsa2048).expect("a key");
    let n = base64url_encode(key.public_key().modulus().big_endian_without_leading_zero());
    let jwk = json!({"kty": "RSA", "n": n, "e": "AQAB"});
    let input = input(&json!({"typ": "dpop+jwt", "alg": "RS256", "jwk": jwk}), &claims());
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), input.as_bytes(), &mut signature).expect("signs");
    verify(&format!("{input}.{}", base64url_encode(&signature)), REQUEST, NOW).expect("a proof");
}

#[test]
fn every_refusal_has_the_protocol_s_text() {
    let device = Device::new();
    let (header, claims) = (device.header(), claims());
    let signed = |header: &Value, claims: &Value| device.sign(header, claims);
    let good = signed(&header, &claims);
    let ed25519 = Ed25519KeyPair::generate().expect("a key");
    let okp = json!({"kty": "OKP", "crv": "Ed25519", "x": base64url_encode(ed25519.public_key().as_ref())});
    let rows = [
        ("malformed DPoP jwt", "nonsense".to_owned()),
        ("malformed DPoP jwt", "a.b.c".to_owned()),
        ("malformed DPoP jwt", format!("{good}=")),
        ("invalid DPoP jwt", signed(&with(&header, "crit", json!(["b64"])), &claims)),
        ("invalid DPoP jwt", signed(&header, &with(&claims, "iat", json!(at(301))))),
        ("invalid DPoP jwt", signed(&header, &with(&claims, "nbf", json!(at(301))))),
        ("invalid DPoP jwt typ", signed(&with(&header, "typ", json!("JWT")), &claims)),
        ("invalid DPoP jwt typ", signed(&without(&header, "typ"), &claims)),
        ("unsupported alg in DPoP jwt", signed(&with(&header, "alg", json!("none")), &claims)),
        ("unsupported alg in DPoP jwt", signed(&with(&header, "alg", json!("HS256")), &claims)),
        ("unsupported alg in DPoP jwt", signed(&with(&with(&header, "alg", json!("EdDSA")), "jwk", okp), &claims)),
        ("invalid DPoP jwk", signed(&without(&header, "jwk"), &claims)),
        ("invalid DPoP jwk", signed(&with(&header, "jwk", json!({"kty": "oct", "k": "AA"})), &claims)),
        ("invalid DPoP jwk", signed(&with(&header, "jwk", with(&device.jwk(), "d", json!("AA"))), &claims)),
        ("invalid DPoP jwt signature", signed(&with(&header, "jwk", Device::new().jwk()), &claims)),
        ("invalid DPoP jwt signature", signed(&with(&header, "alg", json!("RS256")), &claims)),
        ("invalid DPoP jwt signature", format!("{}.AAAA", input(&header, &claims))),
        ("invalid DPoP jwt payload", signed(&header, &json!("text"))),
        ("invalid DPoP jwt payload", signed(&header, &without(&claims, "jti"))),
        ("invalid DPoP jwt payload", signed(&header, &with(&claims, "jti", json!("j".repeat(44))))),
        ("invalid DPoP jwt payload", signed(&header, &with(&claims, "jti", json!("")))),
        ("invalid DPoP jwt payload", signed(&header, &without(&claims, "iat"))),
        ("invalid DPoP jwt payload", signed(&header, &without(&claims, "htm"))),
        ("invalid DPoP jwt payload", signed(&header, &without(&claims, "htu"))),
        ("DPoP proof expired", signed(&header, &with(&claims, "iat", json!(at(-301))))),
        ("DPoP proof expired", signed(&header, &with(&claims, "exp", json!(at(-300))))),
        ("htm in the DPoP proof does not match request method", signed(&header, &with(&claims, "htm", json!("GET")))),
        ("htu in the DPoP proof is not a valid URI", signed(&header, &with(&claims, "htu", json!("/oauth2/token")))),
        (
            "htu in the DPoP proof does not match request uri",
            signed(&header, &with(&claims, "htu", json!("https://evil.example/oauth2/token"))),
        ),
        (
            "htu in the DPoP proof does not match request uri",
            signed(&header, &with(&claims, "htu", json!("https://id.example/oauth2/revoke"))),
        ),
    ];
    for (text, proof) in rows {
        let refused = verify(&proof, REQUEST, NOW).expect_err(text);
        assert_eq!(refused.to_string(), text);
    }
    let with_query = ProvenRequest { uri: "https://id.example/oauth2/token?a=b", ..REQUEST };
    let exact = with(&claims, "htu", json!(with_query.uri));
    assert_eq!(verify(&signed(&header, &exact), with_query, NOW), Err(InvalidProof::Uri), "a query never matches");
}

#[test]
fn what_is_bound_opens_to_its_own_key_only() {
    let (own, other) = (Thumbprint::from_bytes([1; 32]), Thumbprint::from_bytes([2; 32]));
    let broken = Presented::Unusable(InvalidProof::Key);
    for (presented, bound, opens) in [
        (Presented::Key(own), Some(own), true),
        (Presented::Key(other), Some(own), false),
        (Presented::Nothing, Some(own), false),
        (broken, Some(own), false),
        (Presented::Key(own), None, true),
        (Presented::Nothing, None, true),
        (broken, None, false),
        (broken.unless(true), None, true),
        (Presented::Nothing.unless(true), Some(own), true),
        (Presented::Key(other).unless(false), Some(own), false),
    ] {
        assert_eq!(presented.opens(bound), opens, "{presented:?} {bound:?}");
    }
    assert_eq!(Presented::Key(own).unless(true).binding(), Ok(None), "switched off, nothing is bound");
    assert_eq!(Presented::Key(own).binding(), Ok(Some(own)));
    assert_eq!(broken.binding(), Err(InvalidProof::Key));
}

proptest! {
    #[test]
    fn no_text_makes_the_verifier_panic(proof in "[A-Za-z0-9_.-]{0,300}") {
        prop_assert!(verify(&proof, REQUEST, NOW).is_err());
    }

    #[test]
    fn no_claims_make_it_panic(iat: f64, exp: f64, nbf: i64, htu in ".{0,60}", jti in ".{0,60}") {
        let device = Device::new();
        let claims = json!({"iat": iat, "exp": exp, "nbf": nbf, "htm": "POST", "htu": htu, "jti": jti});
        let _ = verify(&device.sign(&device.header(), &claims), REQUEST, NOW);
    }
}
