//! Rows, and the domain values they stand for.

use houseguest_protocol::{
    identity::PublicKey,
    values::{KeyId, Timestamp},
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::{
    model::{
        GuestKey, KnownKey, LoginId, LoginIdentity, PasswordRecord, ProvenBy, RefreshChain, Scopes, Session, SessionId,
        TokenHash, User, UserId,
    },
    store::{StoreError, UserSession},
};

pub(super) fn instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    row.get(column).map(Timestamp::from_unix_seconds)
}

pub(super) fn maybe_instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Timestamp::from_unix_seconds))
}

pub(super) fn uuid(row: &Row<'_>, column: usize) -> rusqlite::Result<Uuid> {
    row.get::<_, [u8; 16]>(column).map(Uuid::from_bytes)
}

pub(super) fn hash(row: &Row<'_>, column: usize) -> rusqlite::Result<TokenHash> {
    row.get(column).map(TokenHash::from_bytes)
}

/// How a proof is written down.
pub(super) const fn proven_by_number(proven_by: ProvenBy) -> i64 {
    match proven_by {
        ProvenBy::Guest => 0,
        ProvenBy::Password => 1,
    }
}

pub(super) fn proven_by(row: &Row<'_>, column: usize) -> rusqlite::Result<ProvenBy> {
    match row.get::<_, i64>(column)? {
        0 => Ok(ProvenBy::Guest),
        1 => Ok(ProvenBy::Password),
        other => Err(rusqlite::Error::IntegralValueOutOfRange(column, other)),
    }
}

/// Finds a user with all their identities.
pub(super) fn find_user(c: &Connection, id: UserId) -> Result<Option<User>, StoreError> {
    let found = c
        .prepare_cached("select created_at, updated_at, anonymous_since from user where id = ?1")?
        .query_row([id.0.as_bytes()], |row| {
            let (created_at, updated_at) = (instant(row, 0)?, instant(row, 1)?);
            let anonymous_since = maybe_instant(row, 2)?;
            Ok(User { id, created_at, updated_at, anonymous_since, logins: Vec::new(), password: None })
        })
        .optional()?;
    let Some(mut user) = found else { return Ok(None) };
    // A guest has neither, by construction; most users are guests, so the queries are spared them.
    if !user.is_anonymous() {
        user.logins = list_logins(c, id)?;
        user.password = c
            .prepare_cached("select created_at, updated_at from password where user_id = ?1")?
            .query_row([id.0.as_bytes()], |row| {
                Ok(PasswordRecord { created_at: instant(row, 0)?, updated_at: instant(row, 1)? })
            })
            .optional()?;
    }
    Ok(Some(user))
}

fn list_logins(c: &Connection, user: UserId) -> Result<Vec<LoginIdentity>, StoreError> {
    let mut statement =
        c.prepare_cached("select id, login_id, created_at from login_identity where user_id = ?1 order by id")?;
    let mut rows = statement.query([user.0.as_bytes()])?;
    let mut logins = Vec::new();
    while let Some(row) = rows.next()? {
        let login = LoginId::parse(&row.get::<_, String>(1)?).map_err(|_| StoreError::BrokenRow {
            table: "login_identity",
            column: "login_id",
            row: user.to_string(),
        })?;
        logins.push(LoginIdentity { id: uuid(row, 0)?, login, created_at: instant(row, 2)? });
    }
    Ok(logins)
}

/// Reads the columns that [`session`] wants, in its order; a condition follows.
macro_rules! select_session {
    ($rest:literal) => {
        concat!(
            "select s.id, s.user_id, s.client_id, s.scopes, s.proven_by, s.created_at, s.last_used_at, s.refresh_hash, ",
            "s.refresh_previous, s.refresh_rotated_at, s.refresh_generation from session s ",
            $rest
        )
    };
}
pub(super) use select_session;

/// Reads a session.
pub(super) fn session(row: &Row<'_>) -> rusqlite::Result<Session> {
    Ok(Session {
        id: SessionId(uuid(row, 0)?),
        user: UserId(uuid(row, 1)?),
        client_id: row.get(2)?,
        scopes: Scopes::from_bits(row.get(3)?),
        proven_by: proven_by(row, 4)?,
        created_at: instant(row, 5)?,
        last_used_at: instant(row, 6)?,
        chain: RefreshChain {
            current: hash(row, 7)?,
            previous: row.get::<_, Option<[u8; 32]>>(8)?.map(TokenHash::from_bytes),
            rotated_at: maybe_instant(row, 9)?,
            generation: row.get(10)?,
        },
    })
}

/// Finds a session and its user.
pub(super) fn find_session(c: &Connection, id: SessionId) -> Result<Option<UserSession>, StoreError> {
    let found =
        c.prepare_cached(select_session!("where s.id = ?1"))?.query_row([id.0.as_bytes()], session).optional()?;
    found.map(|session| with_user(c, session)).transpose()
}

/// Joins a session with its user, who is there as long as the session is.
pub(super) fn with_user(c: &Connection, session: Session) -> Result<UserSession, StoreError> {
    let user = find_user(c, session.user)?.ok_or_else(|| StoreError::BrokenRow {
        table: "session",
        column: "user_id",
        row: session.id.to_string(),
    })?;
    Ok(UserSession { session, user })
}

/// Writes a session down.
pub(super) fn insert_session(c: &Connection, session: &Session) -> rusqlite::Result<()> {
    c.prepare_cached(
        "insert into session (id, user_id, client_id, scopes, proven_by, created_at, last_used_at, \
         refresh_hash, refresh_generation) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0)",
    )?
    .execute(params![
        session.id.0.as_bytes(),
        session.user.0.as_bytes(),
        session.client_id,
        session.scopes.bits(),
        proven_by_number(session.proven_by),
        session.created_at.unix_seconds(),
        session.last_used_at.unix_seconds(),
        session.chain.current.as_bytes(),
    ])?;
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

/// Reads a key: `thumbprint, user_id, key_id, public_key, retired_at`.
pub(super) fn known_key(row: &Row<'_>) -> Result<KnownKey, StoreError> {
    let user = UserId(uuid(row, 1)?);
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
    if *thumbprint.as_bytes() != row.get::<_, [u8; 32]>(0)? {
        return Err(broken("thumbprint"));
    }
    let id = match row.get::<_, Option<String>>(2)? {
        Some(id) => KeyId::parse(id).map_err(|_| broken("key_id"))?,
        None => thumbprint.to_key_id(),
    };
    Ok(KnownKey { key: GuestKey { id, thumbprint, public }, user, retired_at: maybe_instant(row, 4)? })
}
