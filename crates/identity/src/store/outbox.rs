//! Events that wait for their consumers.

use houseguest_protocol::{
    identity::{Event, EventContext, EventKind},
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, Row, params};
use uuid::Uuid;

use crate::store::{Store, StoreError};

impl Store {
    /// Lists up to `limit` events due at `now`, oldest first, each with how often it was tried.
    pub(crate) async fn list_due_events(&self, now: Timestamp, limit: u32) -> Result<Vec<(Event, u32)>, StoreError> {
        self.database
            .read("store.outbox.list_due", move |c| {
                let sql = "select seq, id, kind, context, attempts from outbox where next_attempt_at <= ?1 \
                           order by seq limit ?2";
                c.query_all(sql, params![now, limit], |row| Ok(due_event(row)))?.into_iter().collect()
            })
            .await
    }

    /// Forgets an event that every consumer has.
    pub(crate) async fn forget_event(&self, seq: i64) -> Result<(), StoreError> {
        self.database
            .write("store.outbox.forget", move |tx| {
                tx.execute("delete from outbox where seq = ?1", params![seq])?;
                Ok(())
            })
            .await
    }

    /// Tries an event again at `next_attempt_at`.
    pub(crate) async fn postpone_event(&self, seq: i64, next_attempt_at: Timestamp) -> Result<(), StoreError> {
        self.database
            .write("store.outbox.postpone", move |tx| {
                tx.execute(
                    "update outbox set attempts = attempts + 1, next_attempt_at = ?2 where seq = ?1",
                    params![seq, next_attempt_at],
                )?;
                Ok(())
            })
            .await
    }
}

fn due_event(row: &Row<'_>) -> Result<(Event, u32), StoreError> {
    let id = row.get(1)?;
    let kind: EventKind = read(id, "kind", &row.get::<String>(2)?)?;
    let context: EventContext = read(id, "context", &row.get::<String>(3)?)?;
    Ok((Event { id, seq: row.get(0)?, kind, context }, row.get(4)?))
}

fn read<T: serde::de::DeserializeOwned>(id: Uuid, column: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::BrokenRow { table: "outbox", column, row: id.to_string() })
}

/// Writes an event down, due at once.
pub(super) fn insert(
    tx: &Connection<'_>,
    id: Uuid,
    kind: &EventKind,
    context: &EventContext,
) -> Result<(), DatabaseError> {
    let kind = serde_json::to_string(kind).expect("an event is always JSON");
    let due = context.timestamp;
    let context = serde_json::to_string(context).expect("a context is always JSON");
    tx.execute(
        "insert into outbox (id, kind, context, next_attempt_at) values (?1, ?2, ?3, ?4)",
        params![id, kind, context, due],
    )?;
    Ok(())
}
