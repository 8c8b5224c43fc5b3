//! Two devices on their way to each other. The server only carries what they say; see `houseguest_protocol`'s
//! `identity::Transcript` for why it cannot change it unnoticed.

use houseguest_protocol::{
    identity::{KeyRefusal, PairingBytes, PairingView, Thumbprint},
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, Row, params};

use super::keys::KeyError;
use crate::{
    model::{DeviceName, TokenHash, UserId},
    store::{Store, StoreError},
};

/// A pairing that begins.
#[derive(Clone, Debug)]
pub(crate) struct NewPairing {
    /// Of the code that is shown.
    pub(crate) code: [u8; 32],
    /// Of the new device's secret.
    pub(crate) secret: TokenHash,
    /// What the new device commits to.
    pub(crate) commitment: PairingBytes,
    /// What it calls itself.
    pub(crate) label: Option<DeviceName>,
    /// When the pairing ends.
    pub(crate) expires_at: Timestamp,
}

/// Which pairing, and as whom.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Side {
    /// As the new device.
    New(TokenHash),
    /// As a device of the guest who answered.
    Guest([u8; 32], UserId),
}

impl Store {
    /// Begins a pairing.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn open_pairing(&self, new: NewPairing) -> Result<(), StoreError> {
        self.database
            .write("store.pairing.open", move |tx| {
                tx.execute(
                    "insert into pairing (code_hash, secret_hash, commitment, label, expires_at) \
                     values (?1, ?2, ?3, ?4, ?5)",
                    params![new.code, new.secret, *new.commitment.as_bytes(), new.label.clone(), new.expires_at],
                )?;
                Ok(())
            })
            .await
    }

    /// Answers a pairing for a guest. The first answer counts; the same once more is fine.
    ///
    /// # Errors
    /// [`KeyRefusal::PairingGone`] and [`KeyRefusal::PairingAnswered`].
    pub(crate) async fn answer_pairing(
        &self,
        code: [u8; 32],
        user: UserId,
        key: Thumbprint,
        nonce: PairingBytes,
        now: Timestamp,
    ) -> Result<PairingView, KeyError> {
        self.database
            .write("store.pairing.answer", move |tx| {
                tx.execute(
                    "update pairing set user_id = ?2, account_key = ?3, account_nonce = ?4 \
                     where code_hash = ?1 and user_id is null and expires_at > ?5",
                    params![code, user, key.as_bytes(), *nonce.as_bytes(), now],
                )?;
                let found = find(tx, "where code_hash = ?1 and expires_at > ?2", code, now)?;
                let (view, owner) = found.ok_or(KeyRefusal::PairingGone)?;
                let is_ours = owner == Some(user) && view.account_key == Some(key) && view.account_nonce == Some(nonce);
                if is_ours { Ok(view) } else { Err(KeyRefusal::PairingAnswered.into()) }
            })
            .await
    }

    /// What the two have said so far.
    ///
    /// # Errors
    /// [`KeyRefusal::PairingGone`].
    pub(crate) async fn find_pairing(&self, side: Side, now: Timestamp) -> Result<PairingView, KeyError> {
        self.database.read("store.pairing.find", move |c| seen_by(c, side, now)).await
    }

    /// Takes in what the new device committed to; once.
    ///
    /// # Errors
    /// [`KeyRefusal::PairingGone`], and [`KeyRefusal::PairingMismatch`] when nobody has answered yet or it is something
    /// else.
    pub(crate) async fn reveal_pairing(
        &self,
        secret: TokenHash,
        key: Thumbprint,
        nonce: PairingBytes,
        now: Timestamp,
    ) -> Result<PairingView, KeyError> {
        self.database
            .write("store.pairing.reveal", move |tx| {
                let view = seen_by(tx, Side::New(secret), now)?;
                let fits = view.account_key.is_some() && PairingBytes::commitment(key, nonce) == view.commitment;
                if !fits {
                    return Err(KeyRefusal::PairingMismatch.into());
                }
                tx.execute(
                    "update pairing set device_key = ?2, device_nonce = ?3 where secret_hash = ?1",
                    params![secret, key.as_bytes(), *nonce.as_bytes()],
                )?;
                seen_by(tx, Side::New(secret), now)
            })
            .await
    }

    /// Takes in the new device's statement for the guest's device, which has it verified when it is used.
    ///
    /// # Errors
    /// [`KeyRefusal::PairingGone`], and [`KeyRefusal::PairingMismatch`] before the new device has shown its key.
    pub(crate) async fn state_pairing(
        &self,
        secret: TokenHash,
        possession: String,
        now: Timestamp,
    ) -> Result<PairingView, KeyError> {
        self.database
            .write("store.pairing.state", move |tx| {
                if seen_by(tx, Side::New(secret), now)?.device_key.is_none() {
                    return Err(KeyRefusal::PairingMismatch.into());
                }
                let sql = "update pairing set possession = ?2 where secret_hash = ?1";
                tx.execute(sql, params![secret, possession.as_str()])?;
                seen_by(tx, Side::New(secret), now)
            })
            .await
    }

    /// Ends a pairing; one that is over is fine.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn end_pairing(&self, side: Side) -> Result<(), StoreError> {
        self.database
            .write("store.pairing.end", move |tx| {
                match side {
                    Side::New(secret) => tx.execute("delete from pairing where secret_hash = ?1", params![secret])?,
                    Side::Guest(code, user) => {
                        tx.execute("delete from pairing where code_hash = ?1 and user_id = ?2", params![code, user])?
                    }
                };
                Ok(())
            })
            .await
    }
}

/// Forgets pairings that ended; answers how many.
pub(super) fn prune(tx: &Connection<'_>, now: Timestamp) -> Result<u64, DatabaseError> {
    tx.execute("delete from pairing where expires_at <= ?1", params![now])
}

fn seen_by(c: &Connection<'_>, side: Side, now: Timestamp) -> Result<PairingView, KeyError> {
    let found = match side {
        Side::New(secret) => find(c, "where secret_hash = ?1 and expires_at > ?2", *secret.as_bytes(), now)?,
        Side::Guest(code, user) => {
            find(c, "where code_hash = ?1 and expires_at > ?2", code, now)?.filter(|(_, owner)| *owner == Some(user))
        }
    };
    found.map(|(view, _)| view).ok_or_else(|| KeyRefusal::PairingGone.into())
}

fn find(
    c: &Connection<'_>,
    condition: &str,
    by: [u8; 32],
    now: Timestamp,
) -> Result<Option<(PairingView, Option<UserId>)>, DatabaseError> {
    let sql = format!(
        "select commitment, label, account_key, account_nonce, device_key, device_nonce, possession, is_done, \
         expires_at, user_id from pairing {condition}"
    );
    c.query_optional(&sql, params![by, now], |row| {
        let view = PairingView {
            commitment: PairingBytes::from_bytes(row.get(0)?),
            label: row.get(1)?,
            account_key: thumbprint(row, 2)?,
            account_nonce: nonce(row, 3)?,
            device_key: thumbprint(row, 4)?,
            device_nonce: nonce(row, 5)?,
            possession: row.get(6)?,
            is_done: row.get::<i64>(7)? == 1,
            expires_at: row.get(8)?,
        };
        Ok((view, row.get(9)?))
    })
}

fn thumbprint(row: &Row<'_>, column: usize) -> Result<Option<Thumbprint>, DatabaseError> {
    Ok(row.get::<Option<[u8; 32]>>(column)?.map(Thumbprint::from_bytes))
}

fn nonce(row: &Row<'_>, column: usize) -> Result<Option<PairingBytes>, DatabaseError> {
    Ok(row.get::<Option<[u8; 32]>>(column)?.map(PairingBytes::from_bytes))
}
