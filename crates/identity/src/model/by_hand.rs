//! The way home by hand: short addresses, and short codes that stand for authorization codes.
//!
//! There are few enough short codes to try them all, so nothing is kept under a plain hash of one: what the database
//! has is keyed with a secret of the server, and what it stands for is sealed under the code itself.

use std::{fmt, time::Duration};

use hmac::{Hmac, Mac};
use houseguest_protocol::{
    identity::ShortCode,
    values::{Timestamp, sha256},
};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{SecretText, TokenHash, sealing};

/// Makes short codes, and all that is kept of them.
#[derive(Clone)]
pub struct ShortCodeKey(Hmac<Sha256>);

/// Something that only the short code opens it was sealed under. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl ShortCodeKey {
    /// A key of 32 random bytes.
    #[must_use]
    pub fn new(bytes: &[u8; 32]) -> Self {
        Self(Hmac::new_from_slice(bytes).expect("HMAC takes a key of any length"))
    }

    /// The short code that stands for an authorization code: the same one however often its page is loaded.
    #[must_use]
    pub fn code_for(&self, code: &SecretText) -> ShortCode {
        ShortCode::from_hash(&self.mac("code", &[code.expose().as_bytes()]))
    }

    /// What is kept of a code that was shown to an errand; `state` is [`errand`].
    #[must_use]
    pub fn code_hash(&self, state: TokenHash, code: &ShortCode) -> TokenHash {
        TokenHash::from_bytes(*self.mac("code hash", &[state.as_bytes(), code.as_bytes()]))
    }

    /// Seals the authorization code that a short code stands for.
    #[must_use]
    pub fn seal_code(&self, state: TokenHash, code: &ShortCode, stands_for: &SecretText) -> Sealed {
        let key = self.mac("code seal", &[state.as_bytes(), code.as_bytes()]);
        Sealed(sealing::seal(&key, stands_for.expose().as_bytes()))
    }

    /// Opens it; `None` under another code.
    #[must_use]
    pub fn open_code(&self, state: TokenHash, code: &ShortCode, sealed: &Sealed) -> Option<SecretText> {
        let opened = sealing::open(&self.mac("code seal", &[state.as_bytes(), code.as_bytes()]), &sealed.0)?;
        SecretText::parse(std::str::from_utf8(&opened).ok()?)
    }

    /// What is kept of a short address.
    #[must_use]
    pub fn address_hash(&self, address: &ShortCode) -> TokenHash {
        TokenHash::from_bytes(*self.mac("address hash", &[address.as_bytes()]))
    }

    /// Seals the authorize request behind a short address: there may be a guest's proof in it.
    #[must_use]
    pub fn seal_request(&self, address: &ShortCode, query: &str) -> Sealed {
        Sealed(sealing::seal(&self.mac("address seal", &[address.as_bytes()]), query.as_bytes()))
    }

    /// Opens it; `None` under another address.
    #[must_use]
    pub fn open_request(&self, address: &ShortCode, sealed: &Sealed) -> Option<Zeroizing<String>> {
        let opened = sealing::open(&self.mac("address seal", &[address.as_bytes()]), &sealed.0)?;
        std::str::from_utf8(&opened).ok().map(|query| Zeroizing::new(query.to_owned()))
    }

    /// Every purpose takes parts of lengths of its own, but for the last: nothing can be read as something else.
    fn mac(&self, purpose: &str, parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
        let mut mac = self.0.clone();
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        for part in parts {
            mac.update(part);
        }
        Zeroizing::new(mac.finalize().into_bytes().into())
    }
}

impl fmt::Debug for ShortCodeKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ShortCodeKey([redacted])")
    }
}

impl Sealed {
    /// As the database keeps it.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// For the database.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Sealed(…)")
    }
}

/// What an errand is known by: its `state`, which only the app and the browser know.
#[must_use]
pub fn errand(state: &str) -> TokenHash {
    TokenHash::from_bytes(sha256(state.as_bytes()))
}

/// A short code that was shown, as the database keeps it.
#[derive(Clone, Debug)]
pub struct ShownCode {
    /// The authorization code it stands for.
    pub stands_for: TokenHash,
    /// That code, sealed.
    pub sealed: Sealed,
    /// The short code's hash ([`ShortCodeKey::code_hash`]).
    pub code: TokenHash,
    /// Whose errand it is ([`errand`]).
    pub errand: TokenHash,
}

impl ShownCode {
    /// How many wrong codes end a code.
    pub const MOST_WRONG_CODES: i64 = 5;

    /// How long an ended code is remembered, so that whoever types it is told that it has ended.
    pub const REMEMBERED: Duration = Duration::from_secs(30 * 60);

    /// Before when an ended code is forgotten.
    #[must_use]
    pub fn forgotten_before(now: Timestamp) -> Timestamp {
        now - Self::REMEMBERED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_opens_what_it_stands_for_in_its_own_errand_only() {
        let (key, other) = (ShortCodeKey::new(&[1; 32]), ShortCodeKey::new(&[2; 32]));
        let (mine, theirs) = (errand("mine"), errand("theirs"));
        let code = SecretText::random();
        let short = key.code_for(&code);
        assert_eq!(short, key.code_for(&code), "the page may be loaded again");
        assert!(short != other.code_for(&code) && short != key.code_for(&SecretText::random()));
        let sealed = key.seal_code(mine, &short, &code);
        assert_eq!(key.open_code(mine, &short, &sealed), Some(code));
        assert_eq!(key.open_code(theirs, &short, &sealed), None);
        assert_eq!(key.open_code(mine, &ShortCode::random(), &sealed), None);
        assert_eq!(other.open_code(mine, &short, &sealed), None, "the database alone opens nothing");
        assert_ne!(key.code_hash(mine, &short), key.code_hash(theirs, &short));
        let address = ShortCode::random();
        let sealed = key.seal_request(&address, "a=b");
        assert_eq!(key.open_request(&address, &sealed).as_deref().map(String::as_str), Some("a=b"));
        assert!(key.open_request(&ShortCode::random(), &sealed).is_none());
        assert_ne!(key.address_hash(&address), other.address_hash(&address));
    }
}
