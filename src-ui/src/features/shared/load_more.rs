//! The end of a list that goes on.

use yew::prelude::*;

use super::failure;
use crate::{
    i18n::{msg, use_words},
    state::remote::Phase,
    ui::{Button, Glyph, Mark, Notice, NoticeTone},
};

/// Properties of [`LoadMore`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LoadMoreProps {
    /// What the list is doing.
    pub phase: Phase,
    /// Whether there is more.
    pub has_more: bool,
    /// The words of the button.
    pub label: AttrValue,
    /// Fetch the next part.
    pub onmore: Callback<()>,
}

/// A button that fetches the next part, or says why that did not work.
#[component]
pub fn LoadMore(props: &LoadMoreProps) -> Html {
    let words = use_words();
    if !props.has_more {
        return Html::default();
    }
    let busy = props.phase == Phase::More;
    html! {
        <div class="load-more">
            if let Phase::MoreFailed(error) = &props.phase {
                <Notice tone={NoticeTone::Danger} role="alert">{ failure::sentence(&words, error) }</Notice>
            }
            <Button {busy} glyph={matches!(props.phase, Phase::MoreFailed(_)).then_some(Glyph::Again)} mark={Mark::LoadMore} onclick={props.onmore.clone()}>
                { if busy { words.say(msg("loading")) } else { props.label.clone() } }
            </Button>
        </div>
    }
}
