//! A link within the app.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::routes::Route;

/// Properties of [`Go`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct GoProps {
    /// Where it leads.
    pub to: Route,
    /// CSS classes.
    #[prop_or_default]
    pub class: Classes,
    /// A name by which journeys find it: `data-go`.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// A spoken name, where the words do not say enough.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// It was followed.
    #[prop_or_default]
    pub onfollow: Callback<()>,
    /// The words.
    pub children: Html,
}

/// A link that changes the page without loading the app again; where there is no router, as in tests, a plain link.
#[component]
pub fn Go(props: &GoProps) -> Html {
    let navigator = use_navigator();
    let onclick = {
        let (to, onfollow) = (props.to.clone(), props.onfollow.clone());
        Callback::from(move |event: MouseEvent| {
            onfollow.emit(());
            // A click with a key held down means another tab or window: the browser's business.
            let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
            if let Some(navigator) = navigator.as_ref().filter(|_| !elsewhere) {
                event.prevent_default();
                navigator.push(&to);
            }
        })
    };
    html! {
        <a class={props.class.clone()} href={props.to.to_path()} data-go={props.name.clone()} aria-label={props.label.clone()} {onclick}>
            { props.children.clone() }
        </a>
    }
}
