//! The server's own secrets.

use async_trait::async_trait;
use houseguest_protocol::values::Timestamp;
use rusqlite::params;
use zeroize::Zeroizing;

use super::SqliteStore;
use crate::store::{ServerSecretStore, StoreError};

#[async_trait]
impl ServerSecretStore for SqliteStore {
    async fn secret_or_add(&self, name: &str, fresh: &[u8], now: Timestamp) -> Result<Vec<u8>, StoreError> {
        let (name, fresh) = (name.to_owned(), Zeroizing::new(fresh.to_vec()));
        self.database
            .write("store.server_secret.secret_or_add", move |tx| {
                tx.prepare_cached(
                    "insert into server_secret (name, secret, created_at) values (?1, ?2, ?3) on conflict do nothing",
                )?
                .execute(params![name, fresh.as_slice(), now.unix_seconds()])?;
                let secret = tx
                    .prepare_cached("select secret from server_secret where name = ?1")?
                    .query_row([name], |row| row.get(0))?;
                Ok(secret)
            })
            .await
    }
}
