//! One key this server signs tokens with.

use std::fmt;

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair, Signature,
    },
};
use data_encoding::BASE64URL_NOPAD;
use houseguest_protocol::identity::{Algorithm, PublicKey};
use serde::Serialize;
use zeroize::Zeroizing;

/// A key could not be made or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the signing key for {} is broken", .0.as_str())]
pub(crate) struct BrokenKey(pub(crate) Algorithm);

/// A private key, parsed once. Its public half names it: `kid` is the thumbprint. Never printed.
pub(crate) struct SigningKey {
    private: Private,
    public: PublicKey,
    kid: String,
    randomness: SystemRandom,
}

enum Private {
    Ed25519(Ed25519KeyPair),
    P256(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

#[derive(Serialize)]
struct Header<'a> {
    alg: &'a str,
    typ: &'a str,
    kid: &'a str,
}

impl SigningKey {
    /// Makes a key, as PKCS#8. An RSA key has 2,048 bits (protocol.md, section 1) and takes a tenth of a
    /// second, now and then a whole one: not for a thread that serves requests.
    ///
    /// # Errors
    /// When the operating system has no randomness.
    pub(crate) fn generate(algorithm: Algorithm) -> Result<Zeroizing<Vec<u8>>, BrokenKey> {
        let broken = |_| BrokenKey(algorithm);
        let randomness = SystemRandom::new();
        let document = match algorithm {
            Algorithm::EdDsa => Ed25519KeyPair::generate_pkcs8(&randomness).map_err(broken)?.as_ref().to_vec(),
            Algorithm::Es256 => EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &randomness)
                .map_err(broken)?
                .as_ref()
                .to_vec(),
            Algorithm::Rs256 => {
                let key = RsaKeyPair::generate(KeySize::Rsa2048).map_err(broken)?;
                AsDer::<Pkcs8V1Der<'_>>::as_der(&key).map_err(broken)?.as_ref().to_vec()
            }
        };
        Ok(Zeroizing::new(document))
    }

    /// Reads a key from PKCS#8.
    ///
    /// # Errors
    /// When it is no such key.
    pub(crate) fn from_pkcs8(algorithm: Algorithm, document: &[u8]) -> Result<Self, BrokenKey> {
        let broken = || BrokenKey(algorithm);
        let (private, public) = match algorithm {
            Algorithm::EdDsa => {
                let key = Ed25519KeyPair::from_pkcs8(document).map_err(|_| broken())?;
                let point = key.public_key().as_ref().try_into().map_err(|_| broken())?;
                (Private::Ed25519(key), PublicKey::Ed25519(point))
            }
            Algorithm::Es256 => {
                let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document).map_err(|_| broken())?;
                let public = read_point(key.public_key().as_ref()).ok_or_else(broken)?;
                (Private::P256(key), public)
            }
            Algorithm::Rs256 => {
                let key = RsaKeyPair::from_pkcs8(document).map_err(|_| broken())?;
                let modulus = key.public_key().modulus().big_endian_without_leading_zero().to_vec();
                // Our way of writing public keys knows no other exponent.
                if key.public_key().exponent().big_endian_without_leading_zero() != [1, 0, 1] {
                    return Err(broken());
                }
                (Private::Rsa(key), PublicKey::Rsa { modulus })
            }
        };
        let kid = public.thumbprint().to_string();
        Ok(Self { private, public, kid, randomness: SystemRandom::new() })
    }

    /// What the key is called in headers and in the JWKS.
    pub(crate) fn kid(&self) -> &str {
        &self.kid
    }

    /// Its public half.
    pub(crate) const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Its one algorithm.
    pub(crate) const fn algorithm(&self) -> Algorithm {
        self.public.algorithm()
    }

    /// Signs claims as a compact JWS whose header says `typ`.
    ///
    /// # Panics
    /// When claims cannot be JSON, or the operating system has no randomness to give: no token may be made then.
    #[must_use]
    pub(crate) fn sign<C: Serialize>(&self, typ: &str, claims: &C) -> String {
        let header = Header { alg: self.algorithm().as_str(), typ, kid: &self.kid };
        let header = serde_json::to_vec(&header).expect("three texts are always JSON");
        let claims = serde_json::to_vec(claims).expect("claims with text keys are always JSON");
        let mut token = String::with_capacity((header.len() + claims.len()) * 4 / 3 + 400);
        BASE64URL_NOPAD.encode_append(&header, &mut token);
        token.push('.');
        BASE64URL_NOPAD.encode_append(&claims, &mut token);
        let signature = self.sign_bytes(token.as_bytes());
        token.push('.');
        BASE64URL_NOPAD.encode_append(&signature, &mut token);
        token
    }

    fn sign_bytes(&self, message: &[u8]) -> Vec<u8> {
        let bytes = |signature: Signature| signature.as_ref().to_vec();
        match &self.private {
            Private::Ed25519(key) => bytes(key.sign(message)),
            Private::P256(key) => {
                bytes(key.sign(&self.randomness, message).expect("the operating system provides randomness"))
            }
            Private::Rsa(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &self.randomness, message, &mut signature)
                    .expect("the signature has the length of the modulus");
                signature
            }
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SigningKey({} {})", self.algorithm().as_str(), self.kid)
    }
}

/// An uncompressed point as a key.
fn read_point(bytes: &[u8]) -> Option<PublicKey> {
    let coordinates = bytes.strip_prefix(&[4])?;
    let (x, y) = (coordinates.get(..32)?, coordinates.get(32..64)?);
    Some(PublicKey::P256 { x: x.try_into().ok()?, y: y.try_into().ok()? })
}
