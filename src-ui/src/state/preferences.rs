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
    /// The backend does not answer: what was chosen waits and is saved then.
    Waits,
    /// The last save did not work; what was chosen was taken back.
    Failed(CommandError),
    /// Another device chose otherwise meanwhile: the person decides.
    Clash {
        /// What both changed, each in its own way.
        settings: Vec<Setting>,
        /// What the other device chose.
        theirs: Preferences,
    },
}

/// One of the things a person prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The colours.
    Theme,
    /// The language.
    Language,
    /// How closely things are set.
    Density,
    /// How much moves.
    Motion,
    /// What the person does not want to read.
    MutedWords,
    /// Whether they are told of answers.
    NotifyReplies,
    /// Whether they are told of mentions.
    NotifyMentions,
}

impl Setting {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Theme,
        Self::Language,
        Self::Density,
        Self::Motion,
        Self::MutedWords,
        Self::NotifyReplies,
        Self::NotifyMentions,
    ];

    /// Sets this one setting as `from` has it.
    fn copy(self, from: &Preferences, to: &mut Preferences) {
        match self {
            Self::Theme => to.theme = from.theme,
            Self::Language => to.language.clone_from(&from.language),
            Self::Density => to.density = from.density,
            Self::Motion => to.motion = from.motion,
            Self::MutedWords => to.muted_words.clone_from(&from.muted_words),
            Self::NotifyReplies => to.notify_replies = from.notify_replies,
            Self::NotifyMentions => to.notify_mentions = from.notify_mentions,
        }
    }

    /// Whether two people, or devices, agree on it.
    fn same(self, one: &Preferences, other: &Preferences) -> bool {
        let mut copy = one.clone();
        self.copy(other, &mut copy);
        copy == *one
    }
}

/// Joins what was chosen here and elsewhere since `base`: what only one of them changed is as that one has it.
/// What both changed, each in its own way, is as `mine` has it, and is listed.
fn join(base: &Preferences, mine: &Preferences, theirs: &Preferences) -> (Preferences, Vec<Setting>) {
    let (mut joined, mut clash) = (mine.clone(), Vec::new());
    for setting in Setting::ALL {
        if setting.same(mine, base) {
            setting.copy(theirs, &mut joined);
        } else if !setting.same(theirs, base) && !setting.same(mine, theirs) {
            clash.push(setting);
        }
    }
    (joined, clash)
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
    /// What was chosen waits until the server answers.
    Waits,
    /// The server kept what had waited.
    SentLater(StoredPreferences),
    /// The server did not keep it.
    Failed(CommandError),
    /// The server keeps something newer, which another device chose.
    Overtaken(StoredPreferences),
    /// The person decided for what was chosen here.
    KeepMine,
    /// The person decided for what was chosen on the other device.
    TakeTheirs,
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
                    if !matches!(next.keeping, Keeping::Saving | Keeping::Waits | Keeping::Clash { .. }) {
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
            PrefsAction::Waits => {
                if matches!(next.keeping, Keeping::Saving) {
                    next.keeping = Keeping::Waits;
                }
            }
            PrefsAction::SentLater(stored) => {
                // The person may have chosen again: that is on its way, on top of this.
                if !matches!(next.keeping, Keeping::Saving | Keeping::Clash { .. }) {
                    next.chosen = stored.preferences.clone();
                    next.keeping = Keeping::Kept;
                }
                next.stored = stored;
            }
            PrefsAction::Overtaken(stored) => {
                let (joined, settings) = join(&next.stored.preferences, &next.chosen, &stored.preferences);
                next.keeping = if !settings.is_empty() {
                    Keeping::Clash { settings, theirs: stored.preferences.clone() }
                } else if joined == stored.preferences {
                    Keeping::Kept
                } else {
                    Keeping::Saving
                };
                next.chosen = joined;
                next.stored = stored;
            }
            PrefsAction::KeepMine => {
                if matches!(next.keeping, Keeping::Clash { .. }) {
                    next.keeping = Keeping::Saving;
                }
            }
            PrefsAction::TakeTheirs => {
                if let Keeping::Clash { settings, theirs } = &next.keeping {
                    for setting in settings {
                        setting.copy(theirs, &mut next.chosen);
                    }
                    let kept = next.chosen == next.stored.preferences;
                    next.keeping = if kept { Keeping::Kept } else { Keeping::Saving };
                }
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
    use houseguest_protocol::{
        social::{Density, Theme},
        window::ErrorCode,
    };

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
    fn a_choice_that_waits_stays_chosen_and_is_not_saved_twice() {
        let prefs = after(
            Prefs::default(),
            [PrefsAction::Loaded(stored(3, light())), PrefsAction::Choose(dark()), PrefsAction::Waits],
        );
        assert_eq!((&prefs.chosen, prefs.to_save()), (&dark(), None));
        let prefs = prefs.reduce(PrefsAction::Loaded(stored(3, light())));
        assert_eq!(prefs.chosen, dark(), "what the server has is older");
        let prefs = prefs.reduce(PrefsAction::SentLater(stored(4, dark())));
        assert_eq!((&prefs.keeping, prefs.stored.version), (&Keeping::Kept, 4));
    }

    #[test]
    fn what_only_one_device_changed_is_joined_without_a_question() {
        let mine = Preferences { theme: Theme::Dark, ..light() };
        let theirs = Preferences { density: Density::Compact, ..light() };
        let prefs = after(Prefs::default(), [PrefsAction::Loaded(stored(1, light())), PrefsAction::Choose(mine)]);
        let prefs = prefs.reduce(PrefsAction::Overtaken(stored(2, theirs)));
        let joined = Preferences { theme: Theme::Dark, density: Density::Compact, ..Preferences::default() };
        assert_eq!(prefs.chosen, joined);
        assert_eq!(prefs.to_save(), Some(stored(2, joined)));
    }

    fn clash() -> Rc<Prefs> {
        let theirs = Preferences { theme: Theme::HighContrast, density: Density::Compact, ..light() };
        let chosen = [PrefsAction::Loaded(stored(1, light())), PrefsAction::Choose(dark())];
        after(Prefs::default(), chosen).reduce(PrefsAction::Overtaken(stored(2, theirs)))
    }

    #[test]
    fn what_two_devices_changed_is_asked() {
        let prefs = clash();
        let Keeping::Clash { settings, theirs } = &prefs.keeping else { panic!("{:?}", prefs.keeping) };
        assert_eq!((settings.as_slice(), theirs.theme), ([Setting::Theme].as_slice(), Theme::HighContrast));
        assert_eq!(prefs.to_save(), None, "nothing is overwritten before the person has decided");
    }

    #[test]
    fn the_person_decides_whose_choice_holds() {
        let mine = clash().reduce(PrefsAction::KeepMine);
        let saved = mine.to_save().expect("mine goes over theirs");
        assert_eq!(
            (saved.version, saved.preferences.theme, saved.preferences.density),
            (2, Theme::Dark, Density::Compact)
        );
        let theirs = clash().reduce(PrefsAction::TakeTheirs);
        assert_eq!((theirs.chosen.theme, theirs.to_save()), (Theme::HighContrast, None));
        assert_eq!(theirs.keeping, Keeping::Kept);
    }

    #[test]
    fn nothing_kept_yet_leaves_what_the_device_remembers() {
        let prefs = after(Prefs::remembered(dark()), [PrefsAction::Loaded(StoredPreferences::default())]);
        assert_eq!(prefs.chosen, dark());
        assert_eq!(prefs.to_save(), None, "looking makes no guest");
    }
}
