//! An issuer's public keys.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use houseguest_protocol::identity::{Jwk, PublicKey};
use serde::Deserialize;
use serde_json::Value;

use super::jwt::Unverified;

/// At most so many keys of one issuer are looked at.
const MAX_KEYS: usize = 32;

/// The keys of an issuer that we can verify with.
#[derive(Debug, Default)]
pub(super) struct KeySet {
    keys: Vec<(Option<String>, PublicKey)>,
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<Value>,
}

impl KeySet {
    /// Reads a JWK set, leaving out keys that are not for us: other families, encryption keys, malformed ones.
    pub(super) fn read(document: &[u8]) -> Result<Self, serde_json::Error> {
        let document: Document = serde_json::from_slice(document)?;
        let believe = |value: &Value| {
            let jwk = Jwk::from_value(value).ok()?;
            match jwk.public_key() {
                Ok(key) => Some((jwk.kid, key)),
                Err(error) => {
                    tracing::debug!(key.id = jwk.kid, %error, "left out a key of the issuer");
                    None
                }
            }
        };
        Ok(Self { keys: document.keys.iter().take(MAX_KEYS).filter_map(believe).collect() })
    }

    /// Whether a key of that name is here; a token without a name may be any key's.
    pub(super) fn knows(&self, kid: Option<&str>) -> bool {
        self.named(kid).next().is_some()
    }

    /// Whether one of the keys made this token's signature, with the algorithm that fits the key.
    pub(super) fn verify(&self, jwt: &Unverified<'_>) -> bool {
        self.named(jwt.header.kid.as_deref())
            .filter(|key| key.algorithm() == jwt.algorithm)
            .any(|key| is_signed_by(key, jwt.signed, &jwt.signature))
    }

    fn named<'s>(&'s self, kid: Option<&'s str>) -> impl Iterator<Item = &'s PublicKey> {
        self.keys.iter().filter(move |(name, _)| kid.is_none() || name.as_deref() == kid).map(|(_, key)| key)
    }
}

fn is_signed_by(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
    match key {
        PublicKey::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature),
        PublicKey::P256 { x, y } => {
            // The uncompressed point of SEC 1, section 2.3.3.
            let point = [&[4][..], x, y].concat();
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
        }
        PublicKey::Rsa { modulus } => RsaPublicKeyComponents { n: modulus.as_slice(), e: &[1, 0, 1][..] }.verify(
            &RSA_PKCS1_2048_8192_SHA256,
            message,
            signature,
        ),
    }
    .is_ok()
}
