//! Instead of the app, when a browser cannot even learn where the backend is.

use houseguest_protocol::window::CommandError;
use yew::prelude::*;

use crate::{
    features::shared::Retry,
    i18n::{msg, use_words},
};

/// Properties of [`Unreachable`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct UnreachableProps {
    /// Why.
    pub error: CommandError,
    /// Try again.
    pub onretry: Callback<()>,
}

/// Says that nobody is home, and offers to knock again.
#[component]
pub fn Unreachable(props: &UnreachableProps) -> Html {
    let words = use_words();
    html! {
        <main class="house house--alone">
            <Retry title={words.say(msg("unreachable"))} error={props.error.clone()} onretry={props.onretry.clone()} />
        </main>
    }
}
