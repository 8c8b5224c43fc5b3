//! What changes in the house while one looks.

use std::{collections::VecDeque, rc::Rc};

use houseguest_protocol::social::{LiveChange, LiveConnection};
use yew::Reducible;

/// Changes that are remembered: enough for every page to have read them before they are forgotten.
const REMEMBERED: usize = 256;

/// The changes of late, numbered, so that each page reads what it has not read yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// How it stands with the connection.
    pub connection: LiveConnection,
    /// How many changes were told so far.
    pub told: u64,
    recent: VecDeque<LiveChange>,
    about_comments: u64,
}

/// What can happen to [`Live`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiveAction {
    /// Something changed.
    Change(LiveChange),
    /// The connection began, broke off or pauses.
    Connection(LiveConnection),
}

impl Live {
    /// The changes after the first `read` ones; [`LiveChange::Reload`] alone when some are forgotten already.
    #[must_use]
    pub fn since(&self, read: u64) -> Vec<LiveChange> {
        let unread = usize::try_from(self.told.saturating_sub(read)).unwrap_or(usize::MAX);
        if unread > self.recent.len() {
            return vec![LiveChange::Reload];
        }
        self.recent.iter().skip(self.recent.len() - unread).copied().collect()
    }

    /// How many changes had to do with comments, so far.
    #[must_use]
    pub const fn about_comments(&self) -> u64 {
        self.about_comments
    }
}

const fn is_about_comments(change: LiveChange) -> bool {
    matches!(
        change,
        LiveChange::CommentAdded { .. }
            | LiveChange::CommentChanged { .. }
            | LiveChange::CommentDeleted { .. }
            | LiveChange::Reload
    )
}

impl Reducible for Live {
    type Action = LiveAction;

    fn reduce(self: Rc<Self>, action: LiveAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            LiveAction::Change(change) => {
                next.told += 1;
                next.about_comments += u64::from(is_about_comments(change));
                next.recent.push_back(change);
                if next.recent.len() > REMEMBERED {
                    next.recent.pop_front();
                }
            }
            LiveAction::Connection(connection) => next.connection = connection,
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::social::PostId;

    fn added(n: u64) -> LiveAction {
        LiveAction::Change(LiveChange::PostAdded { post_id: PostId::from_u128(n.into()) })
    }

    #[test]
    fn each_page_reads_what_it_has_not_read() {
        let live = (0..3).map(added).fold(Rc::new(Live::default()), Live::reduce);
        assert_eq!(live.since(0).len(), 3);
        assert_eq!(live.since(2), [LiveChange::PostAdded { post_id: PostId::from_u128(2) }]);
        assert!(live.since(3).is_empty());
    }

    #[test]
    fn whoever_missed_too_much_loads_anew() {
        let live = (0..1_000).map(added).fold(Rc::new(Live::default()), Live::reduce);
        assert_eq!(live.since(10), [LiveChange::Reload]);
        assert_eq!(live.since(999).len(), 1);
    }
}
