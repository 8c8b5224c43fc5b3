//! The service: opens the store, serves, listens to events, tidies up, closes.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    http::{HeaderValue, header::InvalidHeaderValue},
};
use houseguest_protocol::{
    identity::{Event, EventKind},
    values::Clock,
};
use tokio::task::JoinHandle;
use url::Url;

use crate::{
    http::{self, App},
    model::PersonKey,
    seed::Seeds,
    settings::SocialSettings,
    store::{SqliteStore, Store, StoreError, Upkeep},
    tokens::{InvalidIssuer, Tokens},
};

/// How long an answered write is remembered.
const ANSWERS_KEPT_FOR: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How often answered writes are looked through.
const TIDY_EVERY: Duration = Duration::from_secs(60 * 60);

/// Social could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database cannot be opened.
    #[error("the social database cannot be opened")]
    Database(#[source] houseguest_sqlite::OpenError),
    /// The thread that opened the database ended early.
    #[error("opening the social database was interrupted")]
    Interrupted(#[from] tokio::task::JoinError),
    /// An issuer's settings cannot be.
    #[error("an issuer's settings are not acceptable")]
    Issuer(#[from] InvalidIssuer),
    /// An allowed origin is not an origin.
    #[error("`{0}` is not the origin of a web page")]
    Origin(Url),
    /// The demo's posts could not be planted.
    #[error("the demo's posts could not be stored")]
    Seed(#[source] StoreError),
}

/// An event could not be handled; it should be delivered again.
#[derive(Debug, thiserror::Error)]
pub enum HandleError {
    /// The store failed.
    #[error("the event {event} could not be stored")]
    Store {
        /// The event.
        event: uuid::Uuid,
        /// Why.
        #[source]
        source: StoreError,
    },
    /// No issuer is configured for events.
    #[error("events are not expected: no issuer is named for them")]
    NotExpected,
}

/// The social service. Clones share one store.
#[derive(Clone, Debug)]
pub struct Social {
    app: Arc<App>,
    settings: Arc<SocialSettings>,
    origins: Vec<HeaderValue>,
    tidying: Arc<JoinHandle<()>>,
}

impl Social {
    /// Opens the store, plants the demo's posts if there are none, and begins to tidy up in the background.
    ///
    /// Must be called within a tokio runtime.
    ///
    /// # Errors
    /// [`OpenError`].
    pub async fn open(settings: SocialSettings, clock: Arc<dyn Clock>) -> Result<Self, OpenError> {
        let tokens = Tokens::new(&settings.issuers, &clock)?;
        let origins = settings.allowed_origins.iter().map(origin).collect::<Result<_, _>>()?;
        let path = settings.database.clone();
        let opened = tokio::task::spawn_blocking(move || SqliteStore::open(&path)).await?;
        let store = opened.map_err(OpenError::Database)?;
        if settings.seed {
            store.plant(Seeds::bundled(), clock.now()).await.map_err(OpenError::Seed)?;
        }
        let store: Arc<dyn Store> = Arc::new(store);
        let tidying = Arc::new(tokio::spawn(tidy_up(Arc::clone(&store), Arc::clone(&clock))));
        let app = Arc::new(App { store, tokens, clock });
        Ok(Self { app, settings: Arc::new(settings), origins, tidying })
    }

    /// The API, to be merged into a server's router.
    pub fn router(&self) -> Router {
        http::router(Arc::clone(&self.app), self.origins.clone())
    }

    /// Takes note of what happened at the identity server. Repeating an event changes nothing.
    ///
    /// After a promotion, no token that says "guest" of that person is believed any more.
    ///
    /// # Errors
    /// [`HandleError`]; the event should come again.
    pub async fn handle_event(&self, event: &Event) -> Result<(), HandleError> {
        let EventKind::UserAnonymousPromoted { user, .. } = &event.kind else { return Ok(()) };
        let issuer = self.settings.events_from.clone().ok_or(HandleError::NotExpected)?;
        let who = PersonKey { issuer, sub: user.id.clone() };
        let failed = |source| HandleError::Store { event: event.id, source };
        self.app.store.remember_member(&who, self.app.clock.now()).await.map_err(failed)
    }

    /// Asks the store whether it can read and write.
    ///
    /// # Errors
    /// What the store said.
    pub async fn check(&self) -> Result<(), StoreError> {
        self.app.store.check().await
    }

    /// Finishes what is under way and closes the store.
    pub async fn close(&self) {
        self.tidying.abort();
        self.app.store.close().await;
    }
}

async fn tidy_up(store: Arc<dyn Store>, clock: Arc<dyn Clock>) {
    let mut ticks = tokio::time::interval(TIDY_EVERY);
    loop {
        ticks.tick().await;
        match store.prune_answered_writes(clock.now() - ANSWERS_KEPT_FOR).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "forgot answered writes of more than a week ago"),
            Err(error) => tracing::warn!(%error, "could not forget old answered writes"),
        }
    }
}

fn origin(url: &Url) -> Result<HeaderValue, OpenError> {
    let refused = |_: InvalidHeaderValue| OpenError::Origin(url.clone());
    if !url.origin().is_tuple() || url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(OpenError::Origin(url.clone()));
    }
    HeaderValue::from_str(&url.origin().ascii_serialization()).map_err(refused)
}
