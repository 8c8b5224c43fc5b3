//! Sealing: what is kept can be read only with a secret that is not.

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use zeroize::Zeroizing;

/// Seals bytes under a key.
pub(super) fn seal(key: &[u8; 32], bytes: &[u8]) -> Vec<u8> {
    let mut sealed = bytes.to_vec();
    let nonce = cipher(key).seal_in_place_append_tag(Aad::empty(), &mut sealed).expect("a few bytes can be sealed");
    [nonce.as_ref().as_slice(), &sealed].concat()
}

/// Opens what was sealed; `None` under another key.
pub(super) fn open(key: &[u8; 32], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>()?;
    let mut opened = Zeroizing::new(sealed.to_vec());
    let nonce = Nonce::assume_unique_for_key(*nonce);
    let length = cipher(key).open_in_place(nonce, Aad::empty(), &mut opened).ok()?.len();
    opened.truncate(length);
    Some(opened)
}

fn cipher(key: &[u8; 32]) -> RandomizedNonceKey {
    RandomizedNonceKey::new(&AES_256_GCM, key.as_slice()).expect("a key of 32 bytes")
}
