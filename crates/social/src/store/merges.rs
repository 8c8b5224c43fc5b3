//! Merges: a guest's things become an account's, and back.
//!
//! Nothing anybody wrote is moved. A person has an owner, themselves at first; a merge makes it the account, an
//! undo makes it the guest again. What is the owner's follows from that, so it does not matter in which order
//! the news arrive, or how often. Only preferences are written, because a person has only one set of them.

use std::collections::{BTreeSet, HashSet};

use houseguest_protocol::{
    identity::{MergeRules, PreferenceRule},
    social::{Preferences, Standing, StoredPreferences},
    values::{Subject, Timestamp},
};
use houseguest_sql::{Connection, DatabaseError, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Store, StoreError,
    answered::relate,
    deletions::forget_things,
    people::{PersonId, ensure, find, give_handle, owner_of},
    preferences::{Saved, find_saved, keep, name},
    reactions::{Held, held, last, reacted_to, settle},
};
use crate::model::{MergePreview, Merging, PersonKey, PreferenceDifference};

/// How far merges of merges are followed. An identity server that makes members of guests has one step.
const MOST_STEPS: usize = 16;

/// Preferences as a merge found them.
#[derive(Debug, Serialize, Deserialize)]
struct Former {
    preferences: Preferences,
    saved_at: i64,
}

impl Store {
    /// Makes a guest's things an account's. Repeating it changes nothing, and neither does a merge that is known
    /// to be undone.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn merge(&self, merging: Merging, rules: MergeRules) -> Result<(), StoreError> {
        self.database
            .write("store.merge.make", move |tx| {
                let (guest, account) = both(tx, &merging)?;
                let is_new = tx.execute(
                    "insert into merges (id, guest_id, account_id, seq, merged_at) values (?1, ?2, ?3, ?4, ?5) \
                     on conflict (id) do nothing",
                    params![merging.id, guest, account, merging.seq, merging.now],
                )? == 1;
                if is_new {
                    relate(tx, guest, account)?;
                    own_again(tx, guest)?;
                    if owner_of(tx, guest)? == owner_of(tx, account)? {
                        merge_preferences(tx, &merging, rules.preferences, (guest, account))?;
                    }
                    forget_things(tx, owner_of(tx, guest)?, merging.now)?;
                }
                Ok(())
            })
            .await
    }

    /// Gives a guest back what was theirs. Repeating it changes nothing; arriving before the merge itself, it
    /// makes that nothing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn undo_merge(&self, merging: Merging) -> Result<(), StoreError> {
        self.database
            .write("store.merge.undo", move |tx| {
                let (guest, account) = both(tx, &merging)?;
                tx.execute(
                    "insert into merges (id, guest_id, account_id, seq) values (?1, ?2, ?3, ?4) \
                     on conflict (id) do nothing",
                    params![merging.id, guest, account, merging.seq],
                )?;
                let undone = tx.execute(
                    "update merges set undone_at = ?2 where id = ?1 and undone_at is null",
                    params![merging.id, merging.now],
                )?;
                if undone == 1 {
                    relate(tx, guest, account)?;
                    own_again(tx, guest)?;
                    restore_preferences(tx, merging.id, account)?;
                    forget_things(tx, owner_of(tx, guest)?, merging.now)?;
                    give_handle(tx, guest)?;
                }
                Ok(())
            })
            .await
    }

    /// What a merge would bring.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn preview_merge(&self, guest: &PersonKey, account: &PersonKey) -> Result<MergePreview, StoreError> {
        let (guest, account) = (guest.clone(), account.clone());
        self.database
            .read("store.merge.preview", move |c| {
                let Some((guest, _)) = find(c, &guest)? else { return Ok(MergePreview::default()) };
                let account = find(c, &account)?.map(|(account, _)| account);
                preview(c, guest, account)
            })
            .await
    }

    /// Who among these people owns something that others see: posts, comments or reactions.
    ///
    /// What a guest wrote before a merge is the account's.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn owners_of_visible_content(
        &self,
        issuer: &str,
        subs: &[Subject],
    ) -> Result<HashSet<Subject>, StoreError> {
        let (issuer, subs) = (issuer.to_owned(), subs.to_vec());
        self.database
            .read("store.merge.owners", move |c| {
                let mut owners = HashSet::new();
                for sub in &subs {
                    let owns = c.exists(
                        "select 1 from people o join people p on p.id = o.id or p.owner_id = o.id \
                         where o.issuer = ?1 and o.sub = ?2 and o.owner_id is null and ( \
                           exists (select 1 from comments c where c.author_id = p.id and c.is_shown = 1) \
                           or exists (select 1 from posts w where w.author_id = p.id) \
                           or exists (select 1 from reactions r where r.person_id = p.id and r.is_shown = 1) \
                           or exists (select 1 from comment_reactions r where r.person_id = p.id and r.is_shown = 1))",
                        params![issuer, sub.as_str()],
                    )?;
                    if owns {
                        owners.insert(sub.clone());
                    }
                }
                Ok(owners)
            })
            .await
    }
}

/// Makes sure that guest and account have rows.
fn both(tx: &Connection<'_>, merging: &Merging) -> Result<(PersonId, PersonId), DatabaseError> {
    let guest = ensure(tx, &merging.guest, Standing::Guest, merging.now)?;
    Ok((guest, ensure(tx, &merging.account, Standing::Member, merging.now)?))
}

/// Whom the merges say a person belongs to.
fn follow(tx: &Connection<'_>, person: PersonId) -> Result<PersonId, DatabaseError> {
    let mut path = vec![person];
    while path.len() <= MOST_STEPS {
        let at = *path.last().expect("it begins with the person");
        let next = tx.query_optional(
            "select account_id from merges where guest_id = ?1 and merged_at is not null and undone_at is null \
             order by seq desc limit 1",
            params![at],
            |row| row.get(0),
        )?;
        match next {
            None => return Ok(at),
            // People who were merged into each other: any one will do, as long as it is the same from everywhere.
            Some(next) if path.contains(&next) => {
                let first = path.iter().position(|step| *step == next).unwrap_or_default();
                return Ok(path[first..].iter().copied().min().unwrap_or(next));
            }
            Some(next) => path.push(next),
        }
    }
    Ok(person)
}

/// Finds out anew who owns what is this person's, and everybody's who is one account with them.
fn own_again(tx: &Connection<'_>, person: PersonId) -> Result<(), DatabaseError> {
    let former = owner_of(tx, person)?;
    let people: Vec<PersonId> =
        tx.query_all("select id from people where id = ?1 or owner_id = ?1", params![former], |row| row.get(0))?;
    let mut changed: Vec<(PersonId, PersonId)> = Vec::new();
    for one in people {
        let owner = follow(tx, one)?;
        if owner != former {
            let owner_id = (owner != one).then_some(owner);
            tx.execute("update people set owner_id = ?2 where id = ?1", params![one, owner_id])?;
            changed.push((one, owner));
        }
    }
    let mut unsettled = BTreeSet::new();
    for (one, owner) in changed {
        let things = reacted_to(tx, one)?;
        unsettled.extend(things.into_iter().flat_map(|thing| [(thing, former), (thing, owner)]));
    }
    for (thing, owner) in unsettled {
        settle(tx, thing, owner)?;
    }
    Ok(())
}

/// Lets the guest's preferences take the account's place, if the rule says so.
fn merge_preferences(
    tx: &Connection<'_>,
    merging: &Merging,
    rule: PreferenceRule,
    (guest, account): (PersonId, PersonId),
) -> Result<(), StoreError> {
    let Some(guests) = find_saved(tx, guest)? else { return Ok(()) };
    let present = find_saved(tx, account)?;
    let takes = match rule {
        PreferenceRule::KeepAccount => false,
        PreferenceRule::TakeGuest => true,
        PreferenceRule::Newer => present.as_ref().is_none_or(|present| guests.at > present.at),
    };
    if !takes {
        return Ok(());
    }
    let version = present.as_ref().map_or(0, |present| present.stored.version) + 1;
    let former = present.map(|present| {
        let former = Former { preferences: present.stored.preferences, saved_at: present.at.unix_seconds() };
        serde_json::to_string(&former).expect("wire types are always JSON")
    });
    let stored = StoredPreferences { version, preferences: guests.stored.preferences };
    keep(tx, account, &Saved { stored, at: guests.at })?;
    let version = i64::try_from(version).expect("a version grows by one from zero");
    tx.execute(
        "update merges set former_preferences = ?2, made_version = ?3 where id = ?1",
        params![merging.id, former, version],
    )?;
    Ok(())
}

/// Puts the account's former preferences back, unless it has saved others since.
fn restore_preferences(tx: &Connection<'_>, merge: Uuid, account: PersonId) -> Result<(), StoreError> {
    let made: (Option<u64>, Option<String>) =
        tx.query_one("select made_version, former_preferences from merges where id = ?1", params![merge], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let (Some(made), former) = made else { return Ok(()) };
    if find_saved(tx, account)?.is_none_or(|present| present.stored.version != made) {
        return Ok(());
    }
    let former: Option<Former> = former
        .map(|former| serde_json::from_str(&former))
        .transpose()
        .map_err(|error| StoreError::broken("merges", "former_preferences", error))?;
    let (preferences, at) = match former {
        Some(Former { preferences, saved_at }) => (preferences, Timestamp::from_unix_seconds(saved_at)),
        // None were saved: the defaults, older than any others. The version only grows, as everywhere.
        None => (Preferences::default(), Timestamp::from_unix_seconds(0)),
    };
    let stored = StoredPreferences { version: made + 1, preferences };
    Ok(keep(tx, account, &Saved { stored, at })?)
}

fn preview(c: &Connection<'_>, guest: PersonId, account: Option<PersonId>) -> Result<MergePreview, StoreError> {
    let comments = c.query_one(
        "select count(*) from comments where deleted_at is null and author_id in ( \
         select id from people where (id = ?1 and owner_id is null) or owner_id = ?1)",
        params![guest],
        |row| row.get(0),
    )?;
    let mut reactions = 0;
    let mut reactions_in_common = 0;
    for person in people_of(c, guest)? {
        for thing in reacted_to(c, person)? {
            let of_guest = held(c, thing, guest)?;
            if of_guest.iter().all(|held| !(held.is_shown && held.person == person)) {
                continue;
            }
            reactions += 1;
            let account_held = account.map(|account| held(c, thing, account)).transpose()?.unwrap_or_default();
            let shows = |held: &[Held], owner| last(held, owner).is_some_and(|last| last.reaction.is_some());
            let before = account.is_some_and(|account| shows(&account_held, account));
            let together = [of_guest, account_held].concat();
            let after = shows(&together, account.unwrap_or(guest));
            reactions_in_common += u64::from(before == after);
        }
    }
    let guests = find_saved(c, guest)?;
    let accounts = account.map(|account| find_saved(c, account)).transpose()?.flatten();
    let preferences = guests.map(|guests| {
        let theirs = accounts.map(|accounts| accounts.stored.preferences).unwrap_or_default();
        differences(&guests.stored.preferences, &theirs)
    });
    Ok(MergePreview { comments, reactions, reactions_in_common, preferences: preferences.unwrap_or_default() })
}

/// The people whose things are this one's.
fn people_of(c: &Connection<'_>, owner: PersonId) -> Result<Vec<PersonId>, DatabaseError> {
    let query = "select id from people where (id = ?1 and owner_id is null) or owner_id = ?1";
    c.query_all(query, params![owner], |row| row.get(0))
}

fn differences(guest: &Preferences, account: &Preferences) -> Vec<PreferenceDifference> {
    let fields = |preferences: &Preferences| {
        let Preferences { theme, language, density, motion, muted_words, notify_replies, notify_mentions } =
            preferences;
        let muted_words: Vec<&str> = muted_words.iter().map(|word| &**word).collect();
        [
            ("theme", Some(name(theme))),
            ("language", language.clone()),
            ("density", Some(name(density))),
            ("motion", Some(name(motion))),
            ("muted_words", Some(muted_words.join(", "))),
            ("notify_replies", Some(notify_replies.to_string())),
            ("notify_mentions", Some(notify_mentions.to_string())),
        ]
    };
    let both = fields(guest).into_iter().zip(fields(account));
    both.filter(|((_, guest), (_, account))| guest != account)
        .map(|((field, guest), (_, account))| PreferenceDifference { field, guest, account })
        .collect()
}
