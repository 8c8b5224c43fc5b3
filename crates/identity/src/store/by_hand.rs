//! The way home by hand: short addresses, and short codes that stand for authorization codes.

use houseguest_protocol::values::Timestamp;
use houseguest_sql::{Connection, DatabaseError, params};

use crate::{
    model::{Sealed, ShownCode, TokenHash},
    store::{Store, StoreError},
};

/// For whom a code is shown, and until when.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// The application whose errand it is.
    pub(crate) client_id: String,
    /// When the code ends.
    pub(crate) expires_at: Timestamp,
}

/// What a typed code comes to.
#[derive(Debug)]
pub(crate) enum Typed {
    /// It is the one; here is what it stands for.
    Right(Sealed),
    /// It is not, or none was shown yet.
    Wrong,
    /// There was one, and it has ended: used, too old, or mistyped too often.
    Ended,
}

impl Store {
    /// Keeps an authorize request under a short address.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn keep_address(
        &self,
        hash: TokenHash,
        request: Sealed,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        self.database
            .write("store.short_address.keep", move |tx| {
                let sql = "insert into short_address (hash, request, expires_at) values (?1, ?2, ?3)";
                tx.execute(sql, params![hash, request.as_bytes(), expires_at])?;
                Ok(())
            })
            .await
    }

    /// The request behind a short address, while that lives.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn find_address(&self, hash: TokenHash, now: Timestamp) -> Result<Option<Sealed>, StoreError> {
        self.database
            .read("store.short_address.find", move |c| {
                let sql = "select request from short_address where hash = ?1 and expires_at > ?2";
                Ok(c.query_optional(sql, params![hash, now], |row| Ok(Sealed::from_bytes(row.get(0)?)))?)
            })
            .await
    }

    /// Takes note that a page shows a code; `None` when the authorization code was used, has ended, or was not sent to
    /// `redirect_uri`. The same page once more changes nothing: what was typed meanwhile still counts.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn show_code(
        &self,
        shown: ShownCode,
        redirect_uri: String,
        now: Timestamp,
    ) -> Result<Option<Shown>, StoreError> {
        self.database
            .write("store.shown_code.show", move |tx| {
                let found = tx.query_optional(
                    "select client_id, expires_at from authorization_code \
                     where hash = ?1 and redirect_uri = ?2 and expires_at > ?3",
                    params![shown.stands_for, redirect_uri.as_str(), now],
                    |row| Ok(Shown { client_id: row.get(0)?, expires_at: row.get(1)? }),
                )?;
                let Some(found) = found else { return Ok(None) };
                tx.execute(
                    "insert into shown_code (client_id, errand, stands_for, sealed, code, expires_at) \
                     values (?1, ?2, ?3, ?4, ?5, ?6) \
                     on conflict (client_id, errand) do update set stands_for = excluded.stands_for, \
                     sealed = excluded.sealed, code = excluded.code, expires_at = excluded.expires_at, wrong_codes = 0 \
                     where shown_code.stands_for <> excluded.stands_for",
                    params![
                        found.client_id.as_str(),
                        shown.errand,
                        shown.stands_for,
                        shown.sealed.as_bytes(),
                        shown.code,
                        found.expires_at
                    ],
                )?;
                Ok(Some(found))
            })
            .await
    }

    /// Weighs a typed code. The right one may be typed again until the authorization code is used: an answer may get
    /// lost on its way.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn redeem_code(
        &self,
        client_id: String,
        errand: TokenHash,
        code: TokenHash,
        now: Timestamp,
    ) -> Result<Typed, StoreError> {
        self.database
            .write("store.shown_code.redeem", move |tx| {
                let found = tx.query_optional(
                    "select s.code, s.sealed, s.wrong_codes from shown_code s \
                     where s.client_id = ?1 and s.errand = ?2",
                    params![client_id.as_str(), errand],
                    |row| {
                        let sealed = Sealed::from_bytes(row.get(1)?);
                        Ok((row.get::<TokenHash>(0)?, sealed, row.get::<i64>(2)?))
                    },
                )?;
                let Some((right, sealed, wrong_codes)) = found else { return Ok(Typed::Wrong) };
                if wrong_codes >= ShownCode::MOST_WRONG_CODES || !is_alive(tx, &client_id, errand, now)? {
                    return Ok(Typed::Ended);
                }
                if right == code {
                    return Ok(Typed::Right(sealed));
                }
                tx.execute(
                    "update shown_code set wrong_codes = wrong_codes + 1 where client_id = ?1 and errand = ?2",
                    params![client_id.as_str(), errand],
                )?;
                let is_last = wrong_codes + 1 >= ShownCode::MOST_WRONG_CODES;
                Ok(if is_last { Typed::Ended } else { Typed::Wrong })
            })
            .await
    }
}

/// Whether the authorization code can still be used.
fn is_alive(tx: &Connection<'_>, client_id: &str, errand: TokenHash, now: Timestamp) -> Result<bool, DatabaseError> {
    let found = tx.query_optional(
        "select 1 from shown_code s join authorization_code a on a.hash = s.stands_for \
         where s.client_id = ?1 and s.errand = ?2 and a.expires_at > ?3",
        params![client_id, errand, now],
        |row| row.get::<i64>(0),
    )?;
    Ok(found.is_some())
}

/// Forgets addresses that ended, and codes that ended a while ago; answers how many.
pub(super) fn prune(tx: &Connection<'_>, now: Timestamp) -> Result<u64, DatabaseError> {
    let addresses = tx.execute("delete from short_address where expires_at <= ?1", params![now])?;
    let codes =
        tx.execute("delete from shown_code where expires_at <= ?1", params![ShownCode::forgotten_before(now)])?;
    Ok(addresses + codes)
}
