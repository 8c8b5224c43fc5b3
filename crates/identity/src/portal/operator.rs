//! Operators: who may use the Portal, how long they stay logged in, and how they get in at first.

use std::{fmt, time::Duration};

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, Mac};
use houseguest_protocol::values::Timestamp;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::model::{Lifetime, SecretText};

/// Identifies an operator for good.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct OperatorId(pub(crate) Uuid);

impl OperatorId {
    /// A fresh id.
    pub(crate) fn random() -> Self {
        Self(Uuid::now_v7())
    }
}

/// What an operator is called: 1 to 60 characters on one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct OperatorName(String);

/// The text cannot be an operator's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an operator's name has 1 to 60 characters on one line")]
pub(crate) struct InvalidOperatorName;

impl OperatorName {
    const MOST_CHARACTERS: usize = 60;

    /// Reads a name, without the space around it.
    ///
    /// # Errors
    /// [`InvalidOperatorName`].
    pub(crate) fn parse(written: &str) -> Result<Self, InvalidOperatorName> {
        let name = written.trim();
        let fits = (1..=Self::MOST_CHARACTERS).contains(&name.chars().count());
        if fits && !name.chars().any(char::is_control) { Ok(Self(name.to_owned())) } else { Err(InvalidOperatorName) }
    }

    /// The name as written.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as it is compared: in small letters.
    pub(crate) fn unique_key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for OperatorName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// An operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Operator {
    /// Who.
    pub(crate) id: OperatorId,
    /// What they are called.
    pub(crate) name: OperatorName,
}

/// A link into the Portal for somebody who cannot log in: to make an account, or to set a new password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PortalLink {
    /// Whose password it sets; `None` makes a new account.
    pub(crate) operator: Option<Operator>,
}

/// How long a link lives.
pub(crate) const LINK_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// How long somebody stays logged in (OWASP Session Management: short idle time, bounded total).
pub(crate) const SESSION_LIFETIME: Lifetime =
    Lifetime { absolute: Duration::from_secs(12 * 60 * 60), idle: Some(Duration::from_secs(30 * 60)) };

/// A use of a session is written down at most this often, in seconds: half a minute of 30 is not missed.
pub(crate) const TOUCH_EVERY_SECONDS: u64 = 30;

/// A session of the Portal, as the database keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PortalSession {
    /// Whose it is.
    pub(crate) operator: Operator,
    /// When they logged in.
    pub(crate) created_at: Timestamp,
    /// When it was last used.
    pub(crate) last_used_at: Timestamp,
}

impl PortalSession {
    /// Whether it has ended.
    pub(crate) fn has_ended(&self, now: Timestamp) -> bool {
        SESSION_LIFETIME.has_ended(self.created_at, self.last_used_at, now)
    }
}

/// Makes the token that every form carries, from the secret of a cookie: whoever cannot read the cookie cannot
/// make it, and a token of one session is worth nothing in another.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FormKind {
    /// Behind the log-in, from the session's secret.
    Office,
    /// Before it, from a secret that only serves this purpose.
    Porch,
}

impl FormKind {
    /// The token.
    pub(crate) fn token(self, secret: &SecretText) -> String {
        let purpose: &[u8] = match self {
            Self::Office => b"portal form",
            Self::Porch => b"portal porch form",
        };
        let mut mac =
            Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).expect("HMAC takes a key of any length");
        mac.update(purpose);
        BASE64URL_NOPAD.encode(&mac.finalize().into_bytes())
    }

    /// Whether `presented` is that token.
    pub(crate) fn made(self, secret: &SecretText, presented: &str) -> bool {
        self.token(secret).as_bytes().ct_eq(presented.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_line_and_compared_without_case() {
        assert_eq!(OperatorName::parse("  Ines Μ. ").map(|name| name.unique_key()), Ok("ines μ.".to_owned()));
        for bad in ["", "  ", "a\nb", &"x".repeat(61)] {
            assert_eq!(OperatorName::parse(bad), Err(InvalidOperatorName), "{bad:?}");
        }
    }

    #[test]
    fn a_session_ends_half_an_hour_after_its_last_use_and_twelve_hours_after_its_first() {
        let at = Timestamp::from_unix_seconds;
        let name = OperatorName::parse("ann").expect("a name");
        let operator = Operator { id: OperatorId::random(), name };
        let session = |last| PortalSession { operator: operator.clone(), created_at: at(0), last_used_at: at(last) };
        assert!(!session(0).has_ended(at(1_799)));
        assert!(session(0).has_ended(at(1_800)));
        assert!(!session(43_000).has_ended(at(43_199)));
        assert!(session(43_000).has_ended(at(43_200)));
    }

    #[test]
    fn a_form_token_belongs_to_one_secret_and_one_side_of_the_door() {
        let (own, other) = (SecretText::random(), SecretText::random());
        let token = FormKind::Office.token(&own);
        assert!(FormKind::Office.made(&own, &token));
        for (kind, secret) in [(FormKind::Office, &other), (FormKind::Porch, &own)] {
            assert!(!kind.made(secret, &token));
        }
        assert!(!FormKind::Office.made(&own, ""));
    }
}
