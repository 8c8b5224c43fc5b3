//! A post and what people answered.

use std::{collections::HashMap, rc::Rc};

use houseguest_protocol::{
    social::{Comment, CommentId, Page, Post, ReactionSummary},
    window::CommandError,
};
use yew::Reducible;

use super::remote::{Listing, Remote};

/// Deeper answers are not moved further in: lines would become too short to read.
pub const DEEPEST: usize = 3;

/// A comment on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The comment; while it is on its way its id is one of ours.
    pub comment: Comment,
    /// Whether the server has not answered yet.
    pub on_its_way: bool,
}

/// A thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// The post.
    pub post: Remote<Post>,
    /// The comments, oldest first.
    pub comments: Listing<Entry>,
}

/// What can happen to a [`Thread`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThreadAction {
    /// The post arrived.
    Post(Post),
    /// The post did not arrive.
    PostFailed(CommandError),
    /// The comments are to be fetched from the start.
    RestartComments,
    /// The next part of the comments was asked for.
    BeginMore,
    /// A part of the comments arrived.
    Arrived(Page<Comment>),
    /// A part of the comments did not arrive.
    Failed(CommandError),
    /// A comment was sent; it shows at once.
    Sent(Comment),
    /// The server took the comment that was sent under this id.
    Taken(CommentId, Comment),
    /// The server did not take it: it leaves the page again.
    Refused(CommentId),
    /// The post's reactions changed.
    Reacted(ReactionSummary),
}

impl Reducible for Thread {
    type Action = ThreadAction;

    fn reduce(self: Rc<Self>, action: ThreadAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            ThreadAction::Post(post) => next.post = Remote::Ready(post),
            ThreadAction::PostFailed(error) => {
                // A post that is known from the feed stays readable.
                if next.post.ready().is_none() {
                    next.post = Remote::Failed(error);
                }
            }
            ThreadAction::RestartComments => next.comments = Listing::default(),
            ThreadAction::BeginMore => next.comments.begin_more(),
            ThreadAction::Arrived(page) => {
                let items = page.items.into_iter().map(|comment| Entry { comment, on_its_way: false }).collect();
                let page = Page { items, next: page.next };
                next.comments.extend(page, |known, new| known.comment.id == new.comment.id);
            }
            ThreadAction::Failed(error) => next.comments.fail(error),
            ThreadAction::Sent(comment) => {
                next.count_comments(|count| count.saturating_add(1));
                next.comments.items.push(Entry { comment, on_its_way: true });
            }
            ThreadAction::Taken(id, comment) => {
                // A part fetched meanwhile may hold it already.
                let known = next.comments.items.iter().any(|entry| entry.comment.id == comment.id);
                next.comments.items.retain(|entry| !known || entry.comment.id != id);
                for entry in next.comments.items.iter_mut().filter(|entry| entry.comment.id == id) {
                    *entry = Entry { comment: comment.clone(), on_its_way: false };
                }
            }
            ThreadAction::Refused(id) => {
                next.comments.items.retain(|entry| entry.comment.id != id);
                next.count_comments(|count| count.saturating_sub(1));
            }
            ThreadAction::Reacted(reactions) => {
                if let Remote::Ready(post) = &mut next.post {
                    post.reactions = reactions;
                }
            }
        }
        Rc::new(next)
    }
}

impl Thread {
    fn count_comments(&mut self, change: impl Fn(u32) -> u32) {
        if let Remote::Ready(post) = &mut self.post {
            post.comment_count = change(post.comment_count);
        }
    }
}

/// A comment in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The comment.
    pub entry: Entry,
    /// How far in it is set: 0 to [`DEEPEST`].
    pub depth: usize,
    /// Whom it answers, when its place does not show that: the depth is spent.
    pub answers: Option<String>,
}

/// Puts answers under what they answer, each level oldest first.
///
/// An answer to a comment that is not on the page stands on the first level.
#[must_use]
pub fn arrange(entries: &[Entry]) -> Vec<Placed> {
    let known: HashMap<CommentId, &Entry> = entries.iter().map(|entry| (entry.comment.id, entry)).collect();
    let mut answers: HashMap<Option<CommentId>, Vec<&Entry>> = HashMap::new();
    for entry in entries {
        let parent = entry.comment.parent_id.filter(|parent| known.contains_key(parent));
        answers.entry(parent).or_default().push(entry);
    }
    let mut placed = Vec::with_capacity(entries.len());
    // The last one on the stack is the next to be placed.
    let mut waiting: Vec<(&Entry, usize)> = Vec::new();
    waiting.extend(answers.remove(&None).unwrap_or_default().into_iter().rev().map(|entry| (entry, 0)));
    while let Some((entry, level)) = waiting.pop() {
        let parent = entry.comment.parent_id.and_then(|parent| known.get(&parent));
        placed.push(Placed {
            entry: entry.clone(),
            depth: level.min(DEEPEST),
            answers: parent.filter(|_| level > DEEPEST).and_then(|parent| Some(parent.comment.author()?.name.clone())),
        });
        let below = answers.remove(&Some(entry.comment.id)).unwrap_or_default();
        waiting.extend(below.into_iter().rev().map(|answer| (answer, level + 1)));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::{samples, window::ErrorCode};

    fn comment(id: u128, parent: Option<u128>) -> Comment {
        Comment { id: CommentId::from_u128(id), parent_id: parent.map(CommentId::from_u128), ..samples::comment() }
    }

    fn entry(id: u128, parent: Option<u128>) -> Entry {
        Entry { comment: comment(id, parent), on_its_way: false }
    }

    fn after(actions: impl IntoIterator<Item = ThreadAction>) -> Rc<Thread> {
        actions.into_iter().fold(Rc::new(Thread::default()), Thread::reduce)
    }

    fn count(thread: &Thread) -> Option<u32> {
        thread.post.ready().map(|post| post.comment_count)
    }

    #[test]
    fn answers_stand_under_what_they_answer() {
        let placed =
            arrange(&[entry(1, None), entry(2, None), entry(3, Some(1)), entry(4, Some(3)), entry(5, Some(1))]);
        let shape: Vec<(u128, usize)> =
            placed.iter().map(|placed| (placed.entry.comment.id.as_u128(), placed.depth)).collect();
        assert_eq!(shape, [(1, 0), (3, 1), (4, 2), (5, 1), (2, 0)]);
    }

    #[test]
    fn deep_answers_stop_moving_in_and_say_whom_they_answer() {
        let chain: Vec<Entry> = (1..=6).map(|id| entry(id, (id > 1).then(|| id - 1))).collect();
        let placed = arrange(&chain);
        assert_eq!(placed.iter().map(|placed| placed.depth).collect::<Vec<_>>(), [0, 1, 2, 3, 3, 3]);
        assert!(placed[3].answers.is_none());
        assert!(placed[4].answers.is_some());
    }

    #[test]
    fn no_comment_is_lost_when_its_parent_is_elsewhere() {
        let placed = arrange(&[entry(7, Some(99)), entry(8, Some(7))]);
        assert_eq!(placed.len(), 2);
        assert_eq!(placed[0].depth, 0);
    }

    #[test]
    fn a_sent_comment_shows_at_once_and_is_replaced_by_the_servers() {
        let thread = after([ThreadAction::Post(samples::post()), ThreadAction::Sent(comment(90, None))]);
        assert!(thread.comments.items[0].on_its_way);
        assert_eq!(count(&thread), Some(3));
        let thread = thread.reduce(ThreadAction::Taken(CommentId::from_u128(90), comment(5, None)));
        assert_eq!(thread.comments.items, [entry(5, None)]);
    }

    #[test]
    fn a_refused_comment_leaves_no_trace() {
        let before = after([ThreadAction::Post(samples::post())]);
        let sent = before.clone().reduce(ThreadAction::Sent(comment(90, None)));
        assert_eq!(*sent.reduce(ThreadAction::Refused(CommentId::from_u128(90))), *before);
    }

    #[test]
    fn a_comment_that_arrives_twice_shows_once() {
        let page = Page { items: vec![comment(5, None)], next: None };
        let thread = after([
            ThreadAction::Sent(comment(90, None)),
            ThreadAction::Arrived(page),
            ThreadAction::Taken(CommentId::from_u128(90), comment(5, None)),
        ]);
        assert_eq!(thread.comments.items.len(), 1);
    }

    #[test]
    fn a_known_post_survives_a_failed_refresh() {
        let offline = CommandError::new(ErrorCode::Offline, "no answer");
        let thread = after([ThreadAction::Post(samples::post()), ThreadAction::PostFailed(offline)]);
        assert!(thread.post.ready().is_some());
    }
}
