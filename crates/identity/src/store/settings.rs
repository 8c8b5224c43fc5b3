//! Settings that were changed in the Portal.

use houseguest_sql::params;

use crate::{
    settings::SettingDocument,
    store::{PutSettingError, Store, StoreError},
};

impl Store {
    /// Lists the changed sections, oldest change first.
    pub(crate) async fn list_setting_documents(&self) -> Result<Vec<SettingDocument>, StoreError> {
        self.database
            .read("store.setting.list", |c| {
                let sql =
                    "select name, document, version, changed_at, changed_by from setting_document order by version";
                let documents = c.query_all(sql, params![], |row| {
                    Ok(SettingDocument {
                        name: row.get(0)?,
                        document: row.get(1)?,
                        version: row.get(2)?,
                        changed_at: row.get(3)?,
                        changed_by: row.get(4)?,
                    })
                })?;
                Ok(documents)
            })
            .await
    }

    /// The newest change's number; 0 when nothing was ever changed.
    pub(crate) async fn setting_version(&self) -> Result<i64, StoreError> {
        self.database
            .read("store.setting.version", |c| {
                let sql = "select coalesce(max(version), 0) from setting_document";
                Ok(c.query_one(sql, params![], |row| row.get(0))?)
            })
            .await
    }

    /// Keeps a changed section under a new version.
    ///
    /// # Errors
    /// [`PutSettingError::Stale`] when the section's version is no longer that of `new` (0 for none);
    /// nothing was changed then.
    pub(crate) async fn put_setting_document(&self, new: SettingDocument) -> Result<(), PutSettingError> {
        self.database
            .write("store.setting.put", move |tx| {
                let seen: Option<i64> = tx.query_optional(
                    "select version from setting_document where name = ?1",
                    params![&new.name],
                    |row| row.get(0),
                )?;
                if seen.unwrap_or_default() != new.version {
                    return Err(PutSettingError::Stale);
                }
                tx.execute(
                    "insert into setting_document (name, document, version, changed_at, changed_by) \
                     values (?1, ?2, (select coalesce(max(version), 0) + 1 from setting_document), ?3, ?4) \
                     on conflict (name) do update set document = excluded.document, version = excluded.version, \
                     changed_at = excluded.changed_at, changed_by = excluded.changed_by",
                    params![new.name, new.document, new.changed_at, new.changed_by],
                )?;
                Ok(())
            })
            .await
    }
}
