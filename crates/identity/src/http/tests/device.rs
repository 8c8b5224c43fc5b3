//! A device that proves possession of a key with every request, as the official native SDKs do.

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use houseguest_protocol::{
    identity::{Jwk, paths},
    values::base64url_encode,
};
use serde_json::{Value, json};

use super::TestServer;

/// A device with a P-256 key, as Capacitor has on iOS.
pub(crate) struct TestDevice(EcdsaKeyPair);

impl TestDevice {
    /// A device with a fresh key.
    pub(crate) fn new() -> Self {
        Self(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key"))
    }

    fn jwk(&self) -> Value {
        let point = self.0.public_key().as_ref();
        json!({"kty": "EC", "crv": "P-256", "x": base64url_encode(&point[1..33]), "y": base64url_encode(&point[33..])})
    }

    /// The key's thumbprint, as `dpop_jkt` names it.
    pub(crate) fn thumbprint(&self) -> String {
        Jwk::from_value(&self.jwk()).expect("a JWK").public_key().expect("a key").thumbprint().to_string()
    }

    /// A proof with any claims.
    pub(crate) fn sign(&self, claims: &Value) -> String {
        let part = |json: &Value| base64url_encode(json.to_string().as_bytes());
        let header = json!({"typ": "dpop+jwt", "alg": "ES256", "kid": "device-key", "jwk": self.jwk()});
        let input = format!("{}.{}", part(&header), part(claims));
        let signature = self.0.sign(&SystemRandom::new(), input.as_bytes()).expect("signs");
        format!("{input}.{}", base64url_encode(signature.as_ref()))
    }

    /// What a proof for a POST to `path` says.
    pub(crate) fn claims(server: &TestServer, path: &str) -> Value {
        let (iat, jti) = (server.now().unix_seconds(), uuid::Uuid::new_v4().to_string());
        json!({"iat": iat, "exp": iat + 300, "jti": jti, "htm": "POST", "htu": format!("https://id.example{path}")})
    }

    /// A proof for a POST to the token endpoint.
    pub(crate) fn proof(&self, server: &TestServer) -> String {
        self.sign(&Self::claims(server, paths::TOKEN))
    }
}
