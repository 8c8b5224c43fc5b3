//! How a second device finds the guest of the first, past a relay that neither trusts (beyond the protocol).
//!
//! The new device commits to its key and a random text, the guest's device answers with its own, the new device shows
//! what it committed to. Both derive a number of six digits from all of it, and people compare. Whoever changes anything
//! on the way has committed to it before seeing the other half, so the numbers agree by luck alone: once in a million,
//! and there is one try for each pairing.

use std::{fmt, time::Duration};

use serde::{Deserialize, Serialize};

use super::{Thumbprint, crockford};
use crate::values::{Timestamp, base64url_decode, base64url_encode, rfc3339, sha256};

/// How long a pairing lives.
pub const PAIRING_LIFETIME: Duration = Duration::from_secs(300);

/// How many bytes a code stands for: 80 bits cannot be guessed in five minutes.
const CODE_BYTES: usize = 10;

/// What the new device shows, as a picture and as text: `K7QF-2M9X-4TRB-8W0Z`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PairingCode([u8; CODE_BYTES]);

/// The text is no pairing code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a pairing code has sixteen letters and digits")]
pub struct InvalidPairingCode;

impl PairingCode {
    /// Draws a fresh code.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    #[must_use]
    pub fn random() -> Self {
        let mut bytes = [0; CODE_BYTES];
        getrandom::fill(&mut bytes).expect("the operating system provides randomness");
        Self(bytes)
    }

    /// Reads a code as a person types or pastes it: in small letters, with or without hyphens and spaces.
    ///
    /// # Errors
    /// [`InvalidPairingCode`].
    pub fn parse(text: &str) -> Result<Self, InvalidPairingCode> {
        crockford::decode(text).map(Self).ok_or(InvalidPairingCode)
    }

    /// What is kept of it on the server.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        sha256(&self.0)
    }
}

impl fmt::Display for PairingCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&crockford::in_groups(&self.0))
    }
}

impl fmt::Debug for PairingCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("PairingCode([redacted])")
    }
}

impl TryFrom<String> for PairingCode {
    type Error = InvalidPairingCode;
    fn try_from(text: String) -> Result<Self, InvalidPairingCode> {
        Self::parse(&text)
    }
}

impl From<PairingCode> for String {
    fn from(code: PairingCode) -> Self {
        code.to_string()
    }
}

/// A random text of a device, or a commitment to one: 32 bytes, on the wire in base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PairingBytes([u8; 32]);

impl PairingBytes {
    /// Draws a fresh random text.
    ///
    /// # Panics
    /// When the operating system has no randomness to give.
    #[must_use]
    pub fn random() -> Self {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the operating system provides randomness");
        Self(bytes)
    }

    /// What a new device commits to with its key and its random text.
    #[must_use]
    pub fn commitment(key: Thumbprint, nonce: Self) -> Self {
        Self(digest("houseguest pairing commitment 1", &[key.as_bytes(), &nonce.0]))
    }

    /// From its bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl TryFrom<String> for PairingBytes {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        let bytes = base64url_decode(&text).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or("32 bytes of base64url are 43 characters")
    }
}

impl From<PairingBytes> for String {
    fn from(bytes: PairingBytes) -> Self {
        base64url_encode(&bytes.0)
    }
}

/// A SHA-256 over parts of 32 bytes, and over what they are for.
fn digest(purpose: &str, parts: &[&[u8; 32]]) -> [u8; 32] {
    let mut bytes = purpose.as_bytes().to_vec();
    bytes.push(0);
    parts.iter().for_each(|part| bytes.extend_from_slice(*part));
    sha256(&bytes)
}

/// All that two devices have said, as one of them saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transcript {
    /// The key of the guest's device.
    pub account_key: Thumbprint,
    /// Its random text.
    pub account_nonce: PairingBytes,
    /// The key of the new device.
    pub device_key: Thumbprint,
    /// Its random text.
    pub device_nonce: PairingBytes,
}

impl Transcript {
    /// The number that both devices show.
    #[must_use]
    pub fn number(&self) -> PairingNumber {
        let digest = digest(
            "houseguest pairing number 1",
            &[self.account_key.as_bytes(), &self.account_nonce.0, self.device_key.as_bytes(), &self.device_nonce.0],
        );
        let first = u64::from_be_bytes(digest[..8].try_into().expect("eight of 32 bytes"));
        // A million divides 2^64 all but evenly: no number is likelier than another by more than one part in 10^13.
        PairingNumber(u32::try_from(first % 1_000_000).expect("less than a million"))
    }
}

/// A number of six digits that people compare; shown in two groups of three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PairingNumber(u32);

impl fmt::Display for PairingNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:03} {:03}", self.0 / 1_000, self.0 % 1_000)
    }
}

/// A new device asks to be added: `POST /houseguest/v1/pairings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenPairing {
    /// To its key and random text.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub commitment: PairingBytes,
    /// What it calls itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// What the new device gets.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OpenedPairing {
    /// To be shown.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub code: PairingCode,
    /// With which it goes on; never shown.
    pub secret: String,
    /// When the pairing ends.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub expires_at: Timestamp,
}

impl fmt::Debug for OpenedPairing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OpenedPairing").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// The guest's device answers, with an access token: `POST /houseguest/v1/pairings/answer`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerPairing {
    /// As it was shown.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub code: PairingCode,
    /// Its key.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub account_key: Thumbprint,
    /// Its random text.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub account_nonce: PairingBytes,
}

/// Which pairing, and as whom: the new device by its secret, the guest's device by the code and an access token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LookAtPairing {
    /// The new device.
    Secret(String),
    /// The guest's device; the code as it is shown.
    Code(String),
}

/// Which pairing is given up, and by whom.
pub type EndPairing = LookAtPairing;

impl fmt::Debug for LookAtPairing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Secret(_) => "Secret([redacted])",
            Self::Code(_) => "Code([redacted])",
        })
    }
}

/// The new device shows what it committed to: `POST /houseguest/v1/pairings/reveal`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RevealPairing {
    /// Its secret.
    pub secret: String,
    /// Its key.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub device_key: Thumbprint,
    /// Its random text.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub device_nonce: PairingBytes,
}

impl fmt::Debug for RevealPairing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("RevealPairing").field("device_key", &self.device_key).finish_non_exhaustive()
    }
}

/// The new device states that it wants to join: `POST /houseguest/v1/pairings/state`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StatePairing {
    /// Its secret.
    pub secret: String,
    /// A statement, `join`, by its key, about the guest's.
    pub possession: String,
}

impl fmt::Debug for StatePairing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("StatePairing").finish_non_exhaustive()
    }
}

/// What the two have said so far. A relay's word: each device believes only what agrees with the number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PairingView {
    /// What the new device committed to.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub commitment: PairingBytes,
    /// What it calls itself.
    pub label: Option<String>,
    /// The key of the guest's device, once it answered.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>))]
    pub account_key: Option<Thumbprint>,
    /// Its random text.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>))]
    pub account_nonce: Option<PairingBytes>,
    /// The key of the new device, once it showed it.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>))]
    pub device_key: Option<Thumbprint>,
    /// Its random text.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>))]
    pub device_nonce: Option<PairingBytes>,
    /// The new device's statement, once its person compared the numbers.
    pub possession: Option<String>,
    /// Whether the new device's key was added: it may sign in.
    pub is_done: bool,
    /// When the pairing ends.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub expires_at: Timestamp,
}

impl fmt::Debug for PairingView {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("PairingView")
            .field("account_key", &self.account_key)
            .field("device_key", &self.device_key)
            .field("is_done", &self.is_done)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn transcript(seed: u8) -> Transcript {
        let thumbprint = |n: u8| Thumbprint::from_bytes([seed.wrapping_add(n); 32]);
        let nonce = |n: u8| PairingBytes::from_bytes([seed.wrapping_add(n); 32]);
        Transcript {
            account_key: thumbprint(1),
            account_nonce: nonce(2),
            device_key: thumbprint(3),
            device_nonce: nonce(4),
        }
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = PairingCode::random();
        let shown = code.to_string();
        assert_eq!(shown.len(), 19);
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', " "),
            shown.replace('0', "o"),
            shown.replace('1', "l"),
        ] {
            assert_eq!(PairingCode::parse(&typed), Ok(code.clone()), "{typed}");
        }
        for bad in ["", "K7QF-2M9X-4TRB", "K7QF-2M9X-4TRB-8W0Z-0000", "K7QF-2M9X-4TRB-8W0U", &"K".repeat(65)] {
            assert_eq!(PairingCode::parse(bad), Err(InvalidPairingCode), "{bad}");
        }
        assert!(!format!("{code:?}").contains(&shown[..4]));
    }

    #[test]
    fn the_number_depends_on_everything_that_was_said() {
        let said = transcript(1);
        let other = transcript(9);
        let changed = [
            Transcript { account_key: other.account_key, ..said },
            Transcript { account_nonce: other.account_nonce, ..said },
            Transcript { device_key: other.device_key, ..said },
            Transcript { device_nonce: other.device_nonce, ..said },
        ];
        for changed in changed {
            assert_ne!(changed.number(), said.number(), "{changed:?}");
        }
        assert_eq!(said.number().to_string().len(), 7);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,70}") {
            let _ = PairingCode::parse(&text);
        }
    }
}
