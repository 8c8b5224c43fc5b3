//! The way to one destination.

use std::{
    sync::{Arc, PoisonError},
    time::Duration,
};

use houseguest_protocol::{
    identity::{Event, EventContext, EventKind},
    values::Timestamp,
};
use serde_json::Value;
use tokio::task::{JoinError, JoinSet};

use super::{EventConsumer, Inner};
use crate::{
    settings::WebhookSettings,
    store::{Claimed, Settled, StoreError, event_type},
    webhooks::{Delivery, SendError, envelope, pause_after},
};

/// How many deliveries are claimed in one go; a webhook gets them side by side.
const BATCH: u32 = 16;

/// How much longer a claim holds than carrying may take.
const MARGIN: Duration = Duration::from_secs(60);

/// How long a consumer in this process may take.
const CONSUMER_PATIENCE: Duration = Duration::from_secs(30);

/// What is at the end of a lane.
#[derive(Clone)]
pub(super) enum Carrier {
    /// A consumer in this process: never given up.
    Consumer(Arc<dyn EventConsumer>),
    /// A webhook: given up after some attempts, for an operator to look at.
    Webhook(Arc<WebhookSettings>),
}

/// The way to one destination, walked by one task at a time.
#[derive(Debug, Default)]
pub(super) struct Lane {
    turn: tokio::sync::Mutex<()>,
    rest: std::sync::Mutex<Rest>,
}

/// A destination that fails is left alone for a while, so that a backlog does not beat upon it.
#[derive(Clone, Copy, Debug, Default)]
struct Rest {
    failures: u32,
    until: Option<Timestamp>,
}

/// A lane could not be walked.
#[derive(Debug, thiserror::Error)]
pub(super) enum LaneError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a delivery was interrupted")]
    Interrupted(#[from] JoinError),
}

/// A delivery failed.
#[derive(Debug, thiserror::Error)]
enum CarryError {
    #[error(transparent)]
    Send(#[from] SendError),
    #[error("the consumer failed")]
    Consumer(#[source] super::ConsumeError),
    #[error("the consumer took too long")]
    TooSlow,
    /// Written by a newer process, which will carry it.
    #[error("this process does not know the event's kind")]
    Unreadable,
}

impl Lane {
    /// Whether somebody walks it now.
    pub(super) fn is_walked(&self) -> bool {
        self.turn.try_lock().is_err()
    }

    /// Ends a rest, because somebody wants it.
    pub(super) fn rest_no_longer(&self) {
        *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = Rest::default();
    }

    /// Carries what is due, until nothing is or the destination fails.
    pub(super) async fn walk(&self, outbox: &Arc<Inner>, name: &str, to: &Carrier) -> Result<(), LaneError> {
        let _one_at_a_time = self.turn.lock().await;
        loop {
            let now = outbox.clock.now();
            let rest = *self.rest.lock().unwrap_or_else(PoisonError::into_inner);
            if rest.until.is_some_and(|until| now < until) || !outbox.store.has_due_delivery(name, now).await? {
                return Ok(());
            }
            let until = now + CONSUMER_PATIENCE * BATCH + MARGIN;
            let claimed = outbox.store.claim_deliveries(name, now, until, BATCH).await?;
            if claimed.is_empty() {
                return Ok(());
            }
            let settings = outbox.live.current();
            let mut settled = Vec::new();
            for (delivery, outcome) in carry(outbox, to, claimed).await? {
                let outcome = match outcome {
                    Ok(()) => {
                        metrics::counter!("identity_events_delivered_total").increment(1);
                        Settled::Taken
                    }
                    Err(error) => {
                        metrics::counter!("identity_events_postponed_total").increment(1);
                        let cause = &error as &dyn std::error::Error;
                        tracing::warn!(destination = name, event.id = %delivery.id, error = cause, "a delivery failed");
                        let again = to.again_after(delivery.attempts, settings.delivery.max_attempts);
                        Settled::Failed { next_attempt_at: again.map(|again| now + again), cause: error.to_string() }
                    }
                };
                settled.push((delivery.seq, outcome));
            }
            let all_failed = settled.iter().all(|(_, outcome)| matches!(outcome, Settled::Failed { .. }));
            outbox.store.settle_deliveries(name, settled, outbox.clock.now()).await?;
            let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
            if all_failed {
                rest.failures = rest.failures.saturating_add(1);
                rest.until = Some(now + to.again_after(rest.failures, u32::MAX).unwrap_or(MARGIN));
                return Ok(());
            }
            *rest = Rest::default();
        }
    }
}

impl Carrier {
    /// How long to wait after the `attempts`-th failure; `None` once it is the last.
    fn again_after(&self, attempts: u32, max_attempts: u32) -> Option<Duration> {
        match self {
            // 2 seconds, doubled each time, up to 5 minutes.
            Self::Consumer(_) => Some(Duration::from_secs((1u64 << attempts.clamp(1, 9)).min(300))),
            Self::Webhook(_) if attempts >= max_attempts => None,
            Self::Webhook(_) => Some(pause_after(attempts, lot())),
        }
    }
}

/// An evenly drawn number.
fn lot() -> u32 {
    getrandom::u32().expect("the operating system provides randomness")
}

/// Carries a batch: one after the other to a consumer, side by side to a webhook.
async fn carry(
    outbox: &Arc<Inner>,
    to: &Carrier,
    claimed: Vec<Claimed>,
) -> Result<Vec<(Claimed, Result<(), CarryError>)>, JoinError> {
    let mut outcomes = Vec::new();
    match to {
        Carrier::Consumer(consumer) => {
            for delivery in claimed {
                let outcome = tell(consumer.as_ref(), &delivery).await;
                outcomes.push((delivery, outcome));
            }
        }
        Carrier::Webhook(webhook) => {
            let mut sends = JoinSet::new();
            for delivery in claimed {
                let (outbox, webhook) = (Arc::clone(outbox), Arc::clone(webhook));
                sends.spawn(async move {
                    let outcome = send(&outbox, &webhook, &delivery).await;
                    (delivery, outcome)
                });
            }
            while let Some(sent) = sends.join_next().await {
                outcomes.push(sent?);
            }
        }
    }
    Ok(outcomes)
}

async fn tell(consumer: &dyn EventConsumer, delivery: &Claimed) -> Result<(), CarryError> {
    let kind: EventKind = serde_json::from_str(&delivery.kind).map_err(|_| CarryError::Unreadable)?;
    let context: EventContext = serde_json::from_str(&delivery.context).map_err(|_| CarryError::Unreadable)?;
    let event = Event { id: delivery.id, seq: delivery.seq, kind, context };
    match tokio::time::timeout(CONSUMER_PATIENCE, consumer.consume(&event)).await {
        Ok(told) => told.map_err(CarryError::Consumer),
        Err(_) => Err(CarryError::TooSlow),
    }
}

async fn send(outbox: &Inner, webhook: &WebhookSettings, delivery: &Claimed) -> Result<(), CarryError> {
    let event_type = event_type(&delivery.kind).ok_or(CarryError::Unreadable)?;
    let body = body(delivery, &outbox.issuer).ok_or(CarryError::Unreadable)?;
    let delivery = Delivery { id: delivery.id, event_type, body };
    Ok(outbox.sender.send(webhook, &delivery, outbox.clock.outside()).await?)
}

/// The envelope of section 9.3.
fn body(delivery: &Claimed, issuer: &str) -> Option<Vec<u8>> {
    let Value::Object(mut event) = serde_json::from_str(&delivery.kind).ok()? else { return None };
    event.insert("id".to_owned(), delivery.id.to_string().into());
    event.insert("seq".to_owned(), delivery.seq.into());
    event.insert("context".to_owned(), serde_json::from_str(&delivery.context).ok()?);
    let mut event = Value::Object(event);
    envelope(&mut event, issuer);
    serde_json::to_vec(&event).ok()
}
