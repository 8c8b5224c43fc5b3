//! Removing guests nobody has been for a long time: the rehearsal, the run, and when it begins by itself.
//!
//! The rule looks at the last activity, never at the age. A guest who owns something that others can see is skipped,
//! which only the resource server knows ([`UserContent`]): when it does not answer, nobody is removed. One run at a
//! time, whichever process carries it on; one that is left behind is taken up by another. See
//! docs/decisions/0016-clean-up.md.

use std::{
    collections::HashSet,
    fmt,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use async_trait::async_trait;
use houseguest_protocol::values::{Subject, Timestamp};
use uuid::Uuid;

use crate::{
    content::MergePreview,
    model::{CleanUpRun, IdleGuest, UserId, begins_by_itself, last_idle_day},
    state::AppState,
    store::{Batch, Lease, StoreError},
};

/// What a resource server can say about users' things.
#[async_trait]
pub trait UserContent: Send + Sync {
    /// Which of `users` own something that others can see.
    ///
    /// # Errors
    /// [`ContentError`] when it cannot say; then nobody is removed.
    async fn owners_of_visible_content(&self, users: &[Subject]) -> Result<HashSet<Subject>, ContentError>;

    /// What the account of `member` would gain if `guest` became part of it. A resource server that cannot say, as
    /// one that does not provide this, lets nobody bring their things along.
    ///
    /// # Errors
    /// [`ContentError`] when it cannot say.
    async fn preview_merge(&self, _guest: &Subject, _member: &Subject) -> Result<MergePreview, ContentError> {
        Err(ContentError("it knows no merges".into()))
    }
}

/// The resource server cannot say who owns what.
#[derive(Debug, thiserror::Error)]
#[error("the resource server cannot say what people have")]
pub struct ContentError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// How many guests are looked at in one go.
const BATCH: u32 = 500;
/// How long a process has for one batch before another may carry the run on.
const LEASE: Duration = Duration::from_secs(120);
/// How many guests a rehearsal names.
const SAMPLES: usize = 10;
/// How many guests a rehearsal looks at, at most.
const REHEARSED: u64 = 200_000;

/// Clean-up was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CleanUpError {
    /// Nobody can say who owns what.
    #[error("no resource server is connected that could say who owns what")]
    NobodyToAsk,
    /// The resource server failed.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// Another run is under way.
    #[error("a run is under way already")]
    UnderWay,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a run would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rehearsal {
    /// How many guests would be removed.
    pub(crate) remove: u64,
    /// How many idle guests would be kept, because they own something.
    pub(crate) keep: u64,
    /// Whether there are more, at which it did not look.
    pub(crate) is_partial: bool,
    /// Some of those who would be removed.
    pub(crate) removed: Vec<IdleGuest>,
    /// Some of those who would be kept.
    pub(crate) kept: Vec<IdleGuest>,
}

/// Who can be asked, and who this process is.
pub(crate) struct CleanUp {
    content: RwLock<Option<Arc<dyn UserContent>>>,
    process: Uuid,
}

impl CleanUp {
    pub(crate) fn new() -> Self {
        Self { content: RwLock::default(), process: Uuid::now_v7() }
    }

    /// Has `content` asked from now on.
    pub(crate) fn ask(&self, content: Arc<dyn UserContent>) {
        *self.content.write().unwrap_or_else(PoisonError::into_inner) = Some(content);
    }

    pub(crate) fn content(&self) -> Result<Arc<dyn UserContent>, CleanUpError> {
        let content = self.content.read().unwrap_or_else(PoisonError::into_inner).clone();
        content.ok_or(CleanUpError::NobodyToAsk)
    }

    fn lease(&self, now: Timestamp) -> Lease {
        Lease { holder: self.process, until: now + LEASE }
    }
}

impl fmt::Debug for CleanUp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("CleanUp(…)")
    }
}

/// Says what a run would do now, and does nothing.
///
/// # Errors
/// [`CleanUpError`].
pub(crate) async fn rehearse(state: &AppState, idle_days: u32) -> Result<Rehearsal, CleanUpError> {
    let content = state.clean_up.content()?;
    let last_day = last_idle_day(idle_days, state.now());
    let (mut rehearsal, mut after) = (Rehearsal::default(), None);
    while let Some((idle, owners)) = look(state, content.as_ref(), last_day, after).await? {
        after = idle.last().map(|guest| guest.id);
        for guest in idle {
            let (count, samples) = match owners.contains(&guest.id.subject()) {
                true => (&mut rehearsal.keep, &mut rehearsal.kept),
                false => (&mut rehearsal.remove, &mut rehearsal.removed),
            };
            *count += 1;
            if samples.len() < SAMPLES {
                samples.push(guest);
            }
        }
        if rehearsal.remove + rehearsal.keep >= REHEARSED {
            rehearsal.is_partial = true;
            break;
        }
    }
    Ok(rehearsal)
}

/// The next idle guests, and who among them owns something; `None` when there are no more.
async fn look(
    state: &AppState,
    content: &dyn UserContent,
    last_day: i64,
    after: Option<UserId>,
) -> Result<Option<(Vec<IdleGuest>, HashSet<Subject>)>, CleanUpError> {
    let idle = state.store.list_idle_guests(last_day, after, BATCH).await?;
    if idle.is_empty() {
        return Ok(None);
    }
    let subjects: Vec<_> = idle.iter().map(|guest| guest.id.subject()).collect();
    let owners = content.owners_of_visible_content(&subjects).await?;
    Ok(Some((idle, owners)))
}

/// Begins a run by the rule in force; `by` is the operator, `None` when it begins by itself. Then [`carry_on`].
///
/// # Errors
/// [`CleanUpError`]; nobody was removed.
pub(crate) async fn begin(state: &AppState, by: Option<String>) -> Result<CleanUpRun, CleanUpError> {
    // Nothing is begun that could not be done.
    state.clean_up.content()?.owners_of_visible_content(&[]).await?;
    let (now, idle_days) = (state.now(), state.settings().cleanup.idle_days);
    let run = CleanUpRun {
        id: Uuid::now_v7(),
        started_at: now,
        started_by: by,
        idle_days,
        last_day: last_idle_day(idle_days, now),
        cursor: None,
        examined: 0,
        removed: 0,
        kept: 0,
        finished_at: None,
        outcome: None,
    };
    if state.store.begin_clean_up(run.clone(), state.clean_up.lease(now)).await? {
        tracing::info!(run = %run.id, idle_days, by = run.started_by, "clean-up begins");
        Ok(run)
    } else {
        Err(CleanUpError::UnderWay)
    }
}

/// Carries the run under way to its end, if there is one and nobody else does.
///
/// # Errors
/// [`CleanUpError`]. When the resource server fails, the run ends; what was removed stays removed.
pub(crate) async fn carry_on(state: &AppState) -> Result<(), CleanUpError> {
    let now = state.now();
    let Some(mut run) = state.store.take_clean_up(state.clean_up.lease(now), now).await? else { return Ok(()) };
    let id = run.id;
    loop {
        let content = state.clean_up.content()?;
        let found = match look(state, content.as_ref(), run.last_day, run.cursor).await {
            Err(CleanUpError::Content(error)) => {
                state.store.finish_clean_up(id, "the resource server did not answer", state.now()).await?;
                return Err(error.into());
            }
            other => other?,
        };
        let Some((idle, owners)) = found else { break };
        let Some(cursor) = idle.last().map(|guest| guest.id) else { break };
        let all = idle.len() as u64;
        let of_nobody = |guest: &IdleGuest| !owners.contains(&guest.id.subject());
        let remove: Vec<_> = idle.iter().filter(|guest| of_nobody(guest)).map(|guest| guest.id).collect();
        let batch = Batch { kept: all - remove.len() as u64, remove, cursor };
        let now = state.now();
        match state.store.remove_idle_guests(id, batch, state.clean_up.lease(now), now).await? {
            Some(further) => run = further,
            None => return Ok(()),
        }
        state.outbox.wake();
    }
    state.store.finish_clean_up(id, "done", state.now()).await?;
    metrics::counter!("identity_guests_removed_total").increment(run.removed);
    tracing::info!(run = %id, removed = run.removed, kept = run.kept, "clean-up is done");
    Ok(())
}

/// Begins a run if it is time, and carries on what is under way.
///
/// # Errors
/// [`CleanUpError`].
pub(crate) async fn tick(state: &AppState) -> Result<(), CleanUpError> {
    let (settings, now) = (state.settings(), state.now());
    let rule = settings.cleanup;
    if rule.enabled {
        let changed_at = settings.document("cleanup").map(|document| document.changed_at);
        let last = state.store.last_clean_up_by_itself().await?;
        if begins_by_itself(rule.hour_utc, rule.grace(), changed_at, last, now) {
            match begin(state, None).await {
                Ok(_) | Err(CleanUpError::UnderWay) => {}
                Err(error) => return Err(error),
            }
        }
    }
    carry_on(state).await
}
