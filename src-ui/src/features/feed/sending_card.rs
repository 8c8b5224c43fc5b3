//! A post that is on its way.

use yew::prelude::*;

use super::post_card::excerpt_of;
use crate::{
    features::shared::Byline,
    i18n::{msg, use_words},
    state::feed::{Sending, Step},
};

/// Properties of [`SendingCard`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SendingCardProps {
    /// The post, and how far it is.
    pub sending: Sending,
}

/// A post as it will be, and how far it is. It leads nowhere yet.
#[component]
pub fn SendingCard(props: &SendingCardProps) -> Html {
    let words = use_words();
    let Sending { post, preview, step } = &props.sending;
    let heading = format!("post-{}", post.id);
    html! {
        <article class="card post-card" data-post={post.id.to_string()} data-state="sending" aria-labelledby={heading.clone()}>
            <Byline author={post.author.clone()} mine=true />
            <h2 class="post-card__title" id={heading} dir="auto">{ post.headline() }</h2>
            { excerpt_of(post) }
            if let Some((address, alt)) = preview {
                <img class="post-picture" src={address.clone()} alt={alt.clone()} />
            }
            <div class="sending" role="status">
                <progress class="progress__bar sending__bar" aria-hidden="true" />
                <span class="progress__text">{ words.say(match step {
                    Step::Picture => msg("post-sending-picture"),
                    Step::Words => msg("post-sending"),
                }) }</span>
            </div>
        </article>
    }
}
