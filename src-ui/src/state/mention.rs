//! Completing the handle of somebody who is about to be mentioned.

use std::{collections::HashSet, ops::Range, rc::Rc};

use houseguest_protocol::{
    social::{Author, Handle},
    values::Subject,
};
use yew::Reducible;

/// More than this is not offered: who is not among them is found by another letter.
const OFFERED: usize = 6;
/// More people than this are not searched.
const KNOWN: usize = 200;

/// Everybody who has been seen, once each, in this order; not the person themselves.
#[must_use]
pub fn people_seen<'a>(me: Option<&Subject>, authors: impl IntoIterator<Item = &'a Author>) -> Vec<Author> {
    let mut seen = HashSet::new();
    let others = authors.into_iter().filter(|author| Some(&author.sub) != me && seen.insert(&author.sub));
    others.take(KNOWN).cloned().collect()
}

/// What has been typed of a mention: the text behind the `@`, and where it stands, in bytes, with the `@`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// From the `@` to the caret.
    pub place: Range<usize>,
    /// Behind the `@`, in lower case.
    pub typed: String,
}

impl Query {
    /// What is being mentioned where the caret stands, which pages count in UTF-16 units.
    ///
    /// As in texts that are read, an `@` inside a word mentions nobody. Names are searched too, so any letter goes on.
    #[must_use]
    pub fn at(text: &str, caret: u32) -> Option<Self> {
        let end = byte_at(text, caret)?;
        let at = text[..end].rfind('@')?;
        let typed = &text[at + 1..end];
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '@' | '.' | '/');
        let begins_a_word = !text[..at].chars().next_back().is_some_and(is_part);
        let is_name = typed.chars().all(|c| c.is_alphanumeric() || c == '-');
        let fits = typed.chars().count() <= Handle::LONGEST;
        (begins_a_word && is_name && fits).then(|| Self { place: at..end, typed: typed.to_lowercase() })
    }

    /// Who may be meant: whose handle begins so, then whose name has a word that does, then whose handle has it inside.
    #[must_use]
    pub fn matches(&self, people: &[Author]) -> Vec<Author> {
        let typed = self.typed.as_str();
        let rank = |person: &Author| {
            if person.handle.as_str().starts_with(typed) {
                Some(0)
            } else if person.name.to_lowercase().split_whitespace().any(|word| word.starts_with(typed)) {
                Some(1)
            } else {
                person.handle.as_str().contains(typed).then_some(2)
            }
        };
        let mut found: Vec<(u8, &Author)> =
            people.iter().filter_map(|person| rank(person).map(|rank| (rank, person))).collect();
        // Equals stay in the order in which they were seen.
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().take(OFFERED).map(|(_, person)| person.clone()).collect()
    }

    /// The text with the handle in the place of what was typed, and where the caret stands then, in UTF-16 units.
    #[must_use]
    pub fn complete(&self, text: &str, handle: &Handle) -> (String, u32) {
        let (before, after) = (&text[..self.place.start], &text[self.place.end..]);
        // One space is there already when one goes back to an earlier place.
        let space = if after.starts_with(char::is_whitespace) { "" } else { " " };
        let begun = format!("{before}@{handle}{space}");
        let behind_space = if space.is_empty() { 1 } else { 0 };
        let caret = u32::try_from(begun.encode_utf16().count() + behind_space).unwrap_or(u32::MAX);
        (begun + after, caret)
    }
}

/// The byte before which this many UTF-16 units stand; none inside a character.
fn byte_at(text: &str, units: u32) -> Option<usize> {
    let mut left = usize::try_from(units).ok()?;
    for (at, c) in text.char_indices() {
        if left == 0 {
            return Some(at);
        }
        left = left.checked_sub(c.len_utf16())?;
    }
    (left == 0).then_some(text.len())
}

/// The list that is offered while somebody is mentioned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// What has been typed; nothing when nobody is being mentioned.
    pub query: Option<Query>,
    /// Which of those who are offered is pointed at, from 0.
    pub pointed: usize,
    /// Where the person closed the list: it stays closed until they mention somebody elsewhere.
    closed_at: Option<usize>,
}

/// What can happen to a [`Completion`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompletionAction {
    /// The text, or the caret in it, is another.
    Look(Option<Query>),
    /// The next one, or the one before, of this many: the last is followed by the first.
    Move {
        /// Whether it goes down.
        down: bool,
        /// How many there are.
        of: usize,
    },
    /// The person wants no list.
    Close,
}

impl Completion {
    /// Who is offered now.
    #[must_use]
    pub fn offered(&self, people: &[Author]) -> Vec<Author> {
        let open = self.query.as_ref().filter(|query| self.closed_at != Some(query.place.start));
        open.map(|query| query.matches(people)).unwrap_or_default()
    }
}

impl Reducible for Completion {
    type Action = CompletionAction;

    fn reduce(self: Rc<Self>, action: CompletionAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            CompletionAction::Look(query) => {
                if query != next.query {
                    next.pointed = 0;
                }
                if query.as_ref().map(|query| query.place.start) != next.closed_at {
                    next.closed_at = None;
                }
                next.query = query;
            }
            CompletionAction::Move { down, of } if of > 0 => {
                next.pointed = if down { (next.pointed + 1) % of } else { (next.pointed + of - 1) % of };
            }
            CompletionAction::Move { .. } => {}
            CompletionAction::Close => next.closed_at = next.query.as_ref().map(|query| query.place.start),
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::{samples, social::Standing};

    use super::*;

    fn person(n: u128, handle: &str, name: &str) -> Author {
        let handle = Handle::parse(handle).expect("a handle");
        Author { handle, name: name.to_owned(), ..samples::author(n, Standing::Guest) }
    }

    fn typed(text: &str) -> Option<String> {
        let units = u32::try_from(text.encode_utf16().count()).expect("short");
        Query::at(text, units).map(|query| query.typed)
    }

    fn people() -> Vec<Author> {
        vec![
            person(1, "kind-owl-10", "Kind Owl 10"),
            person(2, "amber-finch-42", "Tomás Oliveira"),
            person(3, "tomboy", "Ana"),
            person(4, "old-tom", "Ruth"),
        ]
    }

    #[test]
    fn an_at_sign_at_the_start_of_a_word_asks_who() {
        assert_eq!(typed("Hello @Tom").as_deref(), Some("tom"));
        assert_eq!(typed("🙂 (@").as_deref(), Some(""));
        assert_eq!(typed("@鈴").as_deref(), Some("鈴"));
        for nobody in ["mira@example", "@tom ", "@@tom", "no one", "https://a.example/@tom", "@a_b"] {
            assert_eq!(typed(nobody), None, "{nobody}");
        }
        assert_eq!(Query::at("🙂@a", 1), None, "no place inside a character");
        assert_eq!(Query::at("@ab and more", 2).map(|query| (query.place, query.typed)), Some((0..2, "a".to_owned())));
    }

    #[test]
    fn handles_come_before_names_and_names_before_the_inside_of_handles() {
        let query = Query::at("@tom", 4).expect("somebody is mentioned");
        let found: Vec<_> = query.matches(&people()).into_iter().map(|person| person.handle.to_string()).collect();
        assert_eq!(found, ["tomboy", "amber-finch-42", "old-tom"]);
        assert_eq!(Query::at("@", 1).expect("anybody").matches(&people()).len(), 4);
        assert!(Query::at("@zz", 3).expect("somebody").matches(&people()).is_empty());
    }

    #[test]
    fn the_handle_takes_the_place_of_what_was_typed() {
        let handle = Handle::parse("tomboy").expect("a handle");
        let complete = |text: &str, caret| Query::at(text, caret).expect("somebody").complete(text, &handle);
        assert_eq!(complete("🙂 @to", 6), ("🙂 @tomboy ".to_owned(), 11));
        assert_eq!(complete("Hi @to, there", 6), ("Hi @tomboy , there".to_owned(), 11));
        assert_eq!(complete("Hi @to there", 6), ("Hi @tomboy there".to_owned(), 11), "no second space");
    }

    #[test]
    fn everybody_is_known_once_and_nobody_mentions_themselves() {
        let people = people();
        let seen = people_seen(Some(&people[0].sub), people.iter().chain(&people));
        assert_eq!(seen, people[1..]);
    }

    #[test]
    fn the_list_is_walked_in_a_circle_and_stays_closed_where_it_was_closed() {
        let look = |text: &str| {
            let units = u32::try_from(text.encode_utf16().count()).expect("short");
            CompletionAction::Look(Query::at(text, units))
        };
        let open = Rc::new(Completion::default()).reduce(look("@to"));
        assert_eq!(open.offered(&people()).len(), 3);
        let up = Rc::clone(&open).reduce(CompletionAction::Move { down: false, of: 3 });
        assert_eq!(up.pointed, 2);
        assert_eq!(Rc::clone(&up).reduce(CompletionAction::Move { down: true, of: 3 }).pointed, 0);
        assert_eq!(Rc::clone(&up).reduce(look("@to")).pointed, 2, "a caret that stays changes nothing");
        assert_eq!(up.reduce(look("@tom")).pointed, 0, "others are offered now");
        let closed = open.reduce(CompletionAction::Close);
        assert!(Rc::clone(&closed).reduce(look("@tom")).offered(&people()).is_empty());
        assert!(!closed.reduce(look("@tom, @to")).offered(&people()).is_empty());
    }
}
