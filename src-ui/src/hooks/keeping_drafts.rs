//! Keeps what has been begun across reloads.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::{DraftsHandle, PresenceHandle};
use crate::{bridge::page, state::drafts::DraftAction};

/// How long the person has to pause before it is written down.
const PAUSE_MS: u32 = 250;

/// Writes down what has been begun, and forgets it when somebody else comes. To be used once.
#[hook]
pub fn use_keeping_drafts(drafts: &DraftsHandle, presence: &PresenceHandle) {
    {
        let drafts = drafts.dispatcher();
        use_effect_with(presence.sub().cloned(), move |sub| {
            if let Some(sub) = sub.clone() {
                drafts.dispatch(DraftAction::Owner(sub));
            }
        });
    }
    use_effect_with((**drafts).clone(), |drafts| {
        let kept = drafts.to_keep();
        let timer = Timeout::new(PAUSE_MS, move || page::remember_drafts(kept.as_deref()));
        move || drop(timer)
    });
}
