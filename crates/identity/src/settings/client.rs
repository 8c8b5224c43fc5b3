//! One application that may send people here (protocol.md, section 8.1).

use std::time::Duration;

use houseguest_protocol::identity::Algorithm;
use serde::{Deserialize, Serialize};
use url::Url;

use super::InvalidSetting;
use crate::model::{ClientPolicy, Lifetime, RotationRule, redirect_uri};

/// A registered client. The names are those of Authgear's configuration without their `x_`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ClientSettings {
    /// The client's id, as it sends it.
    pub client_id: String,
    /// What the pages call it; the id when absent.
    #[serde(default)]
    pub name: Option<String>,
    /// What kind of application it is; only first-party kinds may have guests.
    #[serde(default)]
    pub application_type: ApplicationType,
    /// Where people may be sent back to, exactly; on loopback the port is free (RFC 8252, section 7.3).
    /// Registering one also opens CORS for its origin (protocol.md, section 0.3).
    pub redirect_uris: Vec<Url>,
    /// Where people may be sent after they have signed out (section 7.2).
    #[serde(default)]
    pub post_logout_redirect_uris: Vec<Url>,
    /// The application's own page: where people go when signing out names nothing better.
    #[serde(default)]
    pub client_uri: Option<Url>,
    /// How long an access token lives. 1,800 by default, at least 300.
    #[serde(default = "default_access_token_lifetime")]
    pub access_token_lifetime_seconds: u64,
    /// How long a session lives from its first day. The larger of 31,449,600 (364 days) and the access
    /// token's lifetime by default.
    #[serde(default)]
    pub refresh_token_lifetime_seconds: Option<u64>,
    /// Whether a session ends when nobody uses it. On by default.
    #[serde(default = "yes")]
    pub refresh_token_idle_timeout_enabled: bool,
    /// How long nobody may use it, then. 2,592,000 (30 days) by default.
    #[serde(default = "default_idle_timeout")]
    pub refresh_token_idle_timeout_seconds: u64,
    /// Whether each refresh answers with a new refresh token. Off by default, as in the protocol.
    #[serde(default)]
    pub refresh_token_rotation_enabled: bool,
    /// How long a repeated refresh gets the same successor, because a lost answer is not a theft.
    /// 30 by default, at most 300; 0 forgives nothing.
    #[serde(default = "default_grace")]
    pub refresh_token_rotation_grace_seconds: u64,
    /// Whether a person's new session with this client ends the former ones: 1, or 0 for as many as they like.
    /// 0 by default.
    #[serde(default)]
    pub max_concurrent_session: u8,
    /// Whether proofs of possession (DPoP, section 12) are ignored. Off by default.
    #[serde(default)]
    pub dpop_disabled: bool,
    /// Whether access tokens are JWTs, which other servers can read, or opaque. Off by default, as in the protocol.
    #[serde(default)]
    pub issue_jwt_access_token: bool,
    /// What signs this client's tokens. `RS256` by default; `ES256` and `EdDSA` cost a small part of it.
    #[serde(default = "default_signing_algorithm")]
    pub signing_algorithm: Algorithm,
}

/// What kind of application a client is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationType {
    /// Not said; treated as first-party.
    #[default]
    Unset,
    /// A page without a server of its own.
    Spa,
    /// A site with a server.
    TraditionalWebapp,
    /// An app on a desktop or phone.
    Native,
    /// A site with a server that keeps a secret.
    Confidential,
    /// Somebody else's application.
    ThirdPartyApp,
    /// A machine.
    M2m,
}

impl ApplicationType {
    /// Whether such a client has full access to its users, and so may have guests (section 3.2, check 1).
    #[must_use]
    pub const fn has_full_access(self) -> bool {
        matches!(self, Self::Unset | Self::Spa | Self::TraditionalWebapp | Self::Native)
    }
}

/// `RS256`: the protocol knows no other (sections 1, 6.3 and 6.4), and OpenID Connect Core demands it where
/// nothing else was agreed (section 3.1.3.7).
const fn default_signing_algorithm() -> Algorithm {
    Algorithm::Rs256
}

const fn default_access_token_lifetime() -> u64 {
    1_800
}

const DEFAULT_REFRESH_TOKEN_LIFETIME: u64 = 31_449_600;

const fn default_idle_timeout() -> u64 {
    2_592_000
}

const fn default_grace() -> u64 {
    30
}

const fn yes() -> bool {
    true
}

impl ClientSettings {
    /// A native or browser client with the protocol's defaults.
    #[must_use]
    pub fn new(client_id: impl Into<String>, application_type: ApplicationType, redirect_uris: Vec<Url>) -> Self {
        Self {
            client_id: client_id.into(),
            name: None,
            application_type,
            redirect_uris,
            post_logout_redirect_uris: Vec::new(),
            client_uri: None,
            access_token_lifetime_seconds: default_access_token_lifetime(),
            refresh_token_lifetime_seconds: None,
            refresh_token_idle_timeout_enabled: true,
            refresh_token_idle_timeout_seconds: default_idle_timeout(),
            refresh_token_rotation_enabled: false,
            refresh_token_rotation_grace_seconds: default_grace(),
            max_concurrent_session: 0,
            dpop_disabled: false,
            issue_jwt_access_token: false,
            signing_algorithm: default_signing_algorithm(),
        }
    }

    /// What the pages call the client.
    #[must_use]
    pub fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.client_id)
    }

    /// Whether people may be sent to `presented`: equal to a registered URI, or to a loopback one but for the port.
    ///
    /// Source: protocol.md, section 4.1; RFC 8252, section 7.3.
    #[must_use]
    pub fn accepts_redirect_uri(&self, presented: &str) -> bool {
        self.redirect_uris.iter().any(|registered| redirect_uri::matches(registered, presented))
    }

    /// How long an access token lives.
    #[must_use]
    pub const fn access_token_lifetime(&self) -> Duration {
        Duration::from_secs(self.access_token_lifetime_seconds)
    }

    /// What the settings say of this client's sessions.
    #[must_use]
    pub fn policy(&self) -> ClientPolicy {
        ClientPolicy { lifetime: self.session_lifetime(), rotation: self.rotation_rule() }
    }

    fn session_lifetime(&self) -> Lifetime {
        let lifetime = self
            .refresh_token_lifetime_seconds
            .unwrap_or_else(|| DEFAULT_REFRESH_TOKEN_LIFETIME.max(self.access_token_lifetime_seconds));
        let idle = self.refresh_token_idle_timeout_enabled.then_some(self.refresh_token_idle_timeout_seconds);
        Lifetime { absolute: Duration::from_secs(lifetime), idle: idle.map(Duration::from_secs) }
    }

    const fn rotation_rule(&self) -> RotationRule {
        RotationRule {
            enabled: self.refresh_token_rotation_enabled,
            grace: Duration::from_secs(self.refresh_token_rotation_grace_seconds),
        }
    }

    /// Checks every setting; `at` is the client's place, such as `clients[0]`.
    ///
    /// # Errors
    /// The first that cannot be obeyed.
    pub fn validate(&self, at: &str) -> Result<(), InvalidSetting> {
        let invalid = |name: &str, value: &dyn std::fmt::Debug, advice: &str| {
            Err(InvalidSetting::new(format!("{at}.{name}"), value, advice))
        };
        let named = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if !(1..=64).contains(&self.client_id.len()) || !self.client_id.bytes().all(named) {
            return invalid("client_id", &self.client_id, "use 1 to 64 letters, digits, '-', '_' or '.'");
        }
        for (list, uris) in
            [("redirect_uris", &self.redirect_uris), ("post_logout_redirect_uris", &self.post_logout_redirect_uris)]
        {
            for (index, uri) in uris.iter().enumerate() {
                if uri.fragment().is_some() || uri.query().is_some() {
                    let advice = "leave out query and fragment: official clients cannot send them (section 3.3)";
                    return invalid(&format!("{list}[{index}]"), &uri.as_str(), advice);
                }
                if matches!(uri.scheme(), "javascript" | "data" | "file" | "blob" | "about") {
                    let advice = "use https, http on loopback, or a private-use scheme such as com.example.app";
                    return invalid(&format!("{list}[{index}]"), &uri.as_str(), advice);
                }
            }
        }
        if let Some(uri) = &self.client_uri
            && !matches!(uri.scheme(), "http" | "https")
        {
            return invalid("client_uri", &uri.as_str(), "use an http or https address: a browser goes there");
        }
        if self.max_concurrent_session > 1 {
            return invalid("max_concurrent_session", &self.max_concurrent_session, "use 0 or 1");
        }
        let access = self.access_token_lifetime_seconds;
        if !(300..=2_419_200).contains(&access) {
            return invalid("access_token_lifetime_seconds", &access, "use 300 to 2419200 seconds");
        }
        if let Some(refresh) = self.refresh_token_lifetime_seconds
            && refresh < access
        {
            let advice = "refresh token lifetime must be greater than or equal to access token lifetime";
            return invalid("refresh_token_lifetime_seconds", &refresh, advice);
        }
        if self.refresh_token_idle_timeout_seconds == 0 {
            let advice = "use a positive number, or switch refresh_token_idle_timeout_enabled off";
            return invalid("refresh_token_idle_timeout_seconds", &0, advice);
        }
        if self.refresh_token_rotation_grace_seconds > 300 {
            let grace = self.refresh_token_rotation_grace_seconds;
            return invalid("refresh_token_rotation_grace_seconds", &grace, "use 0 to 300 seconds");
        }
        Ok(())
    }
}
