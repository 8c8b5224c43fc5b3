//! Planting, pruning, checking, closing.

use std::collections::HashMap;

use houseguest_protocol::values::Timestamp;
use houseguest_sql::{Connection, DatabaseError, params};

use super::{Store, StoreError, StoredImage, images, people::PersonId};
use crate::seed::{PICTURES, SeedPicture, Seeds};

impl Store {
    /// Plants the demo's posts, threads and people; `false` when that was done before.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn plant(&self, seeds: Seeds, now: Timestamp) -> Result<bool, StoreError> {
        self.database
            .write("store.plant", move |tx| {
                let query = "insert into plantings (name, planted_at) values (?1, ?2) on conflict do nothing";
                let is_first = tx.execute(query, params![Seeds::NAME, now])? == 1;
                if is_first {
                    plant(tx, &seeds, now)?;
                }
                // Apart, so that a demo from before there were pictures gets them, too.
                if tx.execute(query, params![SeedPicture::PLANTING, now])? == 1 {
                    plant_pictures(tx, now)?;
                }
                Ok(is_first)
            })
            .await
    }

    /// Forgets answered writes from before `before`; answers how many.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn prune_answered_writes(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.database
            .write("store.answered_write.prune", move |tx| {
                Ok(tx.execute("delete from answered_writes where created_at < ?1", params![before])?)
            })
            .await
    }

    /// Asks the store whether it can read and write.
    ///
    /// # Errors
    /// What the database said.
    pub async fn check(&self) -> Result<(), StoreError> {
        let one = |c: &Connection<'_>| Ok::<i64, StoreError>(c.query_one("select 1", params![], |row| row.get(0))?);
        self.database.read("store.check_read", one).await?;
        self.database.write("store.check_write", one).await?;
        Ok(())
    }

    /// Finishes what is under way and closes.
    pub async fn close(&self) {
        self.database.close().await;
    }
}

fn plant_pictures(tx: &Connection<'_>, now: Timestamp) -> Result<(), DatabaseError> {
    let (width, height) = SeedPicture::SIZE;
    for picture in PICTURES {
        let image = StoredImage { media_type: "image/svg+xml".to_owned(), width, height, bytes: picture.file.to_vec() };
        images::add(tx, picture.id(), None, &image, now)?;
        let query = "update posts set image_id = ?2, image_alt = ?3 where id = ?1 and image_id is null";
        tx.execute(query, params![picture.post(), picture.id(), picture.alt])?;
    }
    Ok(())
}

fn plant(tx: &Connection<'_>, seeds: &Seeds, now: Timestamp) -> Result<(), DatabaseError> {
    let mut people: HashMap<String, (PersonId, &str)> = HashMap::new();
    for each in &seeds.people {
        let id = tx.query_one(
            "insert into people (issuer, sub, name, is_member, first_seen_at) values (?1, ?2, ?3, 1, ?4) returning id",
            params![Seeds::ISSUER, each.sub(), each.name, now],
            |row| row.get(0),
        )?;
        people.insert(each.sub(), (id, &each.name));
    }
    let person = |sub: &str| people.get(sub).copied().expect("a test finds everybody in the bundled seeds");
    for each in &seeds.posts {
        let published = now - each.age();
        let (author_id, author) = person(&each.author_sub());
        tx.execute(
            "insert into posts (id, author_name, title, body, created_at, author_id) values (?1, ?2, ?3, ?4, ?5, ?6)",
            params![each.id, author, each.title, each.body, published, author_id],
        )?;
        for (kind, sub) in each.reactions() {
            tx.execute(
                "insert into reactions (post_id, person_id, reaction, created_at, changed_order, is_shown) \
                 values (?1, ?2, ?3, ?4, ?5, 1)",
                params![each.id, person(&sub).0, kind.as_str(), published, published.unix_seconds() * 1_000_000],
            )?;
        }
    }
    for each in seeds.comments(now) {
        tx.execute(
            "insert into comments (id, post_id, parent_id, depth, author_id, body, created_at, as_member) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)",
            params![
                each.id,
                each.post_id,
                each.parent_id,
                each.depth,
                person(&each.author_sub).0,
                &*each.body,
                each.created_at
            ],
        )?;
        tx.execute("update posts set comment_count = comment_count + 1 where id = ?1", params![each.post_id])?;
        if let Some(parent) = each.parent_id {
            tx.execute("update comments set shown_answers = shown_answers + 1 where id = ?1", params![parent])?;
        }
    }
    Ok(())
}
