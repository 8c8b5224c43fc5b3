//! The language everything is said in, and the words it needs.

use std::{cell::Cell, rc::Rc};

use yew::{platform::spawn_local, prelude::*};

use super::{Notify, PrefsHandle};
use crate::{
    bridge::page,
    i18n::{Language, Words, msg},
};

/// The language for what was chosen: the system's, when nothing was.
#[must_use]
fn spoken(chosen: Option<&str>) -> Language {
    let system = page::wanted_languages();
    Language::choose(chosen.into_iter().chain(system.iter().map(String::as_str)))
}

/// The words to begin with; English when the others cannot be had.
pub async fn speak(chosen: Option<&str>) -> Words {
    // The next choice of a language tells the person; the first paint must not wait for an explanation.
    Words::fetch(spoken(chosen)).await.unwrap_or_else(|page::NotFetched| Words::english())
}

/// The words of the chosen language. While they are fetched, and when they cannot be had, the present ones stay.
#[hook]
pub fn use_language(prefs: &PrefsHandle, first: &Words, notify: &Notify) -> Words {
    let words = use_state_eq(|| first.clone());
    // Only the last choice counts, however late the words of an earlier one arrive.
    let wish = use_memo((), |()| Rc::new(Cell::new(0_u32)));
    let present = words.clone();
    let notify = notify.clone();
    use_effect_with(prefs.chosen.language.clone(), move |chosen| {
        let language = spoken(chosen.as_deref());
        let (wish, number) = (Rc::clone(&wish), wish.get().wrapping_add(1));
        wish.set(number);
        if language == present.language() {
            return;
        }
        spawn_local(async move {
            let fetched = Words::fetch(language).await;
            if wish.get() != number {
                return;
            }
            match fetched {
                Ok(fetched) => present.set(fetched),
                Err(page::NotFetched) => {
                    let language = [("language", language.name.into())];
                    notify.alarm(present.say_with(msg("language-not-fetched"), &language));
                }
            }
        });
    });
    (*words).clone()
}
