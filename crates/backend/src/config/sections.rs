//! The sections.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

use houseguest_identity::settings::{
    AnonymousSettings, BrandingSettings, CleanUpSettings, ClientSettings, DeliverySettings, HistorySettings,
    LimitSettings, MailSettings, PortalSettings, SessionSettings, WebhookSettings,
};
use houseguest_protocol::identity::SessionType;
use houseguest_social::{IssuerSettings, LimitSettings as SocialLimitSettings};
use ipnet::IpNet;
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

/// Where the backend listens.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServerSettings {
    /// The address to listen at. Port 0 takes a free one. Default `127.0.0.1:4280`.
    pub listen: SocketAddr,
    /// The origin the world reaches this server at, such as `https://demo.example.com`: the issuer of
    /// every token. Without one: `http://` and the address it listens at.
    pub public_origin: Option<Url>,
    /// How long a server that is told to stop goes on answering while `/healthz` says 503, so that balancers
    /// notice. Default 0.
    pub drain_seconds: u64,
    /// How long requests under way may take to finish when the server stops. Default 10.
    pub shutdown_grace_seconds: u64,
    /// How long one request may take. Default 30.
    pub request_timeout_seconds: u64,
}

impl Default for ServerSettings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 4280)),
            public_origin: None,
            drain_seconds: 0,
            shutdown_grace_seconds: 10,
            request_timeout_seconds: 30,
        }
    }
}

impl ServerSettings {
    pub(crate) const fn drain(&self) -> Duration {
        Duration::from_secs(self.drain_seconds)
    }

    pub(crate) const fn shutdown_grace(&self) -> Duration {
        Duration::from_secs(self.shutdown_grace_seconds)
    }

    pub(crate) const fn request_timeout(&self) -> Duration {
        Duration::from_secs(self.request_timeout_seconds)
    }
}

/// Where things are kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DataSettings {
    /// The folder of the databases that are files; made when missing. Default `data`.
    pub folder: PathBuf,
    /// The PostgreSQL database to use instead, such as `postgres://houseguest:secret@db.example/houseguest`: any
    /// number of backends may share it, each service in a schema of its own. Without one: files in `folder`.
    pub url: Option<SecretString>,
    /// How many connections each service holds to PostgreSQL. Default 8.
    pub connections: usize,
}

impl Default for DataSettings {
    fn default() -> Self {
        Self { folder: "data".into(), url: None, connections: 8 }
    }
}

/// Whether this is a demo.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DemoSettings {
    /// Welcomes the demo's own apps (`houseguest-app`, `houseguest-web`), and fills an empty database
    /// with its posts. Default false.
    pub enabled: bool,
}

/// The front end, served to browsers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WebSettings {
    /// The folder of the built front end. Without one, no pages are served.
    pub root: Option<PathBuf>,
    /// The client the front end signs people in as. Default `houseguest-web`.
    pub client_id: String,
    /// Whether the front end may show what happens behind the scenes. Default true.
    pub inspector: bool,
    /// How the front end remembers people who chose nothing themselves: by a refresh token it keeps, or by a cookie of
    /// the identity server. Default a refresh token.
    pub session_type: SessionType,
}

impl Default for WebSettings {
    fn default() -> Self {
        Self {
            root: None,
            client_id: crate::clients::WEB.to_owned(),
            inspector: true,
            session_type: SessionType::RefreshToken,
        }
    }
}

/// The identity server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IdentitySection {
    /// Whether this process is an identity server. Default true.
    pub enabled: bool,
    /// The applications that may send people here. In a demo, its own are added.
    pub clients: Vec<ClientSettings>,
    /// Further origins whose pages may call the identity server, beside those of the clients' redirect URIs.
    pub allowed_origins: Vec<String>,
    /// Whether guests are welcome.
    pub anonymous: AnonymousSettings,
    /// Sessions in the browser.
    pub session: SessionSettings,
    /// Whose word about a caller's address (`X-Forwarded-For`) is believed: networks. Nobody's by default.
    pub trusted_proxies: Vec<IpNet>,
    /// How often somebody may ask.
    pub limits: LimitSettings,
    /// Who else is told what happens to users.
    pub webhooks: Vec<WebhookSettings>,
    /// How they are told.
    pub delivery: DeliverySettings,
    /// Which guests are removed, and when.
    pub cleanup: CleanUpSettings,
    /// How long it is kept what happened to users.
    pub history: HistorySettings,
    /// What the pages call this place.
    pub branding: BrandingSettings,
    /// The pages of those who run this place.
    pub portal: PortalSettings,
    /// The server that mails are handed to. None by default: no mails are sent, and a demo keeps them in its inbox.
    pub mail: Option<MailSettings>,
    /// The country of telephone numbers that name none. None by default.
    pub default_region: Option<String>,
}

impl Default for IdentitySection {
    fn default() -> Self {
        Self {
            enabled: true,
            clients: Vec::new(),
            allowed_origins: Vec::new(),
            anonymous: AnonymousSettings::default(),
            session: SessionSettings::default(),
            trusted_proxies: Vec::new(),
            limits: LimitSettings::default(),
            webhooks: Vec::new(),
            delivery: DeliverySettings::default(),
            cleanup: CleanUpSettings::default(),
            history: HistorySettings::default(),
            branding: BrandingSettings::default(),
            portal: PortalSettings::default(),
            mail: None,
            default_region: None,
        }
    }
}

/// The social API.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SocialSection {
    /// Whether this process serves the social API. Default true.
    pub enabled: bool,
    /// Further issuers whose tokens are believed, beside this process's own identity server.
    pub issuers: Vec<IssuerSettings>,
    /// Origins whose pages may call the social API from a browser.
    pub allowed_origins: Vec<Url>,
    /// How often somebody may write.
    pub limits: SocialLimitSettings,
}

impl Default for SocialSection {
    fn default() -> Self {
        let limits = SocialLimitSettings::default();
        Self { enabled: true, issuers: Vec::new(), allowed_origins: Vec::new(), limits }
    }
}

/// Logs and metrics.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TelemetrySettings {
    /// Which log lines are written: a level, or targets with levels, such as `info,houseguest_identity=debug`.
    /// Default `info`.
    pub log: String,
    /// `human` or `json`. Default `human`.
    pub format: LogFormat,
    /// Metrics for Prometheus.
    pub metrics: MetricsSettings,
}

impl Default for TelemetrySettings {
    fn default() -> Self {
        Self { log: "info".to_owned(), format: LogFormat::default(), metrics: MetricsSettings::default() }
    }
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For the eye.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
}

/// Metrics for Prometheus.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MetricsSettings {
    /// Whether `/metrics` is served. Default true.
    pub enabled: bool,
    /// An address of its own for `/metrics`. Without one it is served beside everything else.
    pub listen: Option<SocketAddr>,
}

impl Default for MetricsSettings {
    fn default() -> Self {
        Self { enabled: true, listen: None }
    }
}
