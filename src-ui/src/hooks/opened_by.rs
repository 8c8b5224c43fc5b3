//! What opens the vault.

use houseguest_protocol::window::{OpenedBy, VaultState, WhereKeyLives};
use yew::{platform::spawn_local, prelude::*};

use super::use_bridge;

/// What opens the vault that this guest's key is in, once that is known; `None` where the key is in none.
#[hook]
pub fn use_opened_by(key_place: &WhereKeyLives) -> Option<OpenedBy> {
    let bridge = use_bridge();
    let known = use_state_eq(|| None);
    {
        let known = known.setter();
        // Asked for each key: the vault is made with the first one.
        use_effect_with(key_place.clone(), move |key_place| {
            if matches!(key_place, WhereKeyLives::Vault { .. }) {
                spawn_local(async move {
                    known.set(match bridge.vault_state().await {
                        Ok(VaultState::Open { opened_by, .. }) => Some(opened_by),
                        _ => None,
                    });
                });
            } else {
                known.set(None);
            }
        });
    }
    *known
}
