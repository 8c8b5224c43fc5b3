//! Identity and social, wired together and served.

use std::{collections::HashSet, net::SocketAddr, sync::Arc};

use async_trait::async_trait;
use axum::Router;
use houseguest_identity::{
    ConsumeError, ContentError, EventConsumer, Identity, MergePreview, PreferenceDifference, ServerClock, UserContent,
};
use houseguest_protocol::{
    identity::{Event, EventType},
    values::{Clock, MovableClock, Subject, SystemClock},
};
use houseguest_social::{BrowserTrust, Social};
use tokio::{
    net::TcpListener,
    sync::{Mutex, watch},
    task::JoinHandle,
};
use url::Url;

use crate::{
    Settings,
    browsers::AskIdentity,
    config::{ConfigError, check},
    http::{self, Draining, Served},
    stores::{OWN_ISSUER, identity_settings, inner_address, social_settings},
    telemetry,
};

/// The backend, ready to be started.
#[derive(Clone, Copy, Debug)]
pub struct Backend;

/// The backend could not be started; nothing is left running.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting cannot be.
    #[error(transparent)]
    Settings(#[from] ConfigError),
    /// The address cannot be listened at.
    #[error("cannot listen at {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The identity server does not open.
    #[error("the identity server does not open")]
    Identity(#[from] houseguest_identity::OpenError),
    /// The social API does not open.
    #[error("the social API does not open")]
    Social(#[from] houseguest_social::OpenError),
    /// A database does not close in good order.
    #[error("a database does not close in good order")]
    Close(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl StartError {
    pub(crate) fn close(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Close(Box::new(error))
    }
}

/// A backend that serves. [`Running::shutdown`] ends it in good order.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    origin: Url,
    issuer: Url,
    metrics_address: Option<SocketAddr>,
    parts: Mutex<Option<Parts>>,
}

/// What has to be ended.
#[derive(Debug)]
struct Parts {
    draining: watch::Sender<bool>,
    drain: std::time::Duration,
    stop: watch::Sender<bool>,
    serving: Vec<JoinHandle<()>>,
    upkeep: JoinHandle<()>,
    identity: Option<Identity>,
    social: Option<Social>,
    grace: std::time::Duration,
}

impl Backend {
    /// Binds the address, opens the databases and serves in the background of the current tokio runtime.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start(settings: Settings) -> Result<Running, StartError> {
        Self::start_at(settings, Arc::new(SystemClock)).await
    }

    /// Like [`Self::start`], with another clock.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn start_at(settings: Settings, clock: Arc<dyn Clock>) -> Result<Running, StartError> {
        check(&settings)?;
        let identity_clock = server_clock(&settings, clock);
        let clock = identity_clock.as_clock();
        let (listener, address) = listen(settings.server.listen).await?;
        let metrics_listener = match settings.telemetry.metrics.listen {
            Some(address) if settings.telemetry.metrics.enabled => Some(listen(address).await?),
            _ => None,
        };
        let origin = settings.server.public_origin.clone().unwrap_or_else(|| inner_address(address));
        // Side by side: each waits for its own disk.
        let identity = async {
            Ok::<_, StartError>(match settings.identity.enabled {
                true => Some(Identity::open(identity_settings(&settings, &origin), identity_clock).await?),
                false => None,
            })
        };
        let social = async {
            Ok(match settings.social.enabled {
                true => Some(Social::open(social_settings(&settings, &origin, address), Arc::clone(&clock)).await?),
                false => None,
            })
        };
        let (identity, social) = tokio::try_join!(identity, social)?;
        if let (Some(identity), Some(social)) = (&identity, &social) {
            let told = Arc::new(TellSocial(social.clone()));
            identity.subscribe(told.clone());
            identity.ask_about_content(told);
        }
        // A cookie counts where the page, the identity server and social share one origin, and nowhere else.
        let browsers = match (&identity, &social, &settings.web.root) {
            (Some(identity), Some(social), Some(_)) => {
                let browsers = identity.browsers();
                let sessions = Arc::new(AskIdentity(browsers.clone()));
                social.believe_browsers(BrowserTrust {
                    issuer: OWN_ISSUER.to_owned(),
                    origin: origin.clone(),
                    sessions,
                });
                Some(browsers)
            }
            _ => None,
        };
        let foreign = settings.social.issuers.first().map(|issuer| issuer.issuer.clone());
        let issuer = if identity.is_some() { origin.clone() } else { foreign.unwrap_or_else(|| origin.clone()) };

        let served = Served { settings: &settings, origin: &origin, issuer: &issuer, browsers: browsers.as_ref() };
        let (stop, stopped) = watch::channel(false);
        let (draining, is_draining) = watch::channel(false);
        let mut serving = Vec::new();
        let metrics_address = match metrics_listener {
            Some((listener, address)) => {
                serving.push(serve(listener, http::metrics_router(), stopped.clone()));
                Some(address)
            }
            None => None,
        };
        let router = http::router(&served, Draining::following(is_draining), identity.as_ref(), social.as_ref());
        serving.push(serve(listener, router, stopped));
        let upkeep = tokio::spawn(telemetry::keep_metrics_small());
        let (drain, grace) = (settings.server.drain(), settings.server.shutdown_grace());
        let parts = Mutex::new(Some(Parts { draining, drain, stop, serving, upkeep, identity, social, grace }));
        tracing::info!(%address, %origin, "the backend answers");
        Ok(Running { address, origin, issuer, metrics_address, parts })
    }
}

/// In a demo the clock can be moved in the Portal, and everybody's with it.
pub(crate) fn server_clock(settings: &Settings, clock: Arc<dyn Clock>) -> ServerClock {
    match settings.demo.enabled {
        true => MovableClock::following(clock).into(),
        false => clock.into(),
    }
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |source| StartError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

fn serve(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>) -> JoinHandle<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let stopping = async move {
        // A sender that is gone means stop, too.
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, service).with_graceful_shutdown(stopping).await {
            tracing::error!(%error, "serving ended");
        }
    })
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The public origin, without a path.
    #[must_use]
    pub const fn origin(&self) -> &Url {
        &self.origin
    }

    /// The issuer of the tokens people bring: its own identity server, or the foreign one it was told of.
    #[must_use]
    pub const fn issuer(&self) -> &Url {
        &self.issuer
    }

    /// Where `/metrics` is served, when it has an address of its own.
    #[must_use]
    pub const fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics_address
    }

    /// A one-time link that makes the first operator of the Portal; `None` once there is one, and where no
    /// identity server runs.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn portal_link(&self) -> Result<Option<Url>, houseguest_identity::store::StoreError> {
        match self.parts.lock().await.as_ref().and_then(|parts| parts.identity.as_ref()) {
            Some(identity) => identity.portal_link().await,
            None => Ok(None),
        }
    }

    /// Says at `/healthz` that it is about to stop, and goes on answering for as long as the settings tell, so that
    /// balancers notice. Then takes no more connections, lets requests under way finish for as long as the
    /// settings allow, and closes the databases. Doing it twice is harmless.
    pub async fn shutdown(&self) {
        let Some(mut parts) = self.parts.lock().await.take() else { return };
        parts.draining.send_replace(true);
        // They would be waited for as long as they look.
        if let Some(social) = &parts.social {
            social.end_live();
        }
        tokio::time::sleep(parts.drain).await;
        parts.stop.send_replace(true);
        let deadline = tokio::time::Instant::now() + parts.grace;
        for serving in &mut parts.serving {
            match tokio::time::timeout_at(deadline, &mut *serving).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(%error, "serving ended badly"),
                Err(_) => {
                    tracing::warn!("requests were still under way when the time was over");
                    serving.abort();
                }
            }
        }
        parts.upkeep.abort();
        // Identity first: it may still have an event to tell social.
        if let Some(identity) = parts.identity
            && let Err(error) = identity.close().await
        {
            tracing::error!(%error, "the identity database did not close in good order");
        }
        if let Some(social) = parts.social {
            social.close().await;
        }
        tracing::info!("stopped");
    }
}

/// Carries the identity server's events to social.
struct TellSocial(Social);

#[async_trait]
impl EventConsumer for TellSocial {
    async fn consume(&self, event: &Event) -> Result<(), ConsumeError> {
        self.0.handle_event(event).await.map_err(|error| ConsumeError(Box::new(error)))
    }

    fn name(&self) -> &str {
        "social"
    }

    /// Somebody who came has done nothing here yet, and most who come are guests: not worth an event each.
    fn wants(&self, event: EventType) -> bool {
        event != EventType::UserCreated
    }
}

/// Answers the identity server's questions from social.
#[async_trait]
impl UserContent for TellSocial {
    async fn owners_of_visible_content(&self, users: &[Subject]) -> Result<HashSet<Subject>, ContentError> {
        self.0.owners_of_visible_content(users).await.map_err(|error| ContentError(Box::new(error)))
    }

    async fn preview_merge(&self, guest: &Subject, member: &Subject) -> Result<MergePreview, ContentError> {
        let told = self.0.preview_merge(guest, member).await.map_err(|error| ContentError(Box::new(error)))?;
        let difference = |one: houseguest_social::model::PreferenceDifference| PreferenceDifference {
            field: one.field.to_owned(),
            guest: one.guest,
            account: one.account,
        };
        Ok(MergePreview {
            comments: told.comments,
            reactions: told.reactions,
            reactions_in_common: told.reactions_in_common,
            preferences: told.preferences.into_iter().map(difference).collect(),
        })
    }
}
