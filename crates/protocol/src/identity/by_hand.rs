//! The way home by hand: an address short enough to type into a browser on another machine, and a code from the page
//! there to type into the app (beyond the protocol).
//!
//! The app hands its authorize request to the issuer, with [`paths::WAY_HOME`](super::paths::WAY_HOME) of the issuer as
//! the redirect URI, and shows the short address that it gets. Whoever is done at the page is shown a [`ShortCode`]
//! there instead of being sent to the app. The app trades it, together with the `state` that nobody else knows, for the
//! authorization code, and goes on as if the browser had come home by itself: the PKCE verifier never leaves it.

use std::{fmt, time::Duration};

use serde::{Deserialize, Serialize};
use url::Url;

use super::{crockford, hidden::hide};
use crate::values::{Timestamp, rfc3339};

/// How long a short address lives: no longer than the proof of the guest inside it.
pub const SHORT_ADDRESS_LIFETIME: Duration = Duration::from_secs(300);

/// How many bytes a code stands for: 40 bits, guessed at a few times and for minutes only.
const CODE_BYTES: usize = 5;

/// Eight letters and digits that a person can read out and type: `K7QF-2M9X`. Never printed by accident.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ShortCode([u8; CODE_BYTES]);

/// The text is no short code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a code has eight letters and digits")]
pub struct InvalidShortCode;

impl ShortCode {
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

    /// The code that the beginning of a keyed hash makes.
    #[must_use]
    pub fn from_hash(hash: &[u8; 32]) -> Self {
        Self(std::array::from_fn(|at| hash[at]))
    }

    /// Reads a code as a person types or pastes it: in small letters, with or without hyphens and spaces.
    ///
    /// # Errors
    /// [`InvalidShortCode`].
    pub fn parse(text: &str) -> Result<Self, InvalidShortCode> {
        crockford::decode(text).map(Self).ok_or(InvalidShortCode)
    }

    /// The bytes it stands for, to be hashed with a key: there are few enough codes to try them all against a plain hash.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; CODE_BYTES] {
        &self.0
    }
}

impl fmt::Display for ShortCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&crockford::in_groups(&self.0))
    }
}

impl fmt::Debug for ShortCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ShortCode([redacted])")
    }
}

impl TryFrom<String> for ShortCode {
    type Error = InvalidShortCode;
    fn try_from(text: String) -> Result<Self, InvalidShortCode> {
        Self::parse(&text)
    }
}

impl From<ShortCode> for String {
    fn from(code: ShortCode) -> Self {
        code.to_string()
    }
}

/// Asks for a short address: `POST /houseguest/v1/way-home`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenByHand {
    /// The query of the authorize request, whose `redirect_uri` is the issuer's own page.
    pub request: String,
}

/// A short address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OpenedByHand {
    /// Where a browser finds the page.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub address: Url,
    /// When the address ends.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    #[serde(with = "rfc3339")]
    pub expires_at: Timestamp,
}

/// Trades a typed code: `POST /houseguest/v1/way-home/redeem`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RedeemWayHome {
    /// Whose authorize request it was.
    pub client_id: String,
    /// Its `state`.
    pub state: String,
    /// What the page showed.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub code: ShortCode,
}

/// What a typed code stood for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RedeemedWayHome {
    /// The authorization code, to be traded at the token endpoint.
    pub code: String,
}

// A request may hold a guest's proof, and the rest holds codes: none of them is printed.
hide!(OpenByHand, RedeemWayHome, RedeemedWayHome);

/// Why a typed code was not traded: the `reason` of the JSON-API error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ByHandRefusal {
    /// The page of this errand showed another code, or none yet.
    #[error("this is not the code that the page shows")]
    WrongCode,
    /// The page's code was used, is too old, or was mistyped too often.
    #[error("the page's code has ended")]
    CodeEnded,
}

impl ByHandRefusal {
    /// The reason on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongCode => "WrongCode",
            Self::CodeEnded => "CodeEnded",
        }
    }

    /// Reads the reason on the wire; `None` for one nobody here knows.
    #[must_use]
    pub fn parse(reason: &str) -> Option<Self> {
        [Self::WrongCode, Self::CodeEnded].into_iter().find(|refusal| refusal.as_str() == reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = ShortCode::random();
        let shown = code.to_string();
        assert_eq!(shown.len(), 9);
        for typed in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', ""),
            shown.replace('-', " – "),
            format!(" {shown}\n"),
            shown.replace('0', "o").replace('1', "l"),
        ] {
            assert_eq!(ShortCode::parse(&typed), Ok(code.clone()), "{typed:?}");
        }
        let too_much = "-".repeat(80);
        for wrong in ["", "K7QF", "K7QF-2M9", "K7QF-2M9X-4", "K7QF-2M9U", "K7QF_2M9X", &too_much] {
            assert_eq!(ShortCode::parse(wrong), Err(InvalidShortCode), "{wrong:?}");
        }
        assert!(!format!("{code:?}").contains(&shown));
    }

    #[test]
    fn nothing_secret_is_printed_and_reasons_read_back() {
        let request =
            RedeemWayHome { client_id: "app".to_owned(), state: "st4te".to_owned(), code: ShortCode::random() };
        assert!(!format!("{request:?}").contains("st4te"));
        assert!(!format!("{:?}", OpenByHand { request: "jwt=x".to_owned() }).contains("jwt"));
        assert!(!format!("{:?}", RedeemedWayHome { code: "abc".to_owned() }).contains("abc"));
        for refusal in [ByHandRefusal::WrongCode, ByHandRefusal::CodeEnded] {
            assert_eq!(ByHandRefusal::parse(refusal.as_str()), Some(refusal));
        }
        assert_eq!(ByHandRefusal::parse("SomethingNew"), None);
    }
}
