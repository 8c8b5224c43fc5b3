//! Messages on their way, and those that stay in a demo's inbox.

use houseguest_protocol::values::Timestamp;
use houseguest_sql::{Connection, DatabaseError, Row, params};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use crate::{
    messages::{Channel, Draft, Message},
    store::{Store, StoreError},
};

impl Store {
    /// Writes a message down that belongs to no other operation.
    #[cfg(test)]
    pub(crate) async fn add_message(&self, message: Message) -> Result<(), StoreError> {
        self.database.write("store.message.add", move |tx| Ok(insert(tx, &message)?)).await
    }

    /// Takes up to `limit` messages that are due, oldest first, each with how often it was tried before. Nobody
    /// else gets them before `again_at`.
    pub(crate) async fn claim_messages(
        &self,
        now: Timestamp,
        again_at: Timestamp,
        limit: u32,
    ) -> Result<Vec<(Message, u32)>, StoreError> {
        self.database
            .write("store.message.claim", move |tx| {
                let claimed = tx.query_all(
                    "update message set attempts = attempts + 1, next_attempt_at = ?2 where id in \
                     (select id from message where next_attempt_at <= ?1 and expires_at > ?1 order by id limit ?3) \
                     returning id, channel, recipient, subject, body, link, created_at, expires_at, next_attempt_at, \
                     attempts",
                    params![now, again_at, i64::from(limit)],
                    |row| Ok(read(row).and_then(|message| Ok((message, row.get::<i64>(9)?)))),
                )?;
                let mut messages = Vec::with_capacity(claimed.len());
                for claimed in claimed {
                    let (message, attempts) = claimed?;
                    messages.push((message, u32::try_from(attempts - 1).unwrap_or(0)));
                }
                // Nothing says in which order changed rows are told.
                messages.sort_by_key(|(message, _)| message.id);
                Ok(messages)
            })
            .await
    }

    /// Forgets a message that was handed over, or never will be.
    pub(crate) async fn forget_message(&self, id: Uuid) -> Result<(), StoreError> {
        self.database
            .write("store.message.forget", move |tx| {
                tx.execute("delete from message where id = ?1", params![id])?;
                Ok(())
            })
            .await
    }

    /// Tries a message again at `next_attempt_at`.
    pub(crate) async fn postpone_message(&self, id: Uuid, next_attempt_at: Timestamp) -> Result<(), StoreError> {
        self.database
            .write("store.message.postpone", move |tx| {
                tx.execute("update message set next_attempt_at = ?2 where id = ?1", params![id, next_attempt_at])?;
                Ok(())
            })
            .await
    }

    /// Lists the messages that stay, newest first: all, or those to one recipient (in small letters).
    pub(crate) async fn list_kept_messages(
        &self,
        recipient: Option<String>,
        limit: u32,
    ) -> Result<Vec<Message>, StoreError> {
        self.database
            .read("store.message.list_kept", move |c| {
                let columns = "select id, channel, recipient, subject, body, link, created_at, expires_at, \
                               next_attempt_at from message where next_attempt_at is null";
                let read = |row: &Row<'_>| Ok(read(row));
                let found = match &recipient {
                    Some(recipient) => c.query_all(
                        &format!("{columns} and lower(recipient) = ?1 order by id desc limit ?2"),
                        params![recipient, i64::from(limit)],
                        read,
                    )?,
                    None => {
                        c.query_all(&format!("{columns} order by id desc limit ?1"), params![i64::from(limit)], read)?
                    }
                };
                found.into_iter().collect()
            })
            .await
    }
}

/// Writes a message down: due at once, or there to stay.
pub(super) fn insert(tx: &Connection<'_>, message: &Message) -> Result<(), DatabaseError> {
    let due = (!message.stays).then_some(message.created_at);
    tx.execute(
        "insert into message (id, channel, recipient, subject, body, link, created_at, expires_at, next_attempt_at) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            message.id,
            message.channel.as_str(),
            message.to,
            message.draft.subject,
            message.draft.text.expose_secret(),
            message.draft.link.as_ref().map(|link| link.expose_secret()),
            message.created_at,
            message.expires_at,
            due,
        ],
    )?;
    Ok(())
}

/// Forgets messages that are of no use any more, and those that stayed long enough; answers how many.
pub(super) fn prune(tx: &Connection<'_>, now: Timestamp) -> Result<u64, DatabaseError> {
    let waiting =
        tx.execute("delete from message where next_attempt_at is not null and expires_at <= ?1", params![now])?;
    let kept = tx.execute(
        "delete from message where next_attempt_at is null and created_at <= ?1",
        params![now - Message::KEPT_FOR],
    )?;
    Ok(waiting + kept)
}

fn read(row: &Row<'_>) -> Result<Message, StoreError> {
    let id: Uuid = row.get(0)?;
    let channel = Channel::parse(&row.get::<String>(1)?);
    let channel =
        channel.ok_or_else(|| StoreError::BrokenRow { table: "message", column: "channel", row: id.to_string() })?;
    Ok(Message {
        id,
        channel,
        to: row.get(2)?,
        draft: Draft {
            subject: row.get(3)?,
            text: SecretString::from(row.get::<String>(4)?),
            link: row.get::<Option<String>>(5)?.map(SecretString::from),
        },
        created_at: row.get(6)?,
        expires_at: row.get(7)?,
        stays: row.get::<Option<Timestamp>>(8)?.is_none(),
    })
}
