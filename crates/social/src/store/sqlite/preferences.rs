//! Preferences.

use async_trait::async_trait;
use houseguest_protocol::social::{Preferences, StoredPreferences};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    SqliteStore,
    people::{PersonId, find},
};
use crate::{
    model::{Intent, PersonKey},
    store::{PreferenceStore, StoreError, WriteError},
};

#[async_trait]
impl PreferenceStore for SqliteStore {
    async fn find_preferences(&self, who: &PersonKey) -> Result<StoredPreferences, StoreError> {
        let who = who.clone();
        self.database
            .read("store.preferences.find", move |c| match find(c, &who)? {
                Some((person, _)) => current(c, person),
                None => Ok(StoredPreferences::default()),
            })
            .await
    }

    async fn save_preferences(&self, intent: Intent, seen: StoredPreferences) -> Result<StoredPreferences, WriteError> {
        self.write_once("store.preferences.save", intent, move |tx, person, intent| {
            let current = current(tx, person)?;
            if current.version != seen.version {
                return Err(WriteError::Outdated(current));
            }
            let saved = StoredPreferences { version: current.version + 1, preferences: seen.preferences };
            let Preferences { theme, language, density } = &saved.preferences;
            tx.prepare_cached(
                "insert into preferences (person_id, version, theme, language, density, updated_at)
                 values (?1, ?2, ?3, ?4, ?5, ?6)
                 on conflict (person_id) do update set version = excluded.version, theme = excluded.theme,
                   language = excluded.language, density = excluded.density, updated_at = excluded.updated_at",
            )?
            .execute(params![
                person.0,
                i64::try_from(saved.version).expect("a version grows by one from zero"),
                name(theme),
                language,
                name(density),
                intent.now.unix_seconds()
            ])?;
            Ok(saved)
        })
        .await
    }
}

fn current(c: &Connection, person: PersonId) -> Result<StoredPreferences, StoreError> {
    let row = c
        .prepare_cached("select version, theme, language, density from preferences where person_id = ?1")?
        .query_row([person.0], |row| {
            Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get::<_, String>(3)?))
        })
        .optional()?;
    let Some((version, theme, language, density)) = row else { return Ok(StoredPreferences::default()) };
    let preferences =
        Preferences { theme: read_name("theme", theme)?, language, density: read_name("density", density)? };
    Ok(StoredPreferences { version: version.into(), preferences })
}

/// The wire's own name of a choice; the database keeps the same words.
fn name(choice: &impl Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(name)) => name,
        other => unreachable!("a choice is written as text, not as {other:?}"),
    }
}

fn read_name<T: DeserializeOwned>(column: &'static str, name: String) -> Result<T, StoreError> {
    serde_json::from_value(name.into()).map_err(|error| StoreError::broken("preferences", column, error))
}
