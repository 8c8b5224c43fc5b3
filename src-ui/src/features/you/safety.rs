//! "Can I lose this?", answered for the guest who is here.

use houseguest_protocol::window::WhereKeyLives;
use yew::prelude::*;

use crate::{
    i18n::{MessageId, msg, use_words},
    ui::{Glyph, Icon},
};

/// Properties of [`Safety`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SafetyProps {
    /// Where the key is.
    pub key_place: WhereKeyLives,
}

/// What this guest survives, and what it does not: nothing is promised that the key or the session cannot keep.
#[component]
pub fn Safety(props: &SafetyProps) -> Html {
    let words = use_words();
    let (place, answer, survives, ends): (_, _, [MessageId; 2], [MessageId; 2]) = match props.key_place {
        WhereKeyLives::Vault { .. } => (
            "vault",
            msg("safety-vault"),
            [msg("safety-vault-restart"), msg("safety-vault-session")],
            [msg("safety-vault-device"), msg("safety-idle")],
        ),
        WhereKeyLives::BrowserSession => (
            "browser",
            msg("safety-browser"),
            [msg("safety-browser-reload"), msg("safety-browser-close")],
            [msg("safety-browser-data"), msg("safety-browser-session")],
        ),
    };
    let line = |glyph, id| html! { <li><Icon {glyph} /><span>{ words.say(id) }</span></li> };
    html! {
        <section class="card you" data-safety={place} aria-labelledby="safety-heading">
            <h2 class="section-heading" id="safety-heading">{ words.say(msg("safety-heading")) }</h2>
            <p>{ words.say(answer) }</p>
            <h3 class="safety__part">{ words.say(msg("safety-survives")) }</h3>
            <ul class="ticks">{ for survives.map(|id| line(Glyph::Check, id)) }</ul>
            <h3 class="safety__part">{ words.say(msg("safety-ends")) }</h3>
            <ul class="ticks ticks--warning">{ for ends.map(|id| line(Glyph::Warning, id)) }</ul>
        </section>
    }
}
