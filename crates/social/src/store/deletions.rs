//! People who are gone for good.
//!
//! What somebody wrote stays, because others have answered it; it is nobody's from then on. What is theirs alone goes:
//! how they were called, what they preferred, how they reacted, what they were told of, who meant them.
//!
//! Whether things are nobody's follows from whose they are, as everything does since merges: from the owner. So the
//! things of a guest who is part of a living account stay the account's, and those of a deleted account's guests go
//! with it, in whatever order the news arrive.

use houseguest_protocol::{
    social::{PostId, Standing},
    values::Timestamp,
};
use houseguest_sql::{Connection, DatabaseError, params};

use super::{
    Store, StoreError,
    changes::{self, Change},
    people::{self, PersonId, find, is_deleted, owner_of},
};
use crate::model::PersonKey;

/// Somebody whose user is gone at their issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Who.
    pub who: PersonKey,
    /// What they were.
    pub standing: Standing,
    /// Whether a token of theirs may still be about. Then they are remembered even if they never did anything here, so
    /// that it is of no use.
    pub may_have_tokens: bool,
    /// When we hear of it.
    pub now: Timestamp,
}

impl Store {
    /// Makes what somebody wrote nobody's, and forgets the rest of what is theirs. Repeating it changes nothing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_person(&self, leaving: Leaving) -> Result<(), StoreError> {
        self.database
            .write("store.person.forget", move |tx| {
                let Leaving { who, standing, may_have_tokens, now } = &leaving;
                let person = match find(tx, who)? {
                    Some((_, known)) if known.is_deleted => return Ok(()),
                    Some((person, _)) => person,
                    None if *may_have_tokens => people::add(tx, who, *standing, None, *now)?,
                    None => return Ok(()),
                };
                tx.execute("update people set deleted_at = ?2 where id = ?1", params![person, *now])?;
                strip(tx, person)?;
                forget_things(tx, owner_of(tx, person)?, *now)
            })
            .await
    }
}

/// Forgets what is a deleted account's alone, of everybody who is part of it; of anybody else's nothing. To be called
/// whenever somebody is deleted, or comes to be owned by somebody else.
pub(super) fn forget_things(tx: &Connection<'_>, owner: PersonId, now: Timestamp) -> Result<(), StoreError> {
    if !is_deleted(tx, owner)? {
        return Ok(());
    }
    let query = "select id from people where id = ?1 or owner_id = ?1";
    let people: Vec<PersonId> = tx.query_all(query, params![owner], |row| row.get(0))?;
    let mut is_seen = false;
    for person in people {
        strip(tx, person)?;
        is_seen |= forget_things_of(tx, person)?;
    }
    // A guest of theirs may become themselves again, and repeat what was answered; whoever is deleted writes no more.
    tx.execute(
        "delete from answered_writes where person_id in \
         (select id from people where (id = ?1 or owner_id = ?1) and deleted_at is not null)",
        params![owner],
    )?;
    // They are not to come back with an undo.
    tx.execute("update merges set former_preferences = null where account_id = ?1", params![owner])?;
    if is_seen {
        changes::note(tx, Change::Reload, PostId::nil(), None, now)?;
    }
    Ok(())
}

/// Takes from a person how they appear to others, and what they prefer.
fn strip(tx: &Connection<'_>, person: PersonId) -> Result<(), DatabaseError> {
    tx.execute(
        "update people set name = null, handle = null, avatar_hue = null, avatar_motif = null where id = ?1",
        params![person],
    )?;
    // A copy of the name, for programs of before.
    tx.execute("update posts set author_name = '' where author_id = ?1 and author_name <> ''", params![person])?;
    tx.execute("delete from preferences where person_id = ?1", params![person])?;
    // Answers that begin with an id tell of something new, which is not to be there twice when an account that they are
    // part of repeats the write. All others say how somebody is called or what they prefer, or can be made anew.
    let query = r#"delete from answered_writes where person_id = ?1 and answer not like '{"id":%'"#;
    tx.execute(query, params![person])?;
    Ok(())
}

/// Forgets what a person did, was told and is told of; answers whether others could see any of it, or who wrote what.
fn forget_things_of(tx: &Connection<'_>, person: PersonId) -> Result<bool, DatabaseError> {
    // What stays of these rows is a text that anybody may have written.
    let wiped = "select id from comments where author_id = ?1 and deleted_at is not null and body <> ''";
    tx.execute(&format!("delete from mentions where thing_id in ({wiped})"), params![person])?;
    tx.execute(
        "update comments set body = '' where author_id = ?1 and deleted_at is not null and body <> ''",
        params![person],
    )?;
    let mut seen = 0;
    for table in ["reactions", "comment_reactions"] {
        seen += tx.execute(&format!("delete from {table} where person_id = ?1"), params![person])?;
    }
    seen += tx.execute("delete from mentions where person_id = ?1", params![person])?;
    for table in ["notifications", "hidden"] {
        tx.execute(&format!("delete from {table} where person_id = ?1"), params![person])?;
    }
    for table in ["comments", "posts"] {
        let theirs = format!("select id from {table} where author_id = ?1");
        tx.execute(&format!("delete from notifications where thing_id in ({theirs})"), params![person])?;
        seen += u64::from(tx.exists(&format!("{theirs} limit 1"), params![person])?);
    }
    tx.execute(
        "delete from images where uploader_id = ?1 and not exists (select 1 from posts p where p.image_id = images.id)",
        params![person],
    )?;
    Ok(seen > 0)
}
