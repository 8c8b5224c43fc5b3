//! A `sub`, to read and to copy.

use houseguest_protocol::values::Subject;
use yew::prelude::*;

use crate::{
    i18n::{msg, use_words},
    ui::CopyButton,
};

/// Properties of [`SubLine`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SubLineProps {
    /// The user.
    pub sub: Subject,
}

/// A `sub`, with a button that copies it.
#[component]
pub fn SubLine(props: &SubLineProps) -> Html {
    let words = use_words();
    let sub = AttrValue::from(props.sub.as_str().to_owned());
    html! {
        <span class="code-line">
            <code class="code-line__code" data-sub={sub.clone()}>{ sub.clone() }</code>
            <CopyButton text={sub} label={words.say(msg("you-copy-sub"))} />
        </span>
    }
}
