//! The identity server as one value that a program opens, serves and closes.

use std::{sync::Arc, time::Duration};

use axum::Router;
use tokio::task::{JoinError, JoinHandle};
use url::Url;

use crate::{
    browsers::Browsers,
    clean_up::{self, UserContent},
    clock::ServerClock,
    http,
    jose::KeyError,
    live_settings::ReloadError,
    messages::{CannotMail, Messenger, Messengers, SmtpMessenger},
    outbox::EventConsumer,
    portal::{self, PortalLinkError},
    settings::{IdentitySettings, InvalidSetting},
    state::{AppState, LoadError},
    store::{Store, StoreError},
};

/// How often expired things are swept up.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// How often the settings are compared with what other processes may have changed.
const FOLLOW_EVERY: Duration = Duration::from_secs(1);

/// The identity server. Dropping it stops its background work; [`Identity::close`] does so in good order.
#[derive(Debug)]
pub struct Identity {
    state: AppState,
    background: Background,
}

/// Tasks that end with their owner.
#[derive(Debug)]
struct Background(Vec<JoinHandle<()>>);

impl Drop for Background {
    fn drop(&mut self) {
        for task in &self.0 {
            task.abort();
        }
    }
}

/// The server could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A setting cannot be obeyed.
    #[error(transparent)]
    Setting(#[from] InvalidSetting),
    /// The database could not be opened.
    #[error("the identity database could not be opened")]
    Database(#[from] houseguest_sql::OpenError),
    /// The settings that were changed before could not be read.
    #[error("the changed settings could not be read")]
    Settings(#[source] StoreError),
    /// The server's own keys could not be had.
    #[error("the identity server's keys could not be had: {0}")]
    Keys(String, #[source] Box<dyn std::error::Error + Send + Sync>),
    /// The mail settings cannot be followed.
    #[error(transparent)]
    Mail(#[from] CannotMail),
    /// The thread that opened the database ended early.
    #[error("opening the identity database was interrupted")]
    Interrupted(#[from] JoinError),
}

impl From<KeyError> for OpenError {
    fn from(error: KeyError) -> Self {
        Self::Keys(error.to_string(), Box::new(error))
    }
}

impl From<LoadError> for OpenError {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Settings(ReloadError::Invalid(error)) => Self::Setting(error),
            LoadError::Settings(ReloadError::Store(error)) => Self::Settings(error),
            LoadError::Keys(error) => error.into(),
        }
    }
}

impl Identity {
    /// Checks the settings, opens the database (making it, its schema and the server's keys at the first
    /// start) and starts the background work on the current runtime.
    ///
    /// # Errors
    /// [`OpenError`]; nothing is left running.
    pub async fn open(settings: IdentitySettings, clock: impl Into<ServerClock>) -> Result<Self, OpenError> {
        let mail = settings.mail.as_ref().map(SmtpMessenger::new).transpose()?;
        let mail = mail.map(|mail| Arc::new(mail) as Arc<dyn Messenger>);
        Self::open_with(settings, clock, Messengers { mail, sms: None }).await
    }

    /// Like [`Identity::open`], with other messengers than the settings name.
    ///
    /// # Errors
    /// [`OpenError`]; nothing is left running.
    pub async fn open_with(
        settings: IdentitySettings,
        clock: impl Into<ServerClock>,
        messengers: Messengers,
    ) -> Result<Self, OpenError> {
        settings.validate()?;
        let location = settings.database.location();
        let store = tokio::task::spawn_blocking(move || Store::open(&location)).await??;
        let state = AppState::load(settings, clock.into(), store, messengers).await?;
        let (delivering, sweeping, following) = (state.clone(), state.clone(), state.clone());
        let carrying = state.clone();
        let cleaning = state.clone();
        let background = Background(vec![
            tokio::spawn(async move { delivering.outbox.run().await }),
            tokio::spawn(async move { carrying.carrier.run().await }),
            tokio::spawn(async move { sweep(&sweeping).await }),
            tokio::spawn(async move { follow_settings(&following).await }),
            tokio::spawn(async move { clean_up_in_time(&cleaning).await }),
        ]);
        Ok(Self { state, background })
    }

    /// The endpoints, to be served or merged with others. It has no fallback. For rate limits by address,
    /// serve it with `into_make_service_with_connect_info::<SocketAddr>()`.
    pub fn router(&self) -> Router {
        http::router(&self.state)
    }

    /// Puts a new signing key in the place of each that signs now. The old ones verify until the last token they
    /// signed has ended; other processes on the same database take the new ones up within a second. Answers the
    /// names (`kid`) of the new keys.
    ///
    /// # Errors
    /// When a key cannot be made or kept; those that were replaced before it stay replaced.
    pub async fn replace_signing_keys(&self) -> Result<Vec<String>, OpenError> {
        let mut names = Vec::new();
        for algorithm in self.state.signing.algorithms() {
            let key = self.state.signing.replace(algorithm, self.state.now()).await?;
            tracing::info!(key.id = key.kid(), algorithm = algorithm.as_str(), "a new key signs tokens");
            names.push(key.kid().to_owned());
        }
        Ok(names)
    }

    /// Tells `consumer` what happens to users, from now on and at least once each.
    pub fn subscribe(&self, consumer: Arc<dyn EventConsumer>) {
        self.state.outbox.subscribe(consumer);
    }

    /// Has `content` asked who owns what, before guests are removed. Without it nobody is.
    pub fn ask_about_content(&self, content: Arc<dyn UserContent>) {
        self.state.clean_up.ask(content);
    }

    /// Who sits at which browser, for a service that is served beside this one, on the same origin.
    #[must_use]
    pub fn browsers(&self) -> Browsers {
        Browsers::of(&self.state)
    }

    /// A one-time link that makes the first operator of the Portal; `None` once there is one, and where the
    /// settings switch the Portal off. It dies when
    /// it is used, after a day, or when a newer one is made. Whoever has it can become the operator.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn portal_link(&self) -> Result<Option<Url>, StoreError> {
        portal::links::first(&self.state).await
    }

    /// A one-time link that sets a new password for the operator `name`, or for the only one there is; where
    /// there is none yet, it makes the first.
    ///
    /// # Errors
    /// See [`PortalLinkError`].
    pub async fn portal_link_for(&self, name: Option<&str>) -> Result<Url, PortalLinkError> {
        portal::links::recovery(&self.state, name).await
    }

    /// A one-time link that makes one more operator.
    ///
    /// # Errors
    /// When the Portal is switched off or the store fails.
    pub async fn portal_link_for_another(&self) -> Result<Url, PortalLinkError> {
        portal::links::further(&self.state).await
    }

    /// Stops the background work, makes everything durable and lets go of the database.
    ///
    /// # Errors
    /// When the database could not be closed in good order.
    pub async fn close(self) -> Result<(), StoreError> {
        drop(self.background);
        self.state.store.close().await
    }

    #[cfg(test)]
    pub(crate) const fn state(&self) -> &AppState {
        &self.state
    }
}

/// Other processes on the same database may change the settings; this one obeys within [`FOLLOW_EVERY`].
async fn follow_settings(state: &AppState) {
    let mut rounds = tokio::time::interval(FOLLOW_EVERY);
    loop {
        rounds.tick().await;
        if let Err(error) = state.follow_settings().await {
            let error = &error as &dyn std::error::Error;
            tracing::error!(error, "changed settings could not be taken up; the former ones hold");
        }
    }
}

/// Removes idle guests when it is time.
async fn clean_up_in_time(state: &AppState) {
    let mut rounds = tokio::time::interval(SWEEP_EVERY);
    loop {
        rounds.tick().await;
        if let Err(error) = clean_up::tick(state).await {
            tracing::error!(error = &error as &dyn std::error::Error, "clean-up failed");
        }
    }
}

/// Forgets what has been kept long enough.
async fn forget_old(state: &AppState) -> Result<u64, StoreError> {
    let (settings, now) = (state.settings(), state.now());
    let days = |days: u32| Duration::from_secs(u64::from(days) * 86_400);
    Ok(state.store.prune(now).await?
        + state.store.prune_deliveries(now - days(settings.delivery.keep_failed_days)).await?
        + state.store.prune_browser_sessions(settings.session.lifetime(), now).await?
        + state.store.prune_history(now - settings.history.keep()).await?)
}

async fn sweep(state: &AppState) {
    let mut rounds = tokio::time::interval(SWEEP_EVERY);
    loop {
        rounds.tick().await;
        if let Err(error) = state.limits.sweep().await {
            tracing::error!(error = &error as &dyn std::error::Error, "full buckets could not be forgotten");
        }
        if let Err(error) = state.signing.forget(state.longest_token(), state.now()).await {
            tracing::error!(error = &error as &dyn std::error::Error, "retired signing keys could not be forgotten");
        }
        match forget_old(state).await {
            Ok(0) => {}
            Ok(forgotten) => tracing::debug!(forgotten, "expired records were forgotten"),
            Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "sweeping up failed"),
        }
    }
}
