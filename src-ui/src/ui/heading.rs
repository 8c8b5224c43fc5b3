//! The heading of a page.

use web_sys::{FocusOptions, HtmlElement};
use yew::prelude::*;

/// Properties of [`PageHeading`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PageHeadingProps {
    /// Whether it takes the focus when it appears: yes after every navigation, no on the first page, where
    /// the person has just begun.
    #[prop_or_default]
    pub takes_focus: bool,
    /// Whether it is there for screen readers only.
    #[prop_or_default]
    pub hidden: bool,
    /// The words.
    pub children: Html,
}

/// The `<h1>` of a page. It takes the focus after a navigation, so that a screen reader begins there.
#[component]
pub fn PageHeading(props: &PageHeadingProps) -> Html {
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        use_effect_with(props.takes_focus, move |takes_focus| {
            if *takes_focus && let Some(heading) = heading.cast::<HtmlElement>() {
                let options = FocusOptions::new();
                options.set_prevent_scroll(true);
                // Refused only when the element has left the page meanwhile.
                let _ = heading.focus_with_options(&options);
            }
        });
    }
    let class = if props.hidden { "visually-hidden" } else { "page-heading" };
    html! { <h1 {class} tabindex="-1" ref={heading}>{ props.children.clone() }</h1> }
}
