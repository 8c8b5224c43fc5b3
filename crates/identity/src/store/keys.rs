//! A guest's keys: added, named, revoked, and replaced by way of a recovery kit.
//!
//! Statements were verified before they come here; what is checked here, in the transaction that changes something, is
//! that their challenges are unspent, and that their keys are what they have to be at this moment.

use houseguest_protocol::{
    identity::{KeyKind, KeyRefusal, Thumbprint},
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, params};

use super::{browser_sessions, directory, guests, history, rows};
use crate::{
    model::{
        DeviceName, GuestKey, HappenedTo, HistoryKind, KnownKey, MOST_KEYS, Retirement, SpentChallenge, User, UserId,
    },
    store::{Store, StoreError},
};

/// Why keys were not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeyError {
    /// It may not be.
    #[error(transparent)]
    Refused(#[from] KeyRefusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DatabaseError> for KeyError {
    fn from(error: DatabaseError) -> Self {
        Self::Store(error.into())
    }
}

/// A key that made a statement, which was verified, and the challenge it answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stated {
    /// Who made it.
    pub(crate) by: Thumbprint,
    /// What it answered.
    pub(crate) challenge: SpentChallenge,
}

/// A new key, and what the statements say about it.
#[derive(Clone, Debug)]
pub(crate) struct NewKey {
    /// By the key that wants it added: a device's, or a recovery kit's.
    pub(crate) authorised: Stated,
    /// The new key, its possession proven.
    pub(crate) key: GuestKey,
    /// The challenge that the new key answered.
    pub(crate) challenge: SpentChallenge,
    /// What its device calls itself.
    pub(crate) label: Option<DeviceName>,
    /// The present instant.
    pub(crate) now: Timestamp,
}

impl Store {
    /// Lists the keys of a user that work, the oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn list_keys(&self, user: UserId) -> Result<Vec<KnownKey>, StoreError> {
        self.database
            .read("store.key.list", move |c| {
                let mut keys = directory::keys(c, user)?;
                keys.retain(|key| key.retired.is_none());
                Ok(keys)
            })
            .await
    }

    /// Adds a key to a guest, by the word of one of their device keys, and ends the pairing it came by. A key that the
    /// guest has already is fine: the answer to the first request was lost.
    ///
    /// # Errors
    /// See [`KeyError`]; nothing was changed then.
    pub(crate) async fn add_key(
        &self,
        user: UserId,
        kind: KeyKind,
        new: NewKey,
        pairing: Option<[u8; 32]>,
    ) -> Result<(), KeyError> {
        self.database.write("store.key.add", move |tx| add(tx, user, kind, &new, pairing)).await
    }

    /// Names a key. Answers `false` when the user has no such key that works.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn label_key(&self, user: UserId, key: Thumbprint, label: DeviceName) -> Result<bool, StoreError> {
        self.database
            .write("store.key.label", move |tx| {
                let sql = "update anonymous_key set label = ?3 \
                           where thumbprint = ?1 and user_id = ?2 and retired_at is null";
                Ok(tx.execute(sql, params![key.as_bytes(), user, label.clone()])? == 1)
            })
            .await
    }

    /// Revokes a guest's key by the word of one of their device keys, itself included, and ends the sessions that began
    /// with it. The last device key goes only where that was said.
    ///
    /// # Errors
    /// See [`KeyError`]; nothing was changed then.
    pub(crate) async fn revoke_key(
        &self,
        user: UserId,
        stated: Stated,
        key: Thumbprint,
        even_the_last: bool,
        now: Timestamp,
    ) -> Result<(), KeyError> {
        self.database.write("store.key.revoke", move |tx| revoke(tx, user, stated, key, even_the_last, now)).await
    }

    /// Puts a new device's key in the place of all keys of a recovery key's guest, ends everything that was handed out,
    /// and spends the recovery key. Answers the guest.
    ///
    /// # Errors
    /// See [`KeyError`]; nothing was changed then.
    pub(crate) async fn restore_guest(&self, new: NewKey) -> Result<UserId, KeyError> {
        self.database.write("store.key.restore", move |tx| restore(tx, &new)).await
    }
}

fn add(
    tx: &Connection<'_>,
    user: UserId,
    kind: KeyKind,
    new: &NewKey,
    pairing: Option<[u8; 32]>,
) -> Result<(), KeyError> {
    spend(tx, &[new.authorised.challenge, new.challenge])?;
    must_be_guest(tx, user)?;
    must_be_device_key(tx, user, new.authorised.by)?;
    if let Some(known) = guests::key_by_thumbprint(tx, new.key.thumbprint)? {
        let is_there = known.user == user && known.retired.is_none() && known.kind == kind;
        return if is_there { Ok(finish_pairing(tx, pairing, user)?) } else { Err(KeyRefusal::KeyTaken.into()) };
    }
    must_be_nobodys(tx, &new.key)?;
    let sql = "select count(*) from anonymous_key where user_id = ?1 and retired_at is null";
    let has: i64 = tx.query_optional(sql, params![user], |row| row.get(0))?.unwrap_or(0);
    if u64::try_from(has).unwrap_or(0) >= MOST_KEYS {
        return Err(KeyRefusal::TooManyKeys.into());
    }
    guests::insert_key(tx, &new.key, user, kind, new.label.as_ref(), new.now)?;
    let added = HappenedTo::user(user, HistoryKind::KeyAdded, new.now);
    history::note(tx, &added.with("kind", kind_word(kind)).with("key", new.key.thumbprint.to_string()))?;
    Ok(finish_pairing(tx, pairing, user)?)
}

/// Lets the new device know that it may sign in.
fn finish_pairing(tx: &Connection<'_>, code: Option<[u8; 32]>, user: UserId) -> Result<(), DatabaseError> {
    if let Some(code) = code {
        tx.execute("update pairing set is_done = 1 where code_hash = ?1 and user_id = ?2", params![code, user])?;
    }
    Ok(())
}

fn revoke(
    tx: &Connection<'_>,
    user: UserId,
    stated: Stated,
    key: Thumbprint,
    even_the_last: bool,
    now: Timestamp,
) -> Result<(), KeyError> {
    spend(tx, &[stated.challenge])?;
    must_be_guest(tx, user)?;
    must_be_device_key(tx, user, stated.by)?;
    let known = guests::key_by_thumbprint(tx, key)?.filter(|known| known.user == user && known.retired.is_none());
    let known = known.ok_or(KeyRefusal::NoSuchKey)?;
    let others = "select 1 from anonymous_key where user_id = ?1 and thumbprint <> ?2 and kind = 0 \
                  and retired_at is null";
    if known.kind == KeyKind::Device && !even_the_last && !tx.exists(others, params![user, key.as_bytes()])? {
        return Err(KeyRefusal::LastDeviceKey.into());
    }
    retire(tx, key, Retirement::Revoked, now)?;
    let sessions = "delete from session where user_id = ?1 and begun_with = ?2";
    tx.execute(sessions, params![user, key.as_bytes()])?;
    // What the device may have begun in a browser; whoever is left begins anew.
    tx.execute("delete from interaction where guest_id = ?1", params![user])?;
    let revoked = HappenedTo::user(user, HistoryKind::KeyRevoked, now);
    history::note(tx, &revoked.with("kind", kind_word(known.kind)).with("key", key.to_string()))?;
    Ok(())
}

fn restore(tx: &Connection<'_>, new: &NewKey) -> Result<UserId, KeyError> {
    spend(tx, &[new.authorised.challenge, new.challenge])?;
    let kit = new.authorised.by;
    let Some(known) = guests::key_by_thumbprint(tx, kit)? else {
        let is_removed = guests::is_removed(tx, Some(*kit.as_bytes()), None)?;
        return Err(if is_removed { KeyRefusal::GuestRemoved } else { KeyRefusal::KitUnknown }.into());
    };
    if known.kind != KeyKind::Recovery {
        return Err(KeyRefusal::KitUnknown.into());
    }
    if let Some((_, reason)) = known.retired {
        return Err(match reason {
            Retirement::Promoted => KeyRefusal::GuestPromoted,
            Retirement::Merged => KeyRefusal::GuestMerged,
            Retirement::Spent => KeyRefusal::KitSpent,
            Retirement::Replaced | Retirement::Revoked => KeyRefusal::KitRevoked,
        }
        .into());
    }
    let user = must_be_guest(tx, known.user)?;
    must_be_nobodys(tx, &new.key)?;
    let others = "update anonymous_key set retired_at = ?2, retired_for = 'replaced' \
                  where user_id = ?1 and retired_at is null";
    tx.execute(others, params![user.id, new.now])?;
    retire(tx, kit, Retirement::Spent, new.now)?;
    guests::insert_key(tx, &new.key, user.id, KeyKind::Device, new.label.as_ref(), new.now)?;
    browser_sessions::end_all(tx, user.id)?;
    tx.execute("delete from interaction where guest_id = ?1", params![user.id])?;
    tx.execute("delete from pairing where user_id = ?1", params![user.id])?;
    let restored = HappenedTo::user(user.id, HistoryKind::Restored, new.now);
    history::note(tx, &restored.with("key", new.key.thumbprint.to_string()))?;
    history::note_active(tx, user.id, new.now)?;
    Ok(user.id)
}

fn retire(tx: &Connection<'_>, key: Thumbprint, reason: Retirement, now: Timestamp) -> Result<(), DatabaseError> {
    tx.execute(
        "update anonymous_key set retired_at = ?2, retired_for = ?3 where thumbprint = ?1",
        params![key.as_bytes(), now, reason.as_str()],
    )?;
    Ok(())
}

/// Spends the challenges of statements that belong together; two may have answered the same one.
fn spend(tx: &Connection<'_>, challenges: &[SpentChallenge]) -> Result<(), KeyError> {
    for (place, challenge) in challenges.iter().enumerate() {
        if !challenges[..place].contains(challenge) && !guests::spend(tx, *challenge)? {
            return Err(KeyRefusal::InvalidKeyStatement.into());
        }
    }
    Ok(())
}

fn must_be_guest(tx: &Connection<'_>, user: UserId) -> Result<User, KeyError> {
    let user = rows::find_user(tx, user)?.ok_or(KeyRefusal::NotAGuest)?;
    if user.disabled_at.is_some() {
        return Err(KeyRefusal::UserDisabled.into());
    }
    // A guest who is part of an account has no session, and no key that works: nothing gets here.
    if user.is_anonymous() { Ok(user) } else { Err(KeyRefusal::NotAGuest.into()) }
}

/// Whoever has the access token alone cannot change keys: one of the guest's devices has to say so.
fn must_be_device_key(tx: &Connection<'_>, user: UserId, key: Thumbprint) -> Result<(), KeyError> {
    let known = guests::key_by_thumbprint(tx, key)?;
    let may = known.is_some_and(|known| known.user == user && known.retired.is_none() && known.kind == KeyKind::Device);
    if may { Ok(()) } else { Err(KeyRefusal::InvalidKeyStatement.into()) }
}

/// A key belongs to one guest for good, by what it is and by what it is called.
fn must_be_nobodys(tx: &Connection<'_>, key: &GuestKey) -> Result<(), KeyError> {
    let is_taken = guests::key_by_thumbprint(tx, key.thumbprint)?.is_some()
        || guests::key_by_name(tx, &key.id)?.is_some()
        || guests::is_removed(tx, Some(*key.thumbprint.as_bytes()), Some(key.id.as_str()))?;
    if is_taken { Err(KeyRefusal::KeyTaken.into()) } else { Ok(()) }
}

const fn kind_word(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Device => "device",
        KeyKind::Recovery => "recovery",
    }
}
