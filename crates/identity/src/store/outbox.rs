//! Events that wait for those who want to know.
//!
//! An event is written in the transaction that makes it true ([`insert`]). It is then *routed*: one delivery is made
//! for each destination that wants its kind at that moment. Deliveries are *claimed* for a while by whoever carries
//! them, so that replicas do not carry the same one, and *settled*.

use houseguest_protocol::{
    identity::{EventContext, EventKind, EventType},
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, Row, params};
use uuid::Uuid;

use crate::store::{Store, StoreError};

/// Where events go, and which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Destination {
    /// Under which name its deliveries are kept.
    pub(crate) name: String,
    /// The kinds it wants.
    pub(crate) kinds: Vec<EventType>,
}

/// A delivery that somebody carries.
#[derive(Clone, Debug)]
pub(crate) struct Claimed {
    /// The event's place in the order of all events.
    pub(crate) seq: i64,
    /// The event's id.
    pub(crate) id: Uuid,
    /// Type and payload, as JSON.
    pub(crate) kind: String,
    /// The context, as JSON.
    pub(crate) context: String,
    /// How often it was tried, this time included.
    pub(crate) attempts: u32,
}

/// How a claimed delivery ended.
#[derive(Clone, Debug)]
pub(crate) enum Settled {
    /// The destination has it.
    Taken,
    /// It failed; `next_attempt_at` is when it is tried again, `None` when it is given up.
    Failed {
        /// When it is tried again.
        next_attempt_at: Option<Timestamp>,
        /// Why it failed, for operators.
        cause: String,
    },
}

/// A delivery that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GivenUp {
    /// Where it was to go.
    pub(crate) destination: String,
    /// The event's place in the order of all events.
    pub(crate) seq: i64,
    /// The event's id.
    pub(crate) id: Uuid,
    /// What happened; `None` for a kind this process does not know.
    pub(crate) event_type: Option<EventType>,
    /// How often it was tried.
    pub(crate) attempts: u32,
    /// When it failed last.
    pub(crate) failed_at: Timestamp,
    /// Why.
    pub(crate) cause: String,
}

/// What waits for one destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// The destination.
    pub(crate) destination: String,
    /// Deliveries that will be tried.
    pub(crate) waiting: u64,
    /// Of these, those that have failed before.
    pub(crate) failing: u64,
    /// Deliveries that were given up.
    pub(crate) given_up: u64,
    /// The latest failure among them.
    pub(crate) cause: Option<String>,
}

impl Store {
    /// Remembers a consumer within the server's processes, and what it wants.
    pub(crate) async fn register_consumer(&self, consumer: Destination) -> Result<(), StoreError> {
        self.database
            .write("store.outbox.register_consumer", move |tx| {
                tx.execute(
                    "insert into event_consumer (name, kinds) values (?1, ?2) \
                     on conflict (name) do update set kinds = excluded.kinds",
                    params![consumer.name, words(&consumer.kinds)],
                )?;
                Ok(())
            })
            .await
    }

    /// Makes the deliveries of up to `limit` events nobody has decided about, for `webhooks` and the registered
    /// consumers; answers how many events there were. An event nobody wants is forgotten.
    pub(crate) async fn route_events(
        &self,
        webhooks: Vec<Destination>,
        now: Timestamp,
        limit: u32,
    ) -> Result<u32, StoreError> {
        // Most of the time there is nothing to do, and finding that out should not need the writer.
        let waits = self.database.read("store.outbox.find_unrouted", |c| {
            c.exists("select 1 from outbox where routed = 0 limit 1", params![]).map_err(StoreError::from)
        });
        if !waits.await? {
            return Ok(0);
        }
        self.database.write("store.outbox.route", move |tx| route(tx, &webhooks, now, limit)).await
    }

    /// Claims up to `limit` deliveries that are due, until `until`: if nobody has settled them by then, they are due
    /// again. Of one user's events only the first is claimed; the next has to wait for it.
    pub(crate) async fn claim_deliveries(
        &self,
        destination: &str,
        now: Timestamp,
        until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Claimed>, StoreError> {
        let destination = destination.to_owned();
        self.database
            .write("store.outbox.claim", move |tx| {
                let due = tx.query_all(
                    "select d.seq, o.id, o.kind, o.context, d.attempts + 1 from event_delivery d \
                     join outbox o on o.seq = d.seq \
                     where d.destination = ?1 and d.next_attempt_at <= ?2 and not exists \
                     (select 1 from event_delivery e where e.destination = d.destination \
                      and e.user_id = d.user_id and e.seq < d.seq and e.next_attempt_at is not null) \
                     order by d.seq limit ?3",
                    params![destination, now, limit],
                    claimed,
                )?;
                for delivery in &due {
                    tx.execute(
                        "update event_delivery set attempts = ?3, next_attempt_at = ?4 \
                         where destination = ?1 and seq = ?2",
                        params![destination, delivery.seq, delivery.attempts, until],
                    )?;
                }
                Ok(due)
            })
            .await
    }

    /// Whether any delivery to `destination` is due, asked of a reader.
    pub(crate) async fn has_due_delivery(&self, destination: &str, now: Timestamp) -> Result<bool, StoreError> {
        let destination = destination.to_owned();
        self.database
            .read("store.outbox.has_due", move |c| {
                let sql = "select 1 from event_delivery where destination = ?1 and next_attempt_at <= ?2 limit 1";
                Ok(c.exists(sql, params![destination, now])?)
            })
            .await
    }

    /// Writes down how claimed deliveries ended.
    pub(crate) async fn settle_deliveries(
        &self,
        destination: &str,
        outcomes: Vec<(i64, Settled)>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let destination = destination.to_owned();
        self.database
            .write("store.outbox.settle", move |tx| {
                for (seq, outcome) in &outcomes {
                    match outcome {
                        Settled::Taken => forget(tx, &destination, *seq)?,
                        Settled::Failed { next_attempt_at, cause } => {
                            tx.execute(
                                "update event_delivery set next_attempt_at = ?3, failed_at = ?4, cause = ?5 \
                                 where destination = ?1 and seq = ?2",
                                params![destination, seq, next_attempt_at, now, cause],
                            )?;
                        }
                    }
                }
                Ok(())
            })
            .await
    }

    /// Lists up to `limit` deliveries that were given up, the latest failures first.
    pub(crate) async fn list_given_up(&self, limit: u32) -> Result<Vec<GivenUp>, StoreError> {
        self.database
            .read("store.outbox.list_given_up", move |c| {
                Ok(c.query_all(
                    "select d.destination, d.seq, o.id, o.kind, d.attempts, d.failed_at, d.cause \
                     from event_delivery d join outbox o on o.seq = d.seq where d.next_attempt_at is null \
                     order by d.failed_at desc, d.seq desc limit ?1",
                    params![limit],
                    given_up,
                )?)
            })
            .await
    }

    /// What waits, for each destination that has something waiting.
    pub(crate) async fn count_deliveries(&self) -> Result<Vec<Waiting>, StoreError> {
        self.database
            .read("store.outbox.count_deliveries", move |c| {
                Ok(c.query_all(
                    "select destination, count(next_attempt_at), \
                     sum(case when next_attempt_at is not null and failed_at is not null then 1 else 0 end), \
                     sum(case when next_attempt_at is null then 1 else 0 end), max(cause) \
                     from event_delivery group by destination order by destination",
                    params![],
                    |row| {
                        Ok(Waiting {
                            destination: row.get(0)?,
                            waiting: row.get(1)?,
                            failing: row.get(2)?,
                            given_up: row.get(3)?,
                            cause: row.get(4)?,
                        })
                    },
                )?)
            })
            .await
    }

    /// Has deliveries that were given up tried again, from the beginning: the one of event `seq`, or all of the
    /// destination. Answers how many.
    pub(crate) async fn retry_deliveries(
        &self,
        destination: &str,
        seq: Option<i64>,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let destination = destination.to_owned();
        self.database
            .write("store.outbox.retry", move |tx| {
                let (first, last) = seq.map_or((i64::MIN, i64::MAX), |seq| (seq, seq));
                Ok(tx.execute(
                    "update event_delivery set next_attempt_at = ?4, attempts = 0 \
                     where destination = ?1 and seq >= ?2 and seq <= ?3 and next_attempt_at is null",
                    params![destination, first, last, now],
                )?)
            })
            .await
    }

    /// Forgets deliveries that were given up, or for which nobody came, before `before`; and with the last one its
    /// event. Answers how many deliveries.
    pub(crate) async fn prune_deliveries(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.database
            .write("store.outbox.prune", move |tx| {
                let old = tx.query_all(
                    "select destination, seq from event_delivery \
                     where (next_attempt_at is null and failed_at < ?1) or next_attempt_at < ?1 limit 1000",
                    params![before],
                    |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?)),
                )?;
                for (destination, seq) in &old {
                    forget(tx, destination, *seq)?;
                }
                Ok(old.len() as u64)
            })
            .await
    }
}

fn route(tx: &Connection<'_>, webhooks: &[Destination], now: Timestamp, limit: u32) -> Result<u32, StoreError> {
    let unrouted = tx.query_all(
        "select seq, kind, context from outbox where routed = 0 order by seq limit ?1",
        params![limit],
        |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<String>(2)?)),
    )?;
    if unrouted.is_empty() {
        return Ok(0);
    }
    let consumers = tx.query_all("select name, kinds from event_consumer order by name", params![], |row| {
        let kinds = row.get::<String>(1)?.split(' ').filter_map(EventType::parse).collect();
        Ok(Destination { name: row.get(0)?, kinds })
    })?;
    let destinations: Vec<_> = consumers.iter().chain(webhooks).collect();
    for (seq, kind, context) in &unrouted {
        // A kind this process does not know was written by a newer one, which knows who wants it.
        let Some(event_type) = event_type(kind) else { continue };
        let user = user_of(context);
        let mut is_wanted = false;
        for destination in destinations.iter().filter(|destination| destination.kinds.contains(&event_type)) {
            is_wanted = true;
            tx.execute(
                "insert into event_delivery (destination, seq, user_id, next_attempt_at) values (?1, ?2, ?3, ?4) \
                 on conflict do nothing",
                params![destination.name, seq, user, now],
            )?;
        }
        if is_wanted {
            tx.execute("update outbox set routed = 1 where seq = ?1", params![seq])?;
        } else {
            tx.execute("delete from outbox where seq = ?1", params![seq])?;
        }
    }
    Ok(u32::try_from(unrouted.len()).unwrap_or(u32::MAX))
}

/// Forgets a delivery, and with the last one the event.
fn forget(tx: &Connection<'_>, destination: &str, seq: i64) -> Result<(), DatabaseError> {
    tx.execute("delete from event_delivery where destination = ?1 and seq = ?2", params![destination, seq])?;
    tx.execute(
        "delete from outbox where seq = ?1 and routed = 1 \
         and not exists (select 1 from event_delivery where seq = ?1)",
        params![seq],
    )?;
    Ok(())
}

fn claimed(row: &Row<'_>) -> Result<Claimed, DatabaseError> {
    Ok(Claimed { seq: row.get(0)?, id: row.get(1)?, kind: row.get(2)?, context: row.get(3)?, attempts: row.get(4)? })
}

fn given_up(row: &Row<'_>) -> Result<GivenUp, DatabaseError> {
    Ok(GivenUp {
        destination: row.get(0)?,
        seq: row.get(1)?,
        id: row.get(2)?,
        event_type: event_type(&row.get::<String>(3)?),
        attempts: row.get(4)?,
        failed_at: row.get(5)?,
        cause: row.get::<Option<String>>(6)?.unwrap_or_default(),
    })
}

/// The kind of an event that is kept as JSON.
pub(crate) fn event_type(kind: &str) -> Option<EventType> {
    #[derive(serde::Deserialize)]
    struct Tagged<'k> {
        #[serde(rename = "type", borrow)]
        name: std::borrow::Cow<'k, str>,
    }
    EventType::parse(&serde_json::from_str::<Tagged<'_>>(kind).ok()?.name)
}

/// Whom an event is about; empty for nobody.
fn user_of(context: &str) -> String {
    serde_json::from_str::<EventContext>(context)
        .ok()
        .and_then(|context| context.user_id)
        .map(|user| user.to_string())
        .unwrap_or_default()
}

fn words(kinds: &[EventType]) -> String {
    kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" ")
}

/// Writes an event down, to be routed.
pub(super) fn insert(
    tx: &Connection<'_>,
    id: Uuid,
    kind: &EventKind,
    context: &EventContext,
) -> Result<(), DatabaseError> {
    let kind = serde_json::to_string(kind).expect("an event is always JSON");
    let context = serde_json::to_string(context).expect("a context is always JSON");
    tx.execute("insert into outbox (id, kind, context) values (?1, ?2, ?3)", params![id, kind, context])?;
    Ok(())
}
