//! Saving a recovery kit.

use web_sys::HtmlInputElement;
use yew::{platform::spawn_local, prelude::*};

use crate::{
    features::shared::failure,
    hooks::use_bridge,
    i18n::{MessageId, msg, use_words},
    ui::{Button, ButtonKind, Glyph, Notice, NoticeTone, PassphraseField, passphrase::take_passphrase},
};
use houseguest_protocol::window::PassphraseStrength;

const fn strength_words(score: u8) -> MessageId {
    match score {
        0 | 1 => msg("kit-strength-weak"),
        2 => msg("kit-strength-fair"),
        3 => msg("kit-strength-good"),
        _ => msg("kit-strength-strong"),
    }
}

/// Asks for a passphrase, says how good it is, and has the kit saved.
#[component]
pub(super) fn KitForm() -> Html {
    let words = use_words();
    let bridge = use_bridge();
    let input = use_node_ref();
    let busy = use_state_eq(|| false);
    let strength = use_state_eq(|| None::<PassphraseStrength>);
    let problem = use_state_eq(|| None::<AttrValue>);
    let saved = use_state_eq(|| None::<String>);
    // What is typed goes to the core to be judged: its dictionaries are larger than all of this.
    let oninput = {
        let (bridge, input, strength) = (bridge.clone(), input.clone(), strength.setter());
        Callback::from(move |_: InputEvent| {
            let typed = input.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            let (bridge, strength) = (bridge.clone(), strength.clone());
            spawn_local(async move {
                let judged = if typed.is_empty() { None } else { bridge.judge_passphrase(typed).await.ok() };
                strength.set(judged);
            });
        })
    };
    let onsubmit = {
        let (words, input, busy) = (words.clone(), input.clone(), busy.clone());
        let (strength, problem, saved) = (strength.clone(), problem.setter(), saved.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            if !strength.is_some_and(|strength| strength.is_enough) {
                problem.set(Some(words.say(msg("kit-weak"))));
                return;
            }
            let passphrase = take_passphrase(&input);
            strength.set(None);
            problem.set(None);
            busy.set(true);
            let (bridge, words) = (bridge.clone(), words.clone());
            let (busy, problem, saved) = (busy.setter(), problem.clone(), saved.clone());
            spawn_local(async move {
                match bridge.save_recovery_kit(passphrase).await {
                    Ok(Some(kit)) => saved.set(Some(kit.file_name)),
                    Ok(None) => {}
                    Err(error) => problem.set(Some(failure::sentence(&words, &error))),
                }
                busy.set(false);
            });
        })
    };
    html! {
        <section class="card" aria-labelledby="kit-heading" data-recovery-kit="">
            <h2 class="section-heading" id="kit-heading">{ words.say(msg("kit-heading")) }</h2>
            <p>{ words.say(msg("kit-text")) }</p>
            if let Some(file) = &*saved {
                <Notice tone={NoticeTone::Success} role="status">
                    { words.say_with(msg("kit-saved"), &[("file", file.clone().into())]) }
                </Notice>
            }
            <form class="unlock" novalidate=true {onsubmit} {oninput}>
                <PassphraseField
                    label={words.say(msg("kit-passphrase"))} hint={words.say(msg("kit-passphrase-hint"))}
                    problem={(*problem).clone()} chosen_now=true input={input.clone()}
                />
                <p class="strength" role="status">
                    <meter class="strength__meter" min="0" max="4" low="2" high="3" optimum="4"
                        value={strength.map_or(0, |strength| strength.score).to_string()}
                        aria-label={words.say(msg("kit-strength"))} />
                    if let Some(strength) = *strength {
                        <span>{ words.say(strength_words(strength.score)) }</span>
                    }
                </p>
                <Button kind={ButtonKind::Primary} r#type="submit" glyph={Glyph::Key} busy={*busy}>
                    { words.say(if *busy { msg("kit-saving") } else { msg("kit-save") }) }
                </Button>
            </form>
        </section>
    }
}
