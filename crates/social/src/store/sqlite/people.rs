//! People.

use async_trait::async_trait;
use houseguest_protocol::{
    social::{Author, Standing, friendly_name},
    values::{Subject, Timestamp},
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::SqliteStore;
use crate::{
    model::{Caller, PersonKey},
    store::{People, StoreError, WriteError},
};

/// The number of a person in this database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PersonId(pub(super) i64);

#[async_trait]
impl People for SqliteStore {
    async fn find_standing(&self, who: &PersonKey) -> Result<Option<Standing>, StoreError> {
        let who = who.clone();
        self.database
            .read("store.person.find_standing", move |c| Ok(find(c, &who)?.map(|(_, standing)| standing)))
            .await
    }

    async fn remember_member(&self, who: &PersonKey, now: Timestamp) -> Result<(), StoreError> {
        let who = who.clone();
        self.database
            .write("store.person.remember_member", move |tx| {
                add(tx, &who, Standing::Member, now)?;
                tx.prepare_cached("update people set is_member = 1 where issuer = ?1 and sub = ?2")?
                    .execute(params![who.issuer, who.sub.as_str()])?;
                Ok(())
            })
            .await
    }
}

/// Finds a person and what they are.
pub(super) fn find(c: &Connection, who: &PersonKey) -> rusqlite::Result<Option<(PersonId, Standing)>> {
    c.prepare_cached("select id, is_member from people where issuer = ?1 and sub = ?2")?
        .query_row(params![who.issuer, who.sub.as_str()], |row| Ok((PersonId(row.get(0)?), standing(row.get(1)?))))
        .optional()
}

/// Finds the number of whoever looks; an impossible one for somebody we do not know.
pub(super) fn viewer(c: &Connection, who: Option<&PersonKey>) -> rusqlite::Result<PersonId> {
    const NOBODY: PersonId = PersonId(-1);
    let Some(who) = who else { return Ok(NOBODY) };
    Ok(find(c, who)?.map_or(NOBODY, |(id, _)| id))
}

/// Makes sure that whoever writes has a row, and that their token is not from before their promotion.
///
/// Asked again inside the write, because the promotion may have come after the token was checked.
pub(super) fn admit(tx: &Connection, caller: &Caller, now: Timestamp) -> Result<PersonId, WriteError> {
    match (find(tx, &caller.key)?, caller.standing) {
        (Some((_, Standing::Member)), Standing::Guest) => Err(WriteError::BeforePromotion),
        (Some((id, Standing::Guest)), Standing::Member) => {
            tx.prepare_cached("update people set is_member = 1 where id = ?1")?.execute([id.0])?;
            Ok(id)
        }
        (Some((id, _)), _) => Ok(id),
        (None, standing) => {
            add(tx, &caller.key, standing, now)?;
            Ok(PersonId(tx.last_insert_rowid()))
        }
    }
}

fn add(tx: &Connection, who: &PersonKey, standing: Standing, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "insert into people (issuer, sub, is_member, first_seen_at) values (?1, ?2, ?3, ?4)
         on conflict (issuer, sub) do nothing",
    )?
    .execute(params![who.issuer, who.sub.as_str(), standing == Standing::Member, now.unix_seconds()])
    .map(drop)
}

fn standing(is_member: bool) -> Standing {
    if is_member { Standing::Member } else { Standing::Guest }
}

/// Reads an author from the columns `sub`, `name` and `is_member`.
pub(super) fn author(row: &Row<'_>) -> Result<Author, StoreError> {
    let sub =
        Subject::parse(row.get::<_, String>("sub")?).map_err(|error| StoreError::broken("people", "sub", error))?;
    let name = row.get::<_, Option<String>>("name")?.unwrap_or_else(|| friendly_name(&sub));
    Ok(Author { name, standing: standing(row.get("is_member")?), sub })
}
