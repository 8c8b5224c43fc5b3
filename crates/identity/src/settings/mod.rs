//! What an operator decides, one struct for each section of the file.

mod anonymous;
mod cleanup;
mod client;
mod current;
mod database;
mod difference;
mod limits;
mod mail;
mod session;
mod webhooks;

use houseguest_protocol::identity::{EventType, paths};
use ipnet::IpNet;
use serde::Deserialize;
use url::Url;

use crate::model::Region;

pub use anonymous::{AnonymousSettings, ConflictPolicy};
pub use cleanup::{CleanUpSettings, HistorySettings};
pub use client::{ApplicationType, ClientSettings};
#[cfg(test)]
pub(crate) use current::Documents;
pub(crate) use current::{Change, ClockSettings, CurrentSettings, SettingDocument};
pub use database::DatabaseSettings;
pub(crate) use difference::{FieldChange, SectionChange, SectionStep};
pub use limits::{LimitSettings, NetworkLimit, RateLimit};
pub use mail::{MailEncryption, MailSettings};
pub use session::SessionSettings;
pub use webhooks::{DeliverySettings, WebhookSecret, WebhookSettings};

/// Everything the identity server can be told. Unknown names are refused.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentitySettings {
    /// The address the world reaches this server at, without a path: the issuer of every token.
    pub public_origin: Url,
    /// Where users are kept.
    pub database: DatabaseSettings,
    /// The applications that may send people here. No default: a server without clients serves nobody.
    pub clients: Vec<ClientSettings>,
    /// Further origins whose pages may call this server, beside those of the clients' redirect URIs.
    #[serde(default)]
    pub allowed_origins: Vec<String>,
    /// Whether and how guests are welcome.
    #[serde(default)]
    pub anonymous: AnonymousSettings,
    /// Sessions in the browser.
    #[serde(default)]
    pub session: SessionSettings,
    /// Whose word about a caller's address (`X-Forwarded-For`) is believed: networks, such as `10.0.0.0/8`.
    /// Nobody's by default: then a caller's address is the other end of the connection.
    #[serde(default)]
    pub trusted_proxies: Vec<IpNet>,
    /// How often somebody may ask.
    #[serde(default)]
    pub limits: LimitSettings,
    /// Who else is told what happens to users.
    #[serde(default)]
    pub webhooks: Vec<WebhookSettings>,
    /// How they are told.
    #[serde(default)]
    pub delivery: DeliverySettings,
    /// Which guests are removed, and when.
    #[serde(default)]
    pub cleanup: CleanUpSettings,
    /// How long it is kept what happened to users.
    #[serde(default)]
    pub history: HistorySettings,
    /// What the pages call this place.
    #[serde(default)]
    pub branding: BrandingSettings,
    /// The pages of those who run this place.
    #[serde(default)]
    pub portal: PortalSettings,
    /// The server that mails are handed to. Without one no mails are sent.
    #[serde(default)]
    pub mail: Option<MailSettings>,
    /// The country of telephone numbers that name none and whose writer's language names none: a code of two
    /// letters (ISO 3166-1). None by default; such numbers then need their country's code.
    #[serde(default)]
    pub default_region: Option<String>,
}

/// What the pages call this place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BrandingSettings {
    /// The name above the sign-up form. "Houseguest" by default.
    pub name: String,
}

impl Default for BrandingSettings {
    fn default() -> Self {
        Self { name: "Houseguest".to_owned() }
    }
}

/// The pages of those who run this place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PortalSettings {
    /// Whether there is a Portal. On by default; off, its addresses do not exist and no link into it is made. What
    /// was changed in it before still holds.
    pub enabled: bool,
}

impl Default for PortalSettings {
    fn default() -> Self {
        Self { enabled: true }
    }
}

/// A setting that cannot be obeyed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the setting `{setting}` is {value}: {advice}")]
pub struct InvalidSetting {
    /// The setting's path, such as `clients[0].redirect_uris[1]`.
    pub setting: String,
    /// The value it has.
    pub value: String,
    /// What would be right.
    pub advice: String,
}

impl InvalidSetting {
    pub(crate) fn new(setting: impl Into<String>, value: impl std::fmt::Debug, advice: impl Into<String>) -> Self {
        Self { setting: setting.into(), value: format!("{value:?}"), advice: advice.into() }
    }
}

impl IdentitySettings {
    /// The issuer: the public origin without a trailing slash.
    #[must_use]
    pub fn issuer(&self) -> String {
        self.public_origin.origin().ascii_serialization()
    }

    /// Where an app sends people whose browser cannot come home to it: our page that shows a code to type.
    #[must_use]
    pub fn way_home(&self) -> String {
        format!("{}{}", self.issuer(), paths::WAY_HOME)
    }

    /// Whether an answer for `client` may go to `presented`: to one of its own redirect URIs or, for an app on a
    /// device, to [`IdentitySettings::way_home`], from where nothing goes on by itself.
    #[must_use]
    pub fn accepts_redirect_uri(&self, client: &ClientSettings, presented: &str) -> bool {
        client.accepts_redirect_uri(presented) || self.is_way_home(client, presented)
    }

    /// Whether an answer goes home by hand.
    #[must_use]
    pub fn is_way_home(&self, client: &ClientSettings, presented: &str) -> bool {
        client.application_type == ApplicationType::Native && presented == self.way_home()
    }

    /// The client of that id.
    #[must_use]
    pub fn client(&self, client_id: &str) -> Option<&ClientSettings> {
        self.clients.iter().find(|client| client.client_id == client_id)
    }

    /// Whether any webhook wants events of that kind now.
    #[must_use]
    pub fn is_told_of(&self, event: EventType) -> bool {
        self.webhooks.iter().any(|webhook| webhook.wants(event))
    }

    /// Checks every setting.
    ///
    /// # Errors
    /// The first setting that cannot be obeyed, with its value and what would be right.
    pub fn validate(&self) -> Result<(), InvalidSetting> {
        let origin = &self.public_origin;
        if !matches!(origin.scheme(), "http" | "https") || origin.host_str().is_none() {
            return Err(InvalidSetting::new("public_origin", origin.as_str(), "use http:// or https:// and a host"));
        }
        if origin.path() != "/" || origin.query().is_some() || origin.fragment().is_some() {
            let advice = "use scheme, host and port only; the endpoints have fixed paths below it";
            return Err(InvalidSetting::new("public_origin", origin.as_str(), advice));
        }
        self.database.validate()?;
        if self.clients.is_empty() {
            return Err(InvalidSetting::new("clients", &self.clients, "name at least one client"));
        }
        for (index, client) in self.clients.iter().enumerate() {
            client.validate(&format!("clients[{index}]"))?;
            if self.clients[..index].iter().any(|earlier| earlier.client_id == client.client_id) {
                let advice = "give each client an id of its own";
                return Err(InvalidSetting::new(format!("clients[{index}].client_id"), &client.client_id, advice));
            }
        }
        for (index, allowed) in self.allowed_origins.iter().enumerate() {
            let parsed = Url::parse(allowed).ok();
            if parsed.is_none_or(|url| url.origin().ascii_serialization() != *allowed) {
                let advice = "use an origin such as https://app.example, without a path or a trailing slash";
                return Err(InvalidSetting::new(format!("allowed_origins[{index}]"), allowed, advice));
            }
        }
        let name = self.branding.name.trim();
        if name.is_empty() || name.chars().count() > 80 {
            return Err(InvalidSetting::new("branding.name", name, "use 1 to 80 characters"));
        }
        for (index, webhook) in self.webhooks.iter().enumerate() {
            webhook.validate(&format!("webhooks[{index}]"))?;
            if self.webhooks[..index].iter().any(|earlier| earlier.id == webhook.id) {
                let advice = "give each webhook an id of its own";
                return Err(InvalidSetting::new(format!("webhooks[{index}].id"), &webhook.id, advice));
            }
        }
        self.delivery.validate()?;
        self.cleanup.validate(&self.clients)?;
        self.history.validate()?;
        self.session.validate()?;
        if let Some(region) = &self.default_region
            && Region::parse(region).is_none()
        {
            return Err(InvalidSetting::new("default_region", region, "use a code of two letters, such as CH"));
        }
        if let Some(mail) = &self.mail {
            mail.validate()?;
        }
        self.limits.validate()
    }
}

#[cfg(test)]
mod tests;
