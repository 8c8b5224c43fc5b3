//! Instead of a list, when there is nothing to list or nothing could be had.

use yew::prelude::*;

use super::icon::{Glyph, Icon};

/// Properties of [`Empty`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct EmptyProps {
    /// A drawing.
    pub glyph: Glyph,
    /// What is the case.
    pub title: AttrValue,
    /// What it means, and what one can do.
    #[prop_or_default]
    pub text: AttrValue,
    /// Whether something failed: announced at once.
    #[prop_or_default]
    pub failed: bool,
    /// Buttons.
    #[prop_or_default]
    pub children: Html,
}

/// Says that there is nothing, and why.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty" role={props.failed.then_some("alert")} data-state={if props.failed { "failed" } else { "empty" }}>
            <span class="empty__drawing"><Icon glyph={props.glyph} /></span>
            <p class="empty__title">{ props.title.clone() }</p>
            if !props.text.is_empty() {
                <p class="empty__text">{ props.text.clone() }</p>
            }
            { props.children.clone() }
        </div>
    }
}
