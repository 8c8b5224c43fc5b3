//! Challenges: signed, expiring, and written down only when they are spent.
//!
//! A challenge is 20 bytes in Crockford's base32: 4 of expiry, 6 drawn at random, and 10 of an
//! HMAC-SHA256 over both and the purpose. Issuing one costs no write; spending one writes its first ten
//! bytes, in the very transaction that uses it, so that it is spent exactly once and a failed attempt
//! does not burn it.
//!
//! Source: protocol.md, section 2.

use std::{fmt, sync::LazyLock};

use data_encoding::{Encoding, Specification};
use hmac::{Hmac, Mac};
use houseguest_protocol::{
    identity::{CHALLENGE_LIFETIME, Challenge, ChallengePurpose},
    values::Timestamp,
};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Digits and capitals without I, L, O and U.
static CROCKFORD: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.encoding().expect("32 distinct symbols make an encoding")
});

const UNIQUE: usize = 10;
const LENGTH: usize = 20;

/// Issues and checks challenges. Never printed.
#[derive(Clone)]
pub struct ChallengeKey(Hmac<Sha256>);

/// A challenge that was checked: what makes it one of its kind, to be written down when it is spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpentChallenge {
    /// Expiry and random part. Sorted by expiry, so that old ones lie together.
    pub unique: [u8; UNIQUE],
}

impl SpentChallenge {
    /// The smallest value of a challenge that is still alive at `now`: everything below may be forgotten.
    #[must_use]
    pub fn oldest_alive(now: Timestamp) -> [u8; UNIQUE] {
        let mut unique = [0; UNIQUE];
        unique[..4].copy_from_slice(&expiry_bytes(now));
        unique
    }
}

/// Whole seconds as 32 bits, which last until 2106.
fn expiry_bytes(at: Timestamp) -> [u8; 4] {
    u32::try_from(at.unix_seconds()).unwrap_or(u32::MAX).to_be_bytes()
}

impl ChallengeKey {
    /// A key of 32 random bytes.
    #[must_use]
    pub fn new(bytes: &[u8; 32]) -> Self {
        Self(Hmac::new_from_slice(bytes).expect("HMAC takes a key of any length"))
    }

    /// Issues a challenge.
    #[must_use]
    pub fn issue(&self, purpose: ChallengePurpose, now: Timestamp) -> Challenge {
        let expire_at = now + CHALLENGE_LIFETIME;
        let mut bytes = [0; LENGTH];
        bytes[..4].copy_from_slice(&expiry_bytes(expire_at));
        getrandom::fill(&mut bytes[4..UNIQUE]).expect("the operating system provides randomness");
        let mac = self.mac(purpose, &bytes[..UNIQUE]);
        bytes[UNIQUE..].copy_from_slice(&mac);
        Challenge { token: CROCKFORD.encode(&bytes), expire_at }
    }

    /// Checks a presented challenge; `None` when it is foreign, malformed, for something else or too old.
    #[must_use]
    pub fn check(&self, token: &str, purpose: ChallengePurpose, now: Timestamp) -> Option<SpentChallenge> {
        let mut bytes = [0; LENGTH];
        if token.len() != 32 || CROCKFORD.decode_mut(token.as_bytes(), &mut bytes).ok()? != LENGTH {
            return None;
        }
        let mac = self.mac(purpose, &bytes[..UNIQUE]);
        if !bool::from(mac.ct_eq(&bytes[UNIQUE..])) || expiry_bytes(now) >= bytes[..4].try_into().ok()? {
            return None;
        }
        Some(SpentChallenge { unique: bytes[..UNIQUE].try_into().ok()? })
    }

    fn mac(&self, purpose: ChallengePurpose, unique: &[u8]) -> [u8; LENGTH - UNIQUE] {
        let mut mac = self.0.clone();
        mac.update(purpose.as_str().as_bytes());
        mac.update(&[0]);
        mac.update(unique);
        let tag = mac.finalize().into_bytes();
        tag[..LENGTH - UNIQUE].try_into().expect("a tag has 32 bytes")
    }
}

impl fmt::Debug for ChallengeKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ChallengeKey([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::Duration;

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_341_600);

    #[test]
    fn a_challenge_holds_for_five_minutes_and_one_purpose() {
        let key = ChallengeKey::new(&[1; 32]);
        let challenge = key.issue(ChallengePurpose::AnonymousRequest, NOW);
        assert_eq!(challenge.token.len(), 32);
        assert_eq!(challenge.expire_at, NOW + Duration::from_secs(300));
        let check = |purpose, seconds| key.check(&challenge.token, purpose, NOW + Duration::from_secs(seconds));
        assert!(check(ChallengePurpose::AnonymousRequest, 299).is_some());
        assert!(check(ChallengePurpose::AnonymousRequest, 300).is_none(), "expired");
        assert!(check(ChallengePurpose::BiometricRequest, 0).is_none(), "for something else");
        let other = ChallengeKey::new(&[2; 32]);
        assert!(other.check(&challenge.token, ChallengePurpose::AnonymousRequest, NOW).is_none(), "foreign");
    }

    #[test]
    fn a_spent_challenge_is_forgotten_only_after_its_expiry() {
        let key = ChallengeKey::new(&[1; 32]);
        let challenge = key.issue(ChallengePurpose::AnonymousRequest, NOW);
        let spent = key.check(&challenge.token, ChallengePurpose::AnonymousRequest, NOW).expect("alive");
        assert!(spent.unique >= SpentChallenge::oldest_alive(NOW + Duration::from_secs(300)));
        assert!(spent.unique < SpentChallenge::oldest_alive(NOW + Duration::from_secs(301)));
    }

    proptest! {
        #[test]
        fn no_text_is_a_challenge_by_accident(text in ".{0,60}", shaped in "[0-9A-HJKMNP-TV-Z]{32}") {
            let key = ChallengeKey::new(&[1; 32]);
            prop_assert_eq!(key.check(&text, ChallengePurpose::AnonymousRequest, NOW), None);
            prop_assert_eq!(key.check(&shaped, ChallengePurpose::AnonymousRequest, NOW), None);
        }

        #[test]
        fn no_changed_character_goes_unnoticed(position in 0usize..32, symbol in "[0-9A-HJKMNP-TV-Z]") {
            let key = ChallengeKey::new(&[1; 32]);
            let issued = key.issue(ChallengePurpose::AnonymousRequest, NOW).token;
            let mut changed = issued.clone();
            changed.replace_range(position..=position, &symbol);
            let expected = changed == issued;
            prop_assert_eq!(key.check(&changed, ChallengePurpose::AnonymousRequest, NOW).is_some(), expected);
        }
    }
}
