//! Reactions: an account has one per post, and one per comment.
//!
//! Since a merge, several people of one account may have reacted to one thing. Each row stays; the one set last
//! shows, and the others are there again after an undo.

use std::collections::HashMap;

use houseguest_protocol::social::{CommentId, PostId, Reaction, ReactionCount, ReactionSummary};
use houseguest_sql::{Connection, DatabaseError, params};
use uuid::Uuid;

use super::{
    Store, StoreError, WriteError,
    batch::Ids,
    changes::{self, Change},
    comments,
    people::{OF_ACCOUNT, PersonId},
    posts,
};
use crate::model::Intent;

/// What one can react to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Thing {
    Post(PostId),
    Comment(CommentId),
}

/// A kind of [`Thing`]: where its reactions are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    table: &'static str,
    column: &'static str,
}

impl Kind {
    pub(super) const POST: Self = Self { table: "reactions", column: "post_id" };
    pub(super) const COMMENT: Self = Self { table: "comment_reactions", column: "comment_id" };
}

impl Thing {
    const fn kind(self) -> Kind {
        match self {
            Self::Post(_) => Kind::POST,
            Self::Comment(_) => Kind::COMMENT,
        }
    }

    const fn id(self) -> Uuid {
        match self {
            Self::Post(id) | Self::Comment(id) => id,
        }
    }
}

/// A row of an account's people for one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) person: PersonId,
    /// `None` when it was taken back.
    pub(super) reaction: Option<String>,
    pub(super) order: i64,
    pub(super) is_shown: bool,
}

impl Store {
    /// Sets the caller's reaction to a post, or takes it back; once per intent.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn set_reaction(
        &self,
        intent: Intent,
        post: PostId,
        reaction: Option<Reaction>,
    ) -> Result<ReactionSummary, WriteError> {
        self.write_once("store.reaction.set", intent, move |tx, person, intent| {
            if !posts::exists(tx, post)? {
                return Err(WriteError::NoSuchPost);
            }
            changes::note(tx, Change::Reactions, post, None, intent.now)?;
            set(tx, Thing::Post(post), person, reaction, intent)
        })
        .await
    }

    /// Sets the caller's reaction to a comment, or takes it back; once per intent.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn set_comment_reaction(
        &self,
        intent: Intent,
        comment: CommentId,
        reaction: Option<Reaction>,
    ) -> Result<ReactionSummary, WriteError> {
        self.write_once("store.reaction.set_on_comment", intent, move |tx, person, intent| {
            let post = comments::post_of(tx, comment)?.ok_or(WriteError::NoSuchComment)?;
            changes::note(tx, Change::Reactions, post, Some(comment), intent.now)?;
            set(tx, Thing::Comment(comment), person, reaction, intent)
        })
        .await
    }
}

fn set(
    tx: &Connection<'_>,
    thing: Thing,
    person: PersonId,
    reaction: Option<Reaction>,
    intent: &Intent,
) -> Result<ReactionSummary, WriteError> {
    let Kind { table, column } = thing.kind();
    let last = held(tx, thing, person)?.into_iter().map(|held| held.order).max();
    let order = next_order(intent, last);
    tx.execute(
        &format!(
            "insert into {table} ({column}, person_id, reaction, created_at, changed_order, is_shown) \
             values (?1, ?2, ?3, ?4, ?5, 0) \
             on conflict ({column}, person_id) do update set reaction = excluded.reaction, \
             changed_order = excluded.changed_order"
        ),
        params![thing.id(), person, reaction.map(Reaction::as_str), intent.now, order],
    )?;
    settle(tx, thing, person)?;
    let summary = summaries(tx, thing.kind(), &[thing.id()], person)?.remove(&thing.id());
    Ok(summary.unwrap_or_default())
}

/// The place of a change among those of one account to one thing: by time, and behind the last one.
pub(super) fn next_order(intent: &Intent, last: Option<i64>) -> i64 {
    (intent.now.unix_seconds() * 1_000_000).max(last.map_or(0, |last| last + 1))
}

/// Lists the rows of one account for a thing.
pub(super) fn held(c: &Connection<'_>, thing: Thing, owner: PersonId) -> Result<Vec<Held>, DatabaseError> {
    let Kind { table, column } = thing.kind();
    c.query_all(
        &format!(
            "select r.person_id, r.reaction, r.changed_order, r.is_shown from people p \
             join {table} r on r.person_id = p.id and r.{column} = ?2 where {OF_ACCOUNT}"
        ),
        params![owner, thing.id()],
        |row| Ok(Held { person: row.get(0)?, reaction: row.get(1)?, order: row.get(2)?, is_shown: row.get(3)? }),
    )
}

/// Lists what a person has a row for.
pub(super) fn reacted_to(c: &Connection<'_>, person: PersonId) -> Result<Vec<Thing>, DatabaseError> {
    let mut things = Vec::new();
    for (Kind { table, column }, thing) in
        [(Kind::POST, Thing::Post as fn(Uuid) -> Thing), (Kind::COMMENT, Thing::Comment)]
    {
        let query = format!("select {column} from {table} where person_id = ?1");
        things.extend(c.query_all(&query, params![person], |row| row.get(0).map(thing))?);
    }
    Ok(things)
}

/// Which of an account's rows says how it reacted: the last one; of two at one time the account's own.
pub(super) fn last(held: &[Held], owner: PersonId) -> Option<&Held> {
    held.iter().max_by_key(|held| (held.order, held.person == owner, held.person))
}

/// Lets exactly the last of an account's reactions to a thing show.
pub(super) fn settle(tx: &Connection<'_>, thing: Thing, owner: PersonId) -> Result<(), DatabaseError> {
    let Kind { table, column } = thing.kind();
    let held = held(tx, thing, owner)?;
    // A taken-back one hides what lies below; where nothing does, it is nothing itself.
    if held.iter().all(|held| held.reaction.is_none()) {
        for Held { person, .. } in held {
            let query = format!("delete from {table} where {column} = ?1 and person_id = ?2");
            tx.execute(&query, params![thing.id(), person])?;
        }
        return Ok(());
    }
    let shown = last(&held, owner).filter(|last| last.reaction.is_some()).map(|last| last.person);
    for Held { person, is_shown, .. } in &held {
        let shows = Some(*person) == shown;
        if shows != *is_shown {
            let query = format!("update {table} set is_shown = ?3 where {column} = ?1 and person_id = ?2");
            tx.execute(&query, params![thing.id(), *person, shows])?;
        }
    }
    Ok(())
}

/// Counts how people reacted to these things, and finds how `viewer` did. Things without reactions are left out.
pub(super) fn summaries(
    c: &Connection<'_>,
    kind: Kind,
    ids: &[Uuid],
    viewer: PersonId,
) -> Result<HashMap<Uuid, ReactionSummary>, StoreError> {
    let Kind { table, column } = kind;
    let mut summaries: HashMap<Uuid, ReactionSummary> = HashMap::new();
    let Some(ids) = Ids::of(ids.iter().copied()) else { return Ok(summaries) };
    let counts = c.query_all(
        &format!(
            "select {column}, reaction, count(*) from {table} \
             where {column} in {} and is_shown = 1 group by {column}, reaction",
            ids.placeholders(0)
        ),
        &ids.params(&[]),
        |row| Ok((row.get::<Uuid>(0)?, row.get::<String>(1)?, row.get(2)?)),
    )?;
    for (id, name, count) in counts {
        let count = ReactionCount { reaction: parse(&name)?, count };
        summaries.entry(id).or_default().counts.push(count);
    }
    for summary in summaries.values_mut() {
        summary.counts.sort_by_key(|count| Reaction::ALL.iter().position(|reaction| *reaction == count.reaction));
    }
    let mine = c.query_all(
        &format!(
            "select r.{column}, r.reaction from people p join {table} r on r.person_id = p.id \
             where {OF_ACCOUNT} and r.is_shown = 1 and r.{column} in {}",
            ids.placeholders(1)
        ),
        &ids.params(&[&viewer]),
        |row| Ok((row.get::<Uuid>(0)?, row.get::<String>(1)?)),
    )?;
    for (id, name) in mine {
        summaries.entry(id).or_default().mine = Some(parse(&name)?);
    }
    Ok(summaries)
}

fn parse(name: &str) -> Result<Reaction, StoreError> {
    Reaction::parse(name).ok_or_else(|| StoreError::broken("reactions", "reaction", "nobody knows this reaction"))
}
