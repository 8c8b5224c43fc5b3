//! A post, whole.

use houseguest_protocol::social::{Post, PostId, ReactionSummary};
use yew::prelude::*;

use crate::{
    features::shared::{Byline, Prose, ReactionBar},
    hooks::{use_reaction, use_takes_focus},
    ui::PageHeading,
};

/// Properties of [`PostBody`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PostBodyProps {
    /// The post.
    pub post: Post,
    /// Its reactions are these from now on.
    pub onreacted: Callback<(PostId, ReactionSummary)>,
}

/// A post with its whole text. Text is plain: an empty line makes a paragraph, nothing else means anything.
#[component]
pub fn PostBody(props: &PostBodyProps) -> Html {
    let post = &props.post;
    let onpress = use_reaction(post, props.onreacted.clone());
    let takes_focus = use_takes_focus();
    html! {
        <article class="card post" data-post={post.id.to_string()}>
            <Byline author={post.author.clone()} at={post.created_at} mine={post.mine} />
            <PageHeading {takes_focus}>{ post.headline() }</PageHeading>
            <Prose text={post.body.to_string()} mentions={post.mentions.clone()} />
            <ReactionBar summary={post.reactions.clone()} title={post.headline()} {onpress} />
        </article>
    }
}
