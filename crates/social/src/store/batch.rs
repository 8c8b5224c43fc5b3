//! Questions about many things at once, instead of one question for each.

use houseguest_sql::ToValue;
use uuid::Uuid;

/// A list of ids for `in (…)`. Its length is one of a few, so that the statements stay prepared.
#[derive(Debug)]
pub(super) struct Ids(Vec<Uuid>);

impl Ids {
    /// At most this many fit.
    pub(super) const MOST: usize = 128;

    /// The list of these ids; `None` when there are none. What is behind [`Self::MOST`] is left out.
    pub(super) fn of(ids: impl IntoIterator<Item = Uuid>) -> Option<Self> {
        let mut ids: Vec<Uuid> = ids.into_iter().take(Self::MOST).collect();
        let last = *ids.last()?;
        let length = [1, 8, 32, Self::MOST].into_iter().find(|length| ids.len() <= *length).unwrap_or(Self::MOST);
        ids.resize(length, last);
        Some(Self(ids))
    }

    /// `(?2, ?3, …)`: the placeholders behind `before` others.
    pub(super) fn placeholders(&self, before: usize) -> String {
        let places: Vec<String> = (1..=self.0.len()).map(|place| format!("?{}", before + place)).collect();
        format!("({})", places.join(", "))
    }

    /// The parameters: `before`, then the ids.
    pub(super) fn params<'a>(&'a self, before: &[&'a dyn ToValue]) -> Vec<&'a dyn ToValue> {
        before.iter().copied().chain(self.0.iter().map(|id| id as &dyn ToValue)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_one_of_few_lengths() {
        let ids = |count: u128| Ids::of((0..count).map(Uuid::from_u128));
        assert!(ids(0).is_none());
        let lengths: std::collections::BTreeSet<_> = (1..200).filter_map(ids).map(|ids| ids.placeholders(1)).collect();
        assert_eq!(lengths.len(), 4);
        assert_eq!(ids(1).expect("one").placeholders(2), "(?3)");
        assert_eq!(ids(5).expect("some").params(&[&1_i64]).len(), 9);
    }
}
