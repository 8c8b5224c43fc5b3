//! Instead of what could not be had.

use houseguest_protocol::window::{CommandError, ErrorCode};
use yew::prelude::*;

use super::failure;
use crate::{
    i18n::{msg, use_words},
    ui::{Button, Empty, Glyph, Mark},
};

/// Properties of [`Retry`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct RetryProps {
    /// What could not be had.
    pub title: AttrValue,
    /// Why.
    pub error: CommandError,
    /// Try again.
    pub onretry: Callback<()>,
}

/// Says what could not be had and why, and offers to try again.
#[component]
pub fn Retry(props: &RetryProps) -> Html {
    let words = use_words();
    let glyph = if props.error.code == ErrorCode::Offline { Glyph::Lamp } else { Glyph::Warning };
    html! {
        <Empty {glyph} failed=true title={props.title.clone()} text={failure::sentence(&words, &props.error)}>
            <Button glyph={Glyph::Again} mark={Mark::Retry} onclick={props.onretry.clone()}>
                { words.say(msg("try-again")) }
            </Button>
        </Empty>
    }
}
