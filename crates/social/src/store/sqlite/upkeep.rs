//! Planting, pruning, checking, closing.

use async_trait::async_trait;
use houseguest_protocol::values::Timestamp;
use rusqlite::{Connection, params};

use super::SqliteStore;
use crate::{
    seed::Seeds,
    store::{StoreError, Upkeep},
};

#[async_trait]
impl Upkeep for SqliteStore {
    async fn plant(&self, seeds: Seeds, now: Timestamp) -> Result<bool, StoreError> {
        self.database
            .write("store.plant", move |tx| {
                let is_first = tx
                    .prepare_cached("insert into plantings (name, planted_at) values (?1, ?2) on conflict do nothing")?
                    .execute(params![Seeds::NAME, now.unix_seconds()])?
                    == 1;
                if is_first {
                    plant(tx, &seeds, now)?;
                }
                Ok(is_first)
            })
            .await
    }

    async fn prune_answered_writes(&self, before: Timestamp) -> Result<usize, StoreError> {
        self.database
            .write("store.answered_write.prune", move |tx| {
                Ok(tx
                    .prepare_cached("delete from answered_writes where created_at < ?1")?
                    .execute([before.unix_seconds()])?)
            })
            .await
    }

    async fn check(&self) -> Result<(), StoreError> {
        let one =
            |c: &Connection| Ok::<i64, StoreError>(c.prepare_cached("select 1")?.query_row([], |row| row.get(0))?);
        self.database.read("store.check_read", one).await?;
        self.database.write("store.check_write", one).await?;
        Ok(())
    }

    async fn close(&self) {
        self.database.close().await;
    }
}

fn plant(tx: &Connection, seeds: &Seeds, now: Timestamp) -> rusqlite::Result<()> {
    let mut person =
        tx.prepare("insert into people (issuer, sub, name, is_member, first_seen_at) values (?1, ?2, ?3, 1, ?4)")?;
    for each in &seeds.people {
        person.execute(params![Seeds::ISSUER, each.sub(), each.name, now.unix_seconds()])?;
    }
    let mut post = tx.prepare(
        "insert into posts (id, author_name, title, body, created_at)
         select ?1, name, ?3, ?4, ?5 from people where issuer = ?6 and sub = ?2",
    )?;
    let mut reaction = tx.prepare(
        "insert into reactions (post_id, person_id, reaction, created_at)
         select ?1, id, ?3, ?4 from people where issuer = ?5 and sub = ?2",
    )?;
    for each in &seeds.posts {
        let published = (now - each.age()).unix_seconds();
        post.execute(params![each.id.as_bytes(), each.author_sub(), each.title, each.body, published, Seeds::ISSUER])?;
        for (kind, sub) in each.reactions() {
            reaction.execute(params![each.id.as_bytes(), sub, kind.as_str(), published, Seeds::ISSUER])?;
        }
    }
    let mut comment = tx.prepare(
        "insert into comments (id, post_id, parent_id, depth, author_id, body, created_at)
         select ?1, ?2, ?3, ?4, id, ?6, ?7 from people where issuer = ?8 and sub = ?5",
    )?;
    for each in seeds.comments(now) {
        comment.execute(params![
            each.id.as_bytes(),
            each.post_id.as_bytes(),
            each.parent_id.as_ref().map(uuid::Uuid::as_bytes),
            each.depth,
            each.author_sub,
            &*each.body,
            each.created_at.unix_seconds(),
            Seeds::ISSUER,
        ])?;
    }
    Ok(())
}
