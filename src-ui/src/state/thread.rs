//! A post and what people answered.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use houseguest_protocol::{
    social::{Comment, CommentId, Page, Post, ReactionSummary},
    window::CommandError,
};
use yew::Reducible;

use super::remote::{Listing, Remote};

/// Deeper answers have a page of their own: lines would become too short to read.
pub const DEEPEST: usize = 4;

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
    pub comments: Listing<Rc<Entry>>,
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
    /// The person hid the post, or shows it again.
    PostHidden(bool),
    /// A comment is this from now on: edited, brought back, hidden, or new.
    Put(Box<Comment>),
    /// A comment was heard of: somebody wrote or changed it.
    Heard(Box<Comment>),
    /// A comment's reactions changed.
    CommentReacted(CommentId, ReactionSummary),
    /// A comment is not there any more.
    Gone(CommentId),
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
                let known: HashSet<CommentId> = next.comments.items.iter().map(|entry| entry.comment.id).collect();
                let new = page.items.into_iter().filter(|comment| !known.contains(&comment.id));
                let items = new.map(|comment| Rc::new(Entry { comment, on_its_way: false })).collect();
                next.comments.append(Page { items, next: page.next });
            }
            ThreadAction::Failed(error) => next.comments.fail(error),
            ThreadAction::Sent(comment) => {
                next.count_comments(|count| count.saturating_add(1));
                next.comments.items.push(Rc::new(Entry { comment, on_its_way: true }));
            }
            ThreadAction::Taken(id, comment) => {
                // A part fetched meanwhile may hold it already.
                let known = next.comments.items.iter().any(|entry| entry.comment.id == comment.id);
                next.comments.items.retain(|entry| !known || entry.comment.id != id);
                for entry in next.comments.items.iter_mut().filter(|entry| entry.comment.id == id) {
                    *entry = Rc::new(Entry { comment: comment.clone(), on_its_way: false });
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
            ThreadAction::PostHidden(hidden) => {
                if let Remote::Ready(post) = &mut next.post {
                    post.hidden = hidden;
                }
            }
            ThreadAction::Put(comment) => next.put(*comment),
            ThreadAction::Heard(comment) => {
                // One's own that is still on its way is shown already: the answer to it says which it is.
                let expected = comment.is_mine() && next.comments.items.iter().any(|entry| entry.on_its_way);
                if !expected || next.comment(comment.id).is_some() {
                    next.put(*comment);
                }
            }
            ThreadAction::CommentReacted(id, reactions) => {
                if let Some(content) = next.entry(id).and_then(|entry| entry.comment.content.as_mut()) {
                    content.reactions = reactions;
                }
            }
            ThreadAction::Gone(id) => next.gone(id),
        }
        Rc::new(next)
    }
}

impl Thread {
    /// A comment, if it has been fetched.
    #[must_use]
    pub fn comment(&self, id: CommentId) -> Option<&Comment> {
        self.comments.items.iter().map(|entry| &entry.comment).find(|comment| comment.id == id)
    }

    fn entry(&mut self, id: CommentId) -> Option<&mut Entry> {
        self.comments.items.iter_mut().find(|entry| entry.comment.id == id).map(Rc::make_mut)
    }

    fn put(&mut self, comment: Comment) {
        if let Some(entry) = self.entry(comment.id) {
            let came_back = entry.comment.content.is_none() && comment.content.is_some();
            *entry = Entry { comment, on_its_way: false };
            if came_back {
                self.count_comments(|count| count.saturating_add(1));
            }
            return;
        }
        // What belongs to a part that has not been fetched yet arrives with it.
        let items = &mut self.comments.items;
        let place = items.partition_point(|entry| entry.comment.created_at <= comment.created_at);
        if place < items.len() || self.comments.next.is_none() {
            items.insert(place, Rc::new(Entry { comment, on_its_way: false }));
            self.count_comments(|count| count.saturating_add(1));
        }
    }

    fn gone(&mut self, id: CommentId) {
        let has_answers = self.comments.items.iter().any(|entry| entry.comment.parent_id == Some(id));
        let Some(entry) = self.entry(id) else { return };
        let was_there = entry.comment.content.take().is_some();
        if !has_answers {
            self.comments.items.retain(|entry| entry.comment.id != id);
        }
        if was_there {
            self.count_comments(|count| count.saturating_sub(1));
        }
    }

    fn count_comments(&mut self, change: impl Fn(u32) -> u32) {
        if let Remote::Ready(post) = &mut self.post {
            post.comment_count = change(post.comment_count);
        }
    }
}

/// A comment in its place, as one line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The comment.
    pub entry: Rc<Entry>,
    /// How far in it is set: 0 to [`DEEPEST`].
    pub depth: usize,
    /// How many answers stand below it, theirs included.
    pub below: usize,
    /// What is done with these answers.
    pub answers: Answers,
}

/// What is done with the answers to a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// They follow, or there are none.
    Follow,
    /// They are folded away.
    Folded,
    /// They stand too deep: the branch goes on on a page of its own.
    Elsewhere,
}

impl Row {
    /// The comment's name.
    #[must_use]
    pub fn id(&self) -> CommentId {
        self.entry.comment.id
    }
}

/// Puts answers under what they answer, each level oldest first; only the branch that begins at `root`, if there is
/// one. Below what is `folded` nothing is listed.
///
/// An answer to a comment that is not on the page stands on the first level.
#[must_use]
pub fn rows(entries: &[Rc<Entry>], folded: &HashSet<CommentId>, root: Option<CommentId>) -> Vec<Row> {
    let places: HashMap<CommentId, usize> =
        entries.iter().enumerate().map(|(place, entry)| (entry.comment.id, place)).collect();
    let parent = |entry: &Entry| entry.comment.parent_id.and_then(|parent| places.get(&parent).copied());
    let mut answers: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
    let mut first = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        match parent(entry) {
            Some(parent) => answers[parent].push(place),
            None => first.push(place),
        }
    }
    // Whoever is answered comes before the answers in this order, so that backwards it adds up.
    let mut order = Vec::with_capacity(entries.len());
    let mut waiting = first.clone();
    while let Some(place) = waiting.pop() {
        order.push(place);
        waiting.extend_from_slice(&answers[place]);
    }
    let mut below = vec![0_usize; entries.len()];
    for place in order.into_iter().rev() {
        if let Some(parent) = parent(&entries[place]) {
            below[parent] += below[place] + 1;
        }
    }
    let begin = match root {
        Some(root) => places.get(&root).copied().into_iter().collect(),
        None => first,
    };
    let mut listed = Vec::with_capacity(entries.len());
    // The last one on the stack is the next to be listed.
    let mut waiting: Vec<(usize, usize)> = begin.into_iter().rev().map(|place| (place, 0)).collect();
    while let Some((place, depth)) = waiting.pop() {
        let entry = Rc::clone(&entries[place]);
        let done = match below[place] {
            0 => Answers::Follow,
            _ if folded.contains(&entry.comment.id) => Answers::Folded,
            _ if depth == DEEPEST => Answers::Elsewhere,
            _ => Answers::Follow,
        };
        listed.push(Row { entry, depth, below: below[place], answers: done });
        if done == Answers::Follow {
            waiting.extend(answers[place].iter().rev().map(|answer| (*answer, depth + 1)));
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::{samples, window::ErrorCode};

    fn comment(id: u128, parent: Option<u128>) -> Comment {
        Comment { id: CommentId::from_u128(id), parent_id: parent.map(CommentId::from_u128), ..samples::comment() }
    }

    fn entry(id: u128, parent: Option<u128>) -> Rc<Entry> {
        Rc::new(Entry { comment: comment(id, parent), on_its_way: false })
    }

    fn ids<const N: usize>(ids: [u128; N]) -> HashSet<CommentId> {
        ids.map(CommentId::from_u128).into()
    }

    fn shape(rows: &[Row]) -> Vec<(u128, usize, Answers)> {
        rows.iter().map(|row| (row.id().as_u128(), row.depth, row.answers)).collect()
    }

    fn after(actions: impl IntoIterator<Item = ThreadAction>) -> Rc<Thread> {
        actions.into_iter().fold(Rc::new(Thread::default()), Thread::reduce)
    }

    fn count(thread: &Thread) -> Option<u32> {
        thread.post.ready().map(|post| post.comment_count)
    }

    use Answers::{Elsewhere, Folded, Follow};

    #[test]
    fn answers_stand_under_what_they_answer() {
        let entries = [entry(1, None), entry(2, None), entry(3, Some(1)), entry(4, Some(3)), entry(5, Some(1))];
        let placed = rows(&entries, &ids([]), None);
        assert_eq!(shape(&placed), [(1, 0, Follow), (3, 1, Follow), (4, 2, Follow), (5, 1, Follow), (2, 0, Follow)]);
        assert_eq!(placed.iter().map(|row| row.below).collect::<Vec<_>>(), [3, 1, 0, 0, 0]);
    }

    #[test]
    fn what_is_folded_says_how_much_it_holds() {
        let entries = [entry(1, None), entry(2, None), entry(3, Some(1)), entry(4, Some(3))];
        let placed = rows(&entries, &ids([1, 2]), None);
        assert_eq!(shape(&placed), [(1, 0, Folded), (2, 0, Follow)], "there is nothing to fold under the second");
        assert_eq!(placed[0].below, 2);
    }

    #[test]
    fn deep_answers_go_on_on_a_page_of_their_own() {
        let chain: Vec<_> = (1..=7).map(|id| entry(id, (id > 1).then(|| id - 1))).collect();
        let placed = rows(&chain, &ids([]), None);
        assert_eq!(placed.len(), DEEPEST + 1);
        assert_eq!(placed[DEEPEST].answers, Elsewhere);
        assert_eq!(placed[DEEPEST].below, 2);
        let branch = rows(&chain, &ids([]), Some(placed[DEEPEST].id()));
        assert_eq!(shape(&branch), [(5, 0, Follow), (6, 1, Follow), (7, 2, Follow)]);
        assert!(rows(&chain, &ids([]), Some(CommentId::from_u128(99))).is_empty(), "it has not been fetched");
    }

    #[test]
    fn no_comment_is_lost_when_its_parent_is_elsewhere() {
        let placed = rows(&[entry(7, Some(99)), entry(8, Some(7))], &ids([]), None);
        assert_eq!(shape(&placed), [(7, 0, Follow), (8, 1, Follow)]);
    }

    #[test]
    fn a_deleted_comment_leaves_a_gap_only_for_its_answers() {
        let page = Page { items: vec![comment(1, None), comment(2, Some(1)), comment(3, None)], next: None };
        let before = after([ThreadAction::Post(samples::post()), ThreadAction::Arrived(page)]);
        let thread = [1, 3]
            .into_iter()
            .fold(Rc::clone(&before), |thread, id| thread.reduce(ThreadAction::Gone(CommentId::from_u128(id))));
        assert!(thread.comment(CommentId::from_u128(1)).is_some_and(|gap| gap.content.is_none()));
        assert!(thread.comment(CommentId::from_u128(3)).is_none());
        assert_eq!(count(&thread), Some(0), "two of two are gone");
        let back = [comment(1, None), comment(3, None)]
            .into_iter()
            .fold(thread, |thread, comment| thread.reduce(ThreadAction::Put(Box::new(comment))));
        assert_eq!(back.comments.items.len(), 3);
        assert_eq!(count(&back), count(&before));
    }

    #[test]
    fn a_new_comment_waits_for_the_part_it_belongs_to() {
        let later = Comment { created_at: samples::NOW + std::time::Duration::from_secs(60), ..comment(9, None) };
        let part = |next: Option<&str>| Page {
            items: vec![comment(1, None)],
            next: next.map(|next| houseguest_protocol::social::Cursor(next.to_owned())),
        };
        let put = ThreadAction::Put(Box::new(later));
        let unfinished = after([ThreadAction::Arrived(part(Some("more"))), put.clone()]);
        assert_eq!(unfinished.comments.items.len(), 1);
        let whole = after([ThreadAction::Arrived(part(None)), put]);
        assert_eq!(whole.comments.items.len(), 2);
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
