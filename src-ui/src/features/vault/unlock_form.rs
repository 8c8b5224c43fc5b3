//! The form for the passphrase, where there is no credential store.

use houseguest_protocol::window::ErrorCode;
use yew::{platform::spawn_local, prelude::*};

use crate::{
    features::shared::failure,
    hooks::{use_bridge, use_presence, use_session_errands},
    i18n::{Words, msg, use_words},
    state::presence::PresenceAction,
    ui::{Button, ButtonKind, Glyph, PassphraseField, passphrase::take_passphrase},
};

/// Shorter ones are guessed too quickly, stretched or not.
const SHORTEST: usize = 10;

/// Properties of [`UnlockForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct UnlockFormProps {
    /// Whether the passphrase is being chosen now.
    pub first_time: bool,
}

/// Asks for the passphrase and opens the vault with it.
#[component]
pub(super) fn UnlockForm(props: &UnlockFormProps) -> Html {
    let words = use_words();
    let (bridge, presence, errands) = (use_bridge(), use_presence().dispatcher(), use_session_errands());
    let input = use_node_ref();
    let busy = use_state_eq(|| false);
    let problem = use_state_eq(|| None::<AttrValue>);
    let first_time = props.first_time;
    let onsubmit = {
        let (input, busy, problem, words) = (input.clone(), busy.clone(), problem.clone(), words.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let passphrase = take_passphrase(&input);
            if let Some(lack) = lack(&words, &passphrase, first_time) {
                problem.set(Some(lack));
                return;
            }
            busy.set(true);
            problem.set(None);
            let (bridge, presence, errands) = (bridge.clone(), presence.clone(), errands.clone());
            let (busy, problem, words) = (busy.setter(), problem.setter(), words.clone());
            spawn_local(async move {
                match bridge.unlock_vault(passphrase).await {
                    Ok(vault) => {
                        presence.dispatch(PresenceAction::Vault(vault));
                        errands.ask_again();
                    }
                    Err(error) if error.code == ErrorCode::VaultLocked => {
                        problem.set(Some(words.say(msg("passphrase-wrong"))));
                    }
                    Err(error) => problem.set(Some(failure::sentence(&words, &error))),
                }
                busy.set(false);
            });
        })
    };
    html! {
        <form class="unlock" novalidate=true {onsubmit}>
            <PassphraseField
                label={words.say(msg("passphrase"))}
                hint={words.say_with(if first_time { msg("passphrase-hint-new") } else { msg("passphrase-hint") }, &[("shortest", SHORTEST.into())])}
                problem={(*problem).clone()} chosen_now={first_time} {input}
            />
            <Button kind={ButtonKind::Primary} r#type="submit" glyph={Glyph::Key} busy={*busy}>
                { words.say(if *busy { msg("vault-unlocking") } else if first_time { msg("vault-choose-button") } else { msg("vault-unlock-button") }) }
            </Button>
        </form>
    }
}

/// What the passphrase lacks, if anything. One that was chosen long ago is for the vault to judge.
fn lack(words: &Words, passphrase: &str, first_time: bool) -> Option<AttrValue> {
    if passphrase.is_empty() {
        return Some(words.say(msg("passphrase-empty")));
    }
    (first_time && passphrase.chars().count() < SHORTEST)
        .then(|| words.say_with(msg("passphrase-short"), &[("shortest", SHORTEST.into())]))
}
