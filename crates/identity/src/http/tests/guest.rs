//! A guest who knows the protocol: signs requests with a key of any family.

use aws_lc_rs::{
    rand::SystemRandom,
    rsa::KeySize,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
};
use houseguest_protocol::{identity::paths, values::base64url_encode};
use serde_json::{Value, json};

use super::{Answer, CLIENT, TestServer};

/// The grant of these guests.
pub(crate) const GRANT: &str = "urn:authgear:params:oauth:grant-type:anonymous-request";

/// A guest with a key.
pub(crate) struct TestGuest {
    key: Key,
    /// What the guest calls its key.
    pub(crate) kid: String,
}

enum Key {
    Ed25519(Ed25519KeyPair),
    P256(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

impl TestGuest {
    /// A guest with an Ed25519 key, as our own clients have.
    pub(crate) fn new() -> Self {
        Self { key: Key::Ed25519(Ed25519KeyPair::generate().expect("a key")), kid: uuid::Uuid::new_v4().to_string() }
    }

    /// A guest with a P-256 key.
    pub(crate) fn with_p256() -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        Self { key: Key::P256(key), kid: uuid::Uuid::new_v4().to_string() }
    }

    /// A guest with an RSA key, as the official mobile SDKs have.
    pub(crate) fn with_rsa() -> Self {
        let key = RsaKeyPair::generate(KeySize::Rsa2048).expect("a key");
        Self { key: Key::Rsa(key), kid: uuid::Uuid::new_v4().to_string() }
    }

    /// The algorithm of the key.
    pub(crate) fn algorithm(&self) -> &'static str {
        match self.key {
            Key::Ed25519(_) => "EdDSA",
            Key::P256(_) => "ES256",
            Key::Rsa(_) => "RS256",
        }
    }

    /// The public key, named.
    pub(crate) fn jwk(&self) -> Value {
        match &self.key {
            Key::Ed25519(key) => {
                let x = base64url_encode(key.public_key().as_ref());
                json!({"kty": "OKP", "crv": "Ed25519", "x": x, "kid": self.kid, "alg": "EdDSA"})
            }
            Key::P256(key) => {
                let point = key.public_key().as_ref();
                let (x, y) = (base64url_encode(&point[1..33]), base64url_encode(&point[33..]));
                json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": self.kid})
            }
            Key::Rsa(key) => {
                let n = base64url_encode(key.public_key().modulus().big_endian_without_leading_zero());
                json!({"kty": "RSA", "n": n, "e": "AQAB", "kid": self.kid, "alg": "RS256"})
            }
        }
    }

    /// The header of an ordinary request.
    pub(crate) fn header(&self, with_key: bool) -> Value {
        let mut header = json!({"typ": "vnd.authgear.anonymous-request", "alg": self.algorithm(), "kid": self.kid});
        if with_key {
            header["jwk"] = self.jwk();
        }
        header
    }

    /// The payload of an ordinary request.
    pub(crate) fn claims(&self, server: &TestServer, challenge: &str) -> Value {
        let iat = server.now().unix_seconds();
        json!({"challenge": challenge, "action": "auth", "iat": iat, "exp": iat + 60})
    }

    /// A JWT with any header and payload, signed with the key.
    pub(crate) fn sign(&self, header: &Value, claims: &Value) -> String {
        let part = |json: &Value| base64url_encode(json.to_string().as_bytes());
        let input = format!("{}.{}", part(header), part(claims));
        let signature = match &self.key {
            Key::Ed25519(key) => key.sign(input.as_bytes()).as_ref().to_vec(),
            Key::P256(key) => key.sign(&SystemRandom::new(), input.as_bytes()).expect("signs").as_ref().to_vec(),
            Key::Rsa(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), input.as_bytes(), &mut signature).expect("signs");
                signature
            }
        };
        format!("{input}.{}", base64url_encode(&signature))
    }

    /// An ordinary request that answers a challenge.
    pub(crate) fn request(&self, server: &TestServer, challenge: &str, with_key: bool) -> String {
        self.sign(&self.header(with_key), &self.claims(server, challenge))
    }

    /// Signs in: a fresh challenge, and the grant.
    pub(crate) async fn sign_in_with(&self, server: &TestServer, client: &str, with_key: bool) -> Answer {
        let challenge = server.challenge().await;
        present(server, client, &self.request(server, &challenge, with_key)).await
    }

    /// Signs in through the usual client, presenting the key.
    pub(crate) async fn sign_in(&self, server: &TestServer) -> Answer {
        self.sign_in_with(server, CLIENT, true).await
    }
}

/// Sends a request to the token endpoint.
pub(crate) async fn present(server: &TestServer, client: &str, jwt: &str) -> Answer {
    server.post_form(paths::TOKEN, &[("grant_type", GRANT), ("client_id", client), ("jwt", jwt)]).await
}

/// The `sub` behind an access token.
pub(crate) async fn subject(server: &TestServer, access_token: &str) -> String {
    server.get(paths::USERINFO, Some(access_token)).await.text_of("sub")
}
