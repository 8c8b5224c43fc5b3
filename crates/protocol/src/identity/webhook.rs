//! Signed deliveries of events: what a server sends, and how a receiver tells it from a forgery or a replay.
//!
//! Two headers sign a delivery. [`BODY_SIGNATURE`] is Authgear's (section 9.3): it proves who sent the body, not
//! when, so that anyone who saw a delivery once can send it again. [`SIGNATURE`] is ours and names the time of
//! sending; [`Verifier::verify`] refuses what is older than it tolerates. A delivery within that time can still
//! be sent twice, by us as well: a receiver remembers the ids of events it has seen.

use std::time::Duration;

use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::values::Timestamp;

/// Authgear's header: the hex HMAC-SHA-256 of the body (section 9.3).
pub const BODY_SIGNATURE: &str = "x-authgear-body-signature";
/// Our header: `t=<Unix seconds>,v1=<hex HMAC-SHA-256 of "t.body">`. It may hold several `v1`, and members of
/// other names, which a receiver ignores.
pub const SIGNATURE: &str = "houseguest-signature";
/// The header that holds the event's id, the same at every repetition.
pub const EVENT_ID: &str = "houseguest-event-id";
/// The header that holds the event's type.
pub const EVENT_TYPE: &str = "houseguest-event-type";

/// How far the time of sending may be from the receiver's, either way: 5 minutes.
pub const TOLERANCE: Duration = Duration::from_secs(300);

/// The value of [`BODY_SIGNATURE`].
#[must_use]
pub fn body_signature(secret: &[u8], body: &[u8]) -> String {
    HEXLOWER.encode(&mac(secret, &[body]).finalize().into_bytes())
}

/// The value of [`SIGNATURE`] for a delivery sent at `now`.
#[must_use]
pub fn signature(secret: &[u8], now: Timestamp, body: &[u8]) -> String {
    let t = now.unix_seconds();
    let signed = mac(secret, &[t.to_string().as_bytes(), b".", body]);
    format!("t={t},v1={}", HEXLOWER.encode(&signed.finalize().into_bytes()))
}

/// A delivery is not to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDelivery {
    /// The header cannot be read.
    #[error("the signature header is not `t=<seconds>,v1=<hex>`")]
    Malformed,
    /// The body, the time or the secret is another one.
    #[error("no signature fits the body and the time")]
    Forged,
    /// It was sent too long ago, or in the future: a replay, or a wrong clock.
    #[error("the delivery was not sent just now")]
    Stale,
}

/// Checks deliveries.
#[derive(Clone, Copy, Debug)]
pub struct Verifier {
    /// How far the time of sending may be from now, either way.
    pub tolerance: Duration,
}

impl Default for Verifier {
    fn default() -> Self {
        Self { tolerance: TOLERANCE }
    }
}

impl Verifier {
    /// Checks that whoever knows `secret` sent this body just now. `header` is the value of [`SIGNATURE`], `body`
    /// the bytes as they came, before any parsing.
    ///
    /// # Errors
    /// [`InvalidDelivery`]. A time nobody signed is never told from a wrong signature by how long it takes.
    pub fn verify(self, secret: &[u8], header: &str, body: &[u8], now: Timestamp) -> Result<(), InvalidDelivery> {
        let members = || header.split(',').filter_map(|member| member.trim().split_once('='));
        let mut times = members().filter(|(name, _)| *name == "t").map(|(_, value)| value);
        let (Some(time), None) = (times.next(), times.next()) else { return Err(InvalidDelivery::Malformed) };
        let sent_at = time.parse().map(Timestamp::from_unix_seconds).map_err(|_| InvalidDelivery::Malformed)?;
        let fits = |hex: &str| {
            let Ok(claimed) = HEXLOWER.decode(hex.as_bytes()) else { return false };
            mac(secret, &[time.as_bytes(), b".", body]).verify_slice(&claimed).is_ok()
        };
        if !members().filter(|(name, _)| *name == "v1").any(|(_, hex)| fits(hex)) {
            return Err(InvalidDelivery::Forged);
        }
        if now.since(sent_at) > self.tolerance || sent_at.since(now) > self.tolerance {
            return Err(InvalidDelivery::Stale);
        }
        Ok(())
    }
}

fn mac(secret: &[u8], parts: &[&[u8]]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(part);
    }
    mac
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";
    const BODY: &[u8] = br#"{"id":"1"}"#;
    const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);

    fn verify(header: &str, body: &[u8], now: Timestamp) -> Result<(), InvalidDelivery> {
        Verifier::default().verify(SECRET, header, body, now)
    }

    #[test]
    fn the_body_signature_is_the_plain_hmac_of_rfc_4231() {
        // Test case 2 of the RFC.
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(body_signature(b"Jefe", b"what do ya want for nothing?"), expected);
    }

    #[test]
    fn a_fresh_delivery_is_believed_and_a_replayed_one_is_not() {
        let header = signature(SECRET, NOW, BODY);
        assert_eq!(verify(&header, BODY, NOW), Ok(()));
        assert_eq!(verify(&header, BODY, NOW + TOLERANCE), Ok(()), "a slow network");
        let later = NOW + TOLERANCE + Duration::from_secs(1);
        assert_eq!(verify(&header, BODY, later), Err(InvalidDelivery::Stale), "a replay");
        let earlier = NOW - TOLERANCE - Duration::from_secs(1);
        assert_eq!(verify(&header, BODY, earlier), Err(InvalidDelivery::Stale), "from the future");
        let renewed = header.replace(&NOW.unix_seconds().to_string(), &later.unix_seconds().to_string());
        assert_eq!(verify(&renewed, BODY, later), Err(InvalidDelivery::Forged), "the time is signed, too");
    }

    #[test]
    fn another_body_secret_or_shape_is_refused() {
        let header = signature(SECRET, NOW, BODY);
        assert_eq!(verify(&header, br#"{"id":"2"}"#, NOW), Err(InvalidDelivery::Forged));
        let other = signature(b"another", NOW, BODY);
        assert_eq!(verify(&other, BODY, NOW), Err(InvalidDelivery::Forged));
        assert_eq!(verify(&format!("{other},v1={}", &header[16..]), BODY, NOW), Ok(()), "one of several secrets");
        let t = NOW.unix_seconds();
        for (header, error) in [
            (String::new(), InvalidDelivery::Malformed),
            ("t=,v1=00".to_owned(), InvalidDelivery::Malformed),
            (format!("t={t},t={t},v1=00"), InvalidDelivery::Malformed),
            (format!("t={t}"), InvalidDelivery::Forged),
            (format!("t={t},v1="), InvalidDelivery::Forged),
            (format!("t={t},v0={}", &header[16..]), InvalidDelivery::Forged),
        ] {
            assert_eq!(verify(&header, BODY, NOW), Err(error), "{header}");
        }
    }

    proptest! {
        #[test]
        fn no_header_makes_the_verifier_panic_or_believe(header in ".{0,200}") {
            prop_assert!(verify(&header, BODY, NOW).is_err());
        }
    }
}
