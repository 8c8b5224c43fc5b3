//! Proof Key for Code Exchange (RFC 7636), method S256 only (section 3.3).

use std::fmt;

use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::values::{base64url_encode, random_alphanumerics, sha256};

/// The secret half: 43 to 128 unreserved characters. Never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodeVerifier(String);

/// The text cannot be a verifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a PKCE code verifier has 43 to 128 letters, digits, '-', '.', '_' or '~'")]
pub struct InvalidCodeVerifier;

impl CodeVerifier {
    /// A fresh verifier of 64 letters and digits.
    #[must_use]
    pub fn random() -> Self {
        Self(random_alphanumerics(64))
    }

    /// Parses a verifier.
    ///
    /// # Errors
    /// [`InvalidCodeVerifier`] unless it matches `^[-._~A-Za-z0-9]{43,128}$`.
    pub fn parse(text: impl Into<String>) -> Result<Self, InvalidCodeVerifier> {
        let text = text.into();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if (43..=128).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text))
        } else {
            Err(InvalidCodeVerifier)
        }
    }

    /// The text for the token request.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The public half for the authorize request.
    #[must_use]
    pub fn challenge(&self) -> CodeChallenge {
        CodeChallenge(base64url_encode(&sha256(self.0.as_bytes())))
    }
}

impl TryFrom<String> for CodeVerifier {
    type Error = InvalidCodeVerifier;
    fn try_from(text: String) -> Result<Self, InvalidCodeVerifier> {
        Self::parse(text)
    }
}

impl From<CodeVerifier> for String {
    fn from(verifier: CodeVerifier) -> Self {
        verifier.0
    }
}

impl fmt::Debug for CodeVerifier {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("CodeVerifier([redacted])")
    }
}

/// The public half: base64url of the verifier's SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeChallenge(pub String);

impl CodeChallenge {
    /// Whether `verifier` is the secret behind this challenge; takes the same time either way.
    #[must_use]
    pub fn is_answered_by(&self, verifier: &CodeVerifier) -> bool {
        verifier.challenge().0.as_bytes().ct_eq(self.0.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_rfc_7636() {
        let verifier = CodeVerifier::parse("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").expect("appendix B");
        assert_eq!(verifier.challenge().0, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn only_its_own_verifier_answers() {
        let (one, other) = (CodeVerifier::random(), CodeVerifier::random());
        assert!(one.challenge().is_answered_by(&one));
        assert!(!one.challenge().is_answered_by(&other));
        assert!(CodeVerifier::parse("short").is_err());
        assert!(CodeVerifier::parse("a".repeat(129)).is_err());
        assert!(CodeVerifier::parse(format!("{} ", "a".repeat(43))).is_err());
    }
}
