//! What waits until the backend answers.

use std::{
    collections::{HashMap, VecDeque},
    rc::Rc,
};

use houseguest_protocol::{
    social::{Comment, CommentId, Post, PostId, Reaction, ReactionSummary},
    window::{QueueNews, QueueState, RefusedWrite, WaitingWrite, Write},
};
use yew::Reducible;

use super::{
    drafts::Place,
    new_post,
    reactions::{self, Target},
};

/// Changes that are remembered after they were sent: enough for an open page to have read them.
const REMEMBERED: usize = 64;

/// What waits for whoever is here, and what became of what did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// What waits, in order, and what was refused.
    pub state: QueueState,
    /// How often something happened to it: whoever shows it asks anew then.
    pub heard: u64,
    /// How many writes were sent after they had waited.
    pub sent: u64,
    /// How many of them changed what pages show.
    pub arrived: u64,
    recent: VecDeque<Arrival>,
    /// Reactions whose answer is awaited.
    reacting: HashMap<Target, Option<Reaction>>,
}

/// What a write that had waited did to what pages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The comment is this from now on.
    Comment(Box<Comment>),
    /// The comment is gone.
    Gone(CommentId),
    /// The post is there.
    Post(Box<Post>),
    /// Its reactions are these.
    Reacted(Target, ReactionSummary),
}

impl Arrival {
    /// What cannot be read is fetched with the thread.
    fn of(write: &Write, answer: serde_json::Value) -> Option<Self> {
        match write {
            Write::Comment { .. } | Write::EditComment { .. } => {
                serde_json::from_value(answer).ok().map(|comment| Self::Comment(Box::new(comment)))
            }
            Write::DeleteComment { comment_id } => Some(Self::Gone(*comment_id)),
            Write::Post { .. } => serde_json::from_value(answer).ok().map(|post| Self::Post(Box::new(post))),
            Write::React { post_id, .. } => Self::reacted(Target::Post(*post_id), answer),
            Write::ReactToComment { comment_id, .. } => Self::reacted(Target::Comment(*comment_id), answer),
            Write::SavePreferences { .. } => None,
        }
    }

    fn reacted(target: Target, answer: serde_json::Value) -> Option<Self> {
        serde_json::from_value(answer).ok().map(|summary| Self::Reacted(target, summary))
    }
}

/// What can happen to a [`Queue`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueueAction {
    /// The core said what waits.
    State(QueueState),
    /// Something happened to it.
    News(Box<QueueNews>),
    /// The person reacted: it shows at once.
    Reacting(Target, Option<Reaction>),
    /// The answer to this reaction came: it is part of the summary, or of what waits, or was refused.
    Reacted(Target, Option<Reaction>),
}

impl Queue {
    /// How reactions look to the person: as the server counts them, with their own as they last chose it, whether that is
    /// on its way or waits. What is taken back is seen no more.
    #[must_use]
    pub fn reactions(&self, target: Target, counted: &ReactionSummary) -> ReactionSummary {
        let waiting = || {
            self.state.waiting.iter().rev().find_map(|waiting| match &waiting.write {
                Write::React { post_id, reaction } if target == Target::Post(*post_id) => Some(reaction.reaction),
                Write::ReactToComment { comment_id, reaction } if target == Target::Comment(*comment_id) => {
                    Some(reaction.reaction)
                }
                _ => None,
            })
        };
        match self.reacting.get(&target).copied().or_else(waiting) {
            Some(choice) => reactions::with_choice(counted, choice),
            None => counted.clone(),
        }
    }

    /// What changed on pages after the first `read` changes.
    #[must_use]
    pub fn since(&self, read: u64) -> Vec<Arrival> {
        let unread = usize::try_from(self.arrived.saturating_sub(read)).unwrap_or(usize::MAX);
        self.recent.iter().skip(self.recent.len().saturating_sub(unread)).cloned().collect()
    }

    /// The words that wait under a post, in order. `knows` says whether a comment belongs to it.
    #[must_use]
    pub fn under(&self, post: PostId, knows: impl Fn(CommentId) -> bool) -> Vec<WaitingWrite> {
        let belongs = |write: &&WaitingWrite| match &write.write {
            Write::Comment { post_id, .. } => *post_id == post,
            Write::EditComment { comment_id, .. } | Write::DeleteComment { comment_id } => knows(*comment_id),
            Write::Post { .. } | Write::React { .. } | Write::ReactToComment { .. } | Write::SavePreferences { .. } => {
                false
            }
        };
        self.state.waiting.iter().filter(belongs).cloned().collect()
    }

    /// The posts that wait, in order.
    #[must_use]
    pub fn posts(&self) -> Vec<WaitingWrite> {
        let is_post = |write: &&WaitingWrite| matches!(write.write, Write::Post { .. });
        self.state.waiting.iter().filter(is_post).cloned().collect()
    }

    /// The posts that were refused.
    #[must_use]
    pub fn refused_posts(&self) -> Vec<RefusedWrite> {
        let is_post = |refused: &&RefusedWrite| matches!(refused.write, Write::Post { .. });
        self.state.refused.iter().filter(is_post).cloned().collect()
    }

    /// The comments that were refused under a post.
    #[must_use]
    pub fn refused_under(&self, post: PostId) -> Vec<RefusedWrite> {
        let belongs =
            |refused: &&RefusedWrite| matches!(&refused.write, Write::Comment { post_id, .. } if *post_id == post);
        self.state.refused.iter().filter(belongs).cloned().collect()
    }

    /// Whether there is nothing to tell of.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let QueueState { waiting, for_others, elsewhere, refused } = &self.state;
        waiting.is_empty() && refused.is_empty() && *for_others == 0 && elsewhere.is_empty()
    }
}

/// The person's words in a write, and where they were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Where.
    pub place: Place,
    /// The headline, where it has one.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// What tells this write from another: the same one travels under the same key.
    pub fingerprint: String,
}

impl Words {
    /// Everything, as one text.
    #[must_use]
    pub fn whole(&self) -> String {
        self.title.as_ref().map_or_else(|| self.text.clone(), |title| format!("{title}\n\n{}", self.text))
    }
}

/// The person's words in a write; none in one that has none.
#[must_use]
pub fn words_of(write: &Write) -> Option<Words> {
    let alone = |place, text: &str| Words { place, title: None, text: text.to_owned(), fingerprint: text.to_owned() };
    match write {
        Write::Comment { post_id, comment } => Some(alone(Place::under(*post_id, comment.parent_id), &comment.body)),
        Write::EditComment { comment_id, edit } => Some(alone(Place::Edit(*comment_id), &edit.body)),
        Write::Post { post, picture } => Some(Words {
            place: Place::Post,
            title: post.title.as_ref().map(ToString::to_string),
            text: post.body.to_string(),
            fingerprint: new_post::fingerprint(post, picture.as_ref()),
        }),
        Write::DeleteComment { .. }
        | Write::React { .. }
        | Write::ReactToComment { .. }
        | Write::SavePreferences { .. } => None,
    }
}

impl Reducible for Queue {
    type Action = QueueAction;

    fn reduce(self: Rc<Self>, action: QueueAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            QueueAction::State(state) => next.state = state,
            QueueAction::Reacting(target, choice) => drop(next.reacting.insert(target, choice)),
            QueueAction::Reacted(target, choice) => {
                // The person may have chosen otherwise since.
                if next.reacting.get(&target) == Some(&choice) {
                    next.reacting.remove(&target);
                }
            }
            QueueAction::News(news) => {
                next.heard += 1;
                if let QueueNews::Sent { key, write, answer } = *news {
                    next.state.waiting.retain(|waiting| waiting.key != key);
                    next.sent += 1;
                    if let Some(arrival) = Arrival::of(&write, answer) {
                        next.arrived += 1;
                        next.recent.push_back(arrival);
                        if next.recent.len() > REMEMBERED {
                            next.recent.pop_front();
                        }
                    }
                }
            }
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::{
        samples,
        social::{CommentBody, IdempotencyKey, NewComment, NewPost, PostBody, PostTitle, Reaction, SetReaction},
    };

    fn key(name: &str) -> IdempotencyKey {
        IdempotencyKey::parse(format!("the-key-{name}")).expect("a key")
    }

    fn comment(post_id: PostId) -> Write {
        let comment = NewComment { body: CommentBody::parse("Hello").expect("a body"), parent_id: None };
        Write::Comment { post_id, comment }
    }

    fn waiting(name: &str, write: Write) -> WaitingWrite {
        WaitingWrite { key: key(name), since: samples::NOW, write }
    }

    #[test]
    fn a_thread_shows_its_own_words_that_wait_and_hears_when_they_arrive() {
        let (here, elsewhere) = (samples::post().id, PostId::from_u128(99));
        let reaction = SetReaction { reaction: Some(Reaction::Love) };
        let state = QueueState {
            waiting: vec![
                waiting("a", comment(here)),
                waiting("b", Write::React { post_id: here, reaction }),
                waiting("c", comment(elsewhere)),
                waiting("d", Write::DeleteComment { comment_id: samples::comment().id }),
            ],
            ..QueueState::default()
        };
        let queue = Rc::new(Queue::default()).reduce(QueueAction::State(state));
        let names = |queue: &Queue| {
            let under = queue.under(here, |id| id == samples::comment().id);
            under.iter().map(|waiting| waiting.key.as_str().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(&queue), ["the-key-a", "the-key-d"]);
        let answer = serde_json::to_value(samples::comment()).expect("JSON");
        let news = QueueNews::Sent { key: key("a"), write: comment(here), answer };
        let queue = queue.reduce(QueueAction::News(Box::new(news)));
        assert_eq!(names(&queue), ["the-key-d"], "it is not shown twice");
        assert_eq!(queue.since(0), [Arrival::Comment(Box::new(samples::comment()))]);
        assert!(queue.since(queue.arrived).is_empty());
    }

    #[test]
    fn a_reaction_shows_at_once_and_while_it_waits_and_not_after_it_was_taken_back() {
        let target = Target::Post(samples::post().id);
        let counted = ReactionSummary::default();
        let love = Some(Reaction::Love);
        let with_love = reactions::with_choice(&counted, love);
        let write = Write::React { post_id: samples::post().id, reaction: SetReaction { reaction: love } };
        let state = QueueState { waiting: vec![waiting("a", write.clone())], ..QueueState::default() };
        let queue = Rc::new(Queue::default()).reduce(QueueAction::Reacting(target, love));
        assert_eq!(queue.reactions(target, &counted), with_love);
        let queue = queue.reduce(QueueAction::State(state)).reduce(QueueAction::Reacted(target, love));
        assert_eq!(queue.reactions(target, &counted), with_love, "it waits");
        assert_eq!(queue.reactions(Target::Post(PostId::from_u128(99)), &counted), counted);
        let taken_back = Rc::clone(&queue).reduce(QueueAction::State(QueueState::default()));
        assert_eq!(taken_back.reactions(target, &counted), counted);
        // A choice that is on its way goes before one that waits.
        let changed = Rc::clone(&queue).reduce(QueueAction::Reacting(target, None));
        assert_eq!(changed.reactions(target, &counted), counted);
        let late = changed.reduce(QueueAction::Reacted(target, love));
        assert_eq!(late.reactions(target, &counted), counted, "an answer to an earlier choice changes nothing");
        let answer = serde_json::to_value(&with_love).expect("JSON");
        let sent = queue.reduce(QueueAction::News(Box::new(QueueNews::Sent { key: key("a"), write, answer })));
        assert_eq!(sent.reactions(target, &with_love), with_love);
        assert_eq!(sent.since(0), [Arrival::Reacted(target, with_love)]);
    }

    #[test]
    fn words_are_known_by_where_they_were_written() {
        let write = comment(samples::post().id);
        let words = words_of(&write).expect("words");
        assert_eq!((words.place, words.whole().as_str()), (Place::Comment(samples::post().id), "Hello"));
        let post = NewPost {
            title: Some(PostTitle::parse("Title").expect("a title")),
            body: PostBody::parse("Hello").expect("a body"),
            image: None,
        };
        let words = words_of(&Write::Post { post: post.clone(), picture: None }).expect("words");
        assert_eq!((words.place, words.whole().as_str()), (Place::Post, "Title\n\nHello"));
        let state =
            QueueState { waiting: vec![waiting("a", Write::Post { post, picture: None })], ..QueueState::default() };
        let queue = Rc::new(Queue::default()).reduce(QueueAction::State(state));
        assert_eq!((queue.posts().len(), queue.under(samples::post().id, |_| true).len()), (1, 0));
        assert_eq!(words_of(&Write::DeleteComment { comment_id: samples::comment().id }), None);
    }
}
