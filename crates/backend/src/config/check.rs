//! Combinations and values that cannot be.

use houseguest_identity::settings::DatabaseSettings;
use houseguest_protocol::identity::SessionType;
use houseguest_sql::limits::RateLimit;
use tracing_subscriber::EnvFilter;
use url::Url;

use super::{ConfigError, Settings};
use crate::stores;

/// Checks every setting without starting anything.
///
/// # Errors
/// The first that cannot be, with its path, its value and what would be right.
pub fn check(settings: &Settings) -> Result<(), ConfigError> {
    server(settings)?;
    if !settings.identity.enabled && !settings.social.enabled {
        let advice = "switch on `identity.enabled` or `social.enabled`: there is nothing to serve";
        return Err(ConfigError::value("social.enabled", false, advice));
    }
    if let Some(root) = &settings.web.root
        && !root.join("index.html").is_file()
    {
        let advice = "name the folder of the built front end: it has an `index.html`";
        return Err(ConfigError::value("web.root", root.display(), advice));
    }
    if settings.web.session_type == SessionType::Cookie && !(settings.identity.enabled && settings.social.enabled) {
        let advice = "switch on `identity.enabled` and `social.enabled`, or use `refresh_token`: a cookie counts only \
                      where the pages, the identity server and social share one origin";
        return Err(ConfigError::value("web.session_type", "cookie", advice));
    }
    if let Err(error) = EnvFilter::try_new(&settings.telemetry.log) {
        let advice = format!("use a level such as `info`, or targets with levels ({error})");
        return Err(ConfigError::value("telemetry.log", &settings.telemetry.log, advice));
    }
    identity(settings)?;
    social(settings)
}

fn server(settings: &Settings) -> Result<(), ConfigError> {
    let server = &settings.server;
    if let Some(origin) = &server.public_origin {
        check_origin("server.public_origin", origin)?;
    }
    if server.drain_seconds > 600 {
        return Err(ConfigError::value("server.drain_seconds", server.drain_seconds, "use 0 to 600 seconds"));
    }
    let reachable = "use 1 to 600 seconds";
    for (name, seconds) in [
        ("server.shutdown_grace_seconds", server.shutdown_grace_seconds),
        ("server.request_timeout_seconds", server.request_timeout_seconds),
    ] {
        if !(1..=600).contains(&seconds) {
            return Err(ConfigError::value(name, seconds, reachable));
        }
    }
    Ok(())
}

fn identity(settings: &Settings) -> Result<(), ConfigError> {
    if !settings.identity.enabled {
        return Ok(());
    }
    if settings.identity.clients.is_empty() && !settings.demo.enabled {
        let advice = "name at least one client, or switch on `demo.enabled` (--demo) for the demo's own";
        return Err(ConfigError::value("identity.clients", "[]", advice));
    }
    if let DatabaseSettings::Postgres { connections, .. } = settings.identity_database()
        && !(1..=64).contains(&connections)
    {
        return Err(ConfigError::value("data.connections", connections, "use 1 to 64"));
    }
    if let Err(error) = settings.identity_database().location().check() {
        return Err(ConfigError::value("data.url", "", error.to_string()));
    }
    let origin = stores::placeholder_origin(settings);
    stores::identity_settings(settings, &origin).validate().map_err(|error| {
        let setting = format!("identity.{}", error.setting);
        ConfigError::value(setting, error.value.trim_matches('"'), error.advice)
    })
}

fn social(settings: &Settings) -> Result<(), ConfigError> {
    if !settings.social.enabled {
        return Ok(());
    }
    for origin in &settings.social.allowed_origins {
        check_origin("social.allowed_origins", origin)?;
    }
    for (name, limit) in settings.social.limits.named() {
        if !limit.is_possible() {
            let setting = format!("social.limits.{name}.period_seconds");
            return Err(ConfigError::value(setting, limit.period_seconds, RateLimit::ADVICE));
        }
    }
    for (index, issuer) in settings.social.issuers.iter().enumerate() {
        let setting = format!("social.issuers[{index}]");
        issuer.check().map_err(|error| ConfigError::value(&setting, &issuer.issuer, error.to_string()))?;
        if issuer.id == stores::OWN_ISSUER {
            let advice = "choose another id: this one is of the process's own identity server";
            return Err(ConfigError::value(format!("{setting}.id"), &issuer.id, advice));
        }
        if settings.social.issuers[..index].iter().any(|earlier| earlier.id == issuer.id) {
            return Err(ConfigError::value(format!("{setting}.id"), &issuer.id, "give each issuer an id of its own"));
        }
    }
    Ok(())
}

fn check_origin(setting: &str, origin: &Url) -> Result<(), ConfigError> {
    let is_origin = matches!(origin.scheme(), "http" | "https")
        && origin.host().is_some()
        && origin.path() == "/"
        && origin.query().is_none()
        && origin.fragment().is_none()
        && origin.username().is_empty();
    if is_origin {
        Ok(())
    } else {
        Err(ConfigError::value(setting, origin, "use scheme, host and port only, such as `https://demo.example.com`"))
    }
}
