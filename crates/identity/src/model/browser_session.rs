//! Sessions that a browser holds in a cookie. The protocol calls them IDP sessions.
//!
//! Source: protocol.md, section 8.

use std::{fmt, net::IpAddr, time::Duration};

use houseguest_protocol::values::{Timestamp, base64url_encode};
use uuid::Uuid;

use super::{Lifetime, ProvenBy, SecretText, TokenHash, UserId, secret};

/// Identifies a browser session; also the first half of its cookie.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct BrowserSessionId(pub Uuid);

impl BrowserSessionId {
    /// A fresh id. Ids grow with time, so that rows made together lie together.
    #[must_use]
    pub fn random() -> Self {
        Self(Uuid::now_v7())
    }

    /// The `sid` claim: base64url of `idp:<id>` (protocol.md, section 6.3).
    #[must_use]
    pub fn to_sid_claim(self) -> String {
        base64url_encode(format!("idp:{}", self.0).as_bytes())
    }
}

impl fmt::Display for BrowserSessionId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// The cookie's value: `<session UUID>.<32 letters and digits>` (protocol.md, section 8.3). Its secret never prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserToken {
    /// The session it stands for.
    pub session: BrowserSessionId,
    /// What proves that the bearer may.
    pub secret: SecretText,
}

impl BrowserToken {
    /// Reads a cookie's value; `None` when it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (session, secret) = secret::parse_pair(text)?;
        Some(Self { session: BrowserSessionId(session), secret })
    }

    /// The cookie's value.
    #[must_use]
    pub fn to_wire(&self) -> String {
        format!("{}.{}", self.session, self.secret.expose())
    }
}

/// A browser session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserSession {
    /// Its id.
    pub id: BrowserSessionId,
    /// Whose it is.
    pub user: UserId,
    /// How the person proved themselves.
    pub proven_by: ProvenBy,
    /// When; the `auth_time` claim.
    pub created_at: Timestamp,
    /// When it was last used, to within [`super::Session::TOUCH_EVERY_SECONDS`].
    pub last_used_at: Timestamp,
}

impl BrowserSession {
    /// How long a session that has ended is kept: settings that let sessions live longer take up those that were still
    /// alive by them, and an operator who was too strict notices within that time.
    pub const KEPT_AFTER_ITS_END: Duration = Duration::from_secs(30 * 86_400);

    /// Whether the session has ended, by the present settings.
    #[must_use]
    pub fn has_ended(&self, lifetime: &Lifetime, now: Timestamp) -> bool {
        lifetime.has_ended(self.created_at, self.last_used_at, now)
    }

    /// Whether a use at `now` is worth writing down.
    #[must_use]
    pub fn wants_touch(&self, now: Timestamp) -> bool {
        super::wants_touch(self.last_used_at, now)
    }
}

/// A browser session about to begin. Always a new id and a new secret: whoever knew the former ones knows
/// nothing of this one.
#[derive(Clone, Debug)]
pub struct NewBrowserSession {
    /// Its id.
    pub id: BrowserSessionId,
    /// The hash of its secret.
    pub secret: TokenHash,
    /// The session the browser showed before, which ends.
    pub replaces: Option<(BrowserSessionId, TokenHash)>,
    /// Where it begins.
    pub seen_from: SeenFrom,
}

impl NewBrowserSession {
    /// The session, now that its user is known.
    #[must_use]
    pub const fn begin(&self, user: UserId, proven_by: ProvenBy, now: Timestamp) -> BrowserSession {
        BrowserSession { id: self.id, user, proven_by, created_at: now, last_used_at: now }
    }
}

/// Where a session was begun, for the lists in which a person or an operator recognises it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeenFrom {
    /// What the browser calls itself, at most [`SeenFrom::MOST_CHARACTERS`] of it.
    pub agent: Option<String>,
    /// The address at the other end of the connection.
    pub address: Option<IpAddr>,
}

impl SeenFrom {
    /// How much of a browser's name is kept.
    pub const MOST_CHARACTERS: usize = 300;

    /// Keeps what is worth keeping.
    #[must_use]
    pub fn new(agent: Option<&str>, address: IpAddr) -> Self {
        let agent = agent.map(|agent| agent.chars().take(Self::MOST_CHARACTERS).collect::<String>());
        Self {
            agent: agent.filter(|agent| !agent.trim().is_empty()),
            address: (!address.is_unspecified()).then_some(address),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_s_value_reads_back_and_nonsense_does_not() {
        let token = BrowserToken { session: BrowserSessionId::random(), secret: SecretText::random() };
        assert_eq!(BrowserToken::parse(&token.to_wire()), Some(token.clone()));
        assert!(!format!("{token:?}").contains(token.secret.expose()), "secrets do not print");
        let wire = token.to_wire();
        for broken in ["", ".", "true", &wire[1..], &wire[..wire.len() - 1], &wire.replace('.', "-")] {
            assert_eq!(BrowserToken::parse(broken), None, "{broken}");
        }
    }

    #[test]
    fn what_is_kept_of_a_place_has_a_bound() {
        let address = IpAddr::from([192, 0, 2, 1]);
        let long = "ä".repeat(400);
        let kept = SeenFrom::new(Some(&long), address);
        assert_eq!(kept.agent.expect("a name").chars().count(), SeenFrom::MOST_CHARACTERS);
        assert_eq!(kept.address, Some(address));
        assert_eq!(SeenFrom::new(Some(" "), IpAddr::from([0, 0, 0, 0])), SeenFrom::default());
    }
}
