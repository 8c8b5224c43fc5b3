//! Listens to what happens outside, follows what changes in the house, and asks once how things are.

use std::rc::Rc;

use yew::{platform::spawn_local, prelude::*};
use yew_router::prelude::*;

use super::{LiveHandle, PrefsHandle, PresenceHandle, QueueHandle, queue::settle_preferences};
use crate::{
    bridge::{BridgeHandle, Happening},
    routes::Route,
    state::{live::LiveAction, presence::PresenceAction, queue::QueueAction},
};

/// Keeps `presence` true, from the first moment on. To be used once, inside the router.
#[hook]
pub fn use_outside(
    bridge: &BridgeHandle,
    presence: &PresenceHandle,
    live: &LiveHandle,
    queue: &QueueHandle,
    prefs: &PrefsHandle,
) {
    let bridge = bridge.clone();
    let (presence, live) = (presence.dispatcher(), live.dispatcher());
    let (queue, prefs) = (queue.dispatcher(), prefs.dispatcher());
    let navigator = use_navigator();
    use_effect_with((), move |()| {
        let (told, outside) = (presence.clone(), bridge.clone());
        bridge.listen(Rc::new(move |happening| {
            match happening {
                Happening::Session(session) => told.dispatch(PresenceAction::Session(session)),
                Happening::Promotion(promotion) => told.dispatch(PresenceAction::Promotion(promotion)),
                Happening::Live(change) => live.dispatch(LiveAction::Change(change)),
                Happening::LiveConnection(connection) => live.dispatch(LiveAction::Connection(connection)),
                Happening::Queue(news) => {
                    settle_preferences(&outside, &prefs, &news);
                    queue.dispatch(QueueAction::News(news));
                }
                // The inspector listens for these.
                Happening::Observed(_) => {}
            }
        }));
        bridge.follow();
        spawn_local(async move {
            // Coming home from the sign-up page goes first: it decides who is here.
            if let Some((purpose, promotion)) = bridge.arrival().await {
                presence.dispatch(PresenceAction::PromotionStarting(purpose));
                presence.dispatch(PresenceAction::Promotion(promotion));
                if let Some(navigator) = navigator {
                    navigator.replace(&Route::You);
                }
            }
            presence.dispatch(match bridge.session().await {
                Ok(session) => PresenceAction::Session(session),
                Err(error) => PresenceAction::SessionFailed(error),
            });
            if let Ok(vault) = bridge.vault_state().await {
                presence.dispatch(PresenceAction::Vault(vault));
            }
        });
    });
}
