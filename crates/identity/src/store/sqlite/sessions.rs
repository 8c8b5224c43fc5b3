//! Sessions and their tokens.

use async_trait::async_trait;
use houseguest_protocol::{identity::CodeChallenge, values::Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{
    SqliteStore, guests,
    rows::{self, select_session},
};
use crate::{
    model::{AuthorizationCode, RefreshChain, RefreshStep, RotationRule, Scopes, SessionId, TokenHash, UserId},
    store::{
        ExchangeCode, ExchangeError, RefreshAttempt, RefreshError, Refreshed, SessionStore, StoreError, UserSession,
    },
};

#[async_trait]
impl SessionStore for SqliteStore {
    async fn find_session_by_jti(&self, id: SessionId, jti: &str) -> Result<Option<UserSession>, StoreError> {
        let jti = jti.to_owned();
        self.database
            .read("store.session.find_by_jti", move |c| {
                let revoked = c
                    .prepare_cached("select 1 from revoked_access_token where jti = ?1")?
                    .query_row([jti], |_| Ok(()))
                    .optional()?;
                if revoked.is_some() { Ok(None) } else { rows::find_session(c, id) }
            })
            .await
    }

    async fn find_session_by_access_token(
        &self,
        hash: TokenHash,
        now: Timestamp,
    ) -> Result<Option<UserSession>, StoreError> {
        self.database
            .read("store.session.find_by_access_token", move |c| {
                let session = c
                    .prepare_cached(select_session!(
                        "join access_token a on a.session_id = s.id where a.hash = ?1 and a.expires_at > ?2"
                    ))?
                    .query_row(params![hash.as_bytes(), now.unix_seconds()], rows::session)
                    .optional()?;
                session.map(|session| rows::with_user(c, session)).transpose()
            })
            .await
    }

    async fn refresh(&self, attempt: RefreshAttempt) -> Result<Refreshed, RefreshError> {
        // An error would undo the job, and the end of a stolen family must stay: so that is an answer here.
        let outcome = self.database.write("store.session.refresh", move |tx| refresh(tx, &attempt)).await?;
        outcome.ok_or(RefreshError::Reused)
    }

    async fn touch_session(&self, id: SessionId, now: Timestamp) -> Result<(), StoreError> {
        self.database
            .write("store.session.touch", move |tx| {
                tx.prepare_cached("update session set last_used_at = max(last_used_at, ?2) where id = ?1")?
                    .execute(params![id.0.as_bytes(), now.unix_seconds()])?;
                Ok(())
            })
            .await
    }

    async fn end_session(&self, id: SessionId, secret: TokenHash) -> Result<bool, StoreError> {
        self.database
            .write("store.session.end", move |tx| {
                let mut statement =
                    tx.prepare_cached("delete from session where id = ?1 and ?2 in (refresh_hash, refresh_previous)")?;
                Ok(statement.execute(params![id.0.as_bytes(), secret.as_bytes()])? == 1)
            })
            .await
    }

    async fn revoke_access_token(&self, hash: TokenHash) -> Result<(), StoreError> {
        self.database
            .write("store.session.revoke_access_token", move |tx| {
                tx.prepare_cached("delete from access_token where hash = ?1")?.execute([hash.as_bytes()])?;
                Ok(())
            })
            .await
    }

    async fn revoke_jwt_access_token(&self, jti: &str, expires_at: Timestamp) -> Result<(), StoreError> {
        let jti = jti.to_owned();
        self.database
            .write("store.session.revoke_jwt_access_token", move |tx| {
                tx.prepare_cached(
                    "insert into revoked_access_token (jti, expires_at) values (?1, ?2) on conflict do nothing",
                )?
                .execute(params![jti, expires_at.unix_seconds()])?;
                Ok(())
            })
            .await
    }

    async fn exchange_code(&self, exchange: ExchangeCode) -> Result<(UserSession, AuthorizationCode), ExchangeError> {
        self.database.write("store.session.exchange_code", move |tx| trade(tx, exchange)).await
    }
}

/// Uses a refresh token; `None` when it was used before and its session has now been ended.
fn refresh(tx: &Connection, attempt: &RefreshAttempt) -> Result<Option<Refreshed>, RefreshError> {
    let RefreshAttempt { token, now, .. } = attempt;
    let mut found = rows::find_session(tx, token.session)?.ok_or(RefreshError::Dead)?;
    let session = &mut found.session;
    let policy = attempt.policies.find(&session.client_id).ok_or(RefreshError::Dead)?;
    let rotation = RotationRule { enabled: policy.rotation.enabled && attempt.may_rotate, ..policy.rotation };
    let step = session.chain.present(session.id, &token.secret, rotation, &attempt.key, *now);
    if step == RefreshStep::Unknown || session.has_ended(&policy.lifetime, *now) {
        return Err(RefreshError::Dead);
    }
    if attempt.client_id.as_ref().is_some_and(|client_id| *client_id != session.client_id) {
        return Err(RefreshError::ClientMismatch);
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
            tx.prepare_cached("delete from session where id = ?1")?.execute([session.id.0.as_bytes()])?;
            return Ok(None);
        }
        RefreshStep::Unknown => return Err(RefreshError::Dead),
    };
    session.last_used_at = session.last_used_at.max(*now);
    tx.prepare_cached("update session set last_used_at = ?2 where id = ?1")?
        .execute(params![session.id.0.as_bytes(), session.last_used_at.unix_seconds()])?;
    if let Some(access) = &attempt.access {
        guests::insert_access_token(tx, session.id, access)?;
    }
    Ok(Some(Refreshed { session: found, successor }))
}

fn keep_chain(tx: &Connection, id: SessionId, chain: &RefreshChain) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "update session set refresh_hash = ?2, refresh_previous = ?3, refresh_rotated_at = ?4, refresh_generation = ?5 \
         where id = ?1",
    )?
    .execute(params![
        id.0.as_bytes(),
        chain.current.as_bytes(),
        chain.previous.as_ref().map(TokenHash::as_bytes),
        chain.rotated_at.map(Timestamp::unix_seconds),
        chain.generation,
    ])?;
    Ok(())
}

/// Trades a code: checks it, deletes it, begins the session.
fn trade(tx: &Connection, exchange: ExchangeCode) -> Result<(UserSession, AuthorizationCode), ExchangeError> {
    let code = tx
        .prepare_cached(
            "select hash, user_id, client_id, redirect_uri, code_challenge, scopes, proven_by, nonce, expires_at \
             from authorization_code where hash = ?1 and expires_at > ?2",
        )?
        .query_row(params![exchange.code.as_bytes(), exchange.now.unix_seconds()], read_code)
        .optional()?
        .filter(|code| code.client_id == exchange.client_id && code.code_challenge.is_answered_by(&exchange.verifier))
        .ok_or(ExchangeError::InvalidCode)?;
    if code.redirect_uri != exchange.redirect_uri {
        return Err(ExchangeError::RedirectUriMismatch);
    }
    let user = rows::find_user(tx, code.user)?.ok_or(ExchangeError::InvalidCode)?;
    tx.prepare_cached("delete from authorization_code where hash = ?1")?.execute([code.hash.as_bytes()])?;
    let new = crate::model::NewSession { scopes: code.scopes, ..exchange.session };
    let session = guests::begin(tx, new, code.user, code.proven_by, exchange.now)?;
    Ok((UserSession { session, user }, code))
}

fn read_code(row: &Row<'_>) -> rusqlite::Result<AuthorizationCode> {
    Ok(AuthorizationCode {
        hash: rows::hash(row, 0)?,
        user: UserId(rows::uuid(row, 1)?),
        client_id: row.get(2)?,
        redirect_uri: row.get(3)?,
        code_challenge: CodeChallenge(row.get(4)?),
        scopes: Scopes::from_bits(row.get(5)?),
        proven_by: rows::proven_by(row, 6)?,
        nonce: row.get(7)?,
        expires_at: rows::instant(row, 8)?,
    })
}

/// Keeps a code.
pub(super) fn insert_code(tx: &Connection, code: &AuthorizationCode) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "insert into authorization_code (hash, user_id, client_id, redirect_uri, code_challenge, scopes, proven_by, \
         nonce, expires_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        code.hash.as_bytes(),
        code.user.0.as_bytes(),
        code.client_id,
        code.redirect_uri,
        code.code_challenge.0,
        code.scopes.bits(),
        rows::proven_by_number(code.proven_by),
        code.nonce,
        code.expires_at.unix_seconds(),
    ])?;
    Ok(())
}
