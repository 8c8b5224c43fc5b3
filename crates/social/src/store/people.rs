//! People.

use houseguest_protocol::{
    social::{Author, Standing, friendly_name},
    values::{Subject, Timestamp},
};
use houseguest_sql::{Connection, DatabaseError, FromValue, Row, ToValue, ValueError, ValueRef, params};

use super::{Store, StoreError, WriteError};
use crate::model::{Caller, PersonKey};

/// The number of a person in this database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PersonId(pub(super) i64);

impl ToValue for PersonId {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Integer(self.0)
    }
}

impl FromValue for PersonId {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        i64::from_value(value).map(Self)
    }
}

/// What we know of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Whether they are a member by now.
    pub standing: Standing,
    /// Whether they have become part of somebody else's account: no token of theirs is believed then.
    pub is_merged: bool,
}

impl Store {
    /// What we know of a person; `None` for somebody we never saw.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_person(&self, who: &PersonKey) -> Result<Option<Known>, StoreError> {
        let who = who.clone();
        self.database.read("store.person.find", move |c| Ok(find(c, &who)?.map(|(_, known)| known))).await
    }

    /// Remembers for good that this person is a member. Repeating it changes nothing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn remember_member(&self, who: &PersonKey, now: Timestamp) -> Result<(), StoreError> {
        let who = who.clone();
        self.database
            .write("store.person.remember_member", move |tx| {
                ensure(tx, &who, Standing::Member, now)?;
                Ok(())
            })
            .await
    }
}

/// Finds a person and what they are.
pub(super) fn find(c: &Connection<'_>, who: &PersonKey) -> Result<Option<(PersonId, Known)>, DatabaseError> {
    c.query_optional(
        "select id, is_member, owner_id from people where issuer = ?1 and sub = ?2",
        params![who.issuer, who.sub.as_str()],
        |row| {
            let is_merged = row.get::<Option<PersonId>>(2)?.is_some();
            Ok((row.get(0)?, Known { standing: standing(row.get(1)?), is_merged }))
        },
    )
}

/// Finds the number of whoever looks; an impossible one for somebody we do not know.
pub(super) fn viewer(c: &Connection<'_>, who: Option<&PersonKey>) -> Result<PersonId, DatabaseError> {
    const NOBODY: PersonId = PersonId(-1);
    let Some(who) = who else { return Ok(NOBODY) };
    Ok(find(c, who)?.map_or(NOBODY, |(id, _)| id))
}

/// Makes sure that whoever writes has a row, and that their token is not from before their promotion or merge.
///
/// Asked again inside the write, because either may have come after the token was checked.
pub(super) fn admit(tx: &Connection<'_>, caller: &Caller, now: Timestamp) -> Result<PersonId, WriteError> {
    match (find(tx, &caller.key)?, caller.standing) {
        (Some((_, Known { is_merged: true, .. })), _) => Err(WriteError::Merged),
        (Some((_, Known { standing: Standing::Member, .. })), Standing::Guest) => Err(WriteError::BeforePromotion),
        (_, standing) => Ok(ensure(tx, &caller.key, standing, now)?),
    }
}

/// Makes sure that a person has a row, and that a member is known as one.
pub(super) fn ensure(
    tx: &Connection<'_>,
    who: &PersonKey,
    standing: Standing,
    now: Timestamp,
) -> Result<PersonId, DatabaseError> {
    match find(tx, who)? {
        Some((id, Known { standing: Standing::Guest, .. })) if standing == Standing::Member => {
            tx.execute("update people set is_member = 1 where id = ?1", params![id])?;
            Ok(id)
        }
        Some((id, _)) => Ok(id),
        None => tx.query_one(
            "insert into people (issuer, sub, is_member, first_seen_at) values (?1, ?2, ?3, ?4) returning id",
            params![who.issuer, who.sub.as_str(), standing == Standing::Member, now],
            |row| row.get(0),
        ),
    }
}

fn standing(is_member: bool) -> Standing {
    if is_member { Standing::Member } else { Standing::Guest }
}

/// Reads an author from the columns `sub`, `name` and `is_member`, the first of them at `column`.
pub(super) fn author(row: &Row<'_>, column: usize) -> Result<Author, StoreError> {
    let sub = Subject::parse(row.get::<String>(column)?).map_err(|error| StoreError::broken("people", "sub", error))?;
    let name = row.get::<Option<String>>(column + 1)?.unwrap_or_else(|| friendly_name(&sub));
    Ok(Author { name, standing: standing(row.get(column + 2)?), sub })
}
