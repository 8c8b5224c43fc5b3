//! Guests and their keys.

use houseguest_protocol::{
    identity::{KeyKind, Thumbprint},
    values::{KeyId, Timestamp},
};
use houseguest_sql::{Connection, DatabaseError, params};

use uuid::Uuid;

use super::{
    history, outbox,
    rows::{self, select_key},
};
use crate::{
    model::{
        AccessToken, DeviceName, Figure, GuestKey, HappenedTo, HistoryKind, KnownKey, NewSession, ProvenBy, Retirement,
        SessionId, SpentChallenge, User, UserId, day_of,
    },
    store::{SignInError, SignInGuest, SignedIn, Store, StoreError, UserSession},
};

impl Store {
    /// Finds a key by its id, retired ones too.
    pub(crate) async fn find_key(&self, id: &KeyId) -> Result<Option<KnownKey>, StoreError> {
        let id = id.clone();
        self.database.read("store.guest.find_key", move |c| key_by_id(c, &id)).await
    }

    /// Signs a guest in by a key whose possession was proven, making the user if the key is new: spends
    /// the challenge, finds or adds key and user, begins the session.
    ///
    /// # Errors
    /// See [`SignInError`]; nothing was changed then, the challenge is unspent.
    pub(crate) async fn sign_in_guest(&self, guest: SignInGuest) -> Result<SignedIn, SignInError> {
        self.database
            .write("store.guest.sign_in", move |tx| {
                if !spend(tx, guest.challenge)? {
                    return Err(SignInError::ChallengeSpent);
                }
                let (user, is_new) = match find_guest(tx, &guest.key)? {
                    Some(user) => {
                        if let Some(allowance) = &guest.allowance {
                            allowance.ask(tx, user.id)?.map_err(SignInError::NotAllowed)?;
                        }
                        let used = "update anonymous_key set last_used_at = ?2 where thumbprint = ?1";
                        tx.execute(used, params![guest.key.thumbprint.as_bytes(), guest.now])?;
                        history::note_active(tx, user.id, guest.now)?;
                        let came = HappenedTo::user(user.id, HistoryKind::SignedIn, guest.now);
                        history::note(tx, &came.through(&guest.session.client_id))?;
                        (user, false)
                    }
                    None => (add_guest(tx, &guest)?, true),
                };
                let key = Some(guest.key.thumbprint);
                let session = begin(tx, guest.session.clone(), user.id, ProvenBy::Guest, key, guest.now)?;
                Ok(SignedIn { session: UserSession { session, user }, is_new })
            })
            .await
    }

    /// Whether a key of that name belonged to a user who was removed.
    pub(crate) async fn is_key_removed(&self, id: &KeyId) -> Result<bool, StoreError> {
        let id = id.clone();
        self.database
            .read("store.guest.is_key_removed", move |c| {
                let thumbprint = Thumbprint::try_from(id.as_str().to_owned()).map(|print| *print.as_bytes());
                Ok(is_removed(c, thumbprint.ok(), Some(id.as_str()))?)
            })
            .await
    }

    /// Makes a guest without a key and begins their session. `announce` is the id of the event that tells of them,
    /// when anybody wants to know.
    pub(crate) async fn sign_up_keyless(
        &self,
        session: NewSession,
        announce: Option<Uuid>,
        now: Timestamp,
    ) -> Result<SignedIn, StoreError> {
        self.database
            .write("store.guest.sign_up_keyless", move |tx| {
                let user = User::new_guest(UserId::random(), now);
                insert_user(tx, &user)?;
                welcome(tx, &user, None, Some(&session.client_id), announce)?;
                let session = begin(tx, session.clone(), user.id, ProvenBy::Guest, None, now)?;
                Ok(SignedIn { session: UserSession { session, user }, is_new: true })
            })
            .await
    }
}

/// Writes a challenge down as spent; answers `false` when it was already.
pub(super) fn spend(tx: &Connection<'_>, challenge: SpentChallenge) -> Result<bool, DatabaseError> {
    let added = tx.execute(
        "insert into spent_challenge (challenge) values (?1) on conflict do nothing",
        params![challenge.unique],
    )?;
    Ok(added == 1)
}

/// Finds the guest of a key, by what it is, and makes sure that nobody else's key has its name.
///
/// The same key under another name is the same guest.
pub(super) fn find_guest(tx: &Connection<'_>, key: &GuestKey) -> Result<Option<User>, SignInError> {
    let known = key_by_thumbprint(tx, key.thumbprint)?;
    let named = match &known {
        Some(known) if known.key.id == key.id => None,
        // Named by its own thumbprint, it was just looked for; only another key may be called so.
        None if key.id.as_str() == key.thumbprint.to_string() => key_by_name(tx, &key.id)?,
        _ => key_by_id(tx, &key.id)?,
    };
    if named.is_some_and(|named| named.key.thumbprint != key.thumbprint) {
        return Err(SignInError::KeyIdTaken);
    }
    let Some(known) = known else {
        let own_name = (key.id.as_str() != key.thumbprint.to_string()).then(|| key.id.as_str());
        let is_gone = is_removed(tx, Some(*key.thumbprint.as_bytes()), own_name)?;
        return if is_gone { Err(SignInError::GuestRemoved) } else { Ok(None) };
    };
    match known.retired {
        Some((_, Retirement::Replaced)) => return Err(SignInError::KeyReplaced),
        Some((_, Retirement::Revoked)) => return Err(SignInError::KeyRevoked),
        Some((_, Retirement::Promoted | Retirement::Merged | Retirement::Spent)) => {
            return Err(SignInError::KeyRetired);
        }
        None if known.kind == KeyKind::Recovery => return Err(SignInError::NotADevice),
        None => {}
    }
    let user = rows::find_user(tx, known.user)?;
    if user.as_ref().is_some_and(|user| user.disabled_at.is_some()) {
        return Err(SignInError::Disabled);
    }
    Ok(user)
}

fn add_guest(tx: &Connection<'_>, guest: &SignInGuest) -> Result<User, SignInError> {
    let id = guest.new_user.ok_or(SignInError::UnknownKey)?;
    if let Some(admission) = &guest.admission {
        admission.ask(tx)?;
    }
    let user = User::new_guest(id, guest.now);
    insert_user(tx, &user)?;
    let key = &guest.key;
    insert_key(tx, key, id, KeyKind::Device, guest.session.device.as_ref(), guest.now)?;
    welcome(tx, &user, Some(key), Some(&guest.session.client_id), guest.announce)?;
    Ok(user)
}

/// Writes a key down.
pub(super) fn insert_key(
    tx: &Connection<'_>,
    key: &GuestKey,
    user: UserId,
    kind: KeyKind,
    label: Option<&DeviceName>,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let own_name = (key.id.as_str() != key.thumbprint.to_string()).then(|| key.id.as_str());
    tx.execute(
        "insert into anonymous_key (thumbprint, user_id, key_id, public_key, kind, label, created_at) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            key.thumbprint.as_bytes(),
            user,
            own_name,
            rows::key_bytes(&key.public),
            rows::kind_number(kind),
            label.cloned(),
            now,
        ],
    )?;
    Ok(())
}

/// Counts a new guest, and tells of them if anybody wants to know.
pub(super) fn welcome(
    tx: &Connection<'_>,
    user: &User,
    key: Option<&GuestKey>,
    client_id: Option<&str>,
    announce: Option<Uuid>,
) -> Result<(), DatabaseError> {
    history::count(tx, Figure::Made, day_of(user.created_at))?;
    if let Some(id) = announce {
        let (event, context) = user.arrival(key, client_id);
        outbox::insert(tx, id, &event, &context)?;
    }
    Ok(())
}

/// Whether a key belonged to a user who was removed, by its thumbprint or by its name.
pub(super) fn is_removed(
    c: &Connection<'_>,
    thumbprint: Option<[u8; 32]>,
    name: Option<&str>,
) -> Result<bool, DatabaseError> {
    match (thumbprint, name) {
        (Some(thumbprint), Some(name)) => {
            let sql = "select 1 from removed_key where thumbprint = ?1 or key_id = ?2";
            c.exists(sql, params![thumbprint, name])
        }
        (Some(thumbprint), None) => c.exists("select 1 from removed_key where thumbprint = ?1", params![thumbprint]),
        (None, Some(name)) => c.exists("select 1 from removed_key where key_id = ?1", params![name]),
        (None, None) => Ok(false),
    }
}

pub(super) fn insert_user(tx: &Connection<'_>, user: &User) -> Result<(), DatabaseError> {
    let since = user.anonymous_since.map(Timestamp::unix_seconds);
    tx.execute(
        "insert into users (id, created_at, updated_at, anonymous_since) values (?1, ?2, ?3, ?4)",
        params![user.id, user.created_at, user.updated_at, since],
    )?;
    Ok(())
}

/// Writes down a session that begins, and its opaque access token if it has one.
pub(super) fn begin(
    tx: &Connection<'_>,
    new: NewSession,
    user: UserId,
    proven_by: ProvenBy,
    begun_with: Option<Thumbprint>,
    now: Timestamp,
) -> Result<crate::model::Session, DatabaseError> {
    let (access, is_only_one) = (new.access, new.is_only_one);
    let session = crate::model::Session { begun_with, ..new.begin(user, proven_by, now) };
    if is_only_one {
        let others = "delete from session where user_id = ?1 and client_id = ?2";
        tx.execute(others, params![user, session.client_id])?;
    }
    rows::insert_session(tx, &session)?;
    if let Some(access) = access {
        insert_access_token(tx, session.id, &access)?;
    }
    Ok(session)
}

pub(super) fn insert_access_token(
    tx: &Connection<'_>,
    session: SessionId,
    access: &AccessToken,
) -> Result<(), DatabaseError> {
    tx.execute(
        "insert into access_token (hash, session_id, expires_at) values (?1, ?2, ?3)",
        params![access.hash, session, access.expires_at],
    )?;
    Ok(())
}

pub(super) fn key_by_thumbprint(c: &Connection<'_>, thumbprint: Thumbprint) -> Result<Option<KnownKey>, StoreError> {
    let sql = select_key!("where thumbprint = ?1");
    c.query_optional(sql, params![thumbprint.as_bytes()], |row| Ok(rows::known_key(row)))?.transpose()
}

pub(super) fn key_by_name(c: &Connection<'_>, id: &KeyId) -> Result<Option<KnownKey>, StoreError> {
    let sql = select_key!("where key_id = ?1");
    c.query_optional(sql, params![id.as_str()], |row| Ok(rows::known_key(row)))?.transpose()
}

/// Finds a key by what its guest calls it: a name of its own, or its thumbprint.
fn key_by_id(c: &Connection<'_>, id: &KeyId) -> Result<Option<KnownKey>, StoreError> {
    if let Some(named) = key_by_name(c, id)? {
        return Ok(Some(named));
    }
    let Ok(thumbprint) = Thumbprint::try_from(id.as_str().to_owned()) else { return Ok(None) };
    Ok(key_by_thumbprint(c, thumbprint)?.filter(|known| known.key.id == *id))
}

/// Whether the user has a key that is not retired.
pub(super) fn has_key(c: &Connection<'_>, user: UserId) -> Result<bool, DatabaseError> {
    c.exists("select 1 from anonymous_key where user_id = ?1", params![user])
}
