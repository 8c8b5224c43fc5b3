//! Guests and their keys.

use async_trait::async_trait;
use houseguest_protocol::{
    identity::Thumbprint,
    values::{KeyId, Timestamp},
};
use rusqlite::{Connection, OptionalExtension, params};

use super::{SqliteStore, rows};
use crate::{
    model::{AccessToken, GuestKey, KnownKey, NewSession, ProvenBy, SessionId, SpentChallenge, User, UserId},
    store::{GuestStore, SignInError, SignInGuest, SignedIn, StoreError, UserSession},
};

#[async_trait]
impl GuestStore for SqliteStore {
    async fn find_key(&self, id: &KeyId) -> Result<Option<KnownKey>, StoreError> {
        let id = id.clone();
        self.database.read("store.guest.find_key", move |c| key_by_id(c, &id)).await
    }

    async fn sign_in_guest(&self, guest: SignInGuest) -> Result<SignedIn, SignInError> {
        self.database
            .write("store.guest.sign_in", move |tx| {
                if !spend(tx, guest.challenge)? {
                    return Err(SignInError::ChallengeSpent);
                }
                let (user, is_new) = match find_guest(tx, &guest.key)? {
                    Some(user) => (user, false),
                    None => (add_guest(tx, &guest)?, true),
                };
                let session = begin(tx, guest.session, user.id, ProvenBy::Guest, guest.now)?;
                Ok(SignedIn { session: UserSession { session, user }, is_new })
            })
            .await
    }

    async fn sign_up_keyless(&self, session: NewSession, now: Timestamp) -> Result<SignedIn, StoreError> {
        self.database
            .write("store.guest.sign_up_keyless", move |tx| {
                let user = User::new_guest(UserId::random(), now);
                insert_user(tx, &user)?;
                let session = begin(tx, session, user.id, ProvenBy::Guest, now)?;
                Ok(SignedIn { session: UserSession { session, user }, is_new: true })
            })
            .await
    }
}

/// Writes a challenge down as spent; answers `false` when it was already.
pub(super) fn spend(tx: &Connection, challenge: SpentChallenge) -> rusqlite::Result<bool> {
    let mut statement =
        tx.prepare_cached("insert into spent_challenge (challenge) values (?1) on conflict do nothing")?;
    Ok(statement.execute([challenge.unique])? == 1)
}

/// Finds the guest of a key, by what it is, and makes sure that nobody else's key has its name.
///
/// The same key under another name is the same guest.
pub(super) fn find_guest(tx: &Connection, key: &GuestKey) -> Result<Option<User>, SignInError> {
    let known = key_by_thumbprint(tx, key.thumbprint)?;
    let named = if known.as_ref().is_some_and(|known| known.key.id == key.id) { None } else { key_by_id(tx, &key.id)? };
    if named.is_some_and(|named| named.key.thumbprint != key.thumbprint) {
        return Err(SignInError::KeyIdTaken);
    }
    let Some(known) = known else { return Ok(None) };
    if known.retired_at.is_some() {
        return Err(SignInError::KeyRetired);
    }
    Ok(rows::find_user(tx, known.user)?)
}

fn add_guest(tx: &Connection, guest: &SignInGuest) -> Result<User, SignInError> {
    let id = guest.new_user.ok_or(SignInError::UnknownKey)?;
    if guest.admission.as_ref().is_some_and(|admission| !admission.is_granted()) {
        return Err(SignInError::NotAdmitted);
    }
    let user = User::new_guest(id, guest.now);
    insert_user(tx, &user)?;
    let key = &guest.key;
    let own_name = (key.id.as_str() != key.thumbprint.to_string()).then(|| key.id.as_str());
    tx.prepare_cached("insert into anonymous_key (thumbprint, user_id, key_id, public_key) values (?1, ?2, ?3, ?4)")?
        .execute(params![key.thumbprint.as_bytes(), id.0.as_bytes(), own_name, rows::key_bytes(&key.public)])?;
    Ok(user)
}

pub(super) fn insert_user(tx: &Connection, user: &User) -> rusqlite::Result<()> {
    let since = user.anonymous_since.map(Timestamp::unix_seconds);
    tx.prepare_cached("insert into user (id, created_at, updated_at, anonymous_since) values (?1, ?2, ?3, ?4)")?
        .execute(params![
            user.id.0.as_bytes(),
            user.created_at.unix_seconds(),
            user.updated_at.unix_seconds(),
            since
        ])?;
    Ok(())
}

/// Writes down a session that begins, and its opaque access token if it has one.
pub(super) fn begin(
    tx: &Connection,
    new: NewSession,
    user: UserId,
    proven_by: ProvenBy,
    now: Timestamp,
) -> rusqlite::Result<crate::model::Session> {
    let access = new.access;
    let session = new.begin(user, proven_by, now);
    rows::insert_session(tx, &session)?;
    if let Some(access) = access {
        insert_access_token(tx, session.id, &access)?;
    }
    Ok(session)
}

pub(super) fn insert_access_token(tx: &Connection, session: SessionId, access: &AccessToken) -> rusqlite::Result<()> {
    tx.prepare_cached("insert into access_token (hash, session_id, expires_at) values (?1, ?2, ?3)")?
        .execute(params![access.hash.as_bytes(), session.0.as_bytes(), access.expires_at.unix_seconds()])?;
    Ok(())
}

fn key_by_thumbprint(c: &Connection, thumbprint: Thumbprint) -> Result<Option<KnownKey>, StoreError> {
    let mut statement = c.prepare_cached(
        "select thumbprint, user_id, key_id, public_key, retired_at from anonymous_key where thumbprint = ?1",
    )?;
    let mut rows = statement.query([thumbprint.as_bytes()])?;
    rows.next()?.map(rows::known_key).transpose()
}

/// Finds a key by what its guest calls it: a name of its own, or its thumbprint.
fn key_by_id(c: &Connection, id: &KeyId) -> Result<Option<KnownKey>, StoreError> {
    let mut statement = c.prepare_cached(
        "select thumbprint, user_id, key_id, public_key, retired_at from anonymous_key where key_id = ?1",
    )?;
    if let Some(row) = statement.query([id.as_str()])?.next()? {
        return rows::known_key(row).map(Some);
    }
    let Ok(thumbprint) = Thumbprint::try_from(id.as_str().to_owned()) else { return Ok(None) };
    Ok(key_by_thumbprint(c, thumbprint)?.filter(|known| known.key.id == *id))
}

/// Whether the user has a key that is not retired.
pub(super) fn has_key(c: &Connection, user: UserId) -> rusqlite::Result<bool> {
    let found = c
        .prepare_cached("select 1 from anonymous_key where user_id = ?1")?
        .query_row([user.0.as_bytes()], |_| Ok(()))
        .optional()?;
    Ok(found.is_some())
}
