//! Keeps preferences: what is chosen is saved, one save at a time.

use std::cell::Cell;

use houseguest_protocol::{
    social::IdempotencyKey,
    window::{ErrorCode, Outcome},
};
use yew::{platform::spawn_local, prelude::*};

use super::{PrefsHandle, PresenceHandle, use_bridge};
use crate::state::preferences::PrefsAction;

/// Fetches what is kept for whoever is here, and saves what is chosen.
#[hook]
pub fn use_keeping(prefs: &PrefsHandle, presence: &PresenceHandle) {
    let bridge = use_bridge();
    let saving = use_mut_ref(|| Cell::new(false));

    // Fetch: nobody's preferences are nowhere, so a visitor asks nobody.
    {
        let (bridge, prefs) = (bridge.clone(), prefs.dispatcher());
        use_effect_with(presence.sub().cloned(), move |sub| {
            if sub.is_some() {
                spawn_local(async move {
                    // Without an answer the device's own memory goes on; the next save tells the person.
                    if let Ok(stored) = bridge.preferences().await {
                        prefs.dispatch(PrefsAction::Loaded(stored));
                    }
                });
            }
        });
    }

    // Save.
    let to_save = prefs.to_save();
    let prefs = prefs.dispatcher();
    use_effect_with(to_save, move |to_save| {
        let Some(stored) = to_save.clone() else { return };
        if saving.borrow().replace(true) {
            return;
        }
        spawn_local(async move {
            let answer = bridge.save_preferences(stored, IdempotencyKey::random()).await;
            let action = match answer {
                Ok(Outcome::Sent(stored)) => PrefsAction::Kept(stored),
                Ok(Outcome::Queued) => PrefsAction::Waits,
                // Another device was faster: what it chose is joined with what was chosen here.
                Err(error) if error.code == ErrorCode::Conflict => match bridge.preferences().await {
                    Ok(stored) => PrefsAction::Overtaken(stored),
                    Err(error) => PrefsAction::Failed(error),
                },
                Err(error) => PrefsAction::Failed(error),
            };
            saving.borrow().set(false);
            prefs.dispatch(action);
        });
    });
}
