//! Offering this device to a guest who is elsewhere.

use houseguest_protocol::window::Pairing;
use yew::{platform::spawn_local, prelude::*};

use super::numbers::{Numbers, use_pairing};
use crate::{
    hooks::use_bridge,
    i18n::{msg, use_words},
    ui::{Button, CopyButton, Glyph, Qr},
};

/// Shows the code of this device, as a picture and as text.
#[component]
pub(super) fn Offering() -> Html {
    let words = use_words();
    let bridge = use_bridge();
    let watched = use_pairing();
    let busy = use_state_eq(|| false);
    let offer = {
        let (watched, busy) = (watched.clone(), busy.clone());
        Callback::from(move |()| {
            busy.set(true);
            let (bridge, watched, busy) = (bridge.clone(), watched.clone(), busy.setter());
            spawn_local(async move {
                watched.take(bridge.offer_device().await);
                busy.set(false);
            });
        })
    };
    let cancel = {
        let watched = watched.clone();
        Callback::from(move |()| watched.cancel())
    };
    html! {
        <section class="card" aria-labelledby="join-offer-heading" data-offer-device="">
            <h2 class="section-heading" id="join-offer-heading">{ words.say(msg("join-offer-heading")) }</h2>
            <p>{ words.say(msg("join-offer-text")) }</p>
            <Numbers watched={watched.clone()} />
            { match &watched.pairing {
                Pairing::Offered { code, picture, .. } => html! {
                    <div class="pairing" data-pairing="offered">
                        if let Some(picture) = picture {
                            <Qr picture={picture.clone()} label={words.say(msg("offer-picture"))} />
                        }
                        <p class="pairing__code" dir="ltr" data-pairing-code="">{ code.clone() }</p>
                        <div class="buttons">
                            <CopyButton text={code.clone()} label={words.say(msg("offer-copy"))} />
                            <Button onclick={cancel}>{ words.say(msg("pairing-cancel")) }</Button>
                        </div>
                        <p role="status">{ words.say(msg("offer-waiting")) }</p>
                    </div>
                },
                Pairing::None => html! {
                    <Button glyph={Glyph::Elsewhere} busy={*busy} onclick={offer}>{ words.say(msg("offer-button")) }</Button>
                },
                _ => html! {},
            } }
        </section>
    }
}
