//! Webhooks: who else is told what happens to users (protocol.md, section 9.3).

use std::fmt;

use houseguest_protocol::identity::EventType;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};
use url::{Host, Url};

use super::InvalidSetting;

/// Where events are delivered to, signed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookSettings {
    /// A name that never changes: deliveries are counted and kept under it. 1 to 40 small letters, digits, `-`.
    pub id: String,
    /// The receiver's address: `https`, or `http` on this machine.
    pub url: Url,
    /// What deliveries are signed with: 32 characters at least, known to the receiver and nobody else.
    pub secret: WebhookSecret,
    /// The kinds of events it gets.
    pub events: Vec<EventType>,
    /// Whether events are delivered now. Off, those that wait stay, and new ones do not reach it. On by default.
    #[serde(default = "WebhookSettings::on")]
    pub enabled: bool,
}

/// A webhook's secret. Never printed; serialised only into the database, where the signing keys are, too.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct WebhookSecret(SecretString);

impl WebhookSecret {
    /// A fresh secret: 32 letters and digits.
    #[must_use]
    pub fn random() -> Self {
        Self(houseguest_protocol::values::random_alphanumerics(32).into())
    }

    /// The text, for signing, and for showing it once to whoever made it.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("WebhookSecret([redacted])")
    }
}

impl Serialize for WebhookSecret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

impl WebhookSettings {
    /// How long a secret has to be, in characters.
    const SECRET_LENGTH: usize = 32;

    const fn on() -> bool {
        true
    }

    /// Whether events of that kind go there now.
    #[must_use]
    pub fn wants(&self, event: EventType) -> bool {
        self.enabled && self.events.contains(&event)
    }

    /// Checks every setting. `path` is where the webhook stands among the settings.
    ///
    /// # Errors
    /// The first that cannot be obeyed; never with the secret.
    pub fn validate(&self, path: &str) -> Result<(), InvalidSetting> {
        let invalid = |name: &str, value: &dyn fmt::Debug, advice: &str| {
            Err(InvalidSetting::new(format!("{path}.{name}"), value, advice))
        };
        let in_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if self.id.is_empty() || self.id.len() > 40 || !self.id.bytes().all(in_id) {
            return invalid("id", &self.id, "use 1 to 40 small letters, digits and hyphens");
        }
        let is_here = match self.url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        };
        if !(self.url.scheme() == "https" || (self.url.scheme() == "http" && is_here)) {
            return invalid("url", &self.url.as_str(), "use https://, or http:// to an address of this machine");
        }
        if !self.url.username().is_empty() || self.url.password().is_some() || self.url.fragment().is_some() {
            // What is written there may be a secret, so the value is not repeated.
            return invalid("url", &"[redacted]", "leave out user name, password and fragment");
        }
        if self.secret.expose().chars().count() < Self::SECRET_LENGTH {
            return invalid("secret", &"[redacted]", "use 32 characters at least, drawn at random");
        }
        if self.events.is_empty() {
            let names: Vec<_> = EventType::ALL.iter().map(|event| event.as_str()).collect();
            return invalid("events", &self.events, &format!("name at least one of {}", names.join(", ")));
        }
        Ok(())
    }
}

/// How deliveries to webhooks are made. Only the file decides this.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeliverySettings {
    /// How long a receiver may take to answer, in seconds. 10 by default, 1 to 60.
    pub timeout_seconds: u64,
    /// How often a delivery is tried before it waits for an operator. 12 by default, 1 to 30: some two hours.
    pub max_attempts: u32,
    /// How many days a delivery is kept that failed for good, or waits for a webhook that is gone. 30 by default.
    pub keep_failed_days: u32,
    /// Delivers to addresses that are not public, too: private networks, this machine. Whoever may add a webhook
    /// can then have this server call its neighbours. Off by default; a demo may always call this machine.
    pub danger_private_networks: bool,
}

impl Default for DeliverySettings {
    fn default() -> Self {
        Self { timeout_seconds: 10, max_attempts: 12, keep_failed_days: 30, danger_private_networks: false }
    }
}

impl DeliverySettings {
    pub(super) fn validate(&self) -> Result<(), InvalidSetting> {
        if !(1..=60).contains(&self.timeout_seconds) {
            return Err(InvalidSetting::new("delivery.timeout_seconds", self.timeout_seconds, "use 1 to 60"));
        }
        if !(1..=30).contains(&self.max_attempts) {
            return Err(InvalidSetting::new("delivery.max_attempts", self.max_attempts, "use 1 to 30"));
        }
        if !(1..=3_650).contains(&self.keep_failed_days) {
            return Err(InvalidSetting::new("delivery.keep_failed_days", self.keep_failed_days, "use 1 to 3650"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    fn webhook(url: &str) -> WebhookSettings {
        let json = serde_json::json!({"id": "crm", "url": url, "secret": SECRET, "events": ["user.created"]});
        serde_json::from_value(json).expect("reads")
    }

    #[test]
    fn only_tls_leaves_the_machine() {
        for good in ["https://crm.example/hook?x=1", "http://127.0.0.1:9/", "http://[::1]:9/", "http://localhost/"] {
            webhook(good).validate("webhooks[0]").expect(good);
        }
        for bad in ["http://crm.example/", "http://10.0.0.1/", "ftp://127.0.0.1/", "http://localhost.example/"] {
            let error = webhook(bad).validate("webhooks[0]").expect_err(bad);
            assert_eq!(error.setting, "webhooks[0].url");
        }
    }

    #[test]
    fn a_secret_is_long_and_never_shown() {
        let good = webhook("https://crm.example/");
        assert!(!format!("{good:?}").contains(SECRET));
        let short = WebhookSettings { secret: WebhookSecret("tell-nobody".to_owned().into()), ..good.clone() };
        let error = short.validate("webhooks[0]").expect_err("too short");
        assert!(error.setting.ends_with(".secret") && !error.to_string().contains("tell-nobody"), "{error}");
        let in_url = webhook("https://user:tell-nobody@crm.example/").validate("w").expect_err("credentials");
        assert!(!in_url.to_string().contains("tell-nobody"), "{in_url}");
        let kept: WebhookSettings =
            serde_json::from_str(&serde_json::to_string(&good).expect("writes")).expect("reads back");
        assert_eq!(kept.secret.expose(), SECRET, "the database keeps it");
        assert_ne!(WebhookSecret::random().expose(), WebhookSecret::random().expose());
    }

    #[test]
    fn a_webhook_gets_what_it_asked_for_while_it_is_on() {
        let mut hook = webhook("https://crm.example/");
        assert!(hook.wants(EventType::UserCreated) && !hook.wants(EventType::UserDeleted));
        hook.enabled = false;
        assert!(!hook.wants(EventType::UserCreated));
        hook.events.clear();
        assert!(hook.validate("w").expect_err("nothing to deliver").to_string().contains("user.deleted"));
    }
}
