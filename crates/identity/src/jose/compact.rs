//! The compact serialisation (RFC 7515, section 7.1).

use houseguest_protocol::values::base64url_decode;

/// A compact JWS taken apart, nothing of it believed yet.
#[derive(Debug)]
pub(crate) struct Compact<'a> {
    /// What was signed: header and payload as they came.
    pub(crate) signing_input: &'a str,
    /// The decoded header.
    pub(crate) header: Vec<u8>,
    /// The decoded payload.
    pub(crate) payload: Vec<u8>,
    /// The decoded signature.
    pub(crate) signature: Vec<u8>,
}

/// Longer texts are no tokens of ours, nor any guest's: an RSA key of 4,096 bits needs 2,500 bytes in all.
const MAX_LENGTH: usize = 8 * 1024;

impl<'a> Compact<'a> {
    /// Takes a text apart; `None` unless it is three parts of unpadded base64url.
    #[must_use]
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        if text.len() > MAX_LENGTH {
            return None;
        }
        let (signing_input, signature) = text.rsplit_once('.')?;
        let (header, payload) = signing_input.split_once('.')?;
        let part = |encoded: &str| base64url_decode(encoded).ok();
        Some(Self { signing_input, header: part(header)?, payload: part(payload)?, signature: part(signature)? })
    }
}
