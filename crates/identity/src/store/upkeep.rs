//! Sweeping up.

use houseguest_protocol::values::Timestamp;
use houseguest_sql::params;

use crate::{
    model::{APP_SESSION_LIFETIME, SpentChallenge},
    store::{Store, StoreError, operators},
};

impl Store {
    /// Forgets spent challenges, codes, interactions and token records that ended before `now`; answers how many.
    pub(crate) async fn prune(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.database
            .write("store.upkeep.prune", move |tx| {
                let mut forgotten = tx.execute(
                    "delete from spent_challenge where challenge < ?1",
                    params![SpentChallenge::oldest_alive(now)],
                )?;
                for statement in [
                    "delete from access_token where expires_at <= ?1",
                    "delete from revoked_access_token where expires_at <= ?1",
                    "delete from authorization_code where expires_at <= ?1",
                    "delete from promotion_code where expires_at <= ?1",
                    "delete from interaction where expires_at <= ?1",
                    "delete from app_session_token where expires_at <= ?1",
                ] {
                    forgotten += tx.execute(statement, params![now])?;
                }
                let oldest = now - APP_SESSION_LIFETIME;
                forgotten += tx.execute("delete from app_session where created_at <= ?1", params![oldest])?;
                forgotten += super::messages::prune(tx, now)?;
                forgotten += super::pairings::prune(tx, now)?;
                forgotten += super::by_hand::prune(tx, now)?;
                forgotten += super::verifications::prune(tx, now)?;
                Ok(forgotten + operators::prune(tx, now)?)
            })
            .await
    }

    /// Makes everything durable and lets go of the database.
    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        self.database.close().await;
        Ok(())
    }
}
