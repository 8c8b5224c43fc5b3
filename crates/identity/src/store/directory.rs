//! Users as an operator sees them: found, looked at, disabled, deleted.

use houseguest_protocol::values::Timestamp;
use houseguest_sql::{Connection, Row, params};

use super::{
    Store, StoreError, merges,
    rows::{find_user, known_key, select_key},
};
use crate::{
    model::{KnownKey, UserId},
    portal::{Cohort, Listed, SearchWords, UserFilter, UserKind, UserRecord},
};

/// The columns that [`listed`] reads.
macro_rules! select_listed {
    ($rest:literal) => {
        concat!(
            "select u.id, u.created_at, u.anonymous_since, u.disabled_at, u.merged_into, ",
            "(select min(l.login_id) from login_identity l where l.user_id = u.id), ",
            "(select max(s.last_used_at) from session s where s.user_id = u.id), ",
            "(select max(b.last_used_at) from browser_session b where b.user_id = u.id) from users u ",
            $rest
        )
    };
}

fn listed(row: &Row<'_>) -> Result<Listed, houseguest_sql::DatabaseError> {
    let anonymous_since: Option<Timestamp> = row.get(2)?;
    Ok(Listed {
        id: row.get(0)?,
        created_at: row.get(1)?,
        is_guest: anonymous_since.is_some(),
        disabled_at: row.get(3)?,
        is_merged: row.get::<Option<UserId>>(4)?.is_some(),
        login: row.get(5)?,
        last_seen: row.get::<Option<Timestamp>>(6)?.max(row.get(7)?),
    })
}

impl Store {
    /// Lists users, newest first, `limit` at most; a filter without words lists all of its kind.
    pub(crate) async fn list_users(&self, filter: UserFilter, limit: u32) -> Result<Vec<Listed>, StoreError> {
        self.database
            .read("store.user.list", move |c| {
                let before = filter.before;
                let rows = match (&filter.words, filter.kind) {
                    (None, UserKind::All) => c.query_all(
                        select_listed!("where u.id < ?1 order by u.id desc limit ?2"),
                        params![before, limit],
                        listed,
                    )?,
                    (None, UserKind::Guests) => c.query_all(
                        select_listed!("where u.anonymous_since is not null and u.id < ?1 order by u.id desc limit ?2"),
                        params![before, limit],
                        listed,
                    )?,
                    (None, UserKind::Members) => c.query_all(
                        select_listed!("where u.anonymous_since is null and u.id < ?1 order by u.id desc limit ?2"),
                        params![before, limit],
                        listed,
                    )?,
                    (Some(words), kind) => {
                        let mut rows = exactly(c, words)?;
                        if rows.is_empty() {
                            rows = by_login(c, words, before, limit)?;
                            rows.retain(|row| kind.has(row.is_guest));
                        }
                        rows
                    }
                };
                Ok(rows)
            })
            .await
    }

    /// Finds a user with their keys and merges.
    pub(crate) async fn find_user_record(&self, id: UserId) -> Result<Option<UserRecord>, StoreError> {
        self.database
            .read("store.user.record", move |c| {
                let Some(user) = find_user(c, id)? else { return Ok(None) };
                let merges = merges::list(c, id, Timestamp::from_unix_seconds(0))?;
                Ok(Some(UserRecord { keys: keys(c, id)?, merges, user }))
            })
            .await
    }

    /// Counts guests by the day they were made, since `since`, and what became of them by now. Those who were
    /// removed are in the daily figures only, so here they are none.
    /// A guest "came back" who was seen at least an hour after they were made.
    pub(crate) async fn list_cohorts(&self, since: Timestamp) -> Result<Vec<Cohort>, StoreError> {
        self.database
            .read("store.user.cohorts", move |c| {
                let sql = "select u.created_at / 86400, count(*), \
                           sum(case when u.promoted_at is not null then 1 else 0 end), \
                           sum(case when u.anonymous_since is not null and (exists (select 1 from session s \
                           where s.user_id = u.id and s.last_used_at >= u.created_at + 3600) \
                           or exists (select 1 from browser_session b \
                           where b.user_id = u.id and b.last_used_at >= u.created_at + 3600)) then 1 else 0 end) \
                           from users u where u.created_at >= ?1 \
                           and (u.anonymous_since is not null or u.promoted_at is not null) \
                           group by u.created_at / 86400 order by u.created_at / 86400";
                let cohorts = c.query_all(sql, params![since], |row| {
                    Ok(Cohort {
                        day: row.get(0)?,
                        made: row.get(1)?,
                        promoted: row.get(2)?,
                        active: row.get(3)?,
                        removed: 0,
                    })
                })?;
                Ok(cohorts)
            })
            .await
    }
}

/// Who is meant by an id: a user's, or a key's by its name or thumbprint.
fn exactly(c: &Connection<'_>, words: &SearchWords) -> Result<Vec<Listed>, StoreError> {
    if let Some(id) = words.user
        && let Some(found) = c.query_optional(select_listed!("where u.id = ?1"), params![id], listed)?
    {
        return Ok(vec![found]);
    }
    let by_key = select_listed!(
        "where u.id in (select k.user_id from anonymous_key k where k.key_id = ?1 or k.thumbprint = ?2)"
    );
    let thumbprint = words.thumbprint.map(|bytes| bytes.to_vec()).unwrap_or_default();
    Ok(c.query_all(by_key, params![words.text, thumbprint], listed)?)
}

/// Who signs in with something that begins with these words.
fn by_login(c: &Connection<'_>, words: &SearchWords, before: UserId, limit: u32) -> Result<Vec<Listed>, StoreError> {
    let sql = select_listed!(
        "where u.id < ?1 and u.id in (select i.user_id from login_identity i \
         where substr(i.unique_key, 1, length(?2)) = ?2) order by u.id desc limit ?3"
    );
    Ok(c.query_all(sql, params![before, words.text.to_lowercase(), limit], listed)?)
}

pub(super) fn keys(c: &Connection<'_>, user: UserId) -> Result<Vec<KnownKey>, StoreError> {
    let sql = select_key!("where user_id = ?1 order by created_at, thumbprint");
    c.query_all(sql, params![user], |row| Ok(known_key(row)))?.into_iter().collect()
}
