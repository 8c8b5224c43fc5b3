//! Sessions that browsers hold, and those that apps carry over into one.

use std::net::IpAddr;

use houseguest_protocol::values::Timestamp;
use houseguest_sql::{Connection, DatabaseError, Row, params};
use uuid::Uuid;

use super::{
    guests, history,
    rows::{self, select_session},
};
use crate::{
    model::{
        APP_SESSION_LIFETIME, AppSessionToken, BrowserSession, BrowserSessionId, HappenedTo, HistoryKind, Lifetime,
        NewBrowserSession, ProvenBy, SeenFrom, SessionId, SsoLink, TokenHash, User, UserId,
    },
    store::{AnySessionId, BrowserUser, CarryOver, ListedSession, Store, StoreError, UserSession},
};

impl Store {
    /// Makes a guest who lives in a browser. `announce` is the id of the event that tells of them, when anybody wants
    /// to know.
    pub(crate) async fn sign_up_in_browser(
        &self,
        new: NewBrowserSession,
        announce: Option<Uuid>,
        now: Timestamp,
    ) -> Result<BrowserUser, StoreError> {
        let user = User::new_guest(UserId::random(), now);
        self.database
            .write("store.browser_session.sign_up", move |tx| {
                guests::insert_user(tx, &user)?;
                guests::welcome(tx, &user, None, None, announce)?;
                let session = begin(tx, &new, user.id, ProvenBy::Guest, now)?;
                Ok(BrowserUser { session, user: user.clone() })
            })
            .await
    }

    /// Finds a browser session by its id, if `secret` is its own. Whether it has ended is for the caller to say:
    /// settings decide.
    pub(crate) async fn find_browser_session(
        &self,
        id: BrowserSessionId,
        secret: TokenHash,
    ) -> Result<Option<BrowserUser>, StoreError> {
        self.database
            .read("store.browser_session.find", move |c| {
                let found = c.query_optional(
                    "select id, user_id, proven_by, created_at, last_used_at, secret_hash \
                     from browser_session where id = ?1",
                    params![id],
                    |row| Ok((read(row)?, row.get::<TokenHash>(5)?)),
                )?;
                let Some((session, _)) = found.filter(|(_, kept)| *kept == secret) else { return Ok(None) };
                let user = rows::find_user(c, session.user)?;
                Ok(user.map(|user| BrowserUser { session, user }))
            })
            .await
    }

    /// Writes down that a browser session was used.
    pub(crate) async fn touch_browser_session(&self, id: BrowserSessionId, now: Timestamp) -> Result<(), StoreError> {
        self.database
            .write("store.browser_session.touch", move |tx| {
                let touched = tx.query_optional(
                    "update browser_session set last_used_at = ?2 where id = ?1 and last_used_at < ?2 returning user_id",
                    params![id, now],
                    |row| row.get(0),
                )?;
                if let Some(user) = touched {
                    history::note_active(tx, user, now)?;
                }
                Ok(())
            })
            .await
    }

    /// Ends a browser session, and every session that is linked to it.
    pub(crate) async fn end_browser_session(&self, id: BrowserSessionId) -> Result<(), StoreError> {
        self.database
            .write("store.browser_session.end", move |tx| {
                tx.execute("delete from browser_session where id = ?1", params![id])?;
                Ok(())
            })
            .await
    }

    /// Forgets browser sessions that ended long ago by the present settings, with the sessions linked to them, which
    /// ended then, too; answers how many.
    pub(crate) async fn prune_browser_sessions(&self, lifetime: Lifetime, now: Timestamp) -> Result<u64, StoreError> {
        self.database
            .write("store.browser_session.prune", move |tx| {
                let ended = now - BrowserSession::KEPT_AFTER_ITS_END;
                let mut forgotten = tx.execute(
                    "delete from browser_session where created_at <= ?1",
                    params![ended - lifetime.absolute],
                )?;
                if let Some(idle) = lifetime.idle {
                    let sql = "delete from browser_session where last_used_at <= ?1";
                    forgotten += tx.execute(sql, params![ended - idle])?;
                }
                Ok(forgotten)
            })
            .await
    }

    /// Lists the sessions that end with a browser session.
    pub(crate) async fn list_linked_sessions(&self, id: BrowserSessionId) -> Result<Vec<SessionId>, StoreError> {
        self.database
            .read("store.browser_session.list_linked", move |c| {
                Ok(c.query_all("select id from session where browser_session_id = ?1", params![id], |row| row.get(0))?)
            })
            .await
    }

    /// Keeps a one-time token of an app.
    pub(crate) async fn add_app_session_token(&self, token: AppSessionToken) -> Result<(), StoreError> {
        self.database
            .write("store.app_session.add_token", move |tx| {
                tx.execute(
                    "insert into app_session_token (hash, session_id, expires_at) values (?1, ?2, ?3)",
                    params![token.hash, token.session, token.expires_at],
                )?;
                Ok(())
            })
            .await
    }

    /// Spends such a token, if its session is alive and the client's own; answers whether it did.
    pub(crate) async fn carry_over(&self, carry_over: CarryOver) -> Result<bool, StoreError> {
        self.database.write("store.app_session.carry_over", move |tx| spend(tx, &carry_over)).await
    }

    /// Finds the app's session that a browser's secret stands for. Whether that has ended is for the caller to say.
    pub(crate) async fn find_app_session(
        &self,
        secret: TokenHash,
        now: Timestamp,
    ) -> Result<Option<UserSession>, StoreError> {
        self.database
            .read("store.app_session.find", move |c| {
                let session = c.query_optional(
                    select_session!(
                        "join app_session a on a.session_id = s.id where a.hash = ?1 and a.created_at > ?2"
                    ),
                    params![secret, now - APP_SESSION_LIFETIME],
                    rows::session,
                )?;
                session.map(|session| rows::with_user(c, session)).transpose()
            })
            .await
    }

    /// Forgets what a browser's secret stands for; the app's session goes on.
    pub(crate) async fn forget_app_session(&self, secret: TokenHash) -> Result<(), StoreError> {
        self.database
            .write("store.app_session.forget", move |tx| {
                tx.execute("delete from app_session where hash = ?1", params![secret])?;
                Ok(())
            })
            .await
    }

    /// Lists every session of a user, the one used last first.
    pub(crate) async fn list_sessions(&self, user: UserId) -> Result<Vec<ListedSession>, StoreError> {
        self.database.read("store.session.list", move |c| list(c, user)).await
    }

    /// Ends one session of a user; `by` says whose doing it is. Answers whether there was one.
    pub(crate) async fn end_one_session(
        &self,
        user: UserId,
        id: AnySessionId,
        by: HistoryKind,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.database
            .write("store.session.end_one", move |tx| {
                let ended = match id {
                    AnySessionId::App(id) => {
                        tx.execute("delete from session where id = ?1 and user_id = ?2", params![id, user])?
                    }
                    AnySessionId::Browser(id) => {
                        tx.execute("delete from browser_session where id = ?1 and user_id = ?2", params![id, user])?
                    }
                };
                if ended == 1 {
                    history::note(tx, &HappenedTo::user(user, by, now))?;
                }
                Ok(ended == 1)
            })
            .await
    }

    /// Ends every session of a user, which is an operator's doing, and takes back what could begin another;
    /// answers how many sessions there were.
    pub(crate) async fn end_all_sessions(&self, user: UserId, now: Timestamp) -> Result<u64, StoreError> {
        self.database
            .write("store.session.end_all", move |tx| {
                let ended = end_all(tx, user)?;
                if ended > 0 {
                    history::note(tx, &HappenedTo::user(user, HistoryKind::SessionsEnded, now))?;
                }
                Ok(ended)
            })
            .await
    }
}

/// Begins a browser session; the one the browser showed before ends.
pub(super) fn begin(
    tx: &Connection<'_>,
    new: &NewBrowserSession,
    user: UserId,
    proven_by: ProvenBy,
    now: Timestamp,
) -> Result<BrowserSession, DatabaseError> {
    if let Some((id, secret)) = new.replaces {
        tx.execute("delete from browser_session where id = ?1 and secret_hash = ?2", params![id, secret])?;
    }
    let address = new.seen_from.address.map(|address| address.to_string());
    tx.execute(
        "insert into browser_session (id, user_id, secret_hash, proven_by, created_at, last_used_at, agent, address) \
         values (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7)",
        params![new.id, user, new.secret, proven_by, now, new.seen_from.agent, address],
    )?;
    Ok(new.begin(user, proven_by, now))
}

/// Ends every session of a user, and takes back what could begin another.
pub(super) fn end_all(tx: &Connection<'_>, user: UserId) -> Result<u64, DatabaseError> {
    tx.execute("delete from authorization_code where user_id = ?1", params![user])?;
    tx.execute("delete from promotion_code where user_id = ?1", params![user])?;
    // Apps' sessions first: those that are linked would go with their browser's, uncounted.
    let apps = tx.execute("delete from session where user_id = ?1", params![user])?;
    Ok(apps + tx.execute("delete from browser_session where user_id = ?1", params![user])?)
}

/// What a session that is linked to a browser session remembers of it.
pub(super) fn link(c: &Connection<'_>, id: BrowserSessionId) -> Result<Option<SsoLink>, DatabaseError> {
    c.query_optional("select created_at, last_used_at from browser_session where id = ?1", params![id], |row| {
        Ok(SsoLink { browser: id, created_at: row.get(0)?, last_used_at: row.get(1)? })
    })
}

/// Spends a one-time token of an app.
fn spend(tx: &Connection<'_>, carry_over: &CarryOver) -> Result<bool, StoreError> {
    let CarryOver { token, client_id, policies, secret, now } = carry_over;
    let session: Option<SessionId> = tx.query_optional(
        "select session_id from app_session_token where hash = ?1 and expires_at > ?2",
        params![*token, *now],
        |row| row.get(0),
    )?;
    let Some(session) = session else { return Ok(false) };
    let found = rows::find_session(tx, session)?.map(|found| found.session);
    let is_good = found.is_some_and(|session| session.client_id == *client_id && !policies.has_ended(&session, *now));
    if is_good {
        tx.execute("delete from app_session_token where hash = ?1", params![*token])?;
        tx.execute(
            "insert into app_session (hash, session_id, created_at) values (?1, ?2, ?3)",
            params![*secret, session, *now],
        )?;
    }
    Ok(is_good)
}

/// Lists every session of a user, the one used last first.
fn list(c: &Connection<'_>, user: UserId) -> Result<Vec<ListedSession>, StoreError> {
    let apps = c.query_all(select_session!("where s.user_id = ?1"), params![user], rows::session)?;
    let mut listed: Vec<_> = apps.into_iter().map(|session| ListedSession::App(Box::new(session))).collect();
    let browsers = c.query_all(
        "select id, user_id, proven_by, created_at, last_used_at, agent, address \
         from browser_session where user_id = ?1",
        params![user],
        |row| Ok((read(row)?, row.get(5)?, row.get::<Option<String>>(6)?)),
    )?;
    for (session, agent, address) in browsers {
        let broken =
            |_| StoreError::BrokenRow { table: "browser_session", column: "address", row: session.id.to_string() };
        let address = address.map(|text| text.parse::<IpAddr>().map_err(broken)).transpose()?;
        listed.push(ListedSession::Browser(Box::new(session), SeenFrom { agent, address }));
    }
    listed.sort_by_key(|session| std::cmp::Reverse(session.last_used_at()));
    Ok(listed)
}

/// Reads `id, user_id, proven_by, created_at, last_used_at`.
fn read(row: &Row<'_>) -> Result<BrowserSession, DatabaseError> {
    Ok(BrowserSession {
        id: row.get(0)?,
        user: row.get(1)?,
        proven_by: row.get(2)?,
        created_at: row.get(3)?,
        last_used_at: row.get(4)?,
    })
}
