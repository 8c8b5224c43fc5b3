//! How long whoever is here lasts.

use houseguest_protocol::values::Timestamp;
use yew::{platform::spawn_local, prelude::*};

use super::use_bridge;

/// What the identity server says of how long a guest lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasting {
    /// When this session ends unless it is used before.
    pub session_ends_at: Option<Timestamp>,
    /// After how many days guests whom nobody was are removed; none where they are not.
    pub idle_guest_days: Option<u32>,
}

/// How long whoever is here lasts, once that is known. Without an answer nothing is said: a wrong time would be worse than
/// none.
#[hook]
pub fn use_lasting() -> Option<Lasting> {
    let bridge = use_bridge();
    let known = use_state_eq(|| None);
    {
        let known = known.setter();
        use_effect_with((), move |()| {
            spawn_local(async move {
                known.set(bridge.keys().await.ok().map(|list| Lasting {
                    session_ends_at: list.sessions.iter().find(|one| one.is_this_one).map(|one| one.ends_at),
                    idle_guest_days: list.idle_guest_days,
                }));
            });
        });
    }
    *known
}
