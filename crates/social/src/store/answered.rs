//! Writes that happen once.

use houseguest_protocol::social::Standing;
use houseguest_sql::{Connection, DatabaseError, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    Store, StoreError, WriteError,
    people::{PersonId, admit, ensure, find},
};
use crate::model::{Intent, PersonKey};

/// Everybody who is, or ever was, one account with somebody.
const RELATED: &str = "with recursive related (id) as ( \
    select cast(?1 as bigint) \
    union \
    select k.kin_id from related r join kin k on k.person_id = r.id)";

impl Store {
    /// Carries out `job` unless this intent was carried out before; then gives the first answer again.
    ///
    /// The answer is stored in the transaction of the write, so there is never one without the other.
    pub(super) async fn write_once<T, F>(&self, name: &'static str, intent: Intent, job: F) -> Result<T, WriteError>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: Fn(&Connection<'_>, PersonId, &Intent) -> Result<T, WriteError> + Send + 'static,
    {
        let (draw, buckets) = (self.limits.write(&intent.caller), self.buckets.clone());
        self.database
            .write(name, move |tx| {
                let person = admit(tx, &intent.caller, intent.now)?;
                for alias in &intent.caller.aliases {
                    let key = PersonKey { issuer: intent.caller.key.issuer.clone(), sub: alias.clone() };
                    let alias = ensure(tx, &key, Standing::Guest, intent.now)?;
                    relate(tx, person, alias)?;
                }
                if let Some(first) = find_answer(tx, person, &intent)? {
                    return Ok(first);
                }
                buckets.draw_in(tx, draw.as_slice(), intent.now)??;
                let answer = job(tx, person, &intent)?;
                keep_answer(tx, person, &intent, &answer)?;
                Ok(answer)
            })
            .await
    }

    /// Finds the first answer to this intent, for writes that cost something before they reach the store.
    ///
    /// # Errors
    /// [`WriteError::KeyReused`], or when the store fails.
    pub(super) async fn find_first_answer<T>(
        &self,
        name: &'static str,
        intent: &Intent,
    ) -> Result<Option<T>, WriteError>
    where
        T: DeserializeOwned + Send + 'static,
    {
        let intent = intent.clone();
        self.database
            .read(name, move |c| match find(c, &intent.caller.key)? {
                Some((person, _)) => find_answer(c, person, &intent),
                None => Ok(None),
            })
            .await
    }
}

/// Remembers that two people are one account, or were.
pub(super) fn relate(tx: &Connection<'_>, one: PersonId, other: PersonId) -> Result<(), DatabaseError> {
    if one == other || tx.exists("select 1 from kin where person_id = ?1 and kin_id = ?2", params![one, other])? {
        return Ok(());
    }
    for (one, other) in [(one, other), (other, one)] {
        tx.execute("insert into kin (person_id, kin_id) values (?1, ?2)", params![one, other])?;
    }
    Ok(())
}

/// Finds the first answer to this intent.
///
/// It may have been carried out under another name: a queue that began to write as a guest goes on as the
/// member, and after an undo as the guest. So the same write under the same key is looked for among everybody
/// who is or was one account. Only one's own keys are in the way of another write.
fn find_answer<T: DeserializeOwned>(
    tx: &Connection<'_>,
    person: PersonId,
    intent: &Intent,
) -> Result<Option<T>, WriteError> {
    let stored = tx.query_all(
        &format!(
            "{RELATED} select w.person_id, w.fingerprint, w.answer from related r \
             join answered_writes w on w.person_id = r.id where w.key = ?2"
        ),
        params![person, intent.key.as_str()],
        |row| Ok((row.get::<PersonId>(0)?, row.get::<[u8; 32]>(1)?, row.get::<String>(2)?)),
    )?;
    if let Some((_, _, answer)) = stored.iter().find(|(_, fingerprint, _)| *fingerprint == intent.fingerprint.0) {
        let answer = serde_json::from_str(answer);
        return answer.map(Some).map_err(|error| StoreError::broken("answered_writes", "answer", error).into());
    }
    if stored.iter().any(|(whose, _, _)| *whose == person) { Err(WriteError::KeyReused) } else { Ok(None) }
}

fn keep_answer<T: Serialize>(
    tx: &Connection<'_>,
    person: PersonId,
    intent: &Intent,
    answer: &T,
) -> Result<(), WriteError> {
    let answer = serde_json::to_string(answer).expect("wire types are always JSON");
    tx.execute(
        "insert into answered_writes (person_id, key, fingerprint, answer, created_at) values (?1, ?2, ?3, ?4, ?5)",
        params![person, intent.key.as_str(), intent.fingerprint.0, answer, intent.now],
    )?;
    Ok(())
}
