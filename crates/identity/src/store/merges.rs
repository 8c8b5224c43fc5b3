//! Guests who become part of a member's account, and themselves again.

use houseguest_protocol::{identity::MergeRules, values::Timestamp};
use houseguest_sql::{Connection, DatabaseError, Row, params};
use uuid::Uuid;

use super::{browser_sessions, history, messages, outbox, promotions, rows, verifications};
use crate::{
    messages::Message,
    model::{Brought, CannotUndo, HappenedTo, HistoryKind, Purpose, TokenHash, User, UserId, UserMerge},
    store::{Granted, Store, StoreError},
};

/// A guest becomes part of the account whose address they have proven; see [`Store::merge_guest`].
#[derive(Clone, Debug)]
pub(crate) struct MergeGuest {
    /// The hash of the interaction's handle.
    pub(crate) interaction: TokenHash,
    /// The account that was shown with the preview: no other is merged into.
    pub(crate) member: UserId,
    /// What was chosen.
    pub(crate) rules: MergeRules,
    /// How much comes along.
    pub(crate) brought: Brought,
    /// The id of the merge.
    pub(crate) id: Uuid,
    /// The hash of the secret in the link that undoes it.
    pub(crate) undo_link: TokenHash,
    /// What the member gets.
    pub(crate) granted: Granted,
    /// What the member is told.
    pub(crate) notice: Option<Message>,
    /// The id of the event.
    pub(crate) event_id: Uuid,
    /// The present instant.
    pub(crate) now: Timestamp,
}

/// Why a guest did not become part of an account.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MergeError {
    /// The interaction has ended.
    #[error("the interaction has ended")]
    InteractionGone,
    /// The interaction does not show, or no longer, that guest and account are the same person's.
    #[error("the account is not proven to be the guest's")]
    NotProven,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DatabaseError> for MergeError {
    fn from(error: DatabaseError) -> Self {
        Self::Store(error.into())
    }
}

/// Why a merge was not undone.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UndoError {
    /// There is no such merge.
    #[error("there is no such merge")]
    NoSuchMerge,
    /// It cannot be undone (any more).
    #[error(transparent)]
    Cannot(#[from] CannotUndo),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DatabaseError> for UndoError {
    fn from(error: DatabaseError) -> Self {
        Self::Store(error.into())
    }
}

/// A merge, and what is known of it besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundMerge {
    /// The merge.
    pub(crate) merge: UserMerge,
    /// Whether the guest has a key to come back with. One without lives on only where its session was.
    pub(crate) has_key: bool,
    /// Whether the guest is still a user. Whoever was deleted cannot be taken out any more.
    pub(crate) is_guest_there: bool,
    /// The application the guest came from, where that was kept.
    pub(crate) client_id: Option<String>,
    /// Who undid it, where that was kept: what was given to [`Store::undo_merge`].
    pub(crate) undone_by: Option<String>,
}

impl FoundMerge {
    /// Whether it can be undone at `now`.
    ///
    /// # Errors
    /// Why not.
    pub(crate) fn may_be_undone(&self, now: Timestamp) -> Result<(), CannotUndo> {
        self.merge.may_be_undone(now)?;
        if self.is_guest_there { Ok(()) } else { Err(CannotUndo::GuestGone) }
    }
}

/// How many merges of one user are listed. Each takes an address that was proven anew, so few have more than one.
const MOST: u32 = 50;

impl Store {
    /// Finds the account that the interaction's guest has shown to be theirs: its address was proven by whoever
    /// sits at the page, and the account's owner had proven it, too.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn find_claim(
        &self,
        interaction: TokenHash,
        now: Timestamp,
    ) -> Result<Option<(UserId, UserId)>, StoreError> {
        self.database
            .read("store.merge.find_claim", move |c| {
                let Some(found) = promotions::find_interaction(c, interaction, now)? else { return Ok(None) };
                Ok(found.guest.zip(claimed(c, interaction)?))
            })
            .await
    }

    /// Makes the interaction's guest part of the account whose address they have proven, in one transaction:
    /// ends every session of the guest, retires its key, marks the user, keeps the alias, writes one event and
    /// the notice, keeps the member's authorization code, forgets the interaction.
    ///
    /// # Errors
    /// See [`MergeError`]; nothing was changed then.
    pub(crate) async fn merge_guest(&self, merging: MergeGuest) -> Result<UserMerge, MergeError> {
        self.database.write("store.merge.make", move |tx| merge(tx, &merging)).await
    }

    /// Finds the merge that a link undoes.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn find_merge_by_link(&self, link: TokenHash) -> Result<Option<FoundMerge>, StoreError> {
        self.database
            .read("store.merge.find_by_link", move |c| {
                let found = c.query_optional(&select("where undo_link = ?1"), params![link], |row| Ok(read(row)))?;
                found.transpose()
            })
            .await
    }

    /// Lists the guests who became part of a member since `since`, undone merges among them, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn list_merges(&self, member: UserId, since: Timestamp) -> Result<Vec<FoundMerge>, StoreError> {
        let mut found = self.database.read("store.merge.list", move |c| list(c, member, since)).await?;
        // Somebody who was part of another's account for a while may be a member today.
        found.retain(|found| found.merge.member == member);
        Ok(found)
    }

    /// Undoes a merge: the guest is a user of their own again, and their key works. `triggered_by` is `user` or
    /// `portal`.
    ///
    /// # Errors
    /// See [`UndoError`]; nothing was changed then.
    pub(crate) async fn undo_merge(
        &self,
        id: Uuid,
        triggered_by: &'static str,
        event_id: Uuid,
        now: Timestamp,
    ) -> Result<UserMerge, UndoError> {
        self.database.write("store.merge.undo", move |tx| undo(tx, id, triggered_by, event_id, now)).await
    }
}

/// The account whose proven address the person at the page has proven, too.
fn claimed(c: &Connection<'_>, interaction: TokenHash) -> Result<Option<UserId>, StoreError> {
    let Some(verification) = verifications::find(c, interaction)? else { return Ok(None) };
    if !matches!(verification.purpose, Purpose::SignUp { .. }) || !verification.shows_who_began() {
        return Ok(None);
    }
    Ok(verifications::find_owner(c, &verification.login.unique_key())?)
}

/// The one transaction in which a guest becomes part of an account.
fn merge(tx: &Connection<'_>, merging: &MergeGuest) -> Result<UserMerge, MergeError> {
    let MergeGuest { interaction: handle, now, .. } = *merging;
    let interaction = promotions::find_interaction(tx, handle, now)?.ok_or(MergeError::InteractionGone)?;
    let user = |id: Option<UserId>| -> Result<User, MergeError> {
        let found = id.map(|id| rows::find_user(tx, id)).transpose()?.flatten();
        found.ok_or(MergeError::NotProven)
    };
    let guest = user(interaction.guest)?;
    let member = user(claimed(tx, handle)?.filter(|member| *member == merging.member))?;
    let made = UserMerge::make(merging.id, &guest, &member, (merging.rules, merging.brought), now)
        .map_err(|_| MergeError::NotProven)?;
    tx.execute(
        "insert into user_merge (id, guest_id, member_id, preference_rule, merged_at, undo_link, brought_comments, \
         brought_reactions, client_id) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            made.id,
            made.guest,
            made.member,
            rule_name(made.rules),
            now,
            merging.undo_link,
            kept(merging.brought.comments),
            kept(merging.brought.reactions),
            interaction.request.client_id
        ],
    )?;
    tx.execute(
        "update users set merged_into = ?2, updated_at = ?3 where id = ?1",
        params![made.guest, made.member, now],
    )?;
    tx.execute(
        "update anonymous_key set retired_at = ?2, retired_for = 'merged' where user_id = ?1 and retired_at is null",
        params![made.guest, now],
    )?;
    // Everything that was handed out to the guest ends here, this interaction included.
    browser_sessions::end_all(tx, made.guest)?;
    tx.execute("delete from interaction where guest_id = ?1", params![made.guest])?;
    let context = made.context("user", Some(interaction.request.client_id.clone()), now);
    outbox::insert(tx, merging.event_id, &made.to_event(), &context)?;
    if let Some(notice) = &merging.notice {
        messages::insert(tx, notice)?;
    }
    let client = &interaction.request.client_id;
    for user in [made.guest, made.member] {
        history::note(tx, &HappenedTo::user(user, HistoryKind::Merged, now).through(client))?;
    }
    promotions::hand_out(tx, made.member, merging.granted.clone(), now)?;
    Ok(made)
}

fn undo(
    tx: &Connection<'_>,
    id: Uuid,
    triggered_by: &str,
    event_id: Uuid,
    now: Timestamp,
) -> Result<UserMerge, UndoError> {
    let found = tx.query_optional(&select("where id = ?1"), params![id], |row| Ok(read(row)))?;
    let found = found.transpose()?.ok_or(UndoError::NoSuchMerge)?;
    found.may_be_undone(now)?;
    let merge = found.merge;
    tx.execute("update user_merge set undone_at = ?2, undone_by = ?3 where id = ?1", params![id, now, triggered_by])?;
    tx.execute("update users set merged_into = null, updated_at = ?2 where id = ?1", params![merge.guest, now])?;
    tx.execute(
        "update anonymous_key set retired_at = null, retired_for = null \
         where user_id = ?1 and retired_at = ?2 and retired_for = 'merged'",
        params![merge.guest, merge.merged_at],
    )?;
    outbox::insert(tx, event_id, &merge.to_undo_event(), &merge.context(triggered_by, None, now))?;
    for user in [merge.guest, merge.member] {
        history::note(tx, &HappenedTo::user(user, HistoryKind::MergeUndone, now))?;
    }
    Ok(UserMerge { undone_at: Some(now), ..merge })
}

/// The guests who are part of a member, and those who lately were: a write that began under one of these names may be
/// repeated under the member's, but only the former are the member. Tokens carry them, so there are not many.
pub(super) fn list_aliases(c: &Connection<'_>, member: UserId) -> Result<(Vec<UserId>, Vec<UserId>), DatabaseError> {
    let sql =
        "select guest_id, undone_at from user_merge where member_id = ?1 order by merged_at desc, id desc limit 8";
    let found = c.query_all(sql, params![member], |row| Ok((row.get(0)?, row.get::<Option<Timestamp>>(1)?)))?;
    let (mut present, mut former) = (Vec::new(), Vec::new());
    for (guest, undone_at) in found {
        // Newest first: what became of a guest who came twice is said once, by the last time.
        if !present.contains(&guest) && !former.contains(&guest) {
            if undone_at.is_none() { &mut present } else { &mut former }.push(guest);
        }
    }
    Ok((present, former))
}

/// The merges since `since` that a user was part of, as the guest or as the member, newest first.
pub(super) fn list(c: &Connection<'_>, user: UserId, since: Timestamp) -> Result<Vec<FoundMerge>, StoreError> {
    let mine = "where (m.member_id = ?1 or m.guest_id = ?1) and m.merged_at > ?2";
    let sql = select(&format!("{mine} order by m.merged_at desc, m.id desc limit ?3"));
    c.query_all(&sql, params![user, since, MOST], |row| Ok(read(row)))?.into_iter().collect()
}

fn select(rest: &str) -> String {
    format!(
        "select m.id, m.guest_id, m.member_id, m.preference_rule, m.merged_at, m.undone_at, m.brought_comments, \
         m.brought_reactions, m.client_id, m.undone_by, (select count(*) from anonymous_key k \
         where k.user_id = m.guest_id and k.kind = 0 and (k.retired_at is null or k.retired_for = 'merged')), \
         (select count(*) from users u where u.id = m.guest_id) \
         from user_merge m {rest}"
    )
}

/// A count as the database keeps it.
fn kept(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn read(row: &Row<'_>) -> Result<FoundMerge, StoreError> {
    let id: Uuid = row.get(0)?;
    let broken = |_| StoreError::BrokenRow { table: "user_merge", column: "preference_rule", row: id.to_string() };
    let preferences = serde_json::from_value(row.get::<String>(3)?.into()).map_err(broken)?;
    let brought = row.get::<Option<u64>>(6)?.zip(row.get(7)?);
    let merge = UserMerge {
        id,
        guest: row.get(1)?,
        member: row.get(2)?,
        rules: MergeRules { preferences },
        brought: brought.map(|(comments, reactions)| Brought { comments, reactions }),
        merged_at: row.get(4)?,
        undone_at: row.get(5)?,
    };
    Ok(FoundMerge {
        merge,
        client_id: row.get(8)?,
        undone_by: row.get(9)?,
        has_key: row.get::<u64>(10)? > 0,
        is_guest_there: row.get::<u64>(11)? > 0,
    })
}

/// The wire's own name of a rule; the database keeps the same word.
fn rule_name(rules: MergeRules) -> String {
    match serde_json::to_value(rules.preferences) {
        Ok(serde_json::Value::String(name)) => name,
        other => unreachable!("a rule is written as text, not as {other:?}"),
    }
}
