//! What people have begun to write: kept while they look around, and while an error is shown.

use std::{collections::HashMap, rc::Rc};

use houseguest_protocol::{
    json,
    social::{CommentId, IdempotencyKey, PostId},
    values::Subject,
    window::CommandError,
};
use serde::{Deserialize, Serialize};
use yew::Reducible;

use super::{picture::Picture, queue::Words};

/// Where something is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// A post of one's own.
    Post,
    /// A comment under a post.
    Comment(PostId),
    /// An answer to a comment under a post.
    Reply(PostId, CommentId),
    /// A comment of one's own that is being changed.
    Edit(CommentId),
}

impl Place {
    /// Under a post, or under one of its comments.
    #[must_use]
    pub fn under(post: PostId, parent: Option<CommentId>) -> Self {
        parent.map_or(Self::Comment(post), |parent| Self::Reply(post, parent))
    }
}

/// Something begun.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The headline, where it has one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The text.
    pub text: String,
    /// The picture of a post. Too large for what a browser keeps across reloads.
    #[serde(skip)]
    pub picture: Option<Picture>,
    /// Whether it had a picture: then one knows after a reload what is missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub had_picture: bool,
    /// Why it was not taken when it was sent last.
    #[serde(skip)]
    pub refusal: Option<CommandError>,
    /// The write that was tried last: the same text must travel under the same key, since a lost answer
    /// does not mean that the server did nothing.
    pub tried: Option<(String, IdempotencyKey)>,
}

impl Draft {
    /// Whether nothing has been begun.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.title.trim().is_empty() && self.picture.is_none()
    }

    /// Whether a picture was lost by a reload, and not given up.
    #[must_use]
    pub const fn lost_picture(&self) -> bool {
        self.had_picture && self.picture.is_none()
    }

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
pub struct Drafts {
    begun: HashMap<Place, Draft>,
    /// Who began it; nobody before they are a guest.
    owner: Option<Subject>,
}

/// What a browser keeps of [`Drafts`].
#[derive(Serialize, Deserialize)]
struct Kept {
    owner: Option<Subject>,
    begun: Vec<(Place, Draft)>,
}

/// More than this is not kept: the oldest thoughts of a busy person are not worth a full storage.
const KEPT_AT_MOST: usize = 40;

/// What can happen to [`Drafts`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftAction {
    /// The person wrote.
    Write(Place, String),
    /// The person wrote a headline.
    Title(Place, String),
    /// The person chose a picture, described it, or took it away.
    Picture(Place, Option<Picture>),
    /// A post was not taken: it comes back, unless the person has begun another.
    RestorePost(Box<Draft>),
    /// Somebody is here. What another person began is not theirs to read.
    Owner(Subject),
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
    /// The text was taken back before it was sent: it comes back, behind what was begun since.
    TakeBack {
        /// What was written, and where.
        words: Box<Words>,
        /// The picture of a post.
        picture: Option<Picture>,
        /// The key under which it would have travelled: it may have arrived all the same.
        key: IdempotencyKey,
    },
    /// The person gave it up.
    Discard(Place),
}

impl Drafts {
    /// What was begun in this place.
    #[must_use]
    pub fn at(&self, place: Place) -> Draft {
        self.begun.get(&place).cloned().unwrap_or_default()
    }

    /// Reads what the browser kept; nothing when there is nothing sensible.
    #[must_use]
    pub fn recall(kept: Option<&str>) -> Self {
        let kept: Option<Kept> = kept.and_then(|text| json::read(text).ok());
        kept.map_or_else(Self::default, |kept| Self { begun: kept.begun.into_iter().collect(), owner: kept.owner })
    }

    /// What the browser should keep: none when nothing has been begun.
    #[must_use]
    pub fn to_keep(&self) -> Option<String> {
        let begun = self.begun.iter().filter(|(_, draft)| !draft.text.trim().is_empty() || !draft.title.is_empty());
        let begun: Vec<_> = begun.take(KEPT_AT_MOST).map(|(place, draft)| (*place, draft.clone())).collect();
        let kept = Kept { owner: self.owner.clone(), begun };
        (!kept.begun.is_empty()).then(|| serde_json::to_string(&kept).expect("plain fields always make JSON"))
    }
}

impl Reducible for Drafts {
    type Action = DraftAction;

    fn reduce(self: Rc<Self>, action: DraftAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            DraftAction::Write(place, text) => {
                let draft = next.begun.entry(place).or_default();
                draft.text = text;
                draft.refusal = None;
            }
            DraftAction::Title(place, title) => {
                let draft = next.begun.entry(place).or_default();
                draft.title = title;
                draft.refusal = None;
            }
            DraftAction::Picture(place, picture) => {
                let draft = next.begun.entry(place).or_default();
                draft.had_picture = picture.is_some();
                draft.picture = picture;
                draft.refusal = None;
            }
            DraftAction::RestorePost(refused) => {
                let draft = next.begun.entry(Place::Post).or_default();
                if draft.is_blank() {
                    *draft = *refused;
                } else {
                    draft.refusal = refused.refusal;
                }
            }
            DraftAction::Owner(owner) => {
                if next.owner.as_ref().is_some_and(|before| *before != owner) {
                    next.begun.clear();
                }
                next.owner = Some(owner);
            }
            DraftAction::Send(place) | DraftAction::Discard(place) => {
                next.begun.remove(&place);
            }
            DraftAction::Restore { place, text, key, refusal } => {
                let draft = next.begun.entry(place).or_default();
                draft.refusal = Some(refusal);
                if draft.text.trim().is_empty() {
                    draft.text.clone_from(&text);
                }
                draft.tried = Some((text, key));
            }
            DraftAction::TakeBack { words, picture, key } => {
                let draft = next.begun.entry(words.place).or_default();
                if draft.picture.is_none() && picture.is_some() {
                    (draft.picture, draft.had_picture) = (picture, true);
                }
                if draft.text.trim().is_empty() && draft.title.trim().is_empty() {
                    draft.title = words.title.unwrap_or_default();
                    draft.text = words.text;
                    draft.tried = Some((words.fingerprint, key));
                } else {
                    draft.text = format!("{}\n\n{}", draft.text.trim_end(), words.whole()).trim_start().to_owned();
                }
            }
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::picture::tests::picture;
    use houseguest_protocol::window::ErrorCode;

    const PLACE: Place = Place::Comment(PostId::from_u128(1));

    fn refused(text: &str, key: &IdempotencyKey) -> DraftAction {
        let refusal = CommandError::new(ErrorCode::Offline, "no answer");
        DraftAction::Restore { place: PLACE, text: text.to_owned(), key: key.clone(), refusal }
    }

    #[test]
    fn a_text_taken_back_stands_behind_what_was_begun_since() {
        let key = IdempotencyKey::random();
        let back = |text: &str| {
            let (text, title) = (text.to_owned(), None);
            let words = Box::new(Words { place: PLACE, title, fingerprint: text.clone(), text });
            DraftAction::TakeBack { words, picture: None, key: key.clone() }
        };
        let drafts = Rc::new(Drafts::default()).reduce(back("first"));
        assert_eq!((drafts.at(PLACE).text.as_str(), drafts.at(PLACE).key_for("first")), ("first", key.clone()));
        assert_eq!(drafts.reduce(back("second")).at(PLACE).text, "first\n\nsecond");
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

    #[test]
    fn a_refused_post_comes_back_whole_unless_another_was_begun() {
        let refused = Draft {
            title: "Title".to_owned(),
            text: "Hello".to_owned(),
            picture: Some(picture()),
            had_picture: true,
            refusal: Some(CommandError::new(ErrorCode::Offline, "no answer")),
            tried: Some(("Hello".to_owned(), IdempotencyKey::random())),
        };
        let restore = DraftAction::RestorePost(Box::new(refused.clone()));
        let back = [DraftAction::Send(Place::Post), restore.clone()]
            .into_iter()
            .fold(Rc::new(Drafts::default()), Drafts::reduce);
        assert_eq!(back.at(Place::Post), refused);
        let another = Rc::new(Drafts::default()).reduce(DraftAction::Write(Place::Post, "Second".to_owned()));
        let kept = another.reduce(restore).at(Place::Post);
        assert_eq!((kept.text.as_str(), kept.picture, kept.refusal), ("Second", None, refused.refusal));
    }

    #[test]
    fn a_picture_that_a_reload_took_is_missed_until_it_is_given_up() {
        let begun =
            [DraftAction::Write(Place::Post, "Hello".to_owned()), DraftAction::Picture(Place::Post, Some(picture()))];
        let drafts = begun.into_iter().fold(Rc::new(Drafts::default()), Drafts::reduce);
        assert!(!drafts.at(Place::Post).lost_picture());
        let recalled = Rc::new(Drafts::recall(drafts.to_keep().as_deref()));
        assert!(recalled.at(Place::Post).lost_picture());
        let given_up = recalled.reduce(DraftAction::Picture(Place::Post, None));
        assert!(!given_up.at(Place::Post).lost_picture());
    }

    #[test]
    fn what_was_begun_survives_a_reload_and_is_its_owners_alone() {
        let owner = houseguest_protocol::samples::subject(1);
        let reply = Place::Reply(PostId::from_u128(1), CommentId::from_u128(2));
        let begun = [
            DraftAction::Owner(owner.clone()),
            DraftAction::Write(PLACE, "hello".to_owned()),
            DraftAction::Write(reply, "there".to_owned()),
            DraftAction::Write(Place::Post, "  ".to_owned()),
        ];
        let drafts = begun.into_iter().fold(Rc::new(Drafts::default()), Drafts::reduce);
        let recalled = Rc::new(Drafts::recall(drafts.to_keep().as_deref()));
        assert_eq!((recalled.at(PLACE).text.as_str(), recalled.at(reply).text.as_str()), ("hello", "there"));
        let same = Rc::clone(&recalled).reduce(DraftAction::Owner(owner));
        assert_eq!(same.at(PLACE).text, "hello");
        let other = recalled.reduce(DraftAction::Owner(houseguest_protocol::samples::subject(2)));
        assert_eq!((other.at(PLACE).text.as_str(), other.to_keep()), ("", None));
        assert_eq!(Drafts::recall(Some("{{")), Drafts::default());
    }
}
