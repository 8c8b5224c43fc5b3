//! The service: opens the store, serves, listens to events, tidies up, closes.

use std::{
    collections::HashSet,
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::{
    Router,
    http::{HeaderValue, header::InvalidHeaderValue},
};
use houseguest_protocol::{
    identity::{DeletionReason, Event, EventKind},
    social::Standing,
    values::{Clock, Subject},
};
use tokio::{sync::Semaphore, task::JoinHandle};
use url::Url;
use uuid::Uuid;

use crate::{
    browser::BrowserTrust,
    http::{self, App},
    live::Live,
    model::{MergePreview, Merging, PersonKey},
    pictures::AT_ONCE,
    seed::Seeds,
    settings::SocialSettings,
    store::{Leaving, Report, Store, StoreError},
    tokens::{InvalidIssuer, Tokens},
};

/// How long an answered write is remembered.
const ANSWERS_KEPT_FOR: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// How long a change is remembered, for those who come back to go on behind it.
const CHANGES_KEPT_FOR: Duration = Duration::from_secs(60 * 60);
/// How long an uploaded image waits for its post.
const UNUSED_IMAGES_KEPT_FOR: Duration = Duration::from_secs(24 * 60 * 60);
/// How often what is no longer needed is looked for.
const TIDY_EVERY: Duration = Duration::from_secs(10 * 60);

/// Social could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database cannot be opened.
    #[error("the social database cannot be opened")]
    Database(#[source] houseguest_sql::OpenError),
    /// The thread that opened the database ended early.
    #[error("opening the social database was interrupted")]
    Interrupted(#[from] tokio::task::JoinError),
    /// An issuer's settings cannot be.
    #[error("an issuer's settings are not acceptable")]
    Issuer(#[from] InvalidIssuer),
    /// An allowed origin is not an origin.
    #[error("`{0}` is not the origin of a web page")]
    Origin(Url),
    /// People from before there were handles could not be given one.
    #[error("people could not be given handles")]
    Handles(#[source] StoreError),
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
        event: Uuid,
        /// Why.
        #[source]
        source: StoreError,
    },
    /// No issuer is configured for events.
    #[error("events are not expected")]
    NotExpected(#[from] NoIssuer),
}

/// A question about people could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// No issuer is configured whose people these could be.
    #[error("nobody is known here")]
    NoIssuer(#[from] NoIssuer),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// No issuer is named whose events come here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no issuer is named for events")]
pub struct NoIssuer;

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
        let location = settings.database.clone();
        let opened = tokio::task::spawn_blocking(move || Store::open(&location)).await?;
        let store = opened.map_err(OpenError::Database)?.limited(&settings.limits);
        if settings.seed {
            store.plant(Seeds::bundled(), clock.now()).await.map_err(OpenError::Seed)?;
        }
        let named = store.give_handles().await.map_err(OpenError::Handles)?;
        if named > 0 {
            tracing::info!(count = named, "gave a handle to everybody who had none");
        }
        let tidying = Arc::new(tokio::spawn(tidy_up(store.clone(), Arc::clone(&clock))));
        let live = Live::new(store.clone());
        let app =
            Arc::new(App { store, tokens, browser: OnceLock::new(), clock, live, decoding: Semaphore::new(AT_ONCE) });
        Ok(Self { app, settings: Arc::new(settings), origins, tidying })
    }

    /// The API, to be merged into a server's router.
    pub fn router(&self) -> Router {
        http::router(Arc::clone(&self.app), self.origins.clone())
    }

    /// From now on believes sessions in cookies, too, on requests that carry no `Authorization`. Only the first call
    /// counts; without one, cookies count for nothing.
    pub fn believe_browsers(&self, trust: BrowserTrust) {
        if self.app.browser.set(trust).is_err() {
            tracing::warn!("whose word about browsers counts was decided before");
        }
    }

    /// Takes note of what happened at the identity server. Repeating an event changes nothing.
    ///
    /// After a promotion, no token that says "guest" of that person is believed any more; after a merge, no token
    /// of the guest at all, until it is undone; after a deletion none ever, and what was written is nobody's. The order
    /// of arrival does not matter.
    ///
    /// # Errors
    /// [`HandleError`]; the event should come again.
    pub async fn handle_event(&self, event: &Event) -> Result<(), HandleError> {
        let (store, now) = (&self.app.store, self.app.clock.now());
        let merging = |id: &Uuid, from: &Subject, into: &Subject| {
            let (guest, account) = (self.of_events(from)?, self.of_events(into)?);
            Ok::<_, NoIssuer>(Merging { id: *id, seq: event.seq, guest, account, now })
        };
        let handled = match &event.kind {
            EventKind::UserAnonymousPromoted { user, .. } => {
                store.remember_member(&self.of_events(&user.id)?, now).await
            }
            EventKind::UserMerged { merge_id, from, into, rules, .. } => {
                store.merge(merging(merge_id, from, into)?, *rules).await
            }
            EventKind::UserMergeUndone { merge_id, from, into } => {
                store.undo_merge(merging(merge_id, from, into)?).await
            }
            EventKind::UserDeleted { user, reason } => {
                let standing = if user.is_anonymous { Standing::Guest } else { Standing::Member };
                // Whom clean-up removes has been away for longer than any token lasts.
                let may_have_tokens = *reason != DeletionReason::CleanUp;
                let who = self.of_events(&user.id)?;
                store.forget_person(Leaving { who, standing, may_have_tokens, now }).await
            }
            EventKind::UserCreated { .. } => Ok(()),
        };
        handled.map_err(|source| HandleError::Store { event: event.id, source })
    }

    /// What the account of `into` would gain by a merge of the guest `from`; people of the issuer whose events
    /// come here.
    ///
    /// # Errors
    /// [`AskError`].
    pub async fn preview_merge(&self, from: &Subject, into: &Subject) -> Result<MergePreview, AskError> {
        let (from, into) = (self.of_events(from)?, self.of_events(into)?);
        Ok(self.app.store.preview_merge(&from, &into).await?)
    }

    /// Who among these owns something that others see; people of the issuer whose events come here.
    ///
    /// # Errors
    /// [`AskError`].
    pub async fn owners_of_visible_content(&self, subs: &[Subject]) -> Result<HashSet<Subject>, AskError> {
        let issuer = self.settings.events_from.as_deref().ok_or(NoIssuer)?;
        Ok(self.app.store.owners_of_visible_content(issuer, subs).await?)
    }

    /// At most `limit` reports behind the number `after`, oldest first: for an operator.
    ///
    /// # Errors
    /// What the store said.
    pub async fn list_reports(&self, after: i64, limit: u32) -> Result<Vec<Report>, StoreError> {
        self.app.store.list_reports(after, limit).await
    }

    /// A person of the issuer whose events come here.
    fn of_events(&self, sub: &Subject) -> Result<PersonKey, NoIssuer> {
        let issuer = self.settings.events_from.clone().ok_or(NoIssuer)?;
        Ok(PersonKey { issuer, sub: sub.clone() })
    }

    /// Asks the store whether it can read and write.
    ///
    /// # Errors
    /// What the store said.
    pub async fn check(&self) -> Result<(), StoreError> {
        self.app.store.check().await
    }

    /// Lets everybody go who follows what changes, so that nobody is waited for; the rest goes on.
    pub fn end_live(&self) {
        self.app.live.end();
    }

    /// Finishes what is under way and closes the store.
    pub async fn close(&self) {
        self.end_live();
        self.tidying.abort();
        self.app.store.close().await;
    }
}

async fn tidy_up(store: Store, clock: Arc<dyn Clock>) {
    let mut ticks = tokio::time::interval(TIDY_EVERY);
    loop {
        ticks.tick().await;
        let now = clock.now();
        note("answered writes", store.prune_answered_writes(now - ANSWERS_KEPT_FOR).await);
        note("changes", store.prune_changes(now - CHANGES_KEPT_FOR).await);
        note("images that no post shows", store.prune_images(now - UNUSED_IMAGES_KEPT_FOR).await);
        note("full buckets", store.sweep_limits(now).await);
        note("texts of deleted comments", store.forget_deleted_comments(now).await);
    }
}

fn note(what: &'static str, forgotten: Result<u64, StoreError>) {
    match forgotten {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, what, "forgot what is no longer needed"),
        Err(error) => tracing::warn!(%error, what, "could not forget what is no longer needed"),
    }
}

fn origin(url: &Url) -> Result<HeaderValue, OpenError> {
    let refused = |_: InvalidHeaderValue| OpenError::Origin(url.clone());
    if !url.origin().is_tuple() || url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(OpenError::Origin(url.clone()));
    }
    HeaderValue::from_str(&url.origin().ascii_serialization()).map_err(refused)
}
