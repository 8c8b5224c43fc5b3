//! Verifying with a guest's key.

use aws_lc_rs::signature::{self, RsaPublicKeyComponents, UnparsedPublicKey};
use houseguest_protocol::identity::PublicKey;

/// Whether `signature` over `message` was made with the private half of `key`, by the key's own algorithm.
pub(super) fn is_valid(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
    match key {
        PublicKey::Ed25519(point) => UnparsedPublicKey::new(&signature::ED25519, point).verify(message, signature),
        PublicKey::P256 { x, y } => {
            // The uncompressed point (SEC 1, section 2.3.3).
            let mut point = [4; 65];
            point[1..33].copy_from_slice(x);
            point[33..].copy_from_slice(y);
            UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
        }
        PublicKey::Rsa { modulus } => RsaPublicKeyComponents { n: modulus.as_slice(), e: &[1, 0, 1] }.verify(
            &signature::RSA_PKCS1_2048_8192_SHA256,
            message,
            signature,
        ),
    }
    .is_ok()
}
