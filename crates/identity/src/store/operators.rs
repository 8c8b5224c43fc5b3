//! Operators of the Portal: their accounts, sessions and one-time links.

use houseguest_protocol::values::Timestamp;
use houseguest_sql::{Connection, DatabaseError, Row, params};

use super::{AcceptLinkError, NewOperator, Store, StoreError};
use crate::{
    model::{PasswordHash, TokenHash},
    portal::{Operator, OperatorId, OperatorName, PortalLink, PortalSession, SESSION_LIFETIME},
};

/// Reads `id, name`.
fn operator(row: &Row<'_>) -> Result<Operator, StoreError> {
    let id: OperatorId = row.get(0)?;
    let broken = || StoreError::BrokenRow { table: "operator", column: "name", row: id.0.to_string() };
    let name = OperatorName::parse(&row.get::<String>(1)?).map_err(|_| broken())?;
    Ok(Operator { id, name })
}

fn link(c: &Connection<'_>, hash: TokenHash, now: Timestamp) -> Result<Option<PortalLink>, StoreError> {
    let sql = "select o.id, o.name from portal_link l left join operator o on o.id = l.operator_id \
               where l.hash = ?1 and l.expires_at > ?2";
    let found = c.query_optional(sql, params![hash, now], |row| {
        let id: Option<OperatorId> = row.get(0)?;
        Ok(id.map(|_| operator(row)).transpose())
    })?;
    found.map(|operator| operator.map(|operator| PortalLink { operator })).transpose()
}

impl Store {
    /// Whether anybody can log in to the Portal.
    pub(crate) async fn has_operator(&self) -> Result<bool, StoreError> {
        self.database
            .read("store.operator.exists", |c| Ok(c.exists("select 1 from operator limit 1", params![])?))
            .await
    }

    /// Lists the operators by name.
    pub(crate) async fn list_operators(&self) -> Result<Vec<Operator>, StoreError> {
        self.database
            .read("store.operator.list", |c| {
                let found = c.query_all("select id, name from operator order by unique_name", params![], |row| {
                    Ok(operator(row))
                })?;
                found.into_iter().collect()
            })
            .await
    }

    /// Finds an operator by name, and the hash of their password.
    pub(crate) async fn find_operator(
        &self,
        name: &OperatorName,
    ) -> Result<Option<(Operator, PasswordHash)>, StoreError> {
        let unique_name = name.unique_key();
        self.database
            .read("store.operator.find", move |c| {
                let sql = "select id, name, password_hash from operator where unique_name = ?1";
                let found = c.query_optional(sql, params![unique_name], |row| {
                    let hash: String = row.get(2)?;
                    Ok(operator(row).map(|operator| (operator, PasswordHash::from_phc(hash))))
                })?;
                found.transpose()
            })
            .await
    }

    /// Keeps a one-time link; earlier links for the same purpose are dead from now on.
    pub(crate) async fn add_portal_link(
        &self,
        hash: TokenHash,
        operator: Option<OperatorId>,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        self.database
            .write("store.portal_link.add", move |tx| {
                match operator {
                    Some(id) => tx.execute("delete from portal_link where operator_id = ?1", params![id])?,
                    None => tx.execute("delete from portal_link where operator_id is null", params![])?,
                };
                let sql = "insert into portal_link (hash, operator_id, expires_at) values (?1, ?2, ?3)";
                tx.execute(sql, params![hash, operator, expires_at])?;
                Ok(())
            })
            .await
    }

    /// Finds a link that is alive at `now`.
    pub(crate) async fn find_portal_link(
        &self,
        hash: TokenHash,
        now: Timestamp,
    ) -> Result<Option<PortalLink>, StoreError> {
        self.database.read("store.portal_link.find", move |c| link(c, hash, now)).await
    }

    /// Uses a link up: makes the operator, or sets the password of the one it names and ends all their sessions.
    /// Answers who it was.
    ///
    /// # Errors
    /// See [`AcceptLinkError`]; nothing was changed then.
    pub(crate) async fn accept_portal_link(
        &self,
        hash: TokenHash,
        new: NewOperator,
        now: Timestamp,
    ) -> Result<OperatorId, AcceptLinkError> {
        self.database
            .write("store.portal_link.accept", move |tx| {
                let found = link(tx, hash, now)?.ok_or(AcceptLinkError::Gone)?;
                let password = new.password.expose();
                let id = if let Some(operator) = found.operator {
                    let sql = "update operator set password_hash = ?2, password_set_at = ?3 where id = ?1";
                    tx.execute(sql, params![operator.id, password, now])?;
                    tx.execute("delete from portal_session where operator_id = ?1", params![operator.id])?;
                    operator.id
                } else {
                    let name = &new.name;
                    let sql = "insert into operator \
                               (id, name, unique_name, password_hash, created_at, password_set_at) \
                               values (?1, ?2, ?3, ?4, ?5, ?5) on conflict (unique_name) do nothing";
                    let added = tx.execute(sql, params![new.id, name.as_str(), name.unique_key(), password, now])?;
                    if added == 0 {
                        return Err(AcceptLinkError::NameTaken);
                    }
                    new.id
                };
                tx.execute("delete from portal_link where hash = ?1", params![hash])?;
                Ok(id)
            })
            .await
    }

    /// Begins a session; the one that the browser had before, if any, ends.
    pub(crate) async fn begin_portal_session(
        &self,
        hash: TokenHash,
        operator: OperatorId,
        former: Option<TokenHash>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.database
            .write("store.portal_session.begin", move |tx| {
                if let Some(former) = former {
                    tx.execute("delete from portal_session where hash = ?1", params![former])?;
                }
                let sql = "insert into portal_session (hash, operator_id, created_at, last_used_at) \
                           values (?1, ?2, ?3, ?3)";
                tx.execute(sql, params![hash, operator, now])?;
                Ok(())
            })
            .await
    }

    /// Finds a session. Whether it has ended is for the caller to say.
    pub(crate) async fn find_portal_session(&self, hash: TokenHash) -> Result<Option<PortalSession>, StoreError> {
        self.database
            .read("store.portal_session.find", move |c| {
                let sql = "select o.id, o.name, s.created_at, s.last_used_at from portal_session s \
                           join operator o on o.id = s.operator_id where s.hash = ?1";
                let found = c.query_optional(sql, params![hash], |row| {
                    let (created_at, last_used_at) = (row.get(2)?, row.get(3)?);
                    Ok(operator(row).map(|operator| PortalSession { operator, created_at, last_used_at }))
                })?;
                found.transpose()
            })
            .await
    }

    /// Writes down that a session was used.
    pub(crate) async fn touch_portal_session(&self, hash: TokenHash, now: Timestamp) -> Result<(), StoreError> {
        self.database
            .write("store.portal_session.touch", move |tx| {
                let sql = "update portal_session set last_used_at = ?2 where hash = ?1 and last_used_at < ?2";
                tx.execute(sql, params![hash, now])?;
                Ok(())
            })
            .await
    }

    /// Begins a session's time anew, because the clock was moved.
    pub(crate) async fn restart_portal_session(&self, hash: TokenHash, now: Timestamp) -> Result<(), StoreError> {
        self.database
            .write("store.portal_session.restart", move |tx| {
                let sql = "update portal_session set created_at = ?2, last_used_at = ?2 where hash = ?1";
                tx.execute(sql, params![hash, now])?;
                Ok(())
            })
            .await
    }

    /// Ends a session. One that is not there is fine.
    pub(crate) async fn end_portal_session(&self, hash: TokenHash) -> Result<(), StoreError> {
        self.database
            .write("store.portal_session.end", move |tx| {
                tx.execute("delete from portal_session where hash = ?1", params![hash])?;
                Ok(())
            })
            .await
    }
}

/// Forgets sessions and links that ended before `now`; answers how many.
pub(super) fn prune(tx: &Connection<'_>, now: Timestamp) -> Result<u64, DatabaseError> {
    let sessions =
        tx.execute("delete from portal_session where created_at <= ?1", params![now - SESSION_LIFETIME.absolute])?;
    Ok(sessions + tx.execute("delete from portal_link where expires_at <= ?1", params![now])?)
}
