//! The vault is gone, and the guest with it.

use houseguest_protocol::{social::friendly_name, values::Subject};
use yew::prelude::*;

use crate::{
    features::shared::SubLine,
    hooks::use_session_errands,
    i18n::{msg, use_words},
    ui::{Button, ButtonKind, Mark},
};

/// Properties of [`LostPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LostPanelProps {
    /// The user, as far as it is remembered.
    pub sub: Option<Subject>,
}

/// Says plainly that this guest cannot be reached again, and offers to start as a visitor.
#[component]
pub fn LostPanel(props: &LostPanelProps) -> Html {
    let words = use_words();
    let errands = use_session_errands();
    let onclick = Callback::from(move |()| errands.start_fresh());
    html! {
        <section class="card panel" data-tone="danger" data-vault="gone" role="alert" aria-labelledby="lost-heading">
            <h2 class="section-heading" id="lost-heading">{ words.say(msg("lost-heading")) }</h2>
            <p>{ match &props.sub {
                Some(sub) => words.say_with(msg("lost-text-named"), &[("name", friendly_name(sub).into())]),
                None => words.say(msg("lost-text")),
            } }</p>
            if let Some(sub) = &props.sub {
                <p><SubLine sub={sub.clone()} /></p>
            }
            <p>{ words.say(msg("lost-safe")) }</p>
            <Button kind={ButtonKind::Primary} mark={Mark::StartFresh} {onclick}>{ words.say(msg("lost-start-fresh")) }</Button>
        </section>
    }
}
