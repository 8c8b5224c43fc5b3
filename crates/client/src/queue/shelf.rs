//! What waits for one house, and the rules of its order. No input and no output: every rule can be tested alone.

use std::collections::HashSet;

use houseguest_protocol::{
    social::{IdempotencyKey, StoredPreferences},
    values::{Subject, Timestamp},
    window::{CommandError, ErrorCode, QueueState, RefusedWrite, Session, WaitingWrite, Write},
};
use serde::{Deserialize, Serialize};

/// How many times the server may fail at one write before it is set aside: a write that breaks the server must not keep
/// the others waiting for ever.
const MOST_FAILURES: u32 = 8;

/// Everything that waits on a device for one house, whoever wrote it, in the order in which it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Shelf {
    writes: Vec<Entry>,
    refused: Vec<Refused>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    #[serde(flatten)]
    pub(super) waiting: WaitingWrite,
    /// Who wrote it; nobody yet for a visitor's, who becomes a guest by it.
    author: Option<Subject>,
    /// Whether its author was signed out and came back by writing it. Otherwise a sign-out holds it back.
    brings_back: bool,
    /// Whether it may have arrived already, its answer lost.
    attempted: bool,
    /// How many times the server failed at it.
    failures: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Refused {
    #[serde(flatten)]
    refused: RefusedWrite,
    author: Option<Subject>,
}

/// Nothing more can wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full;

impl Shelf {
    /// How many writes can wait or be set aside for one house.
    pub(super) const MOST: usize = 200;

    /// Adds a write of whoever is here, unless it waits already. It takes the place of those it makes pointless.
    pub(super) fn add(
        &mut self,
        write: Write,
        key: IdempotencyKey,
        session: &Session,
        since: Timestamp,
    ) -> Result<(), Full> {
        if self.has(&key) {
            return Ok(());
        }
        let author = session.sub().cloned();
        // What may have arrived already is sent again under its key first: dropping it would leave its version unknown.
        self.writes.retain(|old| old.attempted || old.author != author || !write.replaces(&old.waiting.write));
        if self.count() >= Self::MOST {
            return Err(Full);
        }
        let brings_back = matches!(session, Session::SignedOut { .. });
        let waiting = WaitingWrite { key, since, write };
        self.writes.push(Entry { waiting, author, brings_back, attempted: false, failures: 0 });
        Ok(())
    }

    pub(super) fn has(&self, key: &IdempotencyKey) -> bool {
        self.writes.iter().any(|entry| entry.waiting.key == *key)
    }

    /// The first write that may go out while this is who is here.
    pub(super) fn next(&self, session: &Session) -> Option<&Entry> {
        self.writes.iter().find(|entry| entry.may_go(session))
    }

    /// Somebody is here now: what nobody had written yet is theirs, and they have come back. `false` if nothing
    /// changed.
    pub(super) fn settle(&mut self, here: &Subject) -> bool {
        let mut changed = false;
        for entry in &mut self.writes {
            if entry.author.as_ref().is_none_or(|author| author == here) {
                changed |= entry.author.is_none() || entry.brings_back;
                entry.author = Some(here.clone());
                entry.brings_back = false;
            }
        }
        changed
    }

    /// Whether somebody else than `here` has something waiting.
    pub(super) fn has_others(&self, here: &Subject) -> bool {
        self.writes.iter().any(|entry| entry.author.as_ref().is_some_and(|author| author != here))
    }

    /// What these users wrote is `member`'s: they were merged into it. `false` if nothing changed.
    pub(super) fn merge(&mut self, aliases: &[Subject], member: &Subject) -> bool {
        let mut changed = false;
        let authors = self.writes.iter_mut().map(|entry| &mut entry.author);
        for author in authors.chain(self.refused.iter_mut().map(|refused| &mut refused.author)) {
            if author.as_ref().is_some_and(|author| aliases.contains(author)) {
                *author = Some(member.clone());
                changed = true;
            }
        }
        changed
    }

    /// It is on its way from now on. `false` if that was known, or it does not wait any more.
    pub(super) fn attempt(&mut self, key: &IdempotencyKey) -> bool {
        let found = self.writes.iter_mut().find(|entry| entry.waiting.key == *key && !entry.attempted);
        found.map(|entry| entry.attempted = true).is_some()
    }

    /// The server failed at it; whether that was once too often.
    pub(super) fn fail(&mut self, key: &IdempotencyKey) -> bool {
        let found = self.writes.iter_mut().find(|entry| entry.waiting.key == *key);
        found.is_some_and(|entry| {
            entry.failures = entry.failures.saturating_add(1);
            entry.failures >= MOST_FAILURES
        })
    }

    /// Takes a write out. `None` if it does not wait any more.
    pub(super) fn take(&mut self, key: &IdempotencyKey) -> Option<WaitingWrite> {
        let place = self.writes.iter().position(|entry| entry.waiting.key == *key)?;
        Some(self.writes.remove(place).waiting)
    }

    /// Preferences were saved: what waits was chosen on top of them, though it could not know their version.
    pub(super) fn rebase(&mut self, author: &Subject, saved: &StoredPreferences) {
        for entry in self.writes.iter_mut().filter(|entry| entry.author.as_ref() == Some(author)) {
            if let Write::SavePreferences { stored } = &mut entry.waiting.write
                && !entry.attempted
            {
                stored.version = stored.version.max(saved.version);
            }
        }
    }

    /// Takes a refused write out; keeps it aside if it has words.
    pub(super) fn refuse(&mut self, key: &IdempotencyKey, error: CommandError) -> Option<RefusedWrite> {
        let place = self.writes.iter().position(|entry| entry.waiting.key == *key)?;
        let Entry { waiting, author, .. } = self.writes.remove(place);
        let refused = RefusedWrite { key: waiting.key, write: waiting.write, error };
        if refused.write.has_words() {
            self.refused.push(Refused { refused: refused.clone(), author });
        }
        Some(refused)
    }

    /// Puts a refused write away for good.
    pub(super) fn dismiss(&mut self, key: &IdempotencyKey) -> bool {
        let before = self.refused.len();
        self.refused.retain(|refused| refused.refused.key != *key);
        before != self.refused.len()
    }

    /// The pictures of what is here.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &IdempotencyKey> {
        let waiting = self.writes.iter().map(|entry| &entry.waiting.write);
        let refused = self.refused.iter().map(|refused| &refused.refused.write);
        waiting.chain(refused).filter_map(Write::picture).map(|picture| &picture.key)
    }

    /// How much there is.
    pub(super) fn count(&self) -> usize {
        self.writes.len() + self.refused.len()
    }

    /// Sets everything aside for the person, as nobody's: it is not known for whom or where it was meant.
    pub(super) fn set_all_aside(self) -> impl Iterator<Item = Refused> {
        let homeless = self.writes.into_iter().filter(|entry| entry.waiting.write.has_words()).map(|entry| {
            let error = CommandError::new(ErrorCode::SessionEnded, "it is not known for which house it was written");
            let WaitingWrite { key, write, .. } = entry.waiting;
            RefusedWrite { key, write, error }
        });
        let refused = self.refused.into_iter().map(|refused| refused.refused);
        refused.chain(homeless).map(|refused| Refused { refused, author: None })
    }

    /// Takes in what was set aside.
    pub(super) fn take_in(&mut self, refused: impl IntoIterator<Item = Refused>) {
        self.refused.extend(refused);
    }

    /// Who has something waiting.
    pub(super) fn authors(&self) -> HashSet<Subject> {
        self.writes.iter().filter_map(|entry| entry.author.clone()).collect()
    }

    /// This user does not come back: their words are set aside for the person, as nobody's.
    pub(super) fn orphan(&mut self, gone: &Subject) {
        let (theirs, others) = std::mem::take(&mut self.writes)
            .into_iter()
            .partition::<Vec<_>, _>(|entry| entry.author.as_ref() == Some(gone));
        self.writes = others;
        for refused in self.refused.iter_mut().filter(|refused| refused.author.as_ref() == Some(gone)) {
            refused.author = None;
        }
        for Entry { waiting, .. } in theirs.into_iter().filter(|entry| entry.waiting.write.has_words()) {
            let error = CommandError::new(ErrorCode::SessionEnded, "its author cannot be reached any more");
            let refused = RefusedWrite { key: waiting.key, write: waiting.write, error };
            self.refused.push(Refused { refused, author: None });
        }
    }

    /// Forgets all that this user wrote, or a visitor.
    pub(super) fn forget(&mut self, author: Option<&Subject>) {
        self.writes.retain(|entry| entry.author.as_ref() != author);
        self.refused.retain(|refused| refused.author.as_ref() != author);
    }

    /// What whoever is here may see.
    pub(super) fn state(&self, session: &Session) -> QueueState {
        let is_ours = |author: &Option<Subject>| author.is_none() || author.as_ref() == session.sub();
        let (ours, others) = self.writes.iter().partition::<Vec<_>, _>(|entry| is_ours(&entry.author));
        let refused = self.refused.iter().filter(|refused| is_ours(&refused.author));
        QueueState {
            waiting: ours.into_iter().map(|entry| entry.waiting.clone()).collect(),
            for_others: others.len(),
            elsewhere: Vec::new(),
            refused: refused.map(|refused| refused.refused.clone()).collect(),
        }
    }
}

impl Entry {
    fn may_go(&self, session: &Session) -> bool {
        match session {
            Session::Visitor => self.author.is_none(),
            Session::Guest { sub, .. } | Session::Member { sub, .. } => {
                self.author.as_ref().is_none_or(|author| author == sub)
            }
            // A person who signed out afterwards wanted to be gone: sending must not bring them back.
            Session::SignedOut { sub } => self.brings_back && self.author.as_ref() == Some(sub),
            Session::Ended { .. } | Session::Lost { .. } | Session::Removed { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::{
        samples,
        social::{CommentBody, NewComment, PostId, Reaction, SetReaction},
        window::WhereKeyLives,
    };

    use super::*;

    fn key(name: &str) -> IdempotencyKey {
        IdempotencyKey::parse(format!("the-key-{name}")).expect("a key")
    }

    fn guest(number: u128) -> Session {
        Session::Guest { sub: samples::subject(number), since: None, key: WhereKeyLives::BrowserSession }
    }

    fn comment(text: &str) -> Write {
        let comment = NewComment { body: CommentBody::parse(text).expect("a body"), parent_id: None };
        Write::Comment { post_id: PostId::from_u128(1), comment }
    }

    fn react(reaction: Option<Reaction>) -> Write {
        Write::React { post_id: PostId::from_u128(1), reaction: SetReaction { reaction } }
    }

    fn with(writes: &[(&str, Write, &Session)]) -> Shelf {
        let mut waiting = Shelf::default();
        for (name, write, session) in writes {
            waiting.add(write.clone(), key(name), session, samples::NOW).expect("room");
        }
        waiting
    }

    fn names(waiting: &Shelf, session: &Session) -> Vec<String> {
        waiting.state(session).waiting.iter().map(|write| write.key.as_str()[8..].to_owned()).collect()
    }

    #[test]
    fn a_later_reaction_replaces_an_unsent_one_and_comments_are_all_kept_in_order() {
        let one = guest(1);
        let mut waiting = with(&[
            ("a", comment("one"), &one),
            ("b", react(Some(Reaction::Love)), &one),
            ("c", comment("two"), &one),
            ("d", react(None), &one),
            ("a", comment("one"), &one),
        ]);
        assert_eq!(names(&waiting, &one), ["a", "c", "d"]);
        assert!(waiting.attempt(&key("d")) && !waiting.attempt(&key("d")));
        waiting.add(react(Some(Reaction::Cheer)), key("e"), &one, samples::NOW).expect("room");
        assert_eq!(names(&waiting, &one), ["a", "c", "d", "e"], "what may have arrived is not taken back");
    }

    #[test]
    fn nobodys_words_go_out_under_somebody_elses_name() {
        let (one, two) = (guest(1), guest(2));
        let mut waiting = with(&[("a", comment("of a visitor"), &Session::Visitor), ("b", comment("two's"), &two)]);
        assert!(waiting.settle(&samples::subject(1)) && !waiting.settle(&samples::subject(1)));
        assert_eq!(waiting.next(&two).map(|entry| &entry.waiting.key), Some(&key("b")));
        assert_eq!((names(&waiting, &two), waiting.state(&two).for_others), (vec!["b".to_owned()], 1));
        assert_eq!(waiting.next(&Session::Visitor), None);
        let signed_out = Session::SignedOut { sub: samples::subject(1) };
        assert_eq!(waiting.next(&signed_out), None, "a sign-out holds back what was written before");
        waiting.add(comment("back"), key("c"), &signed_out, samples::NOW).expect("room");
        assert_eq!(waiting.next(&signed_out).map(|entry| &entry.waiting.key), Some(&key("c")));
        // A merge makes one's words two's, and only the named ones.
        assert!(!waiting.merge(&[samples::subject(9)], &samples::subject(2)));
        assert!(waiting.merge(&[samples::subject(1)], &samples::subject(2)));
        assert_eq!(names(&waiting, &two), ["a", "b", "c"]);
        assert_eq!(waiting.next(&one), None);
    }

    #[test]
    fn words_that_are_refused_are_kept_until_put_away_and_the_whole_is_bounded() {
        let one = guest(1);
        let mut waiting = with(&[("a", comment("one"), &one), ("b", react(None), &one)]);
        let error = CommandError::new(ErrorCode::Rejected, "no");
        assert!(waiting.refuse(&key("a"), error.clone()).is_some());
        assert!(waiting.refuse(&key("b"), error.clone()).is_some());
        assert_eq!(waiting.refuse(&key("b"), error), None);
        assert_eq!(waiting.state(&one).refused.len(), 1, "a reaction has no words to lose");
        for number in 1..Shelf::MOST {
            waiting.add(comment("more"), key(&number.to_string()), &one, samples::NOW).expect("room");
        }
        assert_eq!(waiting.add(comment("more"), key("x"), &one, samples::NOW), Err(Full));
        assert!(waiting.dismiss(&key("a")));
        assert_eq!(waiting.add(comment("more"), key("x"), &one, samples::NOW), Ok(()));
        assert_eq!(waiting.state(&guest(2)).waiting, [], "others do not see it");
    }

    #[test]
    fn the_words_of_a_guest_who_is_gone_stay_for_the_person() {
        let one = guest(1);
        let mut waiting = with(&[("a", comment("one"), &one), ("b", react(None), &one)]);
        waiting.orphan(&samples::subject(1));
        let state = waiting.state(&Session::Visitor);
        assert_eq!((state.waiting.len(), state.refused.len()), (0, 1));
        let mut waiting = with(&[("a", comment("one"), &one)]);
        waiting.forget(Some(&samples::subject(1)));
        assert_eq!(waiting, Shelf::default());
    }

    #[test]
    fn preferences_that_wait_follow_the_version_that_was_just_saved() {
        let one = guest(1);
        let stored = |version| StoredPreferences { version, ..StoredPreferences::default() };
        let mut waiting = with(&[("a", Write::SavePreferences { stored: stored(3) }, &one)]);
        assert!(waiting.attempt(&key("a")));
        waiting.add(Write::SavePreferences { stored: stored(3) }, key("b"), &one, samples::NOW).expect("room");
        waiting.take(&key("a")).expect("it waits");
        waiting.rebase(&samples::subject(1), &stored(4));
        let expected = Write::SavePreferences { stored: stored(4) };
        assert_eq!(waiting.state(&one).waiting[0].write, expected);
    }

    #[test]
    fn what_is_kept_reads_back_as_it_was() {
        let one = guest(1);
        let mut waiting = with(&[("a", comment("one"), &Session::Visitor), ("b", react(None), &one)]);
        waiting.refuse(&key("a"), CommandError::new(ErrorCode::Rejected, "no"));
        waiting.fail(&key("b"));
        let text = serde_json::to_string(&waiting).expect("JSON");
        assert_eq!(serde_json::from_str::<Shelf>(&text).expect("reads"), waiting);
    }
}
