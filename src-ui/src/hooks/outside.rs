//! Listens to what happens outside, and asks once how things are.

use std::rc::Rc;

use yew::{platform::spawn_local, prelude::*};
use yew_router::prelude::*;

use super::PresenceHandle;
use crate::{
    bridge::{BridgeHandle, Happening},
    routes::Route,
    state::presence::PresenceAction,
};

/// Keeps `presence` true, from the first moment on. To be used once, inside the router.
#[hook]
pub fn use_outside(bridge: &BridgeHandle, presence: &PresenceHandle) {
    let bridge = bridge.clone();
    let presence = presence.dispatcher();
    let navigator = use_navigator();
    use_effect_with((), move |()| {
        let told = presence.clone();
        bridge.listen(Rc::new(move |happening| {
            told.dispatch(match happening {
                Happening::Session(session) => PresenceAction::Session(session),
                Happening::Promotion(promotion) => PresenceAction::Promotion(promotion),
                // Somebody else listens for these.
                Happening::Observed(_) | Happening::Live(_) | Happening::LiveConnection(_) => return,
            });
        }));
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
