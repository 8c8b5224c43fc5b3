//! Which issuers are trusted.

use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// An issuer whose tokens are believed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuerSettings {
    /// A short name that never changes: people are stored under it, so that the issuer's address may change.
    pub id: String,
    /// The issuer, exactly as its tokens name it; a trailing slash does not count.
    pub issuer: Url,
    /// The audience tokens must be for. Unset: any audience of this issuer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Where this process reaches the issuer, when that is not its public address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach_at: Option<Url>,
    /// Believes JWTs whose `typ` is `JWT` or absent. An ID token then passes for an access token unless `audience` is set.
    #[serde(default)]
    pub danger_accept_plain_jwt: bool,
    /// Speaks to the issuer without TLS beyond this machine.
    #[serde(default)]
    pub danger_plain_http: bool,
}

/// A setting of an issuer that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidIssuer {
    /// The id is empty, too long or has other characters.
    #[error("the issuer id `{id}` must have 1 to 40 lower-case letters, digits or hyphens")]
    Id {
        /// The id.
        id: String,
    },
    /// The id belongs to the demo's invented people.
    #[error("the issuer id `{id}` is reserved")]
    Reserved {
        /// The id.
        id: String,
    },
    /// Two issuers share an id or an address.
    #[error("the issuer `{id}` is configured twice, by id or by address")]
    Twice {
        /// The id of the second.
        id: String,
    },
    /// The address is neither `https` nor an allowed `http`, or has parts an issuer cannot have.
    #[error(
        "the issuer `{id}` needs an https address without query or fragment (http only on this machine), not `{url}`"
    )]
    Address {
        /// The issuer's id.
        id: String,
        /// The address.
        url: Url,
    },
}

impl IssuerSettings {
    /// An issuer with the strictest settings.
    #[must_use]
    pub fn new(id: impl Into<String>, issuer: Url) -> Self {
        Self {
            id: id.into(),
            issuer,
            audience: None,
            reach_at: None,
            danger_accept_plain_jwt: false,
            danger_plain_http: false,
        }
    }

    /// The issuer as tokens name it in `iss`: without a trailing slash.
    #[must_use]
    pub fn name(&self) -> &str {
        self.issuer.as_str().trim_end_matches('/')
    }

    /// Whether the settings can be.
    ///
    /// # Errors
    /// The first that cannot.
    pub fn check(&self) -> Result<(), InvalidIssuer> {
        let id = || self.id.clone();
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(1..=40).contains(&self.id.len()) || !self.id.bytes().all(allowed) {
            return Err(InvalidIssuer::Id { id: id() });
        }
        if self.id == crate::seed::Seeds::ISSUER {
            return Err(InvalidIssuer::Reserved { id: id() });
        }
        for url in [self.reach_at.as_ref(), self.reach_at.is_none().then_some(&self.issuer)].into_iter().flatten() {
            let may_be_plain = self.danger_plain_http || is_this_machine(url);
            if !(url.scheme() == "https" || (url.scheme() == "http" && may_be_plain)) {
                return Err(InvalidIssuer::Address { id: id(), url: url.clone() });
            }
        }
        if self.issuer.query().is_some() || self.issuer.fragment().is_some() || self.issuer.host().is_none() {
            return Err(InvalidIssuer::Address { id: id(), url: self.issuer.clone() });
        }
        Ok(())
    }
}

/// Whether an address never leaves this machine.
pub(super) fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issuer(url: &str) -> IssuerSettings {
        IssuerSettings::new("demo", url.parse().expect("a URL"))
    }

    #[test]
    fn plain_http_stays_on_this_machine() {
        for good in ["https://id.example.com", "http://127.0.0.1:4000", "http://[::1]:4000", "http://localhost:1/"] {
            assert_eq!(issuer(good).check(), Ok(()), "{good}");
        }
        for bad in ["http://id.example.com", "ftp://id.example.com", "https://id.example.com/?a=b"] {
            assert!(matches!(issuer(bad).check(), Err(InvalidIssuer::Address { .. })), "{bad}");
        }
        let behind_a_proxy =
            IssuerSettings { reach_at: Some("http://127.0.0.1:9".parse().expect("a URL")), ..issuer("http://id.lan") };
        assert_eq!(behind_a_proxy.check(), Ok(()));
    }

    #[test]
    fn ids_are_short_and_plain() {
        for bad in ["", "Upper", "with space", "seed"] {
            assert!(IssuerSettings { id: bad.into(), ..issuer("https://id.example.com") }.check().is_err(), "{bad}");
        }
    }
}
