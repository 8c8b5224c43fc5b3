//! The keys that tokens are signed with.

use std::fmt;

use houseguest_protocol::{identity::Algorithm, values::Timestamp};
use houseguest_sql::{Connection, params};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::store::{Store, StoreError};

/// A key that was just made.
#[derive(Clone)]
pub(crate) struct NewSigningKey {
    /// Its algorithm.
    pub(crate) algorithm: Algorithm,
    /// PKCS#8.
    pub(crate) private: Zeroizing<Vec<u8>>,
}

/// A key as it is kept.
pub(crate) struct SigningKeyRecord {
    /// Its id here; on the wire it is named by its thumbprint.
    pub(crate) id: Uuid,
    /// Its algorithm.
    pub(crate) algorithm: Algorithm,
    /// PKCS#8.
    pub(crate) private: Zeroizing<Vec<u8>>,
    /// When another took its place.
    pub(crate) retired_at: Option<Timestamp>,
}

impl fmt::Debug for NewSigningKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "NewSigningKey({})", self.algorithm.as_str())
    }
}

impl fmt::Debug for SigningKeyRecord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SigningKeyRecord({} {})", self.algorithm.as_str(), self.id)
    }
}

impl Store {
    /// Lists the keys, oldest first.
    pub(crate) async fn list_signing_keys(&self) -> Result<Vec<SigningKeyRecord>, StoreError> {
        self.database.read("store.signing_key.list", list).await
    }

    /// Keeps `new` if its algorithm has no key that signs: the first process wins. Answers all keys.
    pub(crate) async fn add_signing_key(
        &self,
        new: NewSigningKey,
        now: Timestamp,
    ) -> Result<Vec<SigningKeyRecord>, StoreError> {
        self.database
            .write("store.signing_key.add", move |tx| {
                insert(tx, &new, now)?;
                list(tx)
            })
            .await
    }

    /// Keeps `new` in the place of the key that signs by its algorithm, which retires. Answers all keys.
    pub(crate) async fn replace_signing_key(
        &self,
        new: NewSigningKey,
        now: Timestamp,
    ) -> Result<Vec<SigningKeyRecord>, StoreError> {
        self.database
            .write("store.signing_key.replace", move |tx| {
                let retire = "update signing_key set retired_at = ?2 where algorithm = ?1 and retired_at is null";
                tx.execute(retire, params![new.algorithm.as_str(), now])?;
                insert(tx, &new, now)?;
                list(tx)
            })
            .await
    }

    /// Forgets the keys that retired at `before` or earlier; answers how many.
    pub(crate) async fn forget_signing_keys(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.database
            .write("store.signing_key.forget", move |tx| {
                Ok(tx.execute("delete from signing_key where retired_at <= ?1", params![before])?)
            })
            .await
    }
}

fn insert(tx: &Connection<'_>, new: &NewSigningKey, now: Timestamp) -> Result<(), StoreError> {
    // The index allows one key of each algorithm that is not retired.
    tx.execute(
        "insert into signing_key (id, algorithm, private_key, made_at) values (?1, ?2, ?3, ?4) on conflict do nothing",
        params![Uuid::now_v7(), new.algorithm.as_str(), new.private.as_slice(), now],
    )?;
    Ok(())
}

fn list(c: &Connection<'_>) -> Result<Vec<SigningKeyRecord>, StoreError> {
    let sql = "select id, algorithm, private_key, retired_at from signing_key order by made_at, id";
    let rows = c.query_all(sql, params![], |row| {
        Ok((row.get(0)?, row.get::<String>(1)?, Zeroizing::new(row.get(2)?), row.get(3)?))
    })?;
    let record = |(id, name, private, retired_at): (Uuid, String, _, _)| {
        let algorithm = Algorithm::ALL.into_iter().find(|algorithm| algorithm.as_str() == name);
        let broken = || StoreError::BrokenRow { table: "signing_key", column: "algorithm", row: id.to_string() };
        Ok(SigningKeyRecord { id, algorithm: algorithm.ok_or_else(broken)?, private, retired_at })
    };
    rows.into_iter().map(record).collect()
}
