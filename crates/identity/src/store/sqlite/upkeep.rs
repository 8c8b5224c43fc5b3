//! Sweeping up.

use async_trait::async_trait;
use houseguest_protocol::values::Timestamp;

use super::SqliteStore;
use crate::{
    model::SpentChallenge,
    store::{StoreError, UpkeepStore},
};

#[async_trait]
impl UpkeepStore for SqliteStore {
    async fn prune(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.database
            .write("store.upkeep.prune", move |tx| {
                let mut forgotten = tx
                    .prepare_cached("delete from spent_challenge where challenge < ?1")?
                    .execute([SpentChallenge::oldest_alive(now)])?;
                for statement in [
                    "delete from access_token where expires_at <= ?1",
                    "delete from revoked_access_token where expires_at <= ?1",
                    "delete from authorization_code where expires_at <= ?1",
                    "delete from promotion_code where expires_at <= ?1",
                    "delete from interaction where expires_at <= ?1",
                ] {
                    forgotten += tx.prepare_cached(statement)?.execute([now.unix_seconds()])?;
                }
                Ok(forgotten as u64)
            })
            .await
    }

    async fn close(&self) -> Result<(), StoreError> {
        self.database.close().await;
        Ok(())
    }
}
