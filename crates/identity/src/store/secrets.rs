//! The server's own secrets.

use houseguest_protocol::values::Timestamp;
use houseguest_sql::params;
use zeroize::Zeroizing;

use crate::store::{Store, StoreError};

impl Store {
    /// Answers the secret of that name, keeping `fresh` when there is none yet: the first process wins.
    pub(crate) async fn secret_or_add(&self, name: &str, fresh: &[u8], now: Timestamp) -> Result<Vec<u8>, StoreError> {
        let (name, fresh) = (name.to_owned(), Zeroizing::new(fresh.to_vec()));
        self.database
            .write("store.server_secret.secret_or_add", move |tx| {
                tx.execute(
                    "insert into server_secret (name, secret, created_at) values (?1, ?2, ?3) on conflict do nothing",
                    params![name, fresh.as_slice(), now],
                )?;
                let secret =
                    tx.query_one("select secret from server_secret where name = ?1", params![name], |row| row.get(0))?;
                Ok(secret)
            })
            .await
    }
}
