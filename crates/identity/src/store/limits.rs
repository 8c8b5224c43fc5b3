//! Rate limits that processes share.

use houseguest_sql::limits::Buckets;
#[cfg(test)]
use houseguest_sql::{Connection, DatabaseError};

use crate::store::Store;

impl Store {
    /// Buckets where all who use this database count.
    pub(crate) fn buckets(&self) -> Buckets {
        Buckets::of(&self.database)
    }
}

#[cfg(test)]
impl Store {
    /// Runs `job` as one write, to show what its end makes of a draw.
    pub(crate) async fn in_one_write<T: Send + 'static>(
        &self,
        job: impl Fn(&Connection<'_>) -> Result<T, DatabaseError> + Send + 'static,
    ) -> Result<T, DatabaseError> {
        self.database.write("store.limits.test", job).await
    }
}
