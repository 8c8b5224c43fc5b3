//! Keeps known how whoever is at the screen is known here.

use gloo_timers::callback::Timeout;
use houseguest_protocol::{social::PageRequest, window::Session};
use yew::{platform::spawn_local, prelude::*};

use super::{LiveHandle, MeHandle, PresenceHandle};
use crate::{bridge::BridgeHandle, state::me::MeAction};

/// How long to wait after a change before asking whether it is news for this person: changes come in flocks.
const PAUSE_MS: u32 = 1_200;

/// Fetches the person's page when somebody comes, and how many notifications are unread when comments arrive. To be
/// used once.
#[hook]
pub fn use_knowing_me(bridge: &BridgeHandle, presence: &PresenceHandle, live: &LiveHandle, me: &MeHandle) {
    let who = presence.sub().cloned();
    let is_member = matches!(presence.session.ready(), Some(Session::Member { .. }));
    {
        let (bridge, me) = (bridge.clone(), me.dispatcher());
        let before = use_mut_ref(|| None);
        use_effect_with((who.clone(), is_member), move |(who, _)| {
            if before.replace(who.clone()) != *who {
                me.dispatch(MeAction::Left);
            }
            if who.is_some() {
                spawn_local(async move {
                    // Without an answer, name and face made from the `sub` go on, and no number is shown.
                    if let Ok(Some(profile)) = bridge.my_profile().await {
                        me.dispatch(MeAction::Profile(Box::new(profile)));
                    }
                    if let Ok(page) = bridge.notifications(only_the_number()).await {
                        me.dispatch(MeAction::Unread(page.unread));
                    }
                });
            }
        });
    }
    let heard = live.about_comments();
    let (bridge, me) = (bridge.clone(), me.dispatcher());
    use_effect_with(heard, move |heard| {
        let timer = (*heard > 0 && who.is_some()).then(|| {
            Timeout::new(PAUSE_MS, move || {
                spawn_local(async move {
                    if let Ok(page) = bridge.notifications(only_the_number()).await {
                        me.dispatch(MeAction::Unread(page.unread));
                    }
                });
            })
        });
        move || drop(timer)
    });
}

fn only_the_number() -> PageRequest {
    PageRequest { after: None, limit: Some(1) }
}
