//! How whoever is at the screen is known here: their page, and what waits for them.

use std::rc::Rc;

use houseguest_protocol::{
    social::{Author, Profile, friendly_name},
    values::Subject,
};
use yew::Reducible;

/// Whoever is at the screen, as others see them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Me {
    /// Their page; none for visitors, and until it is known.
    pub profile: Option<Profile>,
    /// How many notifications they have not seen.
    pub unread: u32,
}

/// What can happen to a [`Me`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeAction {
    /// Nobody is here, or somebody else.
    Left,
    /// Their page arrived, or was changed.
    Profile(Box<Profile>),
    /// This many notifications are unread.
    Unread(u32),
}

impl Me {
    /// The person, if it is the one with this `sub`.
    #[must_use]
    pub fn person(&self, sub: &Subject) -> Option<&Author> {
        self.profile.as_ref().map(|profile| &profile.person).filter(|person| person.sub == *sub)
    }

    /// What the person with this `sub` is called: as they chose, or, until that is known, as the server calls those
    /// who chose nothing.
    #[must_use]
    pub fn name_of(&self, sub: &Subject) -> String {
        self.person(sub).map_or_else(|| friendly_name(sub), |person| person.name.clone())
    }
}

impl Reducible for Me {
    type Action = MeAction;

    fn reduce(self: Rc<Self>, action: MeAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            MeAction::Left => next = Self::default(),
            MeAction::Profile(profile) => next.profile = Some(*profile),
            MeAction::Unread(unread) => next.unread = unread,
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::{
        samples,
        social::{ProfileCounts, Standing},
    };

    #[test]
    fn a_chosen_name_is_the_name_and_nobody_elses() {
        let (me, other) = (samples::subject(1), samples::subject(2));
        let person = Author { name: "Ana Lucía".to_owned(), ..samples::author(1, Standing::Guest) };
        let profile = Profile {
            person,
            joined_at: samples::NOW,
            promoted_at: None,
            counts: ProfileCounts::default(),
            mine: true,
        };
        let known = Rc::new(Me::default()).reduce(MeAction::Profile(Box::new(profile)));
        assert_eq!((known.name_of(&me), known.name_of(&other)), ("Ana Lucía".to_owned(), friendly_name(&other)));
        let left = known.reduce(MeAction::Left);
        assert_eq!(left.name_of(&me), friendly_name(&me), "who left is called as nobody chose it");
    }
}
