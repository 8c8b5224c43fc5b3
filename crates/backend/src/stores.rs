//! What identity and social are told, made from the settings.

use std::{net::SocketAddr, sync::Arc};

use houseguest_identity::{Identity, settings::IdentitySettings};
use houseguest_protocol::values::SystemClock;
use houseguest_social::{IssuerSettings, Social, SocialSettings, store::Report};
use url::Url;

use crate::{Settings, StartError, clients::demo_clients, compose::server_clock};

/// The id under which people of this process's own identity server are kept, wherever it listens.
pub(crate) const OWN_ISSUER: &str = "own";

/// What the identity server is told.
pub(crate) fn identity_settings(settings: &Settings, origin: &Url) -> IdentitySettings {
    let section = settings.identity.clone();
    let mut clients = section.clients;
    if settings.demo.enabled {
        for client in demo_clients(origin) {
            // A client of that name in the file is the operator's word.
            if !clients.iter().any(|known| known.client_id == client.client_id) {
                clients.push(client);
            }
        }
    }
    IdentitySettings {
        public_origin: origin.clone(),
        database: settings.identity_database(),
        clients,
        allowed_origins: section.allowed_origins,
        anonymous: section.anonymous,
        session: section.session,
        trusted_proxies: section.trusted_proxies,
        limits: section.limits,
        webhooks: section.webhooks,
        delivery: section.delivery,
        cleanup: section.cleanup,
        history: section.history,
        branding: section.branding,
        portal: section.portal,
        mail: section.mail,
        default_region: section.default_region,
    }
}

/// What social is told. `bound` is where this process listens, which is how it reaches its own issuer.
pub(crate) fn social_settings(settings: &Settings, origin: &Url, bound: SocketAddr) -> SocialSettings {
    let mut social = SocialSettings::at(settings.social_database());
    if settings.identity.enabled {
        let inner = inner_address(bound);
        social.issuers.push(IssuerSettings {
            audience: Some(origin.as_str().trim_end_matches('/').to_owned()),
            reach_at: (inner != *origin).then_some(inner),
            ..IssuerSettings::new(OWN_ISSUER, origin.clone())
        });
        social.events_from = Some(OWN_ISSUER.to_owned());
    }
    social.issuers.extend(settings.social.issuers.iter().cloned());
    social.allowed_origins.clone_from(&settings.social.allowed_origins);
    social.limits = settings.social.limits;
    social.seed = settings.demo.enabled;
    social
}

/// The address of this process from within: a wildcard address is not one to connect to.
pub(crate) fn inner_address(mut bound: SocketAddr) -> Url {
    if bound.ip().is_unspecified() {
        bound.set_ip(match bound {
            SocketAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        });
    }
    format!("http://{bound}").parse().expect("an address and a port make a URL")
}

/// The public origin as far as it is known before a port is bound.
pub(crate) fn placeholder_origin(settings: &Settings) -> Url {
    settings.server.public_origin.clone().unwrap_or_else(|| inner_address(settings.server.listen))
}

/// Makes a one-time link into the Portal: for one more operator, or for the one called `operator`.
pub(crate) async fn portal_link(
    settings: &Settings,
    operator: Option<&str>,
    is_new: bool,
) -> Result<Url, Box<dyn std::error::Error>> {
    let origin = placeholder_origin(settings);
    let clock = server_clock(settings, Arc::new(SystemClock));
    let identity = Identity::open(identity_settings(settings, &origin), clock).await?;
    let link = match is_new {
        true => identity.portal_link_for_another().await.map_err(Into::into),
        false => identity.portal_link_for(operator).await.map_err(Into::into),
    };
    identity.close().await?;
    link
}

/// Everything that people reported, oldest first.
pub(crate) async fn reports(settings: &Settings) -> Result<Vec<Report>, Box<dyn std::error::Error>> {
    const AT_ONCE: u32 = 500;
    let origin = placeholder_origin(settings);
    let told = SocialSettings { seed: false, ..social_settings(settings, &origin, settings.server.listen) };
    let social = Social::open(told, Arc::new(SystemClock)).await?;
    let mut all: Vec<Report> = Vec::new();
    loop {
        let after = all.last().map_or(0, |report| report.seq);
        let part = social.list_reports(after, AT_ONCE).await?;
        if part.is_empty() {
            break;
        }
        all.extend(part);
    }
    social.close().await;
    Ok(all)
}

/// Opens every database, which brings its schema up to date, and closes it again.
pub(crate) async fn migrate(settings: &Settings) -> Result<Vec<String>, StartError> {
    let origin = placeholder_origin(settings);
    let mut migrated = Vec::new();
    if settings.identity.enabled {
        let identity = Identity::open(identity_settings(settings, &origin), Arc::new(SystemClock)).await?;
        identity.close().await.map_err(StartError::close)?;
        migrated.push(settings.identity_database().location().to_string());
    }
    if settings.social.enabled {
        let told = SocialSettings { seed: false, ..social_settings(settings, &origin, settings.server.listen) };
        Social::open(told, Arc::new(SystemClock)).await?.close().await;
        migrated.push(settings.social_database().to_string());
    }
    Ok(migrated)
}
