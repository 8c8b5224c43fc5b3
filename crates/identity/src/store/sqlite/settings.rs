//! Settings that were changed in the Portal.

use async_trait::async_trait;
use houseguest_protocol::values::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{SqliteStore, rows};
use crate::{
    settings::SettingDocument,
    store::{PutSettingError, SettingStore, StoreError},
};

#[async_trait]
impl SettingStore for SqliteStore {
    async fn list_setting_documents(&self) -> Result<Vec<SettingDocument>, StoreError> {
        self.database
            .read("store.setting.list", |c| {
                let mut statement = c.prepare_cached(
                    "select name, document, version, changed_at, changed_by from setting_document order by version",
                )?;
                let documents = statement.query_map([], |row| {
                    Ok(SettingDocument {
                        name: row.get(0)?,
                        document: row.get(1)?,
                        version: row.get(2)?,
                        changed_at: rows::instant(row, 3)?,
                        changed_by: row.get(4)?,
                    })
                })?;
                Ok(documents.collect::<Result<_, _>>()?)
            })
            .await
    }

    async fn setting_version(&self) -> Result<i64, StoreError> {
        self.database
            .read("store.setting.version", |c| {
                let mut statement = c.prepare_cached("select coalesce(max(version), 0) from setting_document")?;
                Ok(statement.query_row([], |row| row.get(0))?)
            })
            .await
    }

    async fn put_setting_document(&self, new: SettingDocument) -> Result<(), PutSettingError> {
        self.database
            .write("store.setting.put", move |tx| {
                let seen: Option<i64> = tx
                    .prepare_cached("select version from setting_document where name = ?1")?
                    .query_row([&new.name], |row| row.get(0))
                    .optional()?;
                if seen.unwrap_or_default() != new.version {
                    return Err(PutSettingError::Stale);
                }
                tx.prepare_cached(
                    "insert into setting_document (name, document, version, changed_at, changed_by) \
                     values (?1, ?2, (select coalesce(max(version), 0) + 1 from setting_document), ?3, ?4) \
                     on conflict (name) do update set document = excluded.document, version = excluded.version, \
                     changed_at = excluded.changed_at, changed_by = excluded.changed_by",
                )?
                .execute(params![
                    new.name,
                    new.document,
                    Timestamp::unix_seconds(new.changed_at),
                    new.changed_by
                ])?;
                Ok(())
            })
            .await
    }
}
