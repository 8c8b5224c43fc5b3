//! Listens to what happens behind the scenes.

use std::rc::Rc;

use yew::{platform::spawn_local, prelude::*};

use crate::{
    bridge::Happening,
    hooks::use_bridge,
    state::observed::{Seen, SeenAction},
};

/// What was seen, and the way to add to it.
pub type SeenHandle = UseReducerHandle<Seen>;

/// Listens from the first moment on. To be used once.
#[hook]
pub fn use_seen() -> SeenHandle {
    let bridge = use_bridge();
    let seen: SeenHandle = use_reducer_eq(Seen::default);
    let dispatcher = seen.dispatcher();
    use_effect_with((), move |()| {
        let now = dispatcher.clone();
        bridge.listen(Rc::new(move |happening| {
            if let Happening::Observed(event) = happening {
                now.dispatch(SeenAction::Now(*event));
            }
        }));
        spawn_local(async move {
            // Refused where there is no inspector: then nothing of it is shown.
            if let Ok(events) = bridge.observed().await {
                dispatcher.dispatch(SeenAction::Earlier(events));
            }
        });
    });
    seen
}
