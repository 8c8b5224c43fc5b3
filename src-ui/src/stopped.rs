//! What people see when a mistake of ours stops the interface: a panic ends it without a word, and what was drawn stays
//! on the screen as if it still worked.

use std::cell::RefCell;

use crate::{
    bridge::page,
    i18n::{Words, msg},
};

/// The sentence and the name of the button, in the language that was spoken last: after a panic nobody can be asked.
struct Said {
    text: String,
    again: String,
}

thread_local! {
    static SAID: RefCell<Option<Said>> = const { RefCell::new(None) };
}

/// Remembers how to say it.
pub(crate) fn speak(words: &Words) {
    let said =
        Said { text: words.say(msg("stopped-text")).to_string(), again: words.say(msg("stopped-again")).to_string() };
    SAID.with(|known| known.replace(Some(said)));
}

/// Says it from now on when there is a panic, and tells the console where it was.
pub(crate) fn watch() {
    yew::set_custom_panic_hook(Box::new(|panic| {
        page::log_error(&panic.to_string());
        SAID.with(|said| {
            // Borrowed only while `speak` replaces it, which does not panic.
            if let Ok(said) = said.try_borrow()
                && let Some(said) = &*said
            {
                page::show_stopped(&said.text, &said.again);
            }
        });
    }));
}
