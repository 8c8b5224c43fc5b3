//! Events that wait for their consumers.

use async_trait::async_trait;
use houseguest_protocol::{
    identity::{Event, EventContext, EventKind},
    values::Timestamp,
};
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::{SqliteStore, rows};
use crate::store::{OutboxStore, StoreError};

#[async_trait]
impl OutboxStore for SqliteStore {
    async fn list_due_events(&self, now: Timestamp, limit: u32) -> Result<Vec<(Event, u32)>, StoreError> {
        self.database
            .read("store.outbox.list_due", move |c| {
                let mut statement = c.prepare_cached(
                    "select seq, id, kind, context, attempts from outbox where next_attempt_at <= ?1 \
                     order by seq limit ?2",
                )?;
                let mut rows = statement.query(params![now.unix_seconds(), limit])?;
                let mut events = Vec::new();
                while let Some(row) = rows.next()? {
                    let (seq, id) = (row.get(0)?, rows::uuid(row, 1)?);
                    let kind: EventKind = read(id, "kind", &row.get::<_, String>(2)?)?;
                    let context: EventContext = read(id, "context", &row.get::<_, String>(3)?)?;
                    events.push((Event { id, seq, kind, context }, row.get(4)?));
                }
                Ok(events)
            })
            .await
    }

    async fn forget_event(&self, seq: i64) -> Result<(), StoreError> {
        self.database
            .write("store.outbox.forget", move |tx| {
                tx.prepare_cached("delete from outbox where seq = ?1")?.execute([seq])?;
                Ok(())
            })
            .await
    }

    async fn postpone_event(&self, seq: i64, next_attempt_at: Timestamp) -> Result<(), StoreError> {
        self.database
            .write("store.outbox.postpone", move |tx| {
                tx.prepare_cached("update outbox set attempts = attempts + 1, next_attempt_at = ?2 where seq = ?1")?
                    .execute(params![seq, next_attempt_at.unix_seconds()])?;
                Ok(())
            })
            .await
    }
}

fn read<T: serde::de::DeserializeOwned>(id: Uuid, column: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::BrokenRow { table: "outbox", column, row: id.to_string() })
}

/// Writes an event down, due at once.
pub(super) fn insert(tx: &Connection, id: Uuid, kind: &EventKind, context: &EventContext) -> rusqlite::Result<()> {
    let kind = serde_json::to_string(kind).expect("an event is always JSON");
    let due = context.timestamp.unix_seconds();
    let context = serde_json::to_string(context).expect("a context is always JSON");
    tx.prepare_cached("insert into outbox (id, kind, context, next_attempt_at) values (?1, ?2, ?3, ?4)")?
        .execute(params![id.as_bytes(), kind, context, due])?;
    Ok(())
}
