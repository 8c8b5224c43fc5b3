//! Pictures.

use houseguest_protocol::{
    social::{ImageId, UploadedImage, paths},
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, params};

use super::{
    Store, StoreError, WriteError,
    people::{PersonId, owner_of},
};
use crate::model::Intent;

/// An image as it is kept and shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredImage {
    /// The media type.
    pub media_type: String,
    /// How many pixels it is wide.
    pub width: u32,
    /// How many pixels it is high.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Store {
    /// Looks whether somebody may upload an image, before it is decoded; answers the first answer if this intent was
    /// carried out before, which draws nothing.
    ///
    /// # Errors
    /// [`WriteError`].
    pub async fn admit_image(&self, intent: &Intent) -> Result<Option<UploadedImage>, WriteError> {
        if let Some(first) = self.find_first_answer("store.image.find_answer", intent).await? {
            return Ok(Some(first));
        }
        let draw = self.limits.image(&intent.caller);
        self.buckets.draw(draw.into_iter().collect(), intent.now).await??;
        Ok(None)
    }

    /// Keeps an image, once per intent.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn add_image(
        &self,
        intent: Intent,
        id: ImageId,
        image: StoredImage,
    ) -> Result<UploadedImage, WriteError> {
        self.write_once("store.image.add", intent, move |tx, person, intent| {
            add(tx, id, Some(person), &image, intent.now)?;
            Ok(UploadedImage { id, url: paths::image(id), width: image.width, height: image.height })
        })
        .await
    }

    /// An image.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_image(&self, id: ImageId) -> Result<Option<StoredImage>, StoreError> {
        self.database
            .read("store.image.find", move |c| {
                let query = "select media_type, width, height, bytes from images where id = ?1";
                Ok(c.query_optional(query, params![id], |row| {
                    let (media_type, width, height) = (row.get(0)?, row.get(1)?, row.get(2)?);
                    Ok(StoredImage { media_type, width, height, bytes: row.get(3)? })
                })?)
            })
            .await
    }

    /// Forgets images from before `before` that no post shows; answers how many.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn prune_images(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.database
            .write("store.image.prune", move |tx| {
                Ok(tx.execute(
                    "delete from images where created_at < ?1 and uploader_id is not null \
                     and not exists (select 1 from posts p where p.image_id = images.id)",
                    params![before],
                )?)
            })
            .await
    }
}

/// Whether a post of this person may show an image: they uploaded it.
pub(super) fn may_show(tx: &Connection<'_>, image: ImageId, person: PersonId) -> Result<bool, DatabaseError> {
    let query = "select uploader_id from images where id = ?1";
    let uploader = tx.query_optional(query, params![image], |row| row.get::<Option<PersonId>>(0))?.flatten();
    match uploader {
        Some(uploader) => Ok(owner_of(tx, uploader)? == person),
        None => Ok(false),
    }
}

/// Keeps an image; without an uploader it is one of the demo's own.
pub(super) fn add(
    tx: &Connection<'_>,
    id: ImageId,
    uploader: Option<PersonId>,
    image: &StoredImage,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    tx.execute(
        "insert into images (id, uploader_id, media_type, width, height, bytes, created_at) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![id, uploader, image.media_type, image.width, image.height, image.bytes, now],
    )?;
    Ok(())
}
