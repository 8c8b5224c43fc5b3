//! People.

use houseguest_protocol::{
    social::{Author, Handle, Hue, Motif, Standing, friendly_handle},
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
    /// Whether they are gone for good: no token of theirs is believed then, either.
    pub is_deleted: bool,
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

    /// Gives a handle to everybody who has none, which happens once after an upgrade; answers how many got one.
    ///
    /// # Errors
    /// When the store fails; those who got one keep it.
    pub async fn give_handles(&self) -> Result<u64, StoreError> {
        const AT_ONCE: u32 = 200;
        let mut given = 0;
        loop {
            let count: u64 = self
                .database
                .write("store.person.give_handles", |tx| {
                    let query =
                        "select id from people where handle is null and deleted_at is null order by id limit ?1";
                    let without: Vec<PersonId> = tx.query_all(query, params![AT_ONCE], |row| row.get(0))?;
                    for person in &without {
                        give_handle(tx, *person)?;
                    }
                    Ok::<_, StoreError>(without.len() as u64)
                })
                .await?;
            given += count;
            if count < u64::from(AT_ONCE) {
                return Ok(given);
            }
        }
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
        "select id, is_member, owner_id, deleted_at from people where issuer = ?1 and sub = ?2",
        params![who.issuer, who.sub.as_str()],
        |row| {
            let is_merged = row.get::<Option<PersonId>>(2)?.is_some();
            let is_deleted = row.get::<Option<Timestamp>>(3)?.is_some();
            Ok((row.get(0)?, Known { standing: standing(row.get(1)?), is_merged, is_deleted }))
        },
    )
}

/// Finds the number of whoever looks; an impossible one for somebody we do not know.
pub(super) fn viewer(c: &Connection<'_>, who: Option<&PersonKey>) -> Result<PersonId, DatabaseError> {
    const NOBODY: PersonId = PersonId(-1);
    let Some(who) = who else { return Ok(NOBODY) };
    Ok(find(c, who)?.map_or(NOBODY, |(id, _)| id))
}

/// Makes sure that whoever writes has a row, and that their token is not from before their promotion, merge or end.
///
/// Asked again inside the write, because any of them may have come after the token was checked.
pub(super) fn admit(tx: &Connection<'_>, caller: &Caller, now: Timestamp) -> Result<PersonId, WriteError> {
    match (find(tx, &caller.key)?, caller.standing) {
        (Some((_, Known { is_deleted: true, .. })), _) => Err(WriteError::Deleted),
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
            tx.execute("update people set is_member = 1, promoted_at = ?2 where id = ?1", params![id, now])?;
            Ok(id)
        }
        Some((id, _)) => Ok(id),
        None => add(tx, who, standing, Some(free_handle(tx, &who.sub)?), now),
    }
}

/// Adds the row of somebody who has none; without a handle only where they shall never have one.
pub(super) fn add(
    tx: &Connection<'_>,
    who: &PersonKey,
    standing: Standing,
    handle: Option<Handle>,
    now: Timestamp,
) -> Result<PersonId, DatabaseError> {
    tx.query_one(
        "insert into people (issuer, sub, is_member, first_seen_at, handle) values (?1, ?2, ?3, ?4, ?5) returning id",
        params![who.issuer, who.sub.as_str(), standing == Standing::Member, now, handle.as_ref().map(Handle::as_str)],
        |row| row.get(0),
    )
}

pub(super) fn standing(is_member: bool) -> Standing {
    if is_member { Standing::Member } else { Standing::Guest }
}

/// The columns of an author, of the table or alias `owner`. Somebody who is gone is nobody.
pub(super) const AUTHOR: &str = "case when owner.deleted_at is null then owner.sub end, owner.name, owner.is_member, \
    owner.handle, owner.avatar_hue, owner.avatar_motif";

/// Reads an author from the columns [`AUTHOR`], the first of them at `column`; `None` where there is nobody.
pub(super) fn author(row: &Row<'_>, column: usize) -> Result<Option<Author>, StoreError> {
    let Some(sub) = row.get::<Option<String>>(column)? else { return Ok(None) };
    let sub = Subject::parse(sub).map_err(|error| StoreError::broken("people", "sub", error))?;
    let mut author = Author::unnamed(sub, standing(row.get(column + 2)?));
    if let Some(name) = row.get(column + 1)? {
        author.name = name;
    }
    if let Some(handle) = row.get::<Option<String>>(column + 3)? {
        author.handle = Handle::parse(handle).map_err(|error| StoreError::broken("people", "handle", error))?;
    }
    if let Some(hue) = row.get::<Option<u16>>(column + 4)? {
        author.avatar.hue = Hue::new(hue).map_err(|error| StoreError::broken("people", "avatar_hue", error))?;
    }
    if let Some(motif) = row.get::<Option<String>>(column + 5)? {
        let unknown = || StoreError::broken("people", "avatar_motif", "nobody knows this motif");
        author.avatar.motif = Motif::parse(&motif).ok_or_else(unknown)?;
    }
    Ok(Some(author))
}

/// Finds a handle made from the `sub` that nobody has.
fn free_handle(tx: &Connection<'_>, sub: &Subject) -> Result<Handle, DatabaseError> {
    let mut attempt = 0;
    loop {
        let handle = friendly_handle(sub, attempt);
        if !tx.exists("select 1 from people where handle = ?1", params![handle.as_str()])? {
            return Ok(handle);
        }
        attempt += 1;
    }
}

/// Gives a handle to somebody who lost theirs with the account they were part of.
pub(super) fn give_handle(tx: &Connection<'_>, person: PersonId) -> Result<(), StoreError> {
    let query = "select sub from people where id = ?1 and handle is null and deleted_at is null";
    if let Some(sub) = tx.query_optional(query, params![person], |row| row.get::<String>(0))? {
        let sub = Subject::parse(sub).map_err(|error| StoreError::broken("people", "sub", error))?;
        let handle = free_handle(tx, &sub)?;
        tx.execute("update people set handle = ?2 where id = ?1", params![person, handle.as_str()])?;
    }
    Ok(())
}

/// Whose a person's things are at present.
pub(super) fn owner_of(c: &Connection<'_>, person: PersonId) -> Result<PersonId, DatabaseError> {
    let query = "select coalesce(owner_id, id) from people where id = ?1";
    c.query_one(query, params![person], |row| row.get(0))
}

/// Whether a person is gone for good.
pub(super) fn is_deleted(c: &Connection<'_>, person: PersonId) -> Result<bool, DatabaseError> {
    c.exists("select 1 from people where id = ?1 and deleted_at is not null", params![person])
}

/// Lists the rows of the people of one account: nobody, where the account itself is part of another.
pub(super) const OF_ACCOUNT: &str = "((p.id = ?1 and p.owner_id is null) or p.owner_id = ?1)";
