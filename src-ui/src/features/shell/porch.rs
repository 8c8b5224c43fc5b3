//! The card beside a wide page: how one is here, in two sentences.

use houseguest_protocol::window::Session;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::{
    features::shared::FaceOf,
    hooks::{use_names, use_presence},
    i18n::{msg, use_words},
    routes::Route,
    ui::{Glyph, Icon},
};

/// Says how one is here, and where to read more. On a narrow page the pages say it themselves.
#[component]
pub fn Porch() -> Html {
    let words = use_words();
    let (presence, names) = (use_presence(), use_names());
    let Some(session) = presence.session.ready() else { return Html::default() };
    let (drawing, heading, text) = match session {
        Session::Visitor | Session::Lost { .. } | Session::Removed { .. } => {
            (html! { <Icon glyph={Glyph::Lamp} /> }, words.say(msg("porch-visitor")), msg("porch-visitor-text"))
        }
        Session::Guest { sub, .. } => (
            html! { <FaceOf sub={sub.clone()} /> },
            words.say_with(msg("porch-known"), &[("name", names.of(sub).into())]),
            msg("porch-guest-text"),
        ),
        Session::Member { sub, .. } => (
            html! { <FaceOf sub={sub.clone()} /> },
            words.say_with(msg("porch-known"), &[("name", names.of(sub).into())]),
            msg("porch-member-text"),
        ),
        Session::Ended { .. } => {
            (html! { <Icon glyph={Glyph::Door} /> }, words.say(msg("porch-ended")), msg("porch-ended-text"))
        }
        Session::SignedOut { .. } => {
            (html! { <Icon glyph={Glyph::Key} /> }, words.say(msg("porch-signed-out")), msg("porch-signed-out-text"))
        }
    };
    html! {
        <aside class="porch" aria-label={words.say(msg("porch-label"))}>
            <span class="porch__drawing">{ drawing }</span>
            <p class="porch__heading">{ heading }</p>
            <p class="porch__text">{ words.say(text) }</p>
            <Link<Route> to={Route::You} classes="porch__link">{ words.say(msg("porch-more")) }</Link<Route>>
        </aside>
    }
}
