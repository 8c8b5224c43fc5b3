//! Who is meant by an `@handle`.

use std::collections::HashMap;

use houseguest_protocol::{
    social::{Handle, Mention, find_handles, friendly_handle},
    values::Subject,
};
use houseguest_sql::{Connection, DatabaseError, params};
use uuid::Uuid;

use super::{StoreError, batch::Ids, people::PersonId};
use crate::model::MOST_MENTIONS;

/// Who was meant by which handle in one thing.
#[derive(Clone, Debug, Default)]
pub(super) struct Meant(HashMap<String, (Subject, Handle)>);

/// Finds out who is meant in a text, and remembers it in place of who was meant before. Answers who is.
///
/// Behind the first [`MOST_MENTIONS`] nobody is meant.
pub(super) fn remember(tx: &Connection<'_>, thing: Uuid, text: &str) -> Result<Vec<PersonId>, DatabaseError> {
    tx.execute("delete from mentions where thing_id = ?1", params![thing])?;
    let mut handles: Vec<Handle> = Vec::new();
    for (_, handle) in find_handles(text) {
        if handles.len() < MOST_MENTIONS && !handles.contains(&handle) {
            handles.push(handle);
        }
    }
    let mut people = Vec::new();
    for handle in handles {
        let query = "select p.id from people p join people owner on owner.id = coalesce(p.owner_id, p.id) \
            where p.handle = ?1 and owner.deleted_at is null";
        let Some(person) = tx.query_optional(query, params![handle.as_str()], |row| row.get::<PersonId>(0))? else {
            continue;
        };
        let query = "insert into mentions (thing_id, handle, person_id) values (?1, ?2, ?3)";
        tx.execute(query, params![thing, handle.as_str(), person])?;
        people.push(person);
    }
    Ok(people)
}

/// Finds who is meant in each of these things.
pub(super) fn meant_in(c: &Connection<'_>, ids: &[Uuid]) -> Result<HashMap<Uuid, Meant>, StoreError> {
    let mut all: HashMap<Uuid, Meant> = HashMap::new();
    let Some(ids) = Ids::of(ids.iter().copied()) else { return Ok(all) };
    let found = c.query_all(
        &format!(
            "select m.thing_id, m.handle, owner.sub, owner.handle from mentions m \
             join people person on person.id = m.person_id \
             join people owner on owner.id = coalesce(person.owner_id, person.id) where m.thing_id in {}",
            ids.placeholders(0)
        ),
        &ids.params(&[]),
        |row| {
            let current: Option<String> = row.get(3)?;
            Ok((row.get::<Uuid>(0)?, row.get::<String>(1)?, row.get::<String>(2)?, current))
        },
    )?;
    for (thing, written, sub, current) in found {
        let sub = Subject::parse(sub).map_err(|error| StoreError::broken("people", "sub", error))?;
        let current = match current {
            Some(current) => Handle::parse(current).map_err(|error| StoreError::broken("people", "handle", error))?,
            None => friendly_handle(&sub, 0),
        };
        all.entry(thing).or_default().0.insert(written, (sub, current));
    }
    Ok(all)
}

impl Meant {
    /// The mentions of a text, in order.
    pub(super) fn mentions(&self, text: &str) -> Vec<Mention> {
        let characters = |bytes: usize| u32::try_from(text[..bytes].chars().count()).unwrap_or(u32::MAX);
        find_handles(text)
            .filter_map(|(place, written)| {
                let (sub, handle) = self.0.get(written.as_str())?.clone();
                Some(Mention { start: characters(place.start), end: characters(place.end), sub, handle })
            })
            .collect()
    }
}
