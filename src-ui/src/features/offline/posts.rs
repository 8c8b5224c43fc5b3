//! Posts that wait.

use yew::prelude::*;

use super::{RefusedItem, WaitingItem};
use crate::{
    hooks::use_queue,
    i18n::{msg, use_words},
};

/// The posts that wait, the latest first, as the feed will have them; and those that were refused. Nothing when there are
/// none.
#[component]
pub fn WaitingPosts() -> Html {
    let (words, queue) = (use_words(), use_queue());
    let (waiting, refused) = (queue.posts(), queue.refused_posts());
    if waiting.is_empty() && refused.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="waiting__list waiting__list--here" aria-label={words.say(msg("waiting-posts"))}>
            { for refused.iter().rev().map(|refused| html! { <RefusedItem key={refused.key.to_string()} refused={refused.clone()} /> }) }
            { for waiting.iter().rev().map(|waiting| html! { <WaitingItem key={waiting.key.to_string()} waiting={waiting.clone()} /> }) }
        </ul>
    }
}
