//! The encodings JOSE and PKCE are built from.

use data_encoding::{BASE64URL_NOPAD, DecodeError};
use sha2::{Digest, Sha256};

/// Encodes bytes as base64url without padding (RFC 4648 section 5, RFC 7515 section 2).
#[must_use]
pub fn base64url_encode(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

/// Decodes unpadded base64url, refusing padding, other alphabets and stray bits.
///
/// # Errors
/// The position and kind of the first character that does not belong.
pub fn base64url_decode(text: &str) -> Result<Vec<u8>, DecodeError> {
    BASE64URL_NOPAD.decode(text.as_bytes())
}

/// Hashes bytes with SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
