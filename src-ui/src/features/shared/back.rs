//! The way back.

use yew::prelude::*;

use super::Go;
use crate::{
    i18n::{msg, use_words},
    routes::Route,
    ui::{Glyph, Icon},
};

/// The way back to the feed, above a page that one comes to from there.
#[component]
pub fn BackToFeed() -> Html {
    let words = use_words();
    html! { <Go to={Route::Feed} class="back"><Icon glyph={Glyph::Back} /><span>{ words.say(msg("to-feed")) }</span></Go> }
}
