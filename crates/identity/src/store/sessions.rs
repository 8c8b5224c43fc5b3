//! Sessions and their tokens.

use houseguest_protocol::{
    identity::{CodeChallenge, Thumbprint},
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, Row, params};

use super::{
    browser_sessions, guests, history,
    rows::{self, select_session},
};
use crate::{
    model::{AuthorizationCode, NewSession, RefreshChain, RefreshStep, RotationRule, SessionId, TokenHash},
    store::{
        DeviceReport, ExchangeCode, ExchangeError, RefreshAttempt, RefreshError, Refreshed, Store, StoreError,
        UserSession,
    },
};

impl Store {
    /// Finds the session of a JWT access token, named by its `jti`, unless that one token was revoked.
    /// Whether the session has ended is for the caller to say: settings decide.
    pub(crate) async fn find_session_by_jti(
        &self,
        id: SessionId,
        jti: &str,
    ) -> Result<Option<UserSession>, StoreError> {
        let jti = jti.to_owned();
        self.database
            .read("store.session.find_by_jti", move |c| {
                let revoked =
                    c.query_optional("select 1 from revoked_access_token where jti = ?1", params![jti], |_| Ok(()))?;
                if revoked.is_some() { Ok(None) } else { rows::find_session(c, id) }
            })
            .await
    }

    /// Finds the session of an opaque access token that is alive at `now`.
    pub(crate) async fn find_session_by_access_token(
        &self,
        hash: TokenHash,
        now: Timestamp,
    ) -> Result<Option<UserSession>, StoreError> {
        self.database
            .read("store.session.find_by_access_token", move |c| {
                let session = c.query_optional(
                    select_session!(
                        "join access_token a on a.session_id = s.id where a.hash = ?1 and a.expires_at > ?2"
                    ),
                    params![hash, now],
                    rows::session,
                )?;
                session.map(|session| rows::with_user(c, session)).transpose()
            })
            .await
    }

    /// Uses a refresh token: decides by [`crate::model::RefreshChain::present`] and keeps the outcome.
    ///
    /// # Errors
    /// See [`RefreshError`]. [`RefreshError::Reused`] alone has changed something: the session is gone.
    pub(crate) async fn refresh(&self, attempt: RefreshAttempt) -> Result<Refreshed, RefreshError> {
        // An error would undo the job, and the end of a stolen family must stay: so that is an answer here.
        let outcome = self.database.write("store.session.refresh", move |tx| refresh(tx, &attempt)).await?;
        outcome.ok_or(RefreshError::Reused)
    }

    /// Writes down that a session was used.
    pub(crate) async fn touch_session(&self, id: SessionId, now: Timestamp) -> Result<(), StoreError> {
        self.database
            .write("store.session.touch", move |tx| {
                touch(tx, id, now)?;
                Ok(())
            })
            .await
    }

    /// Ends a session and all its tokens if `secret` is one of its refresh tokens; answers whether it was.
    pub(crate) async fn end_session(&self, id: SessionId, secret: TokenHash) -> Result<bool, StoreError> {
        self.database
            .write("store.session.end", move |tx| {
                let sql = "delete from session where id = ?1 and ?2 in (refresh_hash, refresh_previous)";
                Ok(tx.execute(sql, params![id, secret])? == 1)
            })
            .await
    }

    /// Revokes one opaque access token.
    pub(crate) async fn revoke_access_token(&self, hash: TokenHash) -> Result<(), StoreError> {
        self.database
            .write("store.session.revoke_access_token", move |tx| {
                tx.execute("delete from access_token where hash = ?1", params![hash])?;
                Ok(())
            })
            .await
    }

    /// Revokes one JWT access token until it would have ended anyway.
    pub(crate) async fn revoke_jwt_access_token(&self, jti: &str, expires_at: Timestamp) -> Result<(), StoreError> {
        let jti = jti.to_owned();
        self.database
            .write("store.session.revoke_jwt_access_token", move |tx| {
                tx.execute(
                    "insert into revoked_access_token (jti, expires_at) values (?1, ?2) on conflict do nothing",
                    params![jti, expires_at],
                )?;
                Ok(())
            })
            .await
    }

    /// Trades an authorization code for a session: checks it, deletes it, begins the session.
    ///
    /// # Errors
    /// See [`ExchangeError`]; nothing was changed then.
    pub(crate) async fn exchange_code(
        &self,
        exchange: ExchangeCode,
    ) -> Result<(UserSession, AuthorizationCode), ExchangeError> {
        self.database.write("store.session.exchange_code", move |tx| trade(tx, exchange.clone())).await
    }
}

/// Uses a refresh token; `None` when it was used before and its session has now been ended.
fn refresh(tx: &Connection<'_>, attempt: &RefreshAttempt) -> Result<Option<Refreshed>, RefreshError> {
    let RefreshAttempt { token, now, .. } = attempt;
    let mut found = rows::find_session(tx, token.session)?.ok_or(RefreshError::Dead)?;
    let session = &mut found.session;
    let policy = attempt.policies.find(&session.client_id).ok_or(RefreshError::Dead)?;
    let rotation = RotationRule { enabled: policy.rotation.enabled && attempt.may_rotate, ..policy.rotation };
    let step = session.chain.present(session.id, &token.secret, rotation, &attempt.key, *now);
    if step == RefreshStep::Unknown || attempt.policies.has_ended(session, *now) {
        return Err(RefreshError::Dead);
    }
    if attempt.client_id.as_ref().is_some_and(|client_id| *client_id != session.client_id) {
        return Err(RefreshError::ClientMismatch);
    }
    if !attempt.proof.opens(session.bound_to) {
        return Err(RefreshError::ProofMismatch);
    }
    if let Some(allowance) = &attempt.allowance {
        allowance.ask(tx, session.user)?.map_err(RefreshError::NotAllowed)?;
    }
    let successor = match step {
        RefreshStep::Keep => None,
        RefreshStep::Repeat { successor } => Some(successor),
        RefreshStep::Rotate { chain, successor } => {
            session.chain = chain;
            keep_chain(tx, session.id, &chain)?;
            Some(successor)
        }
        RefreshStep::Reused => {
            tx.execute("delete from session where id = ?1", params![session.id])?;
            return Ok(None);
        }
        RefreshStep::Unknown => return Err(RefreshError::Dead),
    };
    session.last_used_at = session.last_used_at.max(*now);
    touch(tx, session.id, *now)?;
    if let DeviceReport::Said(device) = &attempt.device
        && *device != session.device
    {
        session.device.clone_from(device);
        tx.execute("update session set device = ?2 where id = ?1", params![session.id, *device])?;
    }
    if let Some(access) = &attempt.access {
        guests::insert_access_token(tx, session.id, access)?;
    }
    Ok(Some(Refreshed { session: found, successor }))
}

/// Writes down that a session was used, and the browser session it is linked to with it.
fn touch(tx: &Connection<'_>, id: SessionId, now: Timestamp) -> Result<(), DatabaseError> {
    let touched = tx.query_optional(
        "update session set last_used_at = case when last_used_at < ?2 then ?2 else last_used_at end where id = ?1 \
         returning user_id",
        params![id, now],
        |row| row.get(0),
    )?;
    if let Some(user) = touched {
        history::note_active(tx, user, now)?;
    }
    tx.execute(
        "update browser_session set last_used_at = ?2 \
         where id = (select browser_session_id from session where id = ?1) and last_used_at < ?2",
        params![id, now],
    )?;
    Ok(())
}

fn keep_chain(tx: &Connection<'_>, id: SessionId, chain: &RefreshChain) -> Result<(), DatabaseError> {
    tx.execute(
        "update session set refresh_hash = ?2, refresh_previous = ?3, refresh_rotated_at = ?4, refresh_generation = ?5 \
         where id = ?1",
        params![id, chain.current, chain.previous, chain.rotated_at, chain.generation,],
    )?;
    Ok(())
}

/// Trades a code: checks it, deletes it, begins the session.
fn trade(tx: &Connection<'_>, exchange: ExchangeCode) -> Result<(UserSession, AuthorizationCode), ExchangeError> {
    let code = tx
        .query_optional(
            "select hash, user_id, client_id, redirect_uri, code_challenge, scopes, proven_by, nonce, expires_at, \
             browser_session_id, bound_to from authorization_code where hash = ?1 and expires_at > ?2",
            params![exchange.code, exchange.now],
            read_code,
        )?
        .filter(|code| code.client_id == exchange.client_id && code.code_challenge.is_answered_by(&exchange.verifier))
        .ok_or(ExchangeError::InvalidCode)?;
    if code.redirect_uri != exchange.redirect_uri {
        return Err(ExchangeError::RedirectUriMismatch);
    }
    if !exchange.proof.opens(code.bound_to) {
        return Err(ExchangeError::ProofMismatch);
    }
    if let Some(allowance) = &exchange.allowance {
        allowance.ask(tx, code.user)?.map_err(ExchangeError::NotAllowed)?;
    }
    let user = rows::find_user(tx, code.user)?.filter(|user| user.disabled_at.is_none());
    let user = user.ok_or(ExchangeError::InvalidCode)?;
    history::note_active(tx, user.id, exchange.now)?;
    tx.execute("delete from authorization_code where hash = ?1", params![code.hash])?;
    let sso = code.sso.map(|id| browser_sessions::link(tx, id)).transpose()?.flatten();
    let new = NewSession { scopes: code.scopes, sso, ..exchange.session };
    let session = guests::begin(tx, new, code.user, code.proven_by, None, exchange.now)?;
    Ok((UserSession { session, user }, code))
}

fn read_code(row: &Row<'_>) -> Result<AuthorizationCode, DatabaseError> {
    Ok(AuthorizationCode {
        hash: row.get(0)?,
        user: row.get(1)?,
        client_id: row.get(2)?,
        redirect_uri: row.get(3)?,
        code_challenge: CodeChallenge(row.get(4)?),
        scopes: row.get(5)?,
        proven_by: row.get(6)?,
        nonce: row.get(7)?,
        expires_at: row.get(8)?,
        sso: row.get(9)?,
        bound_to: row.get::<Option<[u8; 32]>>(10)?.map(Thumbprint::from_bytes),
    })
}

/// Keeps a code.
pub(super) fn insert_code(tx: &Connection<'_>, code: &AuthorizationCode) -> Result<(), DatabaseError> {
    tx.execute(
        "insert into authorization_code (hash, user_id, client_id, redirect_uri, code_challenge, scopes, proven_by, \
         nonce, expires_at, browser_session_id, bound_to) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            code.hash,
            code.user,
            code.client_id,
            code.redirect_uri,
            code.code_challenge.0,
            code.scopes,
            code.proven_by,
            code.nonce,
            code.expires_at,
            code.sso,
            code.bound_to.map(|key| *key.as_bytes()),
        ],
    )?;
    Ok(())
}
