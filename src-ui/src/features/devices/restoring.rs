//! Restoring a guest from a kit.

use houseguest_protocol::window::KitSummary;
use yew::{platform::spawn_local, prelude::*};

use crate::{
    features::shared::failure,
    hooks::{use_bridge, use_notify, use_session_errands},
    i18n::{msg, use_words},
    ui::{Button, ButtonKind, Glyph, Notice, NoticeTone, PassphraseField, passphrase::take_passphrase},
};

/// Asks for the file, then for its passphrase.
#[component]
pub(super) fn Restoring() -> Html {
    let words = use_words();
    let (bridge, notify, errands) = (use_bridge(), use_notify(), use_session_errands());
    let input = use_node_ref();
    let busy = use_state_eq(|| false);
    let chosen = use_state_eq(|| None::<KitSummary>);
    let problem = use_state_eq(|| None::<AttrValue>);
    let choose = {
        let (bridge, words) = (bridge.clone(), words.clone());
        let (chosen, problem) = (chosen.setter(), problem.setter());
        Callback::from(move |()| {
            let (bridge, words, chosen, problem) = (bridge.clone(), words.clone(), chosen.clone(), problem.clone());
            spawn_local(async move {
                match bridge.choose_recovery_kit().await {
                    Ok(Some(kit)) => {
                        chosen.set(Some(kit));
                        problem.set(None);
                    }
                    Ok(None) => {}
                    Err(error) => problem.set(Some(failure::sentence(&words, &error))),
                }
            });
        })
    };
    let onsubmit = {
        let (words, input, busy, problem) = (words.clone(), input.clone(), busy.clone(), problem.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let passphrase = take_passphrase(&input);
            if passphrase.is_empty() {
                problem.set(Some(words.say(msg("passphrase-empty"))));
                return;
            }
            problem.set(None);
            busy.set(true);
            let (bridge, words, notify, errands) = (bridge.clone(), words.clone(), notify.clone(), errands.clone());
            let (busy, problem) = (busy.setter(), problem.clone());
            spawn_local(async move {
                match bridge.restore(passphrase).await {
                    Ok(_) => {
                        notify.calm(words.say(msg("restore-done")));
                        errands.ask_again();
                    }
                    Err(error) => problem.set(Some(failure::sentence(&words, &error))),
                }
                busy.set(false);
            });
        })
    };
    html! {
        <section class="card" aria-labelledby="restore-heading" data-restore="">
            <h2 class="section-heading" id="restore-heading">{ words.say(msg("restore-heading")) }</h2>
            <p>{ words.say(msg("restore-text")) }</p>
            if let Some(kit) = &*chosen {
                <p class="code-line"><bdi>{ kit.file_name.clone() }</bdi></p>
                <p>{ words.say_with(msg("restore-chosen"), &[("host", kit.issuer_host.clone().into()), ("date", kit.made_on.clone().into())]) }</p>
                <form class="unlock" novalidate=true {onsubmit}>
                    <PassphraseField
                        label={words.say(msg("kit-passphrase"))} hint={words.say(msg("restore-passphrase-hint"))}
                        problem={(*problem).clone()} input={input.clone()}
                    />
                    <div class="buttons">
                        <Button kind={ButtonKind::Primary} r#type="submit" glyph={Glyph::Key} busy={*busy}>
                            { words.say(if *busy { msg("restore-busy") } else { msg("restore-button") }) }
                        </Button>
                        <Button onclick={choose}>{ words.say(msg("restore-choose-other")) }</Button>
                    </div>
                </form>
            } else {
                if let Some(problem) = &*problem {
                    <Notice tone={NoticeTone::Danger} role="alert">{ problem.clone() }</Notice>
                }
                <Button kind={ButtonKind::Primary} glyph={Glyph::Key} onclick={choose}>{ words.say(msg("restore-choose")) }</Button>
            }
        </section>
    }
}
