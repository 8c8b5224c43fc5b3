//! The shape of what is on its way.

use yew::prelude::*;

use crate::i18n::{msg, use_words};

/// Properties of the skeletons.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SkeletonProps {
    /// How many.
    #[prop_or(3)]
    pub count: usize,
}

/// Posts on their way.
#[component]
pub fn PostSkeleton(props: &SkeletonProps) -> Html {
    let words = use_words();
    html! {
        <div class="stack" role="status" data-state="waiting">
            <span class="visually-hidden">{ words.say(msg("loading")) }</span>
            { for (0..props.count).map(|n| html! {
                <div class="card skeleton" aria-hidden="true" key={n}>
                    <div class="skeleton__row"><span class="skeleton__face" /><span class="skeleton__line" data-length="short" /></div>
                    <span class="skeleton__line skeleton__line--title" data-length="medium" />
                    <span class="skeleton__line" />
                    <span class="skeleton__line" data-length="long" />
                </div>
            }) }
        </div>
    }
}

/// Comments on their way.
#[component]
pub fn CommentSkeleton(props: &SkeletonProps) -> Html {
    let words = use_words();
    html! {
        <div class="stack" role="status" data-state="waiting">
            <span class="visually-hidden">{ words.say(msg("loading")) }</span>
            { for (0..props.count).map(|n| html! {
                <div class="skeleton skeleton__row" aria-hidden="true" key={n}>
                    <span class="skeleton__face" />
                    <div class="skeleton__lines"><span class="skeleton__line" data-length="short" /><span class="skeleton__line" data-length="long" /></div>
                </div>
            }) }
        </div>
    }
}
