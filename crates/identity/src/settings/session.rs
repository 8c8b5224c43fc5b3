//! Sessions in the browser (protocol.md, sections 8.1 and 13.3).

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::InvalidSetting;
use crate::model::Lifetime;

/// How long a session in the browser lives, and how its cookies are called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct SessionSettings {
    /// How long a session lives from its first moment, in seconds. 31,449,600 (364 days) by default.
    pub lifetime_seconds: u64,
    /// Whether a session ends when nobody uses it. On by default.
    pub idle_timeout_enabled: bool,
    /// How long nobody may use it, then, in seconds. 2,592,000 (30 days) by default.
    pub idle_timeout_seconds: u64,
    /// Whether the browser forgets the session when it is closed. Off by default.
    pub use_session_cookie: bool,
    /// What the cookies' names begin with. Empty by default. Over https, a cookie that this host has for itself
    /// alone gets `__Host-` in front of that, so that no neighbouring host can plant one.
    pub cookie_prefix: String,
    /// The domain that shares the cookies, such as `example.com` for `app.example.com` and
    /// `auth.example.com`. This host alone by default.
    pub cookie_domain: Option<String>,
}

impl Default for SessionSettings {
    fn default() -> Self {
        Self {
            lifetime_seconds: 31_449_600,
            idle_timeout_enabled: true,
            idle_timeout_seconds: 2_592_000,
            use_session_cookie: false,
            cookie_prefix: String::new(),
            cookie_domain: None,
        }
    }
}

impl SessionSettings {
    /// How long a session in the browser lives.
    #[must_use]
    pub fn lifetime(&self) -> Lifetime {
        let idle = self.idle_timeout_enabled.then_some(self.idle_timeout_seconds);
        Lifetime { absolute: Duration::from_secs(self.lifetime_seconds), idle: idle.map(Duration::from_secs) }
    }

    /// Checks every setting.
    ///
    /// # Errors
    /// The first that cannot be obeyed.
    pub fn validate(&self) -> Result<(), InvalidSetting> {
        let invalid = |name: &str, value: &dyn std::fmt::Debug, advice: &str| {
            Err(InvalidSetting::new(format!("session.{name}"), value, advice))
        };
        if self.lifetime_seconds == 0 {
            return invalid("lifetime_seconds", &0, "use a positive number of seconds");
        }
        if self.idle_timeout_seconds == 0 {
            let advice = "use a positive number, or switch idle_timeout_enabled off";
            return invalid("idle_timeout_seconds", &0, advice);
        }
        // RFC 6265, section 4.1.1: a token; the suffixes are ours.
        let in_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if self.cookie_prefix.len() > 40 || !self.cookie_prefix.bytes().all(in_name) {
            let advice = "use at most 40 letters, digits, '-', '_' or '.'";
            return invalid("cookie_prefix", &self.cookie_prefix, advice);
        }
        if self.cookie_prefix.starts_with("__") {
            let advice = "leave out __Host- and __Secure-: the server adds what fits";
            return invalid("cookie_prefix", &self.cookie_prefix, advice);
        }
        let in_domain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
        if let Some(domain) = &self.cookie_domain
            && (domain.is_empty() || domain.starts_with('.') || !domain.bytes().all(in_domain))
        {
            return invalid("cookie_domain", domain, "use a host name such as example.com, without a dot in front");
        }
        Ok(())
    }
}
