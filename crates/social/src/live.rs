//! Tells everybody who looks what changes, wherever it was written.
//!
//! A change is a row, written with the change itself. While somebody listens, one task of this process reads new rows about
//! once a second and hands them to everybody; so replicas hear of each other without knowing each other.

use std::{
    collections::{BTreeSet, HashSet, VecDeque},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::response::sse::Event;
use futures::{Stream, stream};
use houseguest_protocol::social::LiveChange;
use tokio::sync::{broadcast, watch};

use crate::store::{Noted, Store, StoreError};

/// How often new changes are looked for.
const EVERY: Duration = Duration::from_secs(1);
/// How many changes are read at a time, and kept for a listener who is slow.
const MOST_AT_ONCE: u32 = 500;
/// How many may listen to this process.
const MOST_LISTENERS: usize = 2_000;

/// Nobody else can listen now.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ListenError {
    /// There are too many, or the server is about to stop.
    #[error("changes cannot be followed here now")]
    Busy,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Everybody who looks.
#[derive(Clone, Debug)]
pub(crate) struct Live(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    store: Store,
    changes: broadcast::Sender<Noted>,
    listeners: AtomicUsize,
    /// Whether the task that reads new changes runs. Held while that is decided.
    is_reading: tokio::sync::Mutex<bool>,
    ended: watch::Sender<bool>,
}

/// Somebody who looks; counted for as long as they do.
struct Listener {
    live: Live,
    backlog: VecDeque<Event>,
    /// What the backlog told already.
    told: HashSet<i64>,
    changes: broadcast::Receiver<Noted>,
    ended: watch::Receiver<bool>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.live.0.listeners.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Live {
    pub(crate) fn new(store: Store) -> Self {
        let (changes, _) = broadcast::channel(MOST_AT_ONCE as usize);
        let (ended, _) = watch::channel(false);
        let is_reading = tokio::sync::Mutex::new(false);
        Self(Arc::new(Inner { store, changes, listeners: AtomicUsize::new(0), is_reading, ended }))
    }

    /// Lets everybody go, and nobody in any more: they look for another replica.
    pub(crate) fn end(&self) {
        self.0.ended.send_replace(true);
    }

    /// Listens from now on; or from behind a change on, by its number.
    pub(crate) async fn listen(&self, after: Option<i64>) -> Result<impl Stream<Item = Event> + use<>, ListenError> {
        let ended = self.0.ended.subscribe();
        let count = self.0.listeners.fetch_add(1, Ordering::Relaxed);
        // From here on dropping the listener counts it out again.
        let mut listener = Listener {
            live: self.clone(),
            backlog: VecDeque::new(),
            told: HashSet::new(),
            changes: self.0.changes.subscribe(),
            ended,
        };
        if count >= MOST_LISTENERS || *listener.ended.borrow() {
            return Err(ListenError::Busy);
        }
        let last = self.0.store.last_change().await?;
        self.read_on(last).await;
        match after {
            // The number to go on from, before anything has changed.
            None => listener.backlog.push_back(Event::default().id(last.to_string()).data(r#"{"change":"none"}"#)),
            Some(after) => match self.0.store.changes_after(after, MOST_AT_ONCE).await? {
                Some(missed) if missed.len() < MOST_AT_ONCE as usize => {
                    listener.told = missed.iter().map(|noted| noted.seq).collect();
                    listener.backlog.extend(missed.into_iter().map(event));
                }
                _ => listener.backlog.push_back(reload(last)),
            },
        }
        Ok(stream::unfold(listener, |mut listener| async move {
            let next = listener.next().await?;
            Some((next, listener))
        }))
    }

    /// Makes sure that new changes are read, from behind `last` on.
    async fn read_on(&self, last: i64) {
        let mut is_reading = self.0.is_reading.lock().await;
        if !*is_reading {
            *is_reading = true;
            tokio::spawn(self.clone().read(last));
        }
    }

    async fn read(self, mut last: i64) {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        // Numbers below the last one may turn up late: which of them were told.
        let mut told = BTreeSet::from([last]);
        loop {
            ticks.tick().await;
            {
                let mut is_reading = self.0.is_reading.lock().await;
                if self.0.listeners.load(Ordering::Relaxed) == 0 || *self.0.ended.borrow() {
                    *is_reading = false;
                    return;
                }
            }
            match self.0.store.changes_after(last, MOST_AT_ONCE).await {
                Ok(Some(found)) => {
                    let begun_at = *told.first().unwrap_or(&last);
                    for noted in found {
                        // What is older than this task was told by nobody, and nobody who listens has missed it.
                        if noted.seq > begun_at && told.insert(noted.seq) {
                            last = last.max(noted.seq);
                            // Nobody listening is fine.
                            let _ = self.0.changes.send(noted);
                        }
                    }
                    while told.len() > 4 * MOST_AT_ONCE as usize {
                        told.pop_first();
                    }
                }
                Ok(None) => last = self.0.store.last_change().await.unwrap_or(last),
                Err(error) => tracing::warn!(%error, "new changes could not be read"),
            }
        }
    }
}

impl Listener {
    async fn next(&mut self) -> Option<Event> {
        if *self.ended.borrow() {
            return None;
        }
        if let Some(event) = self.backlog.pop_front() {
            return Some(event);
        }
        loop {
            let (ended, changes) = (&mut self.ended, &mut self.changes);
            let over = async {
                // A sender that is gone means the end, too.
                drop(ended.wait_for(|ended| *ended).await);
            };
            tokio::select! {
                () = over => return None,
                change = changes.recv() => match change {
                    Ok(noted) if self.told.contains(&noted.seq) => {}
                    Ok(noted) => return Some(event(noted)),
                    Err(broadcast::error::RecvError::Lagged(_)) => {
                        return Some(reload(self.live.0.store.last_change().await.unwrap_or_default()));
                    }
                    Err(broadcast::error::RecvError::Closed) => return None,
                },
            }
        }
    }
}

fn event(noted: Noted) -> Event {
    Event::default().id(noted.seq.to_string()).data(text(noted.change))
}

fn reload(last: i64) -> Event {
    Event::default().id(last.to_string()).data(text(LiveChange::Reload))
}

fn text(change: LiveChange) -> String {
    serde_json::to_string(&change).expect("wire types are always JSON")
}
