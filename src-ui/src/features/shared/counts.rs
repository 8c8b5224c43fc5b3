//! How much somebody did.

use houseguest_protocol::social::ProfileCounts;
use yew::prelude::*;

use crate::i18n::{msg, use_words};

/// Properties of [`Counts`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CountsProps {
    /// How much.
    pub counts: ProfileCounts,
}

/// Posts, comments and reactions, each with its number.
#[component]
pub fn Counts(props: &CountsProps) -> Html {
    let words = use_words();
    let count = |id, count: u32| words.say_with(id, &[("count", count.into())]);
    html! {
        <ul class="person__counts" data-counts="">
            <li>{ count(msg("post-count"), props.counts.posts) }</li>
            <li>{ count(msg("comment-count"), props.counts.comments) }</li>
            <li>{ count(msg("reaction-count"), props.counts.reactions) }</li>
        </ul>
    }
}
