//! Letting another device join the guest who is here.

use houseguest_protocol::window::Pairing;
use web_sys::HtmlInputElement;
use yew::{platform::spawn_local, prelude::*};

use super::numbers::{Numbers, use_pairing};
use crate::{
    hooks::use_bridge,
    i18n::{msg, use_words},
    ui::{Button, ButtonKind, Glyph},
};

/// Asks for the code that the new device shows.
#[component]
pub(super) fn Joining() -> Html {
    let words = use_words();
    let bridge = use_bridge();
    let watched = use_pairing();
    let busy = use_state_eq(|| false);
    let input = use_node_ref();
    let onsubmit = {
        let (bridge, watched, busy, input) = (bridge, watched.clone(), busy.clone(), input.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let code = input.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            if *busy || code.trim().is_empty() {
                return;
            }
            busy.set(true);
            let (bridge, watched, busy) = (bridge.clone(), watched.clone(), busy.setter());
            spawn_local(async move {
                watched.take(bridge.join_device(code).await);
                busy.set(false);
            });
        })
    };
    let asks = matches!(watched.pairing, Pairing::None | Pairing::Added { .. });
    html! {
        <section class="card" aria-labelledby="join-heading" data-join-device="">
            <h2 class="section-heading" id="join-heading">{ words.say(msg("join-heading")) }</h2>
            <p>{ words.say(msg("join-text")) }</p>
            <Numbers watched={watched.clone()} />
            if asks {
                <form class="unlock" novalidate=true {onsubmit}>
                    <div class="field">
                        <label class="field__label" for="pairing-code">{ words.say(msg("join-code")) }</label>
                        <p class="field__hint" id="pairing-code-hint">{ words.say(msg("join-code-hint")) }</p>
                        <input class="input input--code" id="pairing-code" dir="ltr" autocomplete="off" autocapitalize="characters"
                            spellcheck="false" maxlength="40" aria-describedby="pairing-code-hint" ref={input} />
                    </div>
                    <Button kind={ButtonKind::Primary} r#type="submit" glyph={Glyph::Key} busy={*busy}>{ words.say(msg("join-button")) }</Button>
                </form>
            }
        </section>
    }
}
