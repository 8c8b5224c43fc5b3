//! Writes that happen once.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    SqliteStore,
    people::{PersonId, admit},
};
use crate::{
    model::Intent,
    store::{StoreError, WriteError},
};

impl SqliteStore {
    /// Carries out `job` unless this intent was carried out before; then gives the first answer again.
    ///
    /// The answer is stored in the transaction of the write, so there is never one without the other.
    pub(super) async fn write_once<T, F>(&self, name: &'static str, intent: Intent, job: F) -> Result<T, WriteError>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: FnOnce(&Connection, PersonId, &Intent) -> Result<T, WriteError> + Send + 'static,
    {
        self.database
            .write(name, move |tx| {
                let person = admit(tx, &intent.caller, intent.now)?;
                if let Some(first) = find_answer(tx, person, &intent)? {
                    return Ok(first);
                }
                let answer = job(tx, person, &intent)?;
                keep_answer(tx, person, &intent, &answer)?;
                Ok(answer)
            })
            .await
    }
}

fn find_answer<T: DeserializeOwned>(
    tx: &Connection,
    person: PersonId,
    intent: &Intent,
) -> Result<Option<T>, WriteError> {
    let stored = tx
        .prepare_cached("select fingerprint, answer from answered_writes where person_id = ?1 and key = ?2")?
        .query_row(params![person.0, intent.key.as_str()], |row| {
            Ok((row.get::<_, [u8; 32]>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    match stored {
        None => Ok(None),
        Some((fingerprint, _)) if fingerprint != intent.fingerprint.0 => Err(WriteError::KeyReused),
        Some((_, answer)) => serde_json::from_str(&answer)
            .map(Some)
            .map_err(|error| StoreError::broken("answered_writes", "answer", error).into()),
    }
}

fn keep_answer<T: Serialize>(tx: &Connection, person: PersonId, intent: &Intent, answer: &T) -> Result<(), WriteError> {
    let answer = serde_json::to_string(answer).expect("wire types are always JSON");
    tx.prepare_cached(
        "insert into answered_writes (person_id, key, fingerprint, answer, created_at) values (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![person.0, intent.key.as_str(), intent.fingerprint.0, answer, intent.now.unix_seconds()])?;
    Ok(())
}
