//! The keys this server signs tokens with.

use std::fmt;

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, UnparsedPublicKey},
};
use data_encoding::BASE64URL_NOPAD;
use houseguest_protocol::{
    identity::{JwkSet, PublicKey},
    values::{Timestamp, base64url_encode},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Compact, signature};
use crate::{
    settings::SigningAlgorithm,
    store::{ServerSecretStore, StoreError},
};

/// The signing keys could not be had.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeyError {
    /// They could not be loaded or kept.
    #[error("the signing keys could not be loaded")]
    Store(#[from] StoreError),
    /// What is kept is no key.
    #[error("the signing key `{0}` is broken")]
    Broken(&'static str),
}

/// Both signing keys, in memory for as long as the server runs. Never printed.
pub(crate) struct SigningKeys {
    ed25519: Ed25519KeyPair,
    p256: EcdsaKeyPair,
    ed25519_kid: String,
    p256_kid: String,
    jwks: JwkSet,
    randomness: SystemRandom,
}

#[derive(Serialize)]
struct Header<'a> {
    alg: &'a str,
    typ: &'a str,
    kid: &'a str,
}

#[derive(Deserialize)]
struct ReadHeader {
    alg: String,
    typ: Option<String>,
    kid: Option<String>,
    crit: Option<serde_json::Value>,
}

impl SigningKeys {
    /// Loads the keys, making them at the first start.
    ///
    /// # Errors
    /// [`KeyError`].
    pub(crate) async fn load_or_create<S: ServerSecretStore + ?Sized>(
        store: &S,
        now: Timestamp,
    ) -> Result<Self, KeyError> {
        let fresh = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| KeyError::Broken("eddsa"))?;
        let ed25519 = Zeroizing::new(store.secret_or_add("signing.eddsa", fresh.as_ref(), now).await?);
        let fresh = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .map_err(|_| KeyError::Broken("es256"))?;
        let p256 = Zeroizing::new(store.secret_or_add("signing.es256", fresh.as_ref(), now).await?);
        Self::from_pkcs8(&ed25519, &p256)
    }

    fn from_pkcs8(ed25519: &[u8], p256: &[u8]) -> Result<Self, KeyError> {
        let ed25519 = Ed25519KeyPair::from_pkcs8(ed25519).map_err(|_| KeyError::Broken("eddsa"))?;
        let p256 =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, p256).map_err(|_| KeyError::Broken("es256"))?;
        let point = <[u8; 32]>::try_from(ed25519.public_key().as_ref()).map_err(|_| KeyError::Broken("eddsa"))?;
        let ed25519_public = PublicKey::Ed25519(point);
        let p256_public = read_point(p256.public_key().as_ref()).ok_or(KeyError::Broken("es256"))?;
        let (ed25519_kid, p256_kid) = (ed25519_public.thumbprint().to_string(), p256_public.thumbprint().to_string());
        let jwks =
            JwkSet { keys: vec![p256_public.to_jwk(Some(&p256_kid)), ed25519_public.to_jwk(Some(&ed25519_kid))] };
        Ok(Self { ed25519, p256, ed25519_kid, p256_kid, jwks, randomness: SystemRandom::new() })
    }

    /// The public halves, as the JWKS endpoint serves them.
    #[must_use]
    pub(crate) const fn jwks(&self) -> &JwkSet {
        &self.jwks
    }

    /// Signs claims as a compact JWS whose header says `typ`.
    ///
    /// # Panics
    /// When claims cannot be JSON, or the operating system has no randomness to give: no token may be made then.
    #[must_use]
    pub(crate) fn sign<C: Serialize>(&self, algorithm: SigningAlgorithm, typ: &str, claims: &C) -> String {
        let (alg, kid) = match algorithm {
            SigningAlgorithm::EdDsa => ("EdDSA", &self.ed25519_kid),
            SigningAlgorithm::Es256 => ("ES256", &self.p256_kid),
        };
        let header = serde_json::to_vec(&Header { alg, typ, kid }).expect("three texts are always JSON");
        let claims = serde_json::to_vec(claims).expect("claims with text keys are always JSON");
        let mut token = String::with_capacity((header.len() + claims.len()) * 4 / 3 + 100);
        BASE64URL_NOPAD.encode_append(&header, &mut token);
        token.push('.');
        BASE64URL_NOPAD.encode_append(&claims, &mut token);
        let signature = match algorithm {
            SigningAlgorithm::EdDsa => self.ed25519.sign(token.as_bytes()),
            SigningAlgorithm::Es256 => {
                self.p256.sign(&self.randomness, token.as_bytes()).expect("the operating system provides randomness")
            }
        };
        token.push('.');
        BASE64URL_NOPAD.encode_append(signature.as_ref(), &mut token);
        token
    }

    /// Reads a token this server signed; `None` when it did not, or its header is not exactly what we write.
    #[must_use]
    pub(crate) fn open<C: for<'de> Deserialize<'de>>(&self, typ: &str, token: &str) -> Option<C> {
        let compact = Compact::parse(token)?;
        let header: ReadHeader = serde_json::from_slice(&compact.header).ok()?;
        if header.typ.as_deref() != Some(typ) || header.crit.is_some() {
            return None;
        }
        let kid = header.kid?;
        let message = compact.signing_input.as_bytes();
        if kid == self.p256_kid && header.alg == "ES256" {
            UnparsedPublicKey::new(&aws_lc_rs::signature::ECDSA_P256_SHA256_FIXED, self.p256.public_key().as_ref())
                .verify(message, &compact.signature)
                .ok()?;
        } else if kid == self.ed25519_kid && header.alg == "EdDSA" {
            let point = <[u8; 32]>::try_from(self.ed25519.public_key().as_ref()).ok()?;
            if !signature::is_valid(&PublicKey::Ed25519(point), message, &compact.signature) {
                return None;
            }
        } else {
            return None;
        }
        serde_json::from_slice(&compact.payload).ok()
    }
}

/// An uncompressed point as a key.
fn read_point(bytes: &[u8]) -> Option<PublicKey> {
    let coordinates = bytes.strip_prefix(&[4])?;
    let (x, y) = (coordinates.get(..32)?, coordinates.get(32..64)?);
    Some(PublicKey::P256 { x: x.try_into().ok()?, y: y.try_into().ok()? })
}

impl fmt::Debug for SigningKeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SigningKeys({}, {})", self.p256_kid, self.ed25519_kid)
    }
}

/// The `jti` of an access token: the session it belongs to, and something of its own.
#[must_use]
pub(crate) fn new_jti(session: crate::model::SessionId) -> String {
    let mut bytes = [0; 28];
    bytes[..16].copy_from_slice(session.0.as_bytes());
    getrandom::fill(&mut bytes[16..]).expect("the operating system provides randomness");
    base64url_encode(&bytes)
}

/// The session inside a `jti`.
#[must_use]
pub(crate) fn session_of_jti(jti: &str) -> Option<crate::model::SessionId> {
    let bytes: [u8; 28] = BASE64URL_NOPAD.decode(jti.as_bytes()).ok()?.try_into().ok()?;
    uuid::Uuid::from_slice(&bytes[..16]).ok().map(crate::model::SessionId)
}

#[cfg(test)]
mod tests;
