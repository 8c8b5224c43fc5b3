//! Rows, and the domain values they stand for.

use houseguest_protocol::{
    identity::{KeyKind, PublicKey, Thumbprint},
    values::KeyId,
};
use houseguest_sql::{Connection, DatabaseError, Row, params};

use super::merges;
use crate::{
    model::{
        GuestKey, KnownKey, LoginId, LoginIdentity, LoginKind, PasswordRecord, RefreshChain, Retirement, Session,
        SessionId, SsoLink, User, UserId,
    },
    store::{StoreError, UserSession},
};

/// Finds a user with all their identities.
pub(super) fn find_user(c: &Connection<'_>, id: UserId) -> Result<Option<User>, StoreError> {
    let found = c.query_optional(
        "select created_at, updated_at, anonymous_since, disabled_at from users where id = ?1",
        params![id],
        |row| {
            let (created_at, updated_at) = (row.get(0)?, row.get(1)?);
            let (anonymous_since, disabled_at) = (row.get(2)?, row.get(3)?);
            let (logins, password, aliases, former_aliases) = (Vec::new(), None, Vec::new(), Vec::new());
            Ok(User {
                id,
                created_at,
                updated_at,
                anonymous_since,
                disabled_at,
                logins,
                password,
                aliases,
                former_aliases,
            })
        },
    )?;
    let Some(mut user) = found else { return Ok(None) };
    // A guest has neither, by construction; most users are guests, so the queries are spared them.
    if !user.is_anonymous() {
        user.logins = list_logins(c, id)?;
        user.password =
            c.query_optional("select created_at, updated_at from password where user_id = ?1", params![id], |row| {
                Ok(PasswordRecord { created_at: row.get(0)?, updated_at: row.get(1)? })
            })?;
        (user.aliases, user.former_aliases) = merges::list_aliases(c, id)?;
    }
    Ok(Some(user))
}

fn list_logins(c: &Connection<'_>, user: UserId) -> Result<Vec<LoginIdentity>, StoreError> {
    let sql = "select id, kind, login_id, created_at, verified_at from login_identity where user_id = ?1 order by id";
    let rows = c.query_all(sql, params![user], |row| {
        let text: (String, String) = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, text, row.get(3)?, row.get(4)?))
    })?;
    let login = |(id, (kind, text), created_at, verified_at): (_, (String, String), _, _)| {
        let broken = |column| StoreError::BrokenRow { table: "login_identity", column, row: user.to_string() };
        let kind = LoginKind::parse(&kind).ok_or_else(|| broken("kind"))?;
        let login = LoginId::from_stored(kind, &text).ok_or_else(|| broken("login_id"))?;
        Ok(LoginIdentity { id, login, created_at, verified_at })
    };
    rows.into_iter().map(login).collect()
}

/// Reads the columns that [`session`] wants, in its order; a condition follows.
macro_rules! select_session {
    ($rest:literal) => {
        concat!(
            "select s.id, s.user_id, s.client_id, s.scopes, s.proven_by, s.created_at, s.last_used_at, s.refresh_hash, ",
            "s.refresh_previous, s.refresh_rotated_at, s.refresh_generation, s.device, s.browser_session_id, ",
            "b.created_at, b.last_used_at, s.bound_to, s.begun_with from session s left join browser_session b on b.id = s.browser_session_id ",
            $rest
        )
    };
}
pub(super) use select_session;

/// Reads a session.
pub(super) fn session(row: &Row<'_>) -> Result<Session, DatabaseError> {
    Ok(Session {
        id: row.get(0)?,
        user: row.get(1)?,
        client_id: row.get(2)?,
        scopes: row.get(3)?,
        proven_by: row.get(4)?,
        created_at: row.get(5)?,
        last_used_at: row.get(6)?,
        chain: RefreshChain {
            current: row.get(7)?,
            previous: row.get(8)?,
            rotated_at: row.get(9)?,
            generation: row.get(10)?,
        },
        device: row.get(11)?,
        sso: match row.get(12)? {
            Some(browser) => Some(SsoLink { browser, created_at: row.get(13)?, last_used_at: row.get(14)? }),
            None => None,
        },
        bound_to: row.get::<Option<[u8; 32]>>(15)?.map(Thumbprint::from_bytes),
        begun_with: row.get::<Option<[u8; 32]>>(16)?.map(Thumbprint::from_bytes),
    })
}

/// Finds a session and its user.
pub(super) fn find_session(c: &Connection<'_>, id: SessionId) -> Result<Option<UserSession>, StoreError> {
    let found = c.query_optional(select_session!("where s.id = ?1"), params![id], session)?;
    found.map(|session| with_user(c, session)).transpose()
}

/// Joins a session with its user, who is there as long as the session is.
pub(super) fn with_user(c: &Connection<'_>, session: Session) -> Result<UserSession, StoreError> {
    let user = find_user(c, session.user)?.ok_or_else(|| StoreError::BrokenRow {
        table: "session",
        column: "user_id",
        row: session.id.to_string(),
    })?;
    Ok(UserSession { session, user })
}

/// Writes a session down.
pub(super) fn insert_session(c: &Connection<'_>, session: &Session) -> Result<(), DatabaseError> {
    c.execute(
        "insert into session (id, user_id, client_id, scopes, proven_by, created_at, last_used_at, \
         refresh_hash, refresh_generation, device, browser_session_id, bound_to, begun_with) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, ?11, ?12)",
        params![
            session.id,
            session.user,
            session.client_id,
            session.scopes,
            session.proven_by,
            session.created_at,
            session.last_used_at,
            session.chain.current,
            session.device,
            session.sso.map(|link| link.browser),
            session.bound_to.map(|key| *key.as_bytes()),
            session.begun_with.map(|key| *key.as_bytes()),
        ],
    )?;
    Ok(())
}

/// How a public key is written down; its family is told by its length.
pub(super) fn key_bytes(key: &PublicKey) -> Vec<u8> {
    match key {
        PublicKey::Ed25519(point) => point.to_vec(),
        PublicKey::P256 { x, y } => [*x, *y].concat(),
        PublicKey::Rsa { modulus } => modulus.clone(),
    }
}

/// Reads the columns that [`known_key`] wants, in its order; a condition follows.
macro_rules! select_key {
    ($rest:literal) => {
        concat!(
            "select thumbprint, user_id, key_id, public_key, retired_at, retired_for, kind, label, created_at, ",
            "last_used_at from anonymous_key ",
            $rest
        )
    };
}
pub(super) use select_key;

/// Reads a key.
pub(super) fn known_key(row: &Row<'_>) -> Result<KnownKey, StoreError> {
    let user: UserId = row.get(1)?;
    let broken = |column| StoreError::BrokenRow { table: "anonymous_key", column, row: user.to_string() };
    let bytes: Vec<u8> = row.get(3)?;
    let public = match bytes.len() {
        32 => PublicKey::Ed25519(bytes.as_slice().try_into().map_err(|_| broken("public_key"))?),
        64 => PublicKey::P256 {
            x: bytes[..32].try_into().map_err(|_| broken("public_key"))?,
            y: bytes[32..].try_into().map_err(|_| broken("public_key"))?,
        },
        256..=512 => PublicKey::Rsa { modulus: bytes },
        _ => return Err(broken("public_key")),
    };
    let thumbprint = public.thumbprint();
    if *thumbprint.as_bytes() != row.get::<[u8; 32]>(0)? {
        return Err(broken("thumbprint"));
    }
    let id = match row.get::<Option<String>>(2)? {
        Some(id) => KeyId::parse(id).map_err(|_| broken("key_id"))?,
        None => thumbprint.to_key_id(),
    };
    let retired_for = row.get::<Option<String>>(5)?;
    let retired = match (row.get(4)?, retired_for) {
        (None, _) => None,
        (Some(at), Some(reason)) => Some((at, Retirement::parse(&reason).ok_or_else(|| broken("retired_for"))?)),
        (Some(_), None) => return Err(broken("retired_for")),
    };
    let created_at = row.get(8)?;
    Ok(KnownKey {
        key: GuestKey { id, thumbprint, public },
        user,
        retired,
        kind: key_kind(row.get(6)?).ok_or_else(|| broken("kind"))?,
        label: row.get(7)?,
        created_at,
        last_used_at: row.get::<Option<_>>(9)?.unwrap_or(created_at),
    })
}

/// How a kind of key is written down.
pub(super) const fn kind_number(kind: KeyKind) -> i64 {
    match kind {
        KeyKind::Device => 0,
        KeyKind::Recovery => 1,
    }
}

const fn key_kind(number: i64) -> Option<KeyKind> {
    match number {
        0 => Some(KeyKind::Device),
        1 => Some(KeyKind::Recovery),
        _ => None,
    }
}
