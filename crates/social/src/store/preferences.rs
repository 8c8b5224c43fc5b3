//! What people prefer.

use houseguest_protocol::{
    social::{Preferences, StoredPreferences},
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    Store, StoreError, WriteError,
    people::{PersonId, find},
};
use crate::model::{Intent, PersonKey};

/// Preferences that were saved, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Saved {
    pub(super) stored: StoredPreferences,
    pub(super) at: Timestamp,
}

impl Store {
    /// What a person prefers; version 0 and the defaults when nothing was saved.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_preferences(&self, who: &PersonKey) -> Result<StoredPreferences, StoreError> {
        let who = who.clone();
        self.database
            .read("store.preferences.find", move |c| match find(c, &who)? {
                Some((person, _)) => Ok(current(c, person)?),
                None => Ok(StoredPreferences::default()),
            })
            .await
    }

    /// Saves preferences on top of the version they name; once per intent.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn save_preferences(
        &self,
        intent: Intent,
        seen: StoredPreferences,
    ) -> Result<StoredPreferences, WriteError> {
        self.write_once("store.preferences.save", intent, move |tx, person, intent| {
            let current = current(tx, person)?;
            if current.version != seen.version {
                return Err(WriteError::Outdated(current));
            }
            let saved = StoredPreferences { version: current.version + 1, preferences: seen.preferences.clone() };
            keep(tx, person, &Saved { stored: saved.clone(), at: intent.now })?;
            Ok(saved)
        })
        .await
    }
}

fn current(c: &Connection<'_>, person: PersonId) -> Result<StoredPreferences, StoreError> {
    Ok(find_saved(c, person)?.map(|saved| saved.stored).unwrap_or_default())
}

/// Finds what a person has saved.
pub(super) fn find_saved(c: &Connection<'_>, person: PersonId) -> Result<Option<Saved>, StoreError> {
    let row = c.query_optional(
        "select version, theme, language, density, motion, muted_words, notify_replies, notify_mentions, updated_at \
         from preferences where person_id = ?1",
        params![person],
        |row| {
            let names = (row.get(1)?, row.get(3)?, row.get(4)?);
            let preferences = Preferences {
                language: row.get(2)?,
                notify_replies: row.get(6)?,
                notify_mentions: row.get(7)?,
                ..Preferences::default()
            };
            Ok((row.get(0)?, preferences, names, row.get::<String>(5)?, row.get(8)?))
        },
    )?;
    let Some((version, mut preferences, (theme, density, motion), muted_words, at)) = row else { return Ok(None) };
    preferences.theme = read_name("theme", theme)?;
    preferences.density = read_name("density", density)?;
    preferences.motion = read_name("motion", motion)?;
    preferences.muted_words =
        serde_json::from_str(&muted_words).map_err(|error| StoreError::broken("preferences", "muted_words", error))?;
    Ok(Some(Saved { stored: StoredPreferences { version, preferences }, at }))
}

/// Puts preferences in the place of those a person has.
pub(super) fn keep(tx: &Connection<'_>, person: PersonId, saved: &Saved) -> Result<(), DatabaseError> {
    let Preferences { theme, language, density, motion, muted_words, notify_replies, notify_mentions } =
        &saved.stored.preferences;
    let muted_words = serde_json::to_string(muted_words).expect("a list of texts is always JSON");
    let version = i64::try_from(saved.stored.version).expect("a version grows by one from zero");
    tx.execute(
        "insert into preferences (person_id, version, theme, language, density, updated_at, \
           motion, muted_words, notify_replies, notify_mentions) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) \
         on conflict (person_id) do update set version = excluded.version, theme = excluded.theme, \
           language = excluded.language, density = excluded.density, updated_at = excluded.updated_at, \
           motion = excluded.motion, muted_words = excluded.muted_words, \
           notify_replies = excluded.notify_replies, notify_mentions = excluded.notify_mentions",
        params![
            person,
            version,
            name(theme),
            language,
            name(density),
            saved.at,
            name(motion),
            muted_words,
            *notify_replies,
            *notify_mentions
        ],
    )?;
    Ok(())
}

/// The wire's own name of a choice; the database keeps the same words.
pub(super) fn name(choice: &impl Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(name)) => name,
        other => unreachable!("a choice is written as text, not as {other:?}"),
    }
}

fn read_name<T: DeserializeOwned>(column: &'static str, name: String) -> Result<T, StoreError> {
    serde_json::from_value(name.into()).map_err(|error| StoreError::broken("preferences", column, error))
}
