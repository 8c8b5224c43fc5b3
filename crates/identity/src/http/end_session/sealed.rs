//! Seals a request for the browser that has the key.

use std::time::Duration;

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use data_encoding::BASE64URL_NOPAD;

use crate::model::SecretText;

/// How long the browser keeps the key (protocol.md, section 8.3).
pub(super) const LIFETIME: Duration = Duration::from_secs(300);

/// Seals `plain`; every call needs a key of its own.
pub(super) fn seal(key: &SecretText, plain: &[u8]) -> String {
    let mut sealed = plain.to_vec();
    let nonce = cipher(key).seal_in_place_append_tag(Aad::empty(), &mut sealed).expect("a request is short");
    sealed.extend_from_slice(nonce.as_ref());
    BASE64URL_NOPAD.encode(&sealed)
}

/// Opens what was sealed with that key; `None` when it was not.
pub(super) fn open(key: &SecretText, sealed: &str) -> Option<Vec<u8>> {
    let mut sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
    let nonce = sealed.split_off(sealed.len().checked_sub(NONCE_LEN)?);
    let nonce = Nonce::try_assume_unique_for_key(&nonce).ok()?;
    let plain = cipher(key).open_in_place(nonce, Aad::empty(), &mut sealed).ok()?;
    Some(plain.to_vec())
}

fn cipher(key: &SecretText) -> RandomizedNonceKey {
    // 32 letters and digits: the hash has the length a key needs, and all of the secret's 190 bits.
    RandomizedNonceKey::new(&AES_256_GCM, key.hash().as_bytes()).expect("a hash is as long as a key")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_key_opens_and_nothing_may_be_changed() {
        let (key, other) = (SecretText::random(), SecretText::random());
        let sealed = seal(&key, b"id_token_hint=a.b.c");
        assert!(!sealed.contains("a.b.c"));
        assert_eq!(open(&key, &sealed).as_deref(), Some(&b"id_token_hint=a.b.c"[..]));
        assert_eq!(open(&other, &sealed), None);
        for broken in ["", "A", &sealed[1..], &sealed[..sealed.len() - 1], "!"] {
            assert_eq!(open(&key, broken), None, "{broken}");
        }
    }
}
