//! Somebody's page, and what they change about themselves.

use houseguest_protocol::{
    social::{Author, Handle, Profile, ProfileChange, ProfileCounts, Standing},
    values::{Subject, Timestamp},
};
use houseguest_sql::{Connection, params};

use super::{
    Store, StoreError, WriteError,
    comments::{self, Found},
    people::{AUTHOR, OF_ACCOUNT, PersonId, author, find, is_deleted, owner_of, viewer},
};
use crate::model::{Caller, CommentPlace, Intent, PersonKey};

/// Whose page is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// That of this `sub`. Of two issuers' people with the same one, that of the first we saw.
    Sub(Subject),
    /// That of this handle.
    Handle(Handle),
}

impl Store {
    /// Somebody's page. Whoever has become part of an account is shown as the account.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_profile(&self, whose: Whose, who: Option<&PersonKey>) -> Result<Option<Profile>, StoreError> {
        let who = who.cloned();
        self.database
            .read("store.profile.find", move |c| {
                let viewer = viewer(c, who.as_ref())?;
                find_whose(c, &whose)?.map(|person| profile(c, person, viewer)).transpose()
            })
            .await
    }

    /// The caller's own page; made up of what will be theirs if they have not done anything here yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_own_profile(&self, caller: &Caller, now: Timestamp) -> Result<Profile, StoreError> {
        let caller = caller.clone();
        self.database
            .read("store.profile.find_own", move |c| match find(c, &caller.key)? {
                Some((person, _)) => profile(c, person, person),
                None => Ok(Profile {
                    person: Author::unnamed(caller.key.sub.clone(), caller.standing),
                    joined_at: now,
                    promoted_at: None,
                    counts: ProfileCounts::default(),
                    mine: true,
                }),
            })
            .await
    }

    /// At most `limit` comments of somebody before `after`, latest first; `None` when there is nobody.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_activity(
        &self,
        whose: Whose,
        after: Option<CommentPlace>,
        limit: u32,
        who: Option<&PersonKey>,
    ) -> Result<Option<Vec<Found>>, StoreError> {
        let who = who.cloned();
        self.database
            .read("store.profile.activity", move |c| {
                let viewer = viewer(c, who.as_ref())?;
                let Some(person) = find_whose(c, &whose)? else { return Ok(None) };
                comments::of_person(c, person, after, limit, viewer).map(Some)
            })
            .await
    }

    /// Changes what the caller is called and how they look; once per intent.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn change_profile(&self, intent: Intent, change: ProfileChange) -> Result<Profile, WriteError> {
        self.write_once("store.profile.change", intent, move |tx, person, _| {
            if let Some(handle) = &change.handle {
                let query = "select 1 from people where handle = ?1 and id <> ?2";
                if tx.exists(query, params![handle.as_str(), person])? {
                    return Err(WriteError::HandleTaken);
                }
                tx.execute("update people set handle = ?2 where id = ?1", params![person, handle.as_str()])?;
            }
            if let Some(name) = &change.name {
                tx.execute("update people set name = ?2 where id = ?1", params![person, &**name])?;
            }
            if let Some(avatar) = change.avatar {
                tx.execute(
                    "update people set avatar_hue = ?2, avatar_motif = ?3 where id = ?1",
                    params![person, avatar.hue.degrees(), avatar.motif.as_str()],
                )?;
            }
            Ok(profile(tx, person, person)?)
        })
        .await
    }
}

fn find_whose(c: &Connection<'_>, whose: &Whose) -> Result<Option<PersonId>, StoreError> {
    let found: Option<PersonId> = match whose {
        Whose::Sub(sub) => c.query_optional(
            "select id from people where sub = ?1 order by id limit 1",
            params![sub.as_str()],
            |row| row.get(0),
        )?,
        Whose::Handle(handle) => {
            c.query_optional("select id from people where handle = ?1", params![handle.as_str()], |row| row.get(0))?
        }
    };
    let owner = found.map(|person| owner_of(c, person)).transpose()?;
    Ok(match owner {
        Some(owner) if is_deleted(c, owner)? => None,
        owner => owner,
    })
}

fn profile(c: &Connection<'_>, person: PersonId, viewer: PersonId) -> Result<Profile, StoreError> {
    let query = format!("select owner.promoted_at, {AUTHOR} from people owner where owner.id = ?1");
    let (promoted_at, found) =
        c.query_one(&query, params![person], |row| Ok((row.get::<Option<Timestamp>>(0)?, author(row, 1))))?;
    let found = found?.ok_or_else(|| StoreError::broken("people", "sub", "a person has one"))?;
    let count = |table: &str, column: &str, condition: &str| {
        let query =
            format!("select count(*) from people p join {table} t on t.{column} = p.id where {OF_ACCOUNT} {condition}");
        c.query_one(&query, params![person], |row| row.get::<u32>(0))
    };
    let counts = ProfileCounts {
        posts: count("posts", "author_id", "")?,
        comments: count("comments", "author_id", "and t.deleted_at is null")?,
        reactions: count("reactions", "person_id", "and t.is_shown = 1")?
            + count("comment_reactions", "person_id", "and t.is_shown = 1")?,
    };
    let first = format!("select min(p.first_seen_at) from people p where {OF_ACCOUNT}");
    Ok(Profile {
        promoted_at: promoted_at.filter(|_| found.standing == Standing::Member),
        person: found,
        joined_at: c.query_one(&first, params![person], |row| row.get(0))?,
        counts,
        mine: person == viewer,
    })
}
