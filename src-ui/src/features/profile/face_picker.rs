//! Chooses a face.

use houseguest_protocol::social::{Avatar, Hue, Motif};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    features::shared::Face,
    i18n::{MessageId, msg, use_words},
};

/// Properties of [`FacePicker`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct FacePickerProps {
    /// The face chosen so far.
    pub value: Avatar,
    /// Another one was chosen.
    pub onchoose: Callback<Avatar>,
}

/// Twelve motifs and a wheel of colours.
#[component]
pub(super) fn FacePicker(props: &FacePickerProps) -> Html {
    let words = use_words();
    let value = props.value;
    let oninput = {
        let onchoose = props.onchoose.clone();
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            if let Some(hue) = typed.parse().ok().and_then(|degrees: u16| Hue::new(degrees % 360).ok()) {
                onchoose.emit(Avatar { hue, ..value });
            }
        })
    };
    html! {
        <fieldset class="face-picker">
            <legend class="field__label">{ words.say(msg("person-face")) }</legend>
            <div class="face-picker__motifs">
                { for Motif::ALL.into_iter().map(|motif| {
                    let onchange = props.onchoose.reform(move |_: Event| Avatar { motif, ..value });
                    html! {
                        <label class="face-picker__motif" key={motif.as_str()}>
                            <input type="radio" name="motif" value={motif.as_str()} checked={motif == value.motif} {onchange} />
                            <Face avatar={Avatar { motif, ..value }} />
                            <span class="visually-hidden">{ words.say(name(motif)) }</span>
                        </label>
                    }
                }) }
            </div>
            <label class="field__label" for="face-hue">{ words.say(msg("person-colour")) }</label>
            <input class="face-picker__hue" id="face-hue" name="hue" type="range" min="0" max="345" step="15"
                value={value.hue.degrees().to_string()} {oninput} />
        </fieldset>
    }
}

const fn name(motif: Motif) -> MessageId {
    match motif {
        Motif::ArchedDoor => msg("motif-arched-door"),
        Motif::SquareDoor => msg("motif-square-door"),
        Motif::RoundDoor => msg("motif-round-door"),
        Motif::DutchDoor => msg("motif-dutch-door"),
        Motif::Lantern => msg("motif-lantern"),
        Motif::Key => msg("motif-key"),
        Motif::Teacup => msg("motif-teacup"),
        Motif::Plant => msg("motif-plant"),
        Motif::Cat => msg("motif-cat"),
        Motif::Bird => msg("motif-bird"),
        Motif::Moon => msg("motif-moon"),
        Motif::Sun => msg("motif-sun"),
    }
}
