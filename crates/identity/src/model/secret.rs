//! Secrets that travel, and what is kept of them.

use std::fmt;

use houseguest_protocol::values::{random_alphanumerics, sha256};
use subtle::ConstantTimeEq;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::SessionId;

/// How many letters and digits a code or token secret has (protocol.md, section 17).
const SECRET_LENGTH: usize = 32;

/// A code, token or handle as its bearer holds it: 32 letters and digits. Never printed, wiped after use.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Draws a fresh secret.
    #[must_use]
    pub fn random() -> Self {
        Self(Zeroizing::new(random_alphanumerics(SECRET_LENGTH)))
    }

    /// Reads a secret; `None` when it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let shaped = text.len() == SECRET_LENGTH && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        shaped.then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// The text for its bearer.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(sha256(self.0.as_bytes()))
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SecretText([redacted])")
    }
}

/// The SHA-256 of a secret: all that the database keeps of it. Compared in constant time.
#[derive(Clone, Copy)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// A hash as the database keeps it.
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

impl PartialEq for TokenHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for TokenHash {}

impl fmt::Debug for TokenHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("TokenHash(…)")
    }
}

/// Reads `<UUID>.<32 letters and digits>`, the shape of everything that names a session and proves it.
pub(super) fn parse_pair(text: &str) -> Option<(Uuid, SecretText)> {
    let (id, secret) = text.split_once('.')?;
    // The hyphenated form only: one session has one name.
    let id = if id.len() == 36 { Uuid::try_parse(id).ok()? } else { return None };
    Some((id, SecretText::parse(secret)?))
}

/// A refresh token: `<session UUID>.<32 letters and digits>` (protocol.md, section 3.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshToken {
    /// The session it continues.
    pub session: SessionId,
    /// What proves that the bearer may.
    pub secret: SecretText,
}

/// The text cannot be a refresh token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a refresh token is a UUID, a dot and 32 letters and digits")]
pub struct InvalidRefreshToken;

impl RefreshToken {
    /// Reads a token as a client sent it.
    ///
    /// # Errors
    /// [`InvalidRefreshToken`] when it cannot be one.
    pub fn parse(text: &str) -> Result<Self, InvalidRefreshToken> {
        let (session, secret) = parse_pair(text).ok_or(InvalidRefreshToken)?;
        Ok(Self { session: SessionId(session), secret })
    }

    /// The text for the client.
    #[must_use]
    pub fn to_wire(&self) -> String {
        format!("{}.{}", self.session.0, self.secret.expose())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_refresh_token_reads_back_and_hides_itself() {
        let token = RefreshToken { session: SessionId::random(), secret: SecretText::random() };
        assert_eq!(RefreshToken::parse(&token.to_wire()), Ok(token.clone()));
        assert!(!format!("{token:?}").contains(token.secret.expose()), "Debug shows no secret");
        assert!(!format!("{:?}", token.secret.hash()).contains("32"), "not even its hash");
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,120}", tail in "[a-zA-Z0-9]{30,34}") {
            let _ = RefreshToken::parse(&text);
            let token = RefreshToken::parse(&format!("00000000-0000-4000-8000-000000000000.{tail}"));
            prop_assert_eq!(token.is_ok(), tail.len() == 32);
        }
    }
}
