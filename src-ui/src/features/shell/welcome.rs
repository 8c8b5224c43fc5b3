//! The moment in which a visitor becomes a guest, or a guest a member.

use houseguest_protocol::{social::friendly_name, window::Session};
use yew::prelude::*;

use crate::{
    hooks::{Notify, PresenceHandle},
    i18n::{Words, msg},
};

/// Says so once when a visitor became a guest: they chose nothing, so they are told.
#[hook]
pub fn use_welcome(presence: &PresenceHandle, notify: &Notify, words: &Words) {
    let was_visitor = use_mut_ref(|| false);
    let (notify, words) = (notify.clone(), words.clone());
    use_effect_with(presence.session.ready().cloned(), move |session| {
        let Some(session) = session else { return };
        let before = was_visitor.replace(matches!(session, Session::Visitor));
        if let (true, Session::Guest { sub, .. }) = (before, session) {
            notify.calm(words.say_with(msg("welcome-guest"), &[("name", friendly_name(sub).into())]));
        }
    });
}
