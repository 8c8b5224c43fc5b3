//! The feed as it was when somebody answered last.

use std::rc::Rc;

use houseguest_protocol::social::{PostId, ReactionSummary};
use yew::prelude::*;

use crate::{
    features::feed::PostCard,
    i18n::{msg, use_words},
    state::feed::Remembered,
    ui::{
        Button, Glyph, Mark, Notice,
        time_ago::{ago, use_now},
    },
};

/// Properties of [`RememberedFeed`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RememberedFeedProps {
    /// What is remembered.
    pub remembered: Rc<Remembered>,
    /// Try again.
    pub onretry: Callback<()>,
    /// A post's reactions are these from now on.
    pub onreacted: Callback<(PostId, ReactionSummary)>,
}

/// Says from when it is, and shows it: one can open each post and write under it.
#[component]
pub fn RememberedFeed(props: &RememberedFeedProps) -> Html {
    let (words, now) = (use_words(), use_now());
    let when = ago(&words, now, props.remembered.as_of).to_string();
    let retry = html! {
        <Button glyph={Glyph::Again} mark={Mark::Retry} onclick={props.onretry.clone()}>{ words.say(msg("try-again")) }</Button>
    };
    html! {
        <div class="stack" data-as-of={props.remembered.as_of.to_rfc3339()}>
            <Notice role="status" actions={retry}>{ words.say_with(msg("feed-as-of"), &[("when", when.into())]) }</Notice>
            <div class="stack" role="feed" aria-label={words.say(msg("feed-heading"))}>
                { for props.remembered.posts.iter().map(|post| html! {
                    <PostCard key={post.id.to_string()} post={post.clone()} onreacted={props.onreacted.clone()} />
                }) }
            </div>
        </div>
    }
}
