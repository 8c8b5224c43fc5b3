//! What the identity store holds, read from its file.

use std::path::{Path, PathBuf};

use color_eyre::eyre::{Result, WrapErr, eyre};
use houseguest_protocol::{identity::Thumbprint, values::base64url_encode};
use rusqlite::{Connection, OpenFlags};

/// The database of the identity server. Reading works while the server runs.
#[derive(Debug)]
pub struct IdentityStore {
    path: PathBuf,
}

/// A user, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredUser {
    /// The `sub`.
    pub sub: String,
    /// Whether the user is a guest.
    pub is_anonymous: bool,
    /// The anonymous key, while it may log in.
    pub live_key: Option<Thumbprint>,
    /// What the user signs in with, beside the key.
    pub logins: Vec<String>,
    /// How many sessions of apps the user has.
    pub sessions: u32,
    /// How many sessions in browsers.
    pub browser_sessions: u32,
}

impl IdentityStore {
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self { path: folder.join("identity.sqlite") }
    }

    /// Every user, oldest first.
    pub fn users(&self) -> Result<Vec<StoredUser>> {
        let store = self.open(OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut users = store.prepare("select id, anonymous_since is not null from users order by id")?;
        let users = users.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)))?;
        users.map(|user| user_of(&store, user?)).collect()
    }

    /// The one user there is.
    pub fn only_user(&self) -> Result<StoredUser> {
        let mut users = self.users()?;
        match (users.pop(), users.len()) {
            (Some(user), 0) => Ok(user),
            (last, more) => Err(eyre!("one user expected, found {}", more + usize::from(last.is_some()))),
        }
    }

    /// Ends every session, as an operator could. Answers how many there were.
    pub fn delete_sessions(&self) -> Result<usize> {
        let store = self.open(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        store.pragma_update(None, "foreign_keys", true)?;
        Ok(store.execute("delete from session", [])? + store.execute("delete from browser_session", [])?)
    }

    fn open(&self, flags: OpenFlags) -> Result<Connection> {
        let open = Connection::open_with_flags(&self.path, flags);
        open.wrap_err_with(|| format!("opening {}", self.path.display()))
    }
}

fn user_of(store: &Connection, (id, is_anonymous): (Vec<u8>, bool)) -> Result<StoredUser> {
    let keys = "select thumbprint from anonymous_key where user_id = ?1 and retired_at is null";
    let live_key = store.prepare(keys)?.query_map([&id], |row| row.get::<_, [u8; 32]>(0))?.next().transpose()?;
    let mut logins = store.prepare("select login_id from login_identity where user_id = ?1 order by login_id")?;
    let logins = logins.query_map([&id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let count =
        |table| store.query_row(&format!("select count(*) from {table} where user_id = ?1"), [&id], |row| row.get(0));
    let (sessions, browser_sessions) = (count("session")?, count("browser_session")?);
    Ok(StoredUser {
        sub: hyphenated(&id)?,
        is_anonymous,
        live_key: live_key.map(Thumbprint::from_bytes),
        logins,
        sessions,
        browser_sessions,
    })
}

/// A UUID's bytes as text, the way a `sub` is written.
fn hyphenated(id: &[u8]) -> Result<String> {
    let id: [u8; 16] = id.try_into().wrap_err_with(|| format!("{} is no user id", base64url_encode(id)))?;
    let hex: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok([&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-"))
}
