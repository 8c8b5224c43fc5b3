//! Instead of the app, when a browser cannot even learn where the backend is.

use houseguest_protocol::window::CommandError;
use yew::prelude::*;

use crate::{
    features::shared::Retry,
    i18n::{Words, msg},
};

/// Properties of [`Unreachable`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct UnreachableProps {
    /// Why.
    pub error: CommandError,
    /// In which language to say so: the page has no app around it yet.
    pub words: Words,
    /// Try again.
    pub onretry: Callback<()>,
}

/// Says that nobody is home, and offers to knock again.
#[component]
pub fn Unreachable(props: &UnreachableProps) -> Html {
    let title = props.words.say(msg("unreachable"));
    html! {
        <ContextProvider<Words> context={props.words.clone()}>
            <main class="house house--alone">
                <Retry {title} error={props.error.clone()} onretry={props.onretry.clone()} />
            </main>
        </ContextProvider<Words>>
    }
}
