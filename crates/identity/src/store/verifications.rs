//! Verifications under way, and what they lead to.

use std::time::Duration;

use houseguest_protocol::values::Timestamp;
use houseguest_sql::{Connection, DatabaseError, Row, params};

use super::{browser_sessions, history, messages, promotions};
use crate::{
    messages::{Draft, Message},
    model::{
        CodeStep, HappenedTo, HistoryKind, LoginId, LoginKind, PasswordHash, Proven, ProvenHow, Purpose, Resend,
        SealedHandle, TokenHash, UserId, Verification,
    },
    store::{Granted, PromoteError, Store, StoreError},
};

/// In which time messages to one address are counted.
const DAY: Duration = Duration::from_secs(86_400);

/// A verification begins, or goes on with another message; see [`Store::begin_verification`].
#[derive(Clone, Debug)]
pub(crate) struct BeginVerification {
    /// The hash of the interaction's handle.
    pub(crate) interaction: TokenHash,
    /// The verification. Whose a forgotten password is, is found out here.
    pub(crate) verification: Verification,
    /// The message.
    pub(crate) message: Message,
    /// What it says instead when a forgotten password is nobody's.
    pub(crate) draft_for_nobody: Option<Draft>,
    /// Whether messages to one address are limited.
    pub(crate) is_limited: bool,
    /// The present instant.
    pub(crate) now: Timestamp,
}

/// Why no message was sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VerificationError {
    /// The interaction has ended.
    #[error("the interaction has ended")]
    InteractionGone,
    /// As many were sent as may be, in this interaction or to this address.
    #[error("no more messages may be sent")]
    TooMany,
    /// Nothing can be sent to a login of this kind.
    #[error("nothing can be sent to this kind of login")]
    NoWay,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DatabaseError> for VerificationError {
    fn from(error: DatabaseError) -> Self {
        Self::Store(error.into())
    }
}

/// A new password for whoever a proven verification names; see [`Store::recover`].
#[derive(Clone, Debug)]
pub(crate) struct Recovery {
    /// The hash of the interaction's handle.
    pub(crate) interaction: TokenHash,
    /// The new password.
    pub(crate) password: PasswordHash,
    /// What whoever chose it gets.
    pub(crate) granted: Granted,
    /// The notice for the account's owner.
    pub(crate) notice: Option<Message>,
    /// The present instant.
    pub(crate) now: Timestamp,
}

impl Store {
    /// Begins a verification in an interaction, in place of an earlier one, and writes its message down.
    ///
    /// The earlier one stays, with the new password, when it is for the same address and another message
    /// may not be sent yet: then a form was sent twice.
    ///
    /// # Errors
    /// [`VerificationError`]; nothing was changed then.
    pub(crate) async fn begin_verification(&self, begin: BeginVerification) -> Result<(), VerificationError> {
        self.database.write("store.verification.begin", move |tx| begin_verification(tx, begin.clone())).await
    }

    /// Finds the verification of an interaction, expired or not.
    pub(crate) async fn find_verification(&self, interaction: TokenHash) -> Result<Option<Verification>, StoreError> {
        self.database.read("store.verification.find", move |c| find(c, interaction)).await
    }

    /// Finds the verification that a link belongs to, while the link works.
    pub(crate) async fn find_verification_by_link(
        &self,
        link: TokenHash,
        now: Timestamp,
    ) -> Result<Option<Verification>, StoreError> {
        self.database.read("store.verification.find_by_link", move |c| find_by_link(c, link, now)).await
    }

    /// Weighs a typed code, given by its hash, and writes down what it came to. `None` without a verification.
    pub(crate) async fn type_code(
        &self,
        interaction: TokenHash,
        presented: Option<TokenHash>,
        now: Timestamp,
    ) -> Result<Option<CodeStep>, StoreError> {
        self.database
            .write("store.verification.type_code", move |tx| {
                let Some(verification) = find(tx, interaction)? else { return Ok(None) };
                // What is nobody's has a code that was told to nobody: whoever guesses it learns nothing.
                let is_nobodys = matches!(verification.purpose, Purpose::Recovery { user: None });
                let step = verification.weigh(presented.filter(|_| !is_nobodys), now);
                match step {
                    CodeStep::Right => prove(tx, interaction, ProvenHow::Code, now)?,
                    CodeStep::Wrong { .. } | CodeStep::Spent => {
                        tx.execute(
                            "update verification set wrong_codes = wrong_codes + 1 where interaction = ?1",
                            params![interaction],
                        )?;
                    }
                    CodeStep::Expired => {}
                }
                Ok(Some(step))
            })
            .await
    }

    /// Takes note that a link was opened and confirmed; answers whether it worked.
    pub(crate) async fn prove_by_link(
        &self,
        link: TokenHash,
        how: ProvenHow,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.database
            .write("store.verification.prove_by_link", move |tx| {
                let changed = tx.execute(
                    "update verification set proven_at = ?2, proven_how = ?3 \
                     where link = ?1 and expires_at > ?2 and proven_at is null",
                    params![link, now, how.number()],
                )?;
                Ok(changed > 0)
            })
            .await
    }

    /// Finds who has proven that `login` is theirs.
    pub(crate) async fn find_verified_login(&self, login: &LoginId) -> Result<Option<UserId>, StoreError> {
        let key = login.unique_key();
        self.database.read("store.verification.find_verified_login", move |c| Ok(find_owner(c, &key)?)).await
    }

    /// Sets a new password where the code was typed, or the link opened, in the browser that began: ends
    /// every session of the account, writes the notice down, forgets the interaction, and hands out what was asked for.
    ///
    /// # Errors
    /// [`PromoteError::InteractionGone`] when that was not proven (any more); nothing was changed then.
    pub(crate) async fn recover(&self, recovery: Recovery) -> Result<(), PromoteError> {
        self.database
            .write("store.verification.recover", move |tx| {
                let Recovery { interaction, password, granted, notice, now } = recovery.clone();
                let open = promotions::find_interaction(tx, interaction, now)?;
                let client_id = open.ok_or(PromoteError::InteractionGone)?.request.client_id;
                let proven = find(tx, interaction)?.filter(Verification::shows_who_began);
                let Some(Purpose::Recovery { user: Some(user) }) = proven.map(|verification| verification.purpose)
                else {
                    return Err(PromoteError::InteractionGone);
                };
                if is_shut_out(tx, user)? {
                    return Err(PromoteError::InteractionGone);
                }
                set_password(tx, user, &password, now)?;
                if let Some(notice) = &notice {
                    messages::insert(tx, notice)?;
                }
                history::note(tx, &HappenedTo::user(user, HistoryKind::LoggedIn, now).through(&client_id))?;
                history::note_active(tx, user, now)?;
                promotions::drop_interaction(tx, interaction)?;
                promotions::hand_out(tx, user, granted, now)?;
                Ok(())
            })
            .await
    }

    /// Sets a new password behind a link that works and was not used: ends every session of the account and
    /// writes the notice down. Answers whether it did.
    pub(crate) async fn recover_by_link(
        &self,
        link: TokenHash,
        password: PasswordHash,
        notice: Option<Message>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.database
            .write("store.verification.recover_by_link", move |tx| {
                let open = tx.query_optional(
                    "update verification set proven_at = ?2, proven_how = ?3 \
                     where link = ?1 and expires_at > ?2 and proven_at is null and user_id is not null \
                     returning user_id",
                    params![link, now, ProvenHow::LinkElsewhere.number()],
                    |row| row.get::<UserId>(0),
                )?;
                let Some(user) = open else { return Ok(false) };
                if is_shut_out(tx, user)? {
                    return Ok(false);
                }
                set_password(tx, user, &password, now)?;
                if let Some(notice) = &notice {
                    messages::insert(tx, notice)?;
                }
                Ok(true)
            })
            .await
    }
}

fn begin_verification(tx: &Connection<'_>, begin: BeginVerification) -> Result<(), VerificationError> {
    let BeginVerification { interaction, mut verification, mut message, draft_for_nobody, is_limited, now } = begin;
    let ends = promotions::find_interaction(tx, interaction, now)?.map(|interaction| interaction.expires_at);
    let ends = ends.ok_or(VerificationError::InteractionGone)?;
    let key = verification.login.unique_key();
    if let Some(earlier) = find(tx, interaction)? {
        if is_sent_twice(&earlier, &verification, now) {
            if let Purpose::SignUp { password } = &verification.purpose {
                tx.execute(
                    "update verification set password_hash = ?2 where interaction = ?1",
                    params![interaction, password.expose()],
                )?;
            }
            return Ok(());
        }
        if earlier.messages >= Verification::MOST_MESSAGES {
            return Err(VerificationError::TooMany);
        }
        verification.messages = earlier.messages + 1;
    }
    if is_limited {
        let sent: i64 = tx.query_one(
            "select count(*) from verification_message where unique_key = ?1 and sent_at > ?2",
            params![key, now - DAY],
            |row| row.get(0),
        )?;
        if sent >= i64::from(Verification::MOST_A_DAY) {
            return Err(VerificationError::TooMany);
        }
    }
    if let Purpose::Recovery { user } = &mut verification.purpose {
        *user = find_owner(tx, &key)?;
        if let (None, Some(draft)) = (user, draft_for_nobody) {
            message.draft = draft;
        }
    }
    verification.expires_at = verification.expires_at.min(ends);
    put(tx, interaction, &verification)?;
    tx.execute(
        "insert into verification_message (id, unique_key, sent_at) values (?1, ?2, ?3)",
        params![message.id, key, now],
    )?;
    messages::insert(tx, &message)?;
    Ok(())
}

/// Whether a new verification only repeats one that waits.
fn is_sent_twice(earlier: &Verification, new: &Verification, now: Timestamp) -> bool {
    earlier.login == new.login
        && matches!(earlier.purpose, Purpose::SignUp { .. }) == matches!(new.purpose, Purpose::SignUp { .. })
        && earlier.proven.is_none()
        && earlier.expires_at > now
        && matches!(earlier.resend(now), Resend::After { .. })
}

fn put(tx: &Connection<'_>, interaction: TokenHash, verification: &Verification) -> Result<(), DatabaseError> {
    let (password, user) = match &verification.purpose {
        Purpose::SignUp { password } => (Some(password.expose()), None),
        Purpose::Recovery { user } => (None, *user),
    };
    tx.execute("delete from verification where interaction = ?1", params![interaction])?;
    tx.execute(
        "insert into verification (interaction, kind, login_id, password_hash, user_id, code, link, handle, \
         browser, wrong_codes, messages, sent_at, expires_at) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?10, ?11, ?12)",
        params![
            interaction,
            verification.login.kind().as_str(),
            verification.login.as_str(),
            password,
            user,
            verification.code,
            verification.link,
            verification.handle.as_bytes(),
            verification.browser,
            i64::from(verification.messages),
            verification.sent_at,
            verification.expires_at,
        ],
    )?;
    Ok(())
}

const COLUMNS: &str = "select kind, login_id, password_hash, user_id, code, link, handle, browser, wrong_codes, \
                       messages, sent_at, expires_at, proven_at, proven_how from verification";

pub(super) fn find(c: &Connection<'_>, interaction: TokenHash) -> Result<Option<Verification>, StoreError> {
    let found =
        c.query_optional(&format!("{COLUMNS} where interaction = ?1"), params![interaction], |row| Ok(read(row)))?;
    found.transpose()
}

fn find_by_link(c: &Connection<'_>, link: TokenHash, now: Timestamp) -> Result<Option<Verification>, StoreError> {
    let sql = format!("{COLUMNS} where link = ?1 and expires_at > ?2");
    c.query_optional(&sql, params![link, now], |row| Ok(read(row)))?.transpose()
}

fn read(row: &Row<'_>) -> Result<Verification, StoreError> {
    let broken = |column| StoreError::BrokenRow { table: "verification", column, row: "(an interaction's)".to_owned() };
    let kind = LoginKind::parse(&row.get::<String>(0)?).ok_or_else(|| broken("kind"))?;
    let login = LoginId::from_stored(kind, &row.get::<String>(1)?).ok_or_else(|| broken("login_id"))?;
    let purpose = match row.get::<Option<String>>(2)? {
        Some(hash) => Purpose::SignUp { password: PasswordHash::from_phc(hash) },
        None => Purpose::Recovery { user: row.get(3)? },
    };
    let number = |column, name| {
        let number: i64 = row.get(column)?;
        u32::try_from(number).map_err(|_| broken(name))
    };
    let proven = match row.get::<Option<Timestamp>>(12)? {
        Some(at) => {
            let how = ProvenHow::from_number(row.get(13)?).ok_or_else(|| broken("proven_how"))?;
            Some(Proven { at, how })
        }
        None => None,
    };
    Ok(Verification {
        purpose,
        login,
        code: row.get(4)?,
        link: row.get(5)?,
        handle: SealedHandle::from_bytes(row.get(6)?),
        browser: row.get(7)?,
        wrong_codes: number(8, "wrong_codes")?,
        messages: number(9, "messages")?,
        sent_at: row.get(10)?,
        expires_at: row.get(11)?,
        proven,
    })
}

fn prove(tx: &Connection<'_>, interaction: TokenHash, how: ProvenHow, now: Timestamp) -> Result<(), DatabaseError> {
    tx.execute(
        "update verification set proven_at = ?2, proven_how = ?3 where interaction = ?1",
        params![interaction, now, how.number()],
    )?;
    Ok(())
}

pub(super) fn find_owner(c: &Connection<'_>, unique_key: &str) -> Result<Option<UserId>, DatabaseError> {
    c.query_optional(
        "select l.user_id from login_identity l join users u on u.id = l.user_id \
         where l.unique_key = ?1 and l.verified_at is not null and u.disabled_at is null",
        params![unique_key],
        |row| row.get(0),
    )
}

/// Whether an operator has shut the user out since the message was sent.
fn is_shut_out(tx: &Connection<'_>, user: UserId) -> Result<bool, DatabaseError> {
    tx.exists("select 1 from users where id = ?1 and disabled_at is not null", params![user])
}

/// Sets a password and ends everything that was begun with the old one.
fn set_password(tx: &Connection<'_>, user: UserId, hash: &PasswordHash, now: Timestamp) -> Result<(), DatabaseError> {
    tx.execute(
        "insert into password (user_id, hash, created_at, updated_at) values (?1, ?2, ?3, ?3) \
         on conflict (user_id) do update set hash = excluded.hash, updated_at = excluded.updated_at",
        params![user, hash.expose(), now],
    )?;
    browser_sessions::end_all(tx, user)?;
    history::note(tx, &HappenedTo::user(user, HistoryKind::PasswordReset, now))
}

/// Forgets how many messages an address got more than a day ago; answers how many.
pub(super) fn prune(tx: &Connection<'_>, now: Timestamp) -> Result<u64, DatabaseError> {
    tx.execute("delete from verification_message where sent_at <= ?1", params![now - DAY])
}
