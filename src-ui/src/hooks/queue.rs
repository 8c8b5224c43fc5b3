//! Keeps known what waits until the backend answers.

use houseguest_protocol::{
    social::StoredPreferences,
    window::{ErrorCode, QueueNews, Write},
};
use yew::{platform::spawn_local, prelude::*};

use super::{Notify, PresenceHandle, QueueHandle};
use crate::{
    bridge::BridgeHandle,
    i18n::{Words, msg},
    state::{
        preferences::{Prefs, PrefsAction},
        queue::QueueAction,
    },
};

/// Asks what waits, at first, when somebody else is here and whenever something happened to it. To be used once.
#[hook]
pub fn use_knowing_queue(
    bridge: &BridgeHandle,
    presence: &PresenceHandle,
    queue: &QueueHandle,
    notify: &Notify,
    words: &Words,
) {
    {
        let (bridge, queue) = (bridge.clone(), queue.clone());
        use_effect_with((queue.heard, presence.session.ready().cloned()), move |_| {
            spawn_local(async move {
                // Behind a locked vault nothing can be told; what is shown stays.
                if let Ok(state) = bridge.queue().await {
                    queue.dispatch(QueueAction::State(state));
                }
            });
        });
    }
    let (sent, waits) = (queue.sent, queue.state.waiting.len());
    let told = use_mut_ref(|| 0_u64);
    let (notify, words) = (notify.clone(), words.clone());
    use_effect_with((sent, waits), move |(sent, waits)| {
        // Once, when everything has gone out.
        if *waits == 0 && *sent > *told.borrow() {
            let count = *sent - told.replace(*sent);
            notify.calm(words.say_with(msg("waiting-sent"), &[("count", count.into())]));
        }
    });
}

/// What becomes of preferences that waited.
pub(super) fn settle_preferences(bridge: &BridgeHandle, prefs: &UseReducerDispatcher<Prefs>, news: &QueueNews) {
    match news {
        QueueNews::Sent { write: Write::SavePreferences { .. }, answer, .. } => {
            if let Ok(stored) = serde_json::from_value::<StoredPreferences>(answer.clone()) {
                prefs.dispatch(PrefsAction::SentLater(stored));
            }
        }
        QueueNews::Refused(refused) if matches!(refused.write, Write::SavePreferences { .. }) => {
            let (bridge, prefs, error) = (bridge.clone(), prefs.clone(), refused.error.clone());
            spawn_local(async move {
                // Another device was faster: what it chose is joined with what was chosen here.
                prefs.dispatch(match bridge.preferences().await {
                    Ok(stored) if error.code == ErrorCode::Conflict => PrefsAction::Overtaken(stored),
                    _ => PrefsAction::Failed(error),
                });
            });
        }
        QueueNews::Sent { .. } | QueueNews::Refused(_) | QueueNews::Changed => {}
    }
}
