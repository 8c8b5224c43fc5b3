//! Telling others what happened, at least once each.
//!
//! An event is written in the transaction that makes it true; this loop carries it to the consumers in
//! this process, and forgets it once all of them have it. A consumer that fails is asked again, later
//! and later; whoever has it already tells the repetition by its id. Events wait while nobody is subscribed.

use std::{
    fmt,
    sync::{Arc, RwLock},
    time::Duration,
};

use async_trait::async_trait;
use houseguest_protocol::{identity::Event, values::Clock};
use tokio::sync::{Mutex, Notify};

use crate::store::{Store, StoreError};

/// Somebody who wants to know what happens to users.
#[async_trait]
pub trait EventConsumer: Send + Sync {
    /// Takes note of an event. May see the same one again: its id tells.
    ///
    /// # Errors
    /// [`ConsumeError`] when it could not; it will be asked again.
    async fn consume(&self, event: &Event) -> Result<(), ConsumeError>;

    /// What the log calls the consumer.
    fn name(&self) -> &str;
}

/// A consumer could not take note of an event.
#[derive(Debug, thiserror::Error)]
#[error("the event could not be consumed")]
pub struct ConsumeError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// How long a person waits for consumers before being sent on.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long the loop sleeps when nothing wakes it.
const IDLE: Duration = Duration::from_secs(5);

/// How long a failed event waits: 2 seconds, doubled each time, up to 5 minutes.
fn backoff(attempts: u32) -> Duration {
    Duration::from_secs((2u64 << attempts.min(8)).min(300))
}

/// How many events are carried in one go.
const BATCH: u32 = 64;

/// Carries events to their consumers.
pub(crate) struct Outbox {
    store: Store,
    clock: Arc<dyn Clock>,
    consumers: RwLock<Vec<Arc<dyn EventConsumer>>>,
    /// Only one round at a time, so that events keep their order.
    round: Mutex<()>,
    wake: Notify,
}

impl Outbox {
    pub(crate) fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self { store, clock, consumers: RwLock::default(), round: Mutex::new(()), wake: Notify::new() }
    }

    /// Tells `consumer` of events from now on.
    pub(crate) fn subscribe(&self, consumer: Arc<dyn EventConsumer>) {
        self.consumers.write().expect("no holder of the lock panics").push(consumer);
        self.wake.notify_one();
    }

    /// Carries what is due now, and waits for it, but not longer than a person should; the rest happens
    /// in the background.
    pub(crate) async fn deliver_now(&self) {
        let Ok(outcome) = tokio::time::timeout(PATIENCE, self.round()).await else {
            tracing::warn!("event consumers are slow; delivery goes on in the background");
            self.wake.notify_one();
            return;
        };
        if let Err(error) = outcome {
            tracing::error!(error = &error as &dyn std::error::Error, "events could not be delivered");
        }
    }

    /// Carries events until the process ends.
    pub(crate) async fn run(&self) {
        loop {
            if let Err(error) = self.round().await {
                tracing::error!(error = &error as &dyn std::error::Error, "events could not be delivered");
            }
            // Time-outs are normal here: a postponed event becomes due without anybody calling.
            let _ = tokio::time::timeout(IDLE, self.wake.notified()).await;
        }
    }

    async fn round(&self) -> Result<(), StoreError> {
        let _one_at_a_time = self.round.lock().await;
        let consumers = self.consumers.read().expect("no holder of the lock panics").clone();
        if consumers.is_empty() {
            return Ok(());
        }
        loop {
            let now = self.clock.now();
            let due = self.store.list_due_events(now, BATCH).await?;
            let is_last = due.len() < BATCH as usize;
            for (event, attempts) in due {
                if deliver(&consumers, &event).await {
                    self.store.forget_event(event.seq).await?;
                    metrics::counter!("identity_events_delivered_total").increment(1);
                } else {
                    self.store.postpone_event(event.seq, now + backoff(attempts)).await?;
                    metrics::counter!("identity_events_postponed_total").increment(1);
                }
            }
            if is_last {
                return Ok(());
            }
        }
    }
}

/// Tells everyone; answers whether everyone took note.
async fn deliver(consumers: &[Arc<dyn EventConsumer>], event: &Event) -> bool {
    let mut all = true;
    for consumer in consumers {
        if let Err(error) = consumer.consume(event).await {
            all = false;
            let cause = &error as &dyn std::error::Error;
            tracing::warn!(consumer = consumer.name(), event.id = %event.id, error = cause, "a consumer failed");
        }
    }
    all
}

impl fmt::Debug for Outbox {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Outbox(…)")
    }
}
