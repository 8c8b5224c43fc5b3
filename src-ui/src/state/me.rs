//! How whoever is at the screen is known here: their page, and what waits for them.

use std::rc::Rc;

use houseguest_protocol::{
    social::{Author, Profile},
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
