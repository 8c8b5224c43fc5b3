//! What people have hidden from themselves.

use std::collections::{HashMap, HashSet};

use houseguest_protocol::social::{CommentId, PostId, SetHidden};
use houseguest_sql::{Connection, DatabaseError, params};
use uuid::Uuid;

use super::{
    Store, WriteError,
    batch::Ids,
    comments,
    people::{OF_ACCOUNT, PersonId},
    posts,
    reactions::next_order,
};
use crate::model::Intent;

impl Store {
    /// Hides a post from the caller, or shows it again; once per intent.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn hide_post(&self, intent: Intent, post: PostId, hidden: SetHidden) -> Result<SetHidden, WriteError> {
        self.write_once("store.hidden.post", intent, move |tx, person, intent| {
            if !posts::exists(tx, post)? {
                return Err(WriteError::NoSuchPost);
            }
            Ok(set(tx, person, post, hidden, intent)?)
        })
        .await
    }

    /// Hides a comment from the caller, or shows it again; once per intent.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn hide_comment(
        &self,
        intent: Intent,
        comment: CommentId,
        hidden: SetHidden,
    ) -> Result<SetHidden, WriteError> {
        self.write_once("store.hidden.comment", intent, move |tx, person, intent| {
            comments::post_of(tx, comment)?.ok_or(WriteError::NoSuchComment)?;
            Ok(set(tx, person, comment, hidden, intent)?)
        })
        .await
    }
}

fn set(
    tx: &Connection<'_>,
    person: PersonId,
    thing: Uuid,
    hidden: SetHidden,
    intent: &Intent,
) -> Result<SetHidden, DatabaseError> {
    let last = tx.query_optional(
        &format!(
            "select h.changed_order from people p join hidden h on h.person_id = p.id and h.thing_id = ?2 \
             where {OF_ACCOUNT} order by h.changed_order desc limit 1"
        ),
        params![person, thing],
        |row| row.get(0),
    )?;
    tx.execute(
        "insert into hidden (person_id, thing_id, is_hidden, changed_order) values (?1, ?2, ?3, ?4) \
         on conflict (thing_id, person_id) do update set is_hidden = excluded.is_hidden, \
         changed_order = excluded.changed_order",
        params![person, thing, hidden.hidden, next_order(intent, last)],
    )?;
    Ok(hidden)
}

/// Which of these things an account has hidden. Of the rows of its people the last one counts; of two at one time its
/// own.
pub(super) fn hidden_of(c: &Connection<'_>, viewer: PersonId, ids: &[Uuid]) -> Result<HashSet<Uuid>, DatabaseError> {
    let Some(ids) = Ids::of(ids.iter().copied()) else { return Ok(HashSet::new()) };
    let rows = c.query_all(
        &format!(
            "select h.thing_id, h.is_hidden, h.changed_order, h.person_id from people p \
             join hidden h on h.person_id = p.id where {OF_ACCOUNT} and h.thing_id in {}",
            ids.placeholders(1)
        ),
        &ids.params(params![viewer]),
        |row| Ok((row.get::<Uuid>(0)?, row.get::<bool>(1)?, row.get::<i64>(2)?, row.get::<PersonId>(3)?)),
    )?;
    let mut last: HashMap<Uuid, ((i64, bool, PersonId), bool)> = HashMap::new();
    for (thing, is_hidden, order, person) in rows {
        let place = (order, person == viewer, person);
        let entry = last.entry(thing).or_insert((place, is_hidden));
        if place > entry.0 {
            *entry = (place, is_hidden);
        }
    }
    Ok(last.into_iter().filter(|(_, (_, is_hidden))| *is_hidden).map(|(thing, _)| thing).collect())
}
