//! How much whoever is here has done.

use houseguest_protocol::{social::ProfileCounts, values::Subject};
use yew::{platform::spawn_local, prelude::*};

use super::use_bridge;

/// How much the person with this `sub` has done, once that is known; asked for anew whenever `moment` changes. Without an
/// answer nothing is said: a wrong number would be worse than none.
#[hook]
pub fn use_my_counts<T: PartialEq + 'static>(sub: Option<&Subject>, moment: T) -> Option<ProfileCounts> {
    let bridge = use_bridge();
    let known = use_state_eq(|| None);
    {
        let known = known.setter();
        use_effect_with((sub.cloned(), moment), move |(sub, _)| {
            if let Some(sub) = sub.clone() {
                spawn_local(async move {
                    let mine = bridge.my_profile().await.ok().flatten();
                    known.set(mine.filter(|profile| profile.person.sub == sub).map(|profile| profile.counts));
                });
            } else {
                known.set(None);
            }
        });
    }
    *known
}
