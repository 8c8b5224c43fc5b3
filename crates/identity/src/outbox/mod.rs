//! Telling others what happened, at least once each.
//!
//! An event is written in the transaction that makes it true, and routed: each destination that wants its kind gets a
//! delivery of its own, so that a slow or failing one holds up no other. Destinations are consumers in this process
//! and webhooks. Each has a *lane*, which one task at a time walks; events about one user go in order, and whoever
//! sees an event twice tells it by its id. See docs/decisions/0015-events.md.

mod lane;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use async_trait::async_trait;
use houseguest_protocol::identity::{Event, EventType};
use tokio::{
    sync::{Mutex, Notify},
    task::{JoinError, JoinSet},
};

use self::lane::{Carrier, Lane, LaneError};
use crate::{
    clock::ServerClock,
    live_settings::LiveSettings,
    settings::CurrentSettings,
    store::{Destination, Store, StoreError},
    webhooks::{Reach, WebhookSender},
};

/// Somebody in this process who wants to know what happens to users.
#[async_trait]
pub trait EventConsumer: Send + Sync {
    /// Takes note of an event. May see the same one again: its id tells.
    ///
    /// # Errors
    /// [`ConsumeError`] when it could not; it will be asked again.
    async fn consume(&self, event: &Event) -> Result<(), ConsumeError>;

    /// What the log calls the consumer, and under what its deliveries are kept. It must not change.
    fn name(&self) -> &str;

    /// Whether events of that kind are of interest. All of them, unless said otherwise.
    fn wants(&self, event: EventType) -> bool {
        let _ = event;
        true
    }
}

/// A consumer could not take note of an event.
#[derive(Debug, thiserror::Error)]
#[error("the event could not be consumed")]
pub struct ConsumeError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// How long a person waits for consumers before being sent on.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long the loop sleeps when nothing wakes it.
const IDLE: Duration = Duration::from_secs(1);

/// How many events are routed in one go.
const BATCH: u32 = 256;

/// The name of the lane to a webhook.
pub(crate) fn webhook_lane(id: &str) -> String {
    format!("hook:{id}")
}

/// The webhook that a lane leads to.
pub(crate) fn webhook_of_lane(lane: &str) -> Option<&str> {
    lane.strip_prefix("hook:")
}

fn consumer_lane(name: &str) -> String {
    format!("in:{name}")
}

/// Carries events to their destinations. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Outbox(Arc<Inner>);

struct Inner {
    store: Store,
    clock: ServerClock,
    live: Arc<LiveSettings>,
    issuer: String,
    consumers: RwLock<Vec<Arc<dyn EventConsumer>>>,
    /// The consumers that have been written down.
    registered: Mutex<usize>,
    lanes: Mutex<HashMap<String, Arc<Lane>>>,
    sender: WebhookSender,
    wake: Notify,
}

/// A round failed.
#[derive(Debug, thiserror::Error)]
enum RoundError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Lane(#[from] LaneError),
    #[error("a delivery was interrupted")]
    Interrupted(#[from] JoinError),
}

impl Outbox {
    pub(crate) fn new(store: Store, clock: ServerClock, live: Arc<LiveSettings>) -> Self {
        let settings = live.current();
        let reach = match (settings.delivery.danger_private_networks, clock.movable()) {
            (true, _) => Reach::Everywhere,
            (false, Some(_)) => Reach::PublicAndThisMachine,
            (false, None) => Reach::Public,
        };
        let sender = WebhookSender::new(reach, Duration::from_secs(settings.delivery.timeout_seconds));
        let issuer = settings.issuer();
        Self(Arc::new(Inner {
            store,
            clock,
            live,
            issuer,
            consumers: RwLock::default(),
            registered: Mutex::default(),
            lanes: Mutex::default(),
            sender,
            wake: Notify::new(),
        }))
    }

    /// Tells `consumer` of events from now on.
    pub(crate) fn subscribe(&self, consumer: Arc<dyn EventConsumer>) {
        self.0.consumers.write().unwrap_or_else(PoisonError::into_inner).push(consumer);
        self.0.wake.notify_one();
    }

    /// Makes the loop look again now.
    pub(crate) fn wake(&self) {
        self.0.wake.notify_one();
    }

    /// Carries to the consumers in this process what is due now, and waits for it, but not longer than a person
    /// should; the rest, and the webhooks, happen in the background.
    pub(crate) async fn deliver_now(&self) {
        let outbox = self.clone();
        // A task of its own: when patience ends, what is under way goes on.
        let round = tokio::spawn(async move { outbox.tell_consumers().await });
        self.0.wake.notify_one();
        match tokio::time::timeout(PATIENCE, round).await {
            Ok(Ok(Ok(()))) => {}
            Ok(Ok(Err(error))) => complain(&error),
            Ok(Err(error)) => complain(&error.into()),
            Err(_) => tracing::warn!("event consumers are slow; delivery goes on in the background"),
        }
    }

    async fn tell_consumers(&self) -> Result<(), RoundError> {
        self.route().await?;
        for (name, carrier) in self.consumers() {
            self.lane(&name).await.walk(&self.0, &name, &carrier).await?;
        }
        Ok(())
    }

    /// Carries everything that is due now, and waits for it.
    #[cfg(test)]
    pub(crate) async fn deliver_everything(&self) {
        self.tell_consumers().await.expect("consumers are told");
        for (name, carrier) in webhooks(&self.0.live.current()) {
            self.lane(&name).await.walk(&self.0, &name, &carrier).await.expect("webhooks are told");
        }
    }

    /// Carries events until the process ends.
    pub(crate) async fn run(&self) {
        // They end with this loop.
        let mut walks: JoinSet<Result<(), LaneError>> = JoinSet::new();
        loop {
            if let Err(error) = self.route().await {
                complain(&error);
            }
            let settings = self.0.live.current();
            for (name, carrier) in self.consumers().into_iter().chain(webhooks(&settings)) {
                let (lane, outbox) = (self.lane(&name).await, self.clone());
                if !lane.is_walked() {
                    walks.spawn(async move { lane.walk(&outbox.0, &name, &carrier).await });
                }
            }
            while let Some(ended) = walks.try_join_next() {
                match ended {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => complain(&error.into()),
                    Err(error) => complain(&error.into()),
                }
            }
            // Time-outs are normal here: a postponed delivery becomes due without anybody calling.
            let _ = tokio::time::timeout(IDLE, self.0.wake.notified()).await;
        }
    }

    /// Has deliveries to a webhook that were given up tried again: the one of event `seq`, or all. Answers how many.
    pub(crate) async fn retry(&self, webhook: &str, seq: Option<i64>) -> Result<u64, StoreError> {
        let lane = webhook_lane(webhook);
        let retried = self.0.store.retry_deliveries(&lane, seq, self.0.clock.now()).await?;
        self.lane(&lane).await.rest_no_longer();
        self.0.wake.notify_one();
        Ok(retried)
    }

    async fn route(&self) -> Result<(), RoundError> {
        self.register().await?;
        let destination = |(name, carrier): (String, Carrier)| match carrier {
            Carrier::Webhook(webhook) => Some(Destination { name, kinds: webhook.events.clone() }),
            Carrier::Consumer(_) => None,
        };
        loop {
            let webhooks = webhooks(&self.0.live.current()).filter_map(destination).collect();
            if self.0.store.route_events(webhooks, self.0.clock.now(), BATCH).await? < BATCH {
                return Ok(());
            }
        }
    }

    /// Writes new consumers down, before anything is routed past them.
    async fn register(&self) -> Result<(), StoreError> {
        let mut registered = self.0.registered.lock().await;
        let consumers = self.0.consumers.read().unwrap_or_else(PoisonError::into_inner).clone();
        for consumer in consumers.iter().skip(*registered) {
            let kinds = EventType::ALL.iter().copied().filter(|kind| consumer.wants(*kind)).collect();
            let name = consumer_lane(consumer.name());
            self.0.store.register_consumer(Destination { name, kinds }).await?;
            *registered += 1;
        }
        Ok(())
    }

    fn consumers(&self) -> Vec<(String, Carrier)> {
        let consumers = self.0.consumers.read().unwrap_or_else(PoisonError::into_inner);
        let lane = |consumer: &Arc<dyn EventConsumer>| {
            (consumer_lane(consumer.name()), Carrier::Consumer(Arc::clone(consumer)))
        };
        consumers.iter().map(lane).collect()
    }

    async fn lane(&self, name: &str) -> Arc<Lane> {
        Arc::clone(self.0.lanes.lock().await.entry(name.to_owned()).or_default())
    }
}

/// The lanes to the webhooks that are on.
fn webhooks(settings: &CurrentSettings) -> impl Iterator<Item = (String, Carrier)> + use<> {
    let on = settings.webhooks.iter().filter(|webhook| webhook.enabled).cloned().collect::<Vec<_>>();
    on.into_iter().map(|webhook| (webhook_lane(&webhook.id), Carrier::Webhook(Arc::new(webhook))))
}

fn complain(error: &RoundError) {
    tracing::error!(error = error as &dyn std::error::Error, "events could not be delivered");
}

impl fmt::Debug for Outbox {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Outbox(…)")
    }
}
