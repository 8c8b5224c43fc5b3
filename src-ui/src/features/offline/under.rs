//! What waits under one post.

use std::collections::HashSet;

use houseguest_protocol::social::{CommentId, PostId};
use yew::prelude::*;

use super::{RefusedItem, WaitingItem};
use crate::{
    hooks::use_queue,
    i18n::{msg, use_words},
};

/// Properties of [`WaitingUnder`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct WaitingUnderProps {
    /// The post.
    pub post: PostId,
    /// The comments that are known to stand under it: changes to them wait here, too.
    #[prop_or_default]
    pub comments: HashSet<CommentId>,
}

/// The words that wait under a post, in the order in which they will be posted; nothing when there are none.
#[component]
pub fn WaitingUnder(props: &WaitingUnderProps) -> Html {
    let (words, queue) = (use_words(), use_queue());
    let waiting = queue.under(props.post, |id| props.comments.contains(&id));
    let refused = queue.refused_under(props.post);
    if waiting.is_empty() && refused.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="waiting__list waiting__list--here" aria-label={words.say(msg("waiting-here"))}>
            { for refused.iter().map(|refused| html! { <RefusedItem key={refused.key.to_string()} refused={refused.clone()} /> }) }
            { for waiting.iter().map(|waiting| html! { <WaitingItem key={waiting.key.to_string()} waiting={waiting.clone()} /> }) }
        </ul>
    }
}
