//! The vault's states as panels: what happened, what is safe, one main action.

use houseguest_protocol::window::VaultState;
use yew::prelude::*;

use super::unlock_form::UnlockForm;
use crate::{
    hooks::use_session_errands,
    i18n::{msg, use_words},
    ui::{Button, ButtonKind, Glyph, Mark},
};

/// Properties of [`VaultPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct VaultPanelProps {
    /// How the vault is.
    pub vault: VaultState,
}

/// Says how the vault is and offers the remedy; nothing when all is well.
#[component]
pub fn VaultPanel(props: &VaultPanelProps) -> Html {
    let words = use_words();
    let errands = use_session_errands();
    let again = Callback::from({
        let errands = errands.clone();
        move |()| errands.ask_again()
    });
    let start_fresh = Callback::from(move |()| errands.start_fresh());
    let (name, tone, heading, content) = match &props.vault {
        VaultState::Absent | VaultState::Open { restored: false } => return Html::default(),
        VaultState::Open { restored: true } => {
            ("restored", "glow", msg("vault-restored"), html! { <p>{ words.say(msg("vault-restored-text")) }</p> })
        }
        VaultState::NeedsPassphrase { first_time } => (
            "needs_passphrase",
            "glow",
            if *first_time { msg("vault-choose-passphrase") } else { msg("vault-unlock") },
            html! { <UnlockForm first_time={*first_time} /> },
        ),
        VaultState::Locked { .. } => (
            "locked",
            "glow",
            msg("vault-locked"),
            html! {
                <>
                    <p>{ words.say(msg("vault-locked-text")) }</p>
                    <Button kind={ButtonKind::Primary} glyph={Glyph::Again} mark={Mark::Retry} onclick={again}>{ words.say(msg("try-again")) }</Button>
                </>
            },
        ),
        VaultState::InUse => (
            "in_use",
            "glow",
            msg("vault-in-use"),
            html! {
                <>
                    <p>{ words.say(msg("vault-in-use-text")) }</p>
                    <Button kind={ButtonKind::Primary} glyph={Glyph::Again} mark={Mark::Retry} onclick={again}>{ words.say(msg("try-again")) }</Button>
                </>
            },
        ),
        VaultState::Damaged { moved_to } => (
            "damaged",
            "danger",
            msg("vault-damaged"),
            html! {
                <>
                    <p>{ words.say(msg("vault-damaged-text")) }</p>
                    if let Some(file) = moved_to {
                        <p>{ words.say(msg("vault-damaged-file")) }{ " " }<code>{ file.clone() }</code></p>
                    }
                    <Button kind={ButtonKind::Primary} mark={Mark::StartFresh} onclick={start_fresh}>{ words.say(msg("lost-start-fresh")) }</Button>
                </>
            },
        ),
    };
    html! {
        <section class="card panel" data-tone={tone} data-vault={name} role="alert" aria-labelledby="vault-heading">
            <h2 class="section-heading" id="vault-heading">{ words.say(heading) }</h2>
            { content }
        </section>
    }
}
