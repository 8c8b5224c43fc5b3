//! Reactions.

use async_trait::async_trait;
use houseguest_protocol::social::{PostId, Reaction, ReactionCount, ReactionSummary};
use rusqlite::{Connection, OptionalExtension, params};

use super::{SqliteStore, people::PersonId, posts};
use crate::{
    model::Intent,
    store::{Reactions, StoreError, WriteError},
};

#[async_trait]
impl Reactions for SqliteStore {
    async fn set_reaction(
        &self,
        intent: Intent,
        post: PostId,
        reaction: Option<Reaction>,
    ) -> Result<ReactionSummary, WriteError> {
        self.write_once("store.reaction.set", intent, move |tx, person, intent| {
            if !posts::exists(tx, post)? {
                return Err(WriteError::NoSuchPost);
            }
            match reaction {
                Some(reaction) => tx
                    .prepare_cached(
                        "insert into reactions (post_id, person_id, reaction, created_at) values (?1, ?2, ?3, ?4)
                         on conflict (post_id, person_id) do update set reaction = excluded.reaction",
                    )?
                    .execute(params![post.as_bytes(), person.0, reaction.as_str(), intent.now.unix_seconds()])?,
                None => tx
                    .prepare_cached("delete from reactions where post_id = ?1 and person_id = ?2")?
                    .execute(params![post.as_bytes(), person.0])?,
            };
            Ok(summary(tx, post, person)?)
        })
        .await
    }
}

/// Counts how people reacted to a post, and finds how `viewer` did.
pub(super) fn summary(c: &Connection, post: PostId, viewer: PersonId) -> Result<ReactionSummary, StoreError> {
    let mut counts = c
        .prepare_cached("select reaction, count(*) from reactions where post_id = ?1 group by reaction")?
        .query_map([post.as_bytes()], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?
        .map(|row| {
            let (name, count) = row?;
            Ok(ReactionCount { reaction: parse(&name)?, count })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    counts.sort_by_key(|count| Reaction::ALL.iter().position(|reaction| *reaction == count.reaction));
    let mine = c
        .prepare_cached("select reaction from reactions where post_id = ?1 and person_id = ?2")?
        .query_row(params![post.as_bytes(), viewer.0], |row| row.get::<_, String>(0))
        .optional()?;
    Ok(ReactionSummary { counts, mine: mine.as_deref().map(parse).transpose()? })
}

fn parse(name: &str) -> Result<Reaction, StoreError> {
    Reaction::parse(name).ok_or_else(|| StoreError::broken("reactions", "reaction", "nobody knows this reaction"))
}
