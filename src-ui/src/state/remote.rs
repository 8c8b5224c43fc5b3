//! Things that have to be fetched.

use houseguest_protocol::{
    social::{Cursor, Page},
    window::CommandError,
};

/// One thing that has to be fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Remote<T> {
    /// Not here yet.
    #[default]
    Waiting,
    /// It did not come.
    Failed(CommandError),
    /// Here.
    Ready(T),
}

impl<T> Remote<T> {
    /// The thing, if it is here.
    pub const fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(thing) => Some(thing),
            Self::Waiting | Self::Failed(_) => None,
        }
    }
}

/// What a paged list is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// The first part is on its way, or nobody asked for it yet.
    #[default]
    First,
    /// At rest.
    Ready,
    /// The next part is on its way.
    More,
    /// The first part did not come.
    Failed(CommandError),
    /// The next part did not come; what is shown stays.
    MoreFailed(CommandError),
}

/// A list that arrives in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing<T> {
    /// What has arrived.
    pub items: Vec<T>,
    /// Where the next part begins; none at the end.
    pub next: Option<Cursor>,
    /// What the list is doing.
    pub phase: Phase,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self { items: Vec::new(), next: None, phase: Phase::First }
    }
}

impl<T> Listing<T> {
    /// The next part was asked for.
    pub fn begin_more(&mut self) {
        self.phase = Phase::More;
    }

    /// A part arrived. What is known already (by `same`) is not added twice.
    pub fn extend(&mut self, page: Page<T>, same: impl Fn(&T, &T) -> bool) {
        for item in page.items {
            if !self.items.iter().any(|known| same(known, &item)) {
                self.items.push(item);
            }
        }
        self.next = page.next;
        self.phase = Phase::Ready;
    }

    /// A part arrived of which nothing is known yet.
    pub fn append(&mut self, page: Page<T>) {
        self.items.extend(page.items);
        self.next = page.next;
        self.phase = Phase::Ready;
    }

    /// The part that was asked for did not come.
    pub fn fail(&mut self, error: CommandError) {
        self.phase = match self.phase {
            Phase::First | Phase::Failed(_) => Phase::Failed(error),
            Phase::Ready | Phase::More | Phase::MoreFailed(_) => Phase::MoreFailed(error),
        };
    }

    /// Whether the whole list has arrived and there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phase == Phase::Ready && self.items.is_empty() && self.next.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::window::ErrorCode;

    fn page(items: &[u8], next: Option<&str>) -> Page<u8> {
        Page { items: items.to_vec(), next: next.map(|text| Cursor(text.to_owned())) }
    }

    #[test]
    fn parts_join_without_repeating_what_is_known() {
        let mut list = Listing::default();
        list.extend(page(&[1, 2], Some("b")), u8::eq);
        list.begin_more();
        list.extend(page(&[2, 3], None), u8::eq);
        assert_eq!(list.items, [1, 2, 3]);
        assert_eq!((list.next, list.phase), (None, Phase::Ready));
    }

    #[test]
    fn a_failed_next_part_keeps_what_is_shown() {
        let mut list = Listing::default();
        list.extend(page(&[1], Some("b")), u8::eq);
        list.begin_more();
        list.fail(CommandError::new(ErrorCode::Offline, "no answer"));
        assert_eq!(list.items, [1]);
        assert!(matches!(list.phase, Phase::MoreFailed(_)));
        assert!(list.next.is_some(), "the same part can be asked for again");
    }

    #[test]
    fn a_failed_first_part_is_not_an_empty_list() {
        let mut list = Listing::<u8>::default();
        assert!(!list.is_empty());
        list.fail(CommandError::new(ErrorCode::Offline, "no answer"));
        assert!(!list.is_empty());
        assert!(matches!(list.phase, Phase::Failed(_)));
    }
}
