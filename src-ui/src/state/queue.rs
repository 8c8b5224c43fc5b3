//! What waits until the backend answers.

use std::{collections::VecDeque, rc::Rc};

use houseguest_protocol::{
    social::{Comment, CommentId, PostId},
    window::{QueueNews, QueueState, RefusedWrite, WaitingWrite, Write},
};
use yew::Reducible;

use super::drafts::Place;

/// Changes of threads that are remembered after they were sent: enough for an open thread to have read them.
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
    /// How many of them changed a thread.
    pub arrived: u64,
    recent: VecDeque<Arrival>,
}

/// What a write that had waited did to a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The comment is this from now on.
    Comment(Box<Comment>),
    /// The comment is gone.
    Gone(CommentId),
}

impl Arrival {
    /// What cannot be read is fetched with the thread.
    fn of(write: &Write, answer: serde_json::Value) -> Option<Self> {
        match write {
            Write::Comment { .. } | Write::EditComment { .. } => {
                serde_json::from_value(answer).ok().map(|comment| Self::Comment(Box::new(comment)))
            }
            Write::DeleteComment { comment_id } => Some(Self::Gone(*comment_id)),
            Write::React { .. } | Write::ReactToComment { .. } | Write::SavePreferences { .. } => None,
        }
    }
}

/// What can happen to a [`Queue`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueueAction {
    /// The core said what waits.
    State(QueueState),
    /// Something happened to it.
    News(Box<QueueNews>),
}

impl Queue {
    /// What changed threads after the first `read` changes.
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
            Write::React { .. } | Write::ReactToComment { .. } | Write::SavePreferences { .. } => false,
        };
        self.state.waiting.iter().filter(belongs).cloned().collect()
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
#[must_use]
pub fn words_of(write: &Write) -> Option<(Place, &str)> {
    match write {
        Write::Comment { post_id, comment } => Some((Place::under(*post_id, comment.parent_id), &comment.body)),
        Write::EditComment { comment_id, edit } => Some((Place::Edit(*comment_id), &edit.body)),
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
        social::{CommentBody, IdempotencyKey, NewComment, Reaction, SetReaction},
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
    fn words_are_known_by_where_they_were_written() {
        let write = comment(samples::post().id);
        assert_eq!(words_of(&write), Some((Place::Comment(samples::post().id), "Hello")));
        assert_eq!(words_of(&Write::DeleteComment { comment_id: samples::comment().id }), None);
    }
}
