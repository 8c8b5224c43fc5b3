//! Verifying with a guest's key.

use aws_lc_rs::signature::{self, RsaPublicKeyComponents, UnparsedPublicKey};
use houseguest_protocol::identity::{Algorithm, PublicKey};

#[cfg(test)]
std::thread_local! {
    static CHECKS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How many signatures this thread has checked: the work that a stranger could measure.
#[cfg(test)]
pub(crate) fn checks() -> usize {
    CHECKS.get()
}

/// Whether `signature` over `message` was made with the private half of `key`, by the key's own algorithm.
pub(super) fn is_valid(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
    #[cfg(test)]
    CHECKS.set(CHECKS.get() + 1);
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

/// A key of that algorithm that nobody holds: what is verified where there is no key, so that the answer takes
/// as long.
pub(super) fn decoy(algorithm: Algorithm) -> PublicKey {
    // The base points of both curves (RFC 8032, section 5.1; FIPS 186-5 by way of SEC 2, section 2.4.2), and an
    // odd number of 2,048 bits.
    const ED25519: [u8; 32] = {
        let mut point = [0x66; 32];
        point[0] = 0x58;
        point
    };
    const P256: &str = "6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296\
                        4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5";
    match algorithm {
        Algorithm::EdDsa => PublicKey::Ed25519(ED25519),
        Algorithm::Es256 => {
            let point = data_encoding::HEXUPPER.decode(P256.as_bytes()).expect("hexadecimal");
            let half = |from: usize| point[from..from + 32].try_into().expect("two coordinates of 32 bytes");
            PublicKey::P256 { x: half(0), y: half(32) }
        }
        Algorithm::Rs256 => PublicKey::Rsa { modulus: vec![0xff; 256] },
    }
}
