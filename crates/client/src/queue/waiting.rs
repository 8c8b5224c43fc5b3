//! What waits on a device, told apart by house.

use std::collections::HashSet;

use houseguest_protocol::{
    social::IdempotencyKey,
    window::{House, WaitsElsewhere},
};
use serde::{Deserialize, Serialize};

use super::shelf::Shelf;

/// Everything that waits on a device, for whichever house it was written.
///
/// A client sees and changes what waits for its own house alone. What waits for another is kept as it is, for when the app
/// talks to that house again, and counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Waiting {
    houses: Vec<AtHouse>,
    /// What was kept before houses were told apart.
    #[serde(flatten, skip_serializing)]
    homeless: Shelf,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct AtHouse {
    house: House,
    #[serde(flatten)]
    shelf: Shelf,
}

impl Waiting {
    /// What waits for `house`. Where it is not known for which house something waits, it is set aside here, for the
    /// person to copy: it must not be sent anywhere.
    pub(super) fn into_shelf(mut self, house: &House) -> Shelf {
        let found = self.houses.iter().position(|kept| kept.house == *house);
        let mut shelf = found.map(|place| self.houses.swap_remove(place).shelf).unwrap_or_default();
        shelf.take_in(self.homeless.set_all_aside());
        shelf
    }

    /// Replaces what waits for `house`, which was read with [`Self::into_shelf`].
    pub(super) fn put(&mut self, house: &House, shelf: Shelf) {
        self.homeless = Shelf::default();
        match self.houses.iter_mut().find(|kept| kept.house == *house) {
            Some(kept) => kept.shelf = shelf,
            None => self.houses.push(AtHouse { house: house.clone(), shelf }),
        }
        self.houses.retain(|kept| kept.shelf.count() > 0);
    }

    /// The pictures of everything.
    pub(super) fn pictures(&self) -> HashSet<IdempotencyKey> {
        let shelves = self.houses.iter().map(|kept| &kept.shelf).chain([&self.homeless]);
        shelves.flat_map(Shelf::pictures).cloned().collect()
    }

    /// How much waits for other houses than `house`.
    pub(super) fn elsewhere(&self, house: &House) -> Vec<WaitsElsewhere> {
        let others = self.houses.iter().filter(|kept| kept.house != *house);
        others.map(|kept| WaitsElsewhere { house: kept.house.clone(), count: kept.shelf.count() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::{
        samples,
        social::{CommentBody, IdempotencyKey, NewComment, PostId},
        window::{Session, Write},
    };
    use serde_json::json;

    use super::*;

    fn with(key: &str) -> Shelf {
        let comment = NewComment { body: CommentBody::parse("Hello").expect("a body"), parent_id: None };
        let write = Write::Comment { post_id: PostId::from_u128(1), comment };
        let mut shelf = Shelf::default();
        let key = IdempotencyKey::parse(key).expect("a key");
        shelf.add(write, key, &Session::Visitor, samples::NOW).expect("room");
        shelf
    }

    #[test]
    fn each_house_has_its_own_and_what_is_kept_reads_back_as_it_was() {
        let (one, two) = (House::named("one"), House::named("two"));
        let mut waiting = Waiting::default();
        waiting.put(&one, with("kept-for-one"));
        assert_eq!(waiting.clone().into_shelf(&two), Shelf::default());
        waiting.put(&two, with("kept-for-two"));
        let text = serde_json::to_string(&waiting).expect("JSON");
        let mut read: Waiting = serde_json::from_str(&text).expect("reads");
        assert_eq!(read, waiting);
        assert_eq!(read.elsewhere(&one), [WaitsElsewhere { house: two.clone(), count: 1 }]);
        assert_eq!(read.clone().into_shelf(&one), with("kept-for-one"));
        assert_eq!(read.clone().into_shelf(&two), with("kept-for-two"));
        read.put(&one, Shelf::default());
        assert_eq!(
            read.elsewhere(&House::named("three")),
            [WaitsElsewhere { house: two, count: 1 }],
            "none is kept empty"
        );
    }

    #[test]
    fn words_of_an_unknown_house_are_set_aside_and_sent_nowhere() {
        let mut old = serde_json::to_value(with("kept-of-old")).expect("JSON");
        let second = json!({"write": "react", "post_id": PostId::from_u128(1), "reaction": {"reaction": "love"}});
        let mut reaction = old["writes"][0].clone();
        (reaction["key"], reaction["write"]) = (json!("kept-of-old-too"), second);
        old["writes"].as_array_mut().expect("a list").push(reaction);
        let mut waiting: Waiting = serde_json::from_value(old).expect("reads");
        let house = House::named("one");
        let shelf = waiting.clone().into_shelf(&house);
        let state = shelf.state(&Session::Visitor);
        assert_eq!((state.waiting.len(), state.refused.len()), (0, 1), "{state:?}");
        waiting.put(&house, shelf);
        let text = serde_json::to_string(&waiting).expect("JSON");
        let again: Waiting = serde_json::from_str(&text).expect("reads");
        assert_eq!(again.into_shelf(&house).state(&Session::Visitor), state, "once");
    }
}
