//! Settings that were changed in the Portal.

use houseguest_protocol::values::Timestamp;
use houseguest_sql::{Connection, DatabaseError, params};
use uuid::Uuid;

use super::history;
use crate::{
    model::{HappenedTo, HistoryKind},
    settings::{InvalidSetting, SectionChange, SettingDocument},
    store::{PutSettingError, Store, StoreError},
};

/// A change of the settings that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MadeChange {
    /// The entry of the history.
    pub(crate) id: Uuid,
    /// When.
    pub(crate) at: Timestamp,
    /// What.
    pub(crate) change: SectionChange,
}

impl Store {
    /// Lists the changed sections, oldest change first.
    pub(crate) async fn list_setting_documents(&self) -> Result<Vec<SettingDocument>, StoreError> {
        self.database.read("store.setting.list", |c| Ok(documents(c)?)).await
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

    /// Keeps a changed section under a new version, and what it comes to in the history.
    ///
    /// `weigh` gets every document as it is, oldest change first, and says what the new one comes to among them,
    /// `None` for nothing. It runs in the same transaction, so that two changes which are fine each by itself, made at
    /// two replicas at the same time, cannot both be made when they are not fine together. It may run several times.
    ///
    /// # Errors
    /// [`PutSettingError::Stale`] when the section's version is no longer that of `new` (0 for none), or what `weigh`
    /// says; nothing was changed then.
    pub(crate) async fn put_setting_document(
        &self,
        new: SettingDocument,
        weigh: impl Fn(Vec<SettingDocument>) -> Result<Option<SectionChange>, InvalidSetting> + Send + 'static,
    ) -> Result<(), PutSettingError> {
        self.database
            .write("store.setting.put", move |tx| {
                let present = documents(tx)?;
                let seen = present.iter().find(|document| document.name == new.name);
                if seen.map(|document| document.version).unwrap_or_default() != new.version {
                    return Err(PutSettingError::Stale);
                }
                let change = weigh(present).map_err(PutSettingError::Invalid)?;
                tx.execute(
                    "insert into setting_document (name, document, version, changed_at, changed_by) \
                     values (?1, ?2, (select coalesce(max(version), 0) + 1 from setting_document), ?3, ?4) \
                     on conflict (name) do update set document = excluded.document, version = excluded.version, \
                     changed_at = excluded.changed_at, changed_by = excluded.changed_by",
                    params![new.name, new.document, new.changed_at, new.changed_by],
                )?;
                if let Some(change) = change {
                    let details = serde_json::to_value(change).expect("a change of texts and values is always JSON");
                    history::note(tx, &HappenedTo::nobody(HistoryKind::SettingsChanged, details, new.changed_at))?;
                }
                Ok(())
            })
            .await
    }

    /// Lists what was changed, newest first: up to `limit` changes before `before`.
    pub(crate) async fn list_setting_changes(
        &self,
        before: Option<(Timestamp, Uuid)>,
        limit: u32,
    ) -> Result<Vec<MadeChange>, StoreError> {
        let entries = self.list_history(None, before, limit).await?;
        let made = |entry: crate::model::HistoryEntry| {
            let broken = |_| StoreError::BrokenRow { table: "history", column: "details", row: entry.id.to_string() };
            let change = serde_json::from_value(entry.details).map_err(broken)?;
            Ok(MadeChange { id: entry.id, at: entry.at, change })
        };
        entries.into_iter().filter(|entry| entry.kind == HistoryKind::SettingsChanged).map(made).collect()
    }
}

fn documents(c: &Connection<'_>) -> Result<Vec<SettingDocument>, DatabaseError> {
    let sql = "select name, document, version, changed_at, changed_by from setting_document order by version";
    c.query_all(sql, params![], |row| {
        Ok(SettingDocument {
            name: row.get(0)?,
            document: row.get(1)?,
            version: row.get(2)?,
            changed_at: row.get(3)?,
            changed_by: row.get(4)?,
        })
    })
}
