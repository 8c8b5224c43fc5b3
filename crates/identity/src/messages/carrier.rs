//! Carries messages that were written down, until they are handed over or of no use any more.
//!
//! Each is taken for a while before it is tried, so that of several processes one tries it. A process that
//! ends meanwhile leaves it to be taken again: a message may arrive twice, and is not lost.

use std::{sync::Arc, time::Duration};

use houseguest_protocol::values::Clock;
use tokio::{sync::Notify, task::JoinSet};

use super::{Message, Messenger, OutgoingMessage, Post, SendError};
use crate::store::{Store, StoreError};

/// How long the loop sleeps when nothing wakes it: another process may have written a message down and ended.
const IDLE: Duration = Duration::from_secs(15);

/// How long a message is taken for: longer than a messenger may need for it.
const TAKEN_FOR: Duration = Duration::from_secs(120);

/// How many are carried at the same time.
const AT_ONCE: u32 = 8;

/// How long a message waits after its n-th failure: 5 seconds, doubled each time, up to 5 minutes.
fn backoff(attempts: u32) -> Duration {
    Duration::from_secs((5u64 << attempts.min(6)).min(300))
}

/// Carries messages to their messengers.
#[derive(Debug)]
pub(crate) struct Carrier {
    store: Store,
    clock: Arc<dyn Clock>,
    post: Post,
    wake: Notify,
}

impl Carrier {
    pub(crate) fn new(store: Store, clock: Arc<dyn Clock>, post: Post) -> Self {
        Self { store, clock, post, wake: Notify::new() }
    }

    /// A message was written down.
    pub(crate) fn wake(&self) {
        self.wake.notify_one();
    }

    /// Carries messages until the process ends.
    pub(crate) async fn run(&self) {
        loop {
            if let Err(error) = self.round().await {
                tracing::error!(error = &error as &dyn std::error::Error, "messages could not be carried");
            }
            // Time-outs are normal here: a postponed message becomes due without anybody calling.
            let _ = tokio::time::timeout(IDLE, self.wake.notified()).await;
        }
    }

    /// Carries what is due now.
    ///
    /// # Errors
    /// When the store fails. What was taken is due again after a while.
    pub(crate) async fn round(&self) -> Result<(), StoreError> {
        loop {
            let now = self.clock.now();
            let due = self.store.claim_messages(now, now + TAKEN_FOR, AT_ONCE).await?;
            let is_last = due.len() < AT_ONCE as usize;
            let mut sending = JoinSet::new();
            for (message, attempts) in due {
                let messenger = self.post.messengers.on(message.channel).cloned();
                sending.spawn(async move {
                    let outcome = hand_over(messenger, &message).await;
                    (message, attempts, outcome)
                });
            }
            while let Some(sent) = sending.join_next().await {
                match sent {
                    Ok((message, attempts, outcome)) => self.note(&message, attempts, outcome).await?,
                    Err(error) => tracing::error!(%error, "a messenger failed"),
                }
            }
            if is_last {
                return Ok(());
            }
        }
    }

    async fn note(&self, message: &Message, attempts: u32, outcome: Result<(), SendError>) -> Result<(), StoreError> {
        let (id, channel) = (message.id, message.channel.as_str());
        match outcome {
            Ok(()) => {
                metrics::counter!("identity_messages_sent_total", "channel" => channel).increment(1);
                self.store.forget_message(id).await
            }
            Err(error @ SendError::Refused { .. }) => {
                metrics::counter!("identity_messages_refused_total", "channel" => channel).increment(1);
                tracing::warn!(message.id = %id, channel, %error, "a message was refused");
                self.store.forget_message(id).await
            }
            Err(error @ SendError::Temporary { .. }) => {
                metrics::counter!("identity_messages_postponed_total", "channel" => channel).increment(1);
                tracing::warn!(message.id = %id, channel, %error, attempts, "a message waits");
                self.store.postpone_message(id, self.clock.now() + backoff(attempts)).await
            }
        }
    }
}

/// Without a messenger the message waits: settings may name one at the next start.
async fn hand_over(messenger: Option<Arc<dyn Messenger>>, message: &Message) -> Result<(), SendError> {
    let Some(messenger) = messenger else { return Err(SendError::Temporary { code: None }) };
    let outgoing = OutgoingMessage {
        id: message.id,
        to: message.to.clone(),
        subject: message.draft.subject.clone(),
        text: message.draft.text.clone(),
    };
    messenger.send(&outgoing).await
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use async_trait::async_trait;
    use houseguest_protocol::{samples::NOW, values::ManualClock};
    use houseguest_sql::Location;
    use secrecy::SecretString;
    use uuid::Uuid;

    use super::*;
    use crate::messages::{Channel, Draft, Messengers};

    /// Answers what a test wants next, and counts.
    #[derive(Debug, Default)]
    struct Moody {
        answers: Mutex<Vec<Result<(), SendError>>>,
        tried: Mutex<Vec<Uuid>>,
    }

    #[async_trait]
    impl Messenger for Moody {
        async fn send(&self, message: &OutgoingMessage) -> Result<(), SendError> {
            self.tried.lock().expect("one test").push(message.id);
            self.answers.lock().expect("one test").pop().unwrap_or(Ok(()))
        }
    }

    struct Bench {
        carrier: Carrier,
        messenger: Arc<Moody>,
        clock: ManualClock,
        _folder: tempfile::TempDir,
    }

    impl Bench {
        /// With one message to carry, and the messenger's answers, last first.
        async fn with(answers: Vec<Result<(), SendError>>) -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let store = Store::open(&Location::sqlite(folder.path().join("identity.sqlite"))).expect("opens");
            let clock = ManualClock::starting_at(NOW);
            let messenger = Arc::new(Moody { answers: Mutex::new(answers), ..Moody::default() });
            let messengers = Messengers { mail: Some(Arc::clone(&messenger) as _), sms: None };
            let post = Post { messengers, has_inbox: false };
            let message = Message {
                id: Uuid::now_v7(),
                channel: Channel::Mail,
                to: "ines@example.com".to_owned(),
                draft: Draft { subject: String::new(), text: SecretString::default(), link: None },
                created_at: NOW,
                expires_at: NOW + Message::NOTICE_LIFETIME,
                stays: false,
            };
            store.add_message(message).await.expect("written down");
            let carrier = Carrier::new(store, Arc::new(clock.clone()), post);
            Self { carrier, messenger, clock, _folder: folder }
        }

        /// How often the message was tried after a round `seconds` later.
        async fn tried_after(&self, seconds: u64) -> usize {
            self.clock.advance(Duration::from_secs(seconds));
            self.carrier.round().await.expect("a round");
            self.messenger.tried.lock().expect("one test").len()
        }
    }

    #[tokio::test]
    async fn a_message_is_carried_once() {
        let bench = Bench::with(Vec::new()).await;
        assert_eq!(bench.tried_after(0).await, 1);
        assert_eq!(bench.tried_after(3_600).await, 1);
    }

    #[tokio::test]
    async fn a_busy_messenger_is_tried_again_later_and_later() {
        let busy = Err(SendError::Temporary { code: Some(451) });
        let bench = Bench::with(vec![Ok(()), busy, busy]).await;
        assert_eq!(bench.tried_after(0).await, 1);
        assert_eq!(bench.tried_after(4).await, 1);
        assert_eq!(bench.tried_after(1).await, 2);
        assert_eq!(bench.tried_after(9).await, 2);
        assert_eq!(bench.tried_after(1).await, 3);
        assert_eq!(bench.tried_after(3_600).await, 3, "then it was carried");
        let ids = bench.messenger.tried.lock().expect("one test").clone();
        assert!(ids.windows(2).all(|pair| pair[0] == pair[1]), "a repetition can be told");
    }

    #[tokio::test]
    async fn a_refused_message_is_given_up() {
        let bench = Bench::with(vec![Err(SendError::Refused { code: Some(550) })]).await;
        assert_eq!(bench.tried_after(0).await, 1);
        assert_eq!(bench.tried_after(3_600).await, 1);
    }

    #[test]
    fn nobody_waits_longer_than_five_minutes_for_the_next_try() {
        let seconds: Vec<_> = (0..9).map(|attempts| backoff(attempts).as_secs()).collect();
        assert_eq!(seconds, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
    }
}
