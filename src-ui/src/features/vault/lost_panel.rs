//! The guest is gone: with the vault, or because the place removed it.

use houseguest_protocol::{social::friendly_name, values::Subject};
use yew::prelude::*;

use crate::{
    features::shared::SubLine,
    hooks::use_session_errands,
    i18n::{msg, use_words},
    ui::{Button, ButtonKind, Mark},
};

/// Why a guest is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Its key went with the vault.
    VaultGone,
    /// The server removed it, because nobody had been it for a long time.
    Removed,
}

/// Properties of [`LostPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LostPanelProps {
    /// The user, as far as it is remembered.
    pub sub: Option<Subject>,
    /// Why it is gone.
    pub loss: Loss,
}

/// Says plainly that this guest cannot be reached again, and offers to start as a visitor.
#[component]
pub fn LostPanel(props: &LostPanelProps) -> Html {
    let words = use_words();
    let errands = use_session_errands();
    let onclick = Callback::from(move |()| errands.start_fresh());
    let (mark, heading, named, unnamed) = match props.loss {
        Loss::VaultGone => ("gone", msg("lost-heading"), msg("lost-text-named"), msg("lost-text")),
        Loss::Removed => ("removed", msg("removed-heading"), msg("removed-text-named"), msg("removed-text")),
    };
    html! {
        <section class="card panel" data-tone="danger" data-vault={mark} role="alert" aria-labelledby="lost-heading">
            <h2 class="section-heading" id="lost-heading">{ words.say(heading) }</h2>
            <p>{ match &props.sub {
                Some(sub) => words.say_with(named, &[("name", friendly_name(sub).into())]),
                None => words.say(unnamed),
            } }</p>
            if let Some(sub) = &props.sub {
                <p><SubLine sub={sub.clone()} /></p>
            }
            <p>{ words.say(msg("lost-safe")) }</p>
            <Button kind={ButtonKind::Primary} mark={Mark::StartFresh} {onclick}>{ words.say(msg("lost-start-fresh")) }</Button>
        </section>
    }
}
