//! What people have begun to write: kept while they look around, and while an error is shown.

use std::{collections::HashMap, rc::Rc};

use houseguest_protocol::{
    social::{CommentId, IdempotencyKey, PostId},
    window::CommandError,
};
use yew::Reducible;

/// Where something is being written: under a post, or under one of its comments.
pub type Place = (PostId, Option<CommentId>);

/// Something begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// Why it was not taken when it was sent last.
    pub refusal: Option<CommandError>,
    /// The write that was tried last: the same text must travel under the same key, since a lost answer
    /// does not mean that the server did nothing.
    pub tried: Option<(String, IdempotencyKey)>,
}

impl Draft {
    /// The key under which this text has to travel.
    #[must_use]
    pub fn key_for(&self, body: &str) -> IdempotencyKey {
        match &self.tried {
            Some((text, key)) if text == body => key.clone(),
            _ => IdempotencyKey::random(),
        }
    }
}

/// Everything begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts(HashMap<Place, Draft>);

/// What can happen to [`Drafts`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftAction {
    /// The person wrote.
    Write(Place, String),
    /// The text was sent.
    Send(Place),
    /// The text was not taken: it comes back, unless the person has begun another.
    Restore {
        /// Where it was written.
        place: Place,
        /// The text.
        text: String,
        /// The key under which it travelled.
        key: IdempotencyKey,
        /// Why it was not taken.
        refusal: CommandError,
    },
    /// The person gave it up.
    Discard(Place),
}

impl Drafts {
    /// What was begun in this place.
    #[must_use]
    pub fn at(&self, place: Place) -> Draft {
        self.0.get(&place).cloned().unwrap_or_default()
    }
}

impl Reducible for Drafts {
    type Action = DraftAction;

    fn reduce(self: Rc<Self>, action: DraftAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            DraftAction::Write(place, text) => {
                let draft = next.0.entry(place).or_default();
                draft.text = text;
                draft.refusal = None;
            }
            DraftAction::Send(place) | DraftAction::Discard(place) => {
                next.0.remove(&place);
            }
            DraftAction::Restore { place, text, key, refusal } => {
                let draft = next.0.entry(place).or_default();
                draft.refusal = Some(refusal);
                if draft.text.trim().is_empty() {
                    draft.text.clone_from(&text);
                }
                draft.tried = Some((text, key));
            }
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::window::ErrorCode;

    const PLACE: Place = (PostId::from_u128(1), None);

    fn refused(text: &str, key: &IdempotencyKey) -> DraftAction {
        let refusal = CommandError::new(ErrorCode::Offline, "no answer");
        DraftAction::Restore { place: PLACE, text: text.to_owned(), key: key.clone(), refusal }
    }

    #[test]
    fn a_refused_text_comes_back_and_travels_under_the_same_key() {
        let key = IdempotencyKey::random();
        let drafts = [DraftAction::Write(PLACE, "hello".to_owned()), DraftAction::Send(PLACE), refused("hello", &key)]
            .into_iter()
            .fold(Rc::new(Drafts::default()), Drafts::reduce);
        let draft = drafts.at(PLACE);
        assert_eq!(draft.text, "hello");
        assert!(draft.refusal.is_some());
        assert_eq!(draft.key_for("hello"), key);
        assert_ne!(draft.key_for("hello!"), key, "another text is another write");
    }

    #[test]
    fn a_text_begun_meanwhile_is_not_overwritten() {
        let key = IdempotencyKey::random();
        let drafts = [DraftAction::Send(PLACE), DraftAction::Write(PLACE, "second".to_owned()), refused("first", &key)]
            .into_iter()
            .fold(Rc::new(Drafts::default()), Drafts::reduce);
        assert_eq!(drafts.at(PLACE).text, "second");
    }
}
