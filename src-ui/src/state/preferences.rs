//! What the person prefers: applied at once, then kept.

use std::rc::Rc;

use houseguest_protocol::{
    social::{Preferences, StoredPreferences},
    window::CommandError,
};
use yew::Reducible;

/// How the keeping goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing to keep.
    #[default]
    Rest,
    /// A save is on its way.
    Saving,
    /// The last save worked.
    Kept,
    /// The last save did not work; what was chosen was taken back.
    Failed(CommandError),
}

/// Preferences, chosen and kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefs {
    /// What the page shows.
    pub chosen: Preferences,
    /// What the server keeps.
    pub stored: StoredPreferences,
    /// How the keeping goes.
    pub keeping: Keeping,
}

/// What can happen to [`Prefs`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrefsAction {
    /// The server said what it keeps.
    Loaded(StoredPreferences),
    /// The person chose.
    Choose(Preferences),
    /// The server kept it.
    Kept(StoredPreferences),
    /// The server did not keep it.
    Failed(CommandError),
}

impl Prefs {
    /// Starts from what this device remembers.
    #[must_use]
    pub fn remembered(looks: Preferences) -> Self {
        let stored = StoredPreferences { version: 0, preferences: looks.clone() };
        Self { chosen: looks, stored, keeping: Keeping::Rest }
    }

    /// What has to be saved now: nothing while a save is on its way.
    #[must_use]
    pub fn to_save(&self) -> Option<StoredPreferences> {
        let due = matches!(self.keeping, Keeping::Saving) && self.chosen != self.stored.preferences;
        due.then(|| StoredPreferences { version: self.stored.version, preferences: self.chosen.clone() })
    }
}

impl Reducible for Prefs {
    type Action = PrefsAction;

    fn reduce(self: Rc<Self>, action: PrefsAction) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            PrefsAction::Loaded(stored) => {
                // Version 0 means that nothing was kept yet: what this device remembers goes on.
                if stored.version > 0 {
                    if next.keeping != Keeping::Saving {
                        next.chosen = stored.preferences.clone();
                    }
                    next.stored = stored;
                }
            }
            PrefsAction::Choose(chosen) => {
                next.keeping = if chosen == next.stored.preferences { Keeping::Rest } else { Keeping::Saving };
                next.chosen = chosen;
            }
            PrefsAction::Kept(stored) => {
                // The person may have chosen again while the save was on its way.
                next.keeping = if stored.preferences == next.chosen { Keeping::Kept } else { Keeping::Saving };
                next.stored = stored;
            }
            PrefsAction::Failed(error) => {
                next.chosen = next.stored.preferences.clone();
                next.keeping = Keeping::Failed(error);
            }
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::{social::Theme, window::ErrorCode};

    fn dark() -> Preferences {
        Preferences { theme: Theme::Dark, ..Preferences::default() }
    }

    fn light() -> Preferences {
        Preferences { theme: Theme::Light, ..Preferences::default() }
    }

    fn stored(version: u64, preferences: Preferences) -> StoredPreferences {
        StoredPreferences { version, preferences }
    }

    fn after(start: Prefs, actions: impl IntoIterator<Item = PrefsAction>) -> Rc<Prefs> {
        actions.into_iter().fold(Rc::new(start), Prefs::reduce)
    }

    #[test]
    fn a_choice_applies_at_once_and_is_taken_back_when_it_cannot_be_kept() {
        let prefs = after(Prefs::default(), [PrefsAction::Loaded(stored(3, light())), PrefsAction::Choose(dark())]);
        assert_eq!(prefs.chosen, dark());
        assert_eq!(prefs.to_save(), Some(stored(3, dark())));
        let prefs = prefs.reduce(PrefsAction::Failed(CommandError::new(ErrorCode::Offline, "no answer")));
        assert_eq!(prefs.chosen, light());
        assert_eq!(prefs.to_save(), None);
    }

    #[test]
    fn a_choice_made_during_a_save_is_saved_next() {
        let prefs = after(
            Prefs::default(),
            [PrefsAction::Choose(dark()), PrefsAction::Choose(light()), PrefsAction::Kept(stored(1, dark()))],
        );
        assert_eq!(prefs.to_save(), Some(stored(1, light())));
        assert_eq!(prefs.reduce(PrefsAction::Kept(stored(2, light()))).keeping, Keeping::Kept);
    }

    #[test]
    fn nothing_kept_yet_leaves_what_the_device_remembers() {
        let prefs = after(Prefs::remembered(dark()), [PrefsAction::Loaded(StoredPreferences::default())]);
        assert_eq!(prefs.chosen, dark());
        assert_eq!(prefs.to_save(), None, "looking makes no guest");
    }
}
