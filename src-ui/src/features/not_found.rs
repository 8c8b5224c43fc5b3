//! Nothing is here.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::{
    hooks::use_takes_focus,
    i18n::{msg, use_words},
    routes::Route,
    ui::PageHeading,
};

/// An address that leads nowhere, and the way back.
#[component]
pub fn NotFound() -> Html {
    let words = use_words();
    let takes_focus = use_takes_focus();
    html! {
        <div class="page">
            <PageHeading {takes_focus}>{ words.say(msg("not-found-heading")) }</PageHeading>
            <p class="lede">{ words.say(msg("not-found-text")) }</p>
            <p><Link<Route> to={Route::Feed} classes="button button--primary">{ words.say(msg("to-feed")) }</Link<Route>></p>
        </div>
    }
}
