//! Reactions: an account has one per post.
//!
//! Since a merge, several people of one account may have reacted to one post. Each row stays; the one set last
//! shows, and the others are there again after an undo.

use houseguest_protocol::social::{PostId, Reaction, ReactionCount, ReactionSummary};
use houseguest_sql::{Connection, DatabaseError, params};

use super::{Store, StoreError, WriteError, people::PersonId, posts};
use crate::model::Intent;

/// A row of an account's people for one post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) person: PersonId,
    /// `None` when it was taken back.
    pub(super) reaction: Option<String>,
    pub(super) order: i64,
    is_shown: bool,
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
            let last = held(tx, post, person)?.into_iter().map(|held| held.order).max();
            let order = (intent.now.unix_seconds() * 1_000_000).max(last.map_or(0, |last| last + 1));
            tx.execute(
                "insert into reactions (post_id, person_id, reaction, created_at, changed_order, is_shown) \
                 values (?1, ?2, ?3, ?4, ?5, 0) \
                 on conflict (post_id, person_id) do update set reaction = excluded.reaction, \
                 changed_order = excluded.changed_order",
                params![post, person, reaction.map(Reaction::as_str), intent.now, order],
            )?;
            settle(tx, post, person)?;
            Ok(summary(tx, post, person)?)
        })
        .await
    }
}

/// Lists the rows of one account for a post.
pub(super) fn held(c: &Connection<'_>, post: PostId, owner: PersonId) -> Result<Vec<Held>, DatabaseError> {
    c.query_all(
        "select r.person_id, r.reaction, r.changed_order, r.is_shown from people p \
         join reactions r on r.person_id = p.id and r.post_id = ?1 where (p.id = ?2 and p.owner_id is null) or p.owner_id = ?2",
        params![post, owner],
        |row| Ok(Held { person: row.get(0)?, reaction: row.get(1)?, order: row.get(2)?, is_shown: row.get(3)? }),
    )
}

/// Which of an account's rows says how it reacted: the last one; of two at one time the account's own.
pub(super) fn last(held: &[Held], owner: PersonId) -> Option<&Held> {
    held.iter().max_by_key(|held| (held.order, held.person == owner, held.person))
}

/// Lets exactly the last of an account's reactions to a post show.
pub(super) fn settle(tx: &Connection<'_>, post: PostId, owner: PersonId) -> Result<(), DatabaseError> {
    let held = held(tx, post, owner)?;
    // A taken-back one hides what lies below; where nothing does, it is nothing itself.
    if held.iter().all(|held| held.reaction.is_none()) {
        for Held { person, .. } in held {
            tx.execute("delete from reactions where post_id = ?1 and person_id = ?2", params![post, person])?;
        }
        return Ok(());
    }
    let shown = last(&held, owner).filter(|last| last.reaction.is_some()).map(|last| last.person);
    for Held { person, is_shown, .. } in &held {
        let shows = Some(*person) == shown;
        if shows != *is_shown {
            tx.execute(
                "update reactions set is_shown = ?3 where post_id = ?1 and person_id = ?2",
                params![post, *person, shows],
            )?;
        }
    }
    Ok(())
}

/// Counts how people reacted to a post, and finds how `viewer` did.
pub(super) fn summary(c: &Connection<'_>, post: PostId, viewer: PersonId) -> Result<ReactionSummary, StoreError> {
    let counts = c.query_all(
        "select reaction, count(*) from reactions where post_id = ?1 and is_shown = 1 group by reaction",
        params![post],
        |row| Ok((row.get::<String>(0)?, row.get(1)?)),
    )?;
    let counts = counts.into_iter().map(|(name, count)| Ok(ReactionCount { reaction: parse(&name)?, count }));
    let mut counts = counts.collect::<Result<Vec<_>, StoreError>>()?;
    counts.sort_by_key(|count| Reaction::ALL.iter().position(|reaction| *reaction == count.reaction));
    let mine: Option<String> = c.query_optional(
        "select r.reaction from people p join reactions r on r.person_id = p.id \
         where r.post_id = ?1 and r.is_shown = 1 and ((p.id = ?2 and p.owner_id is null) or p.owner_id = ?2)",
        params![post, viewer],
        |row| row.get(0),
    )?;
    Ok(ReactionSummary { counts, mine: mine.as_deref().map(parse).transpose()? })
}

fn parse(name: &str) -> Result<Reaction, StoreError> {
    Reaction::parse(name).ok_or_else(|| StoreError::broken("reactions", "reaction", "nobody knows this reaction"))
}
