//! Tells guests and members apart.

use houseguest_protocol::social::Standing;
use yew::prelude::*;

use crate::i18n::{msg, use_words};

/// Properties of [`StandingLabel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StandingLabelProps {
    /// Guest or member.
    pub standing: Standing,
}

/// A small label: guest or member.
#[component]
pub fn StandingLabel(props: &StandingLabelProps) -> Html {
    let words = use_words();
    let (name, said) = match props.standing {
        Standing::Guest => ("guest", msg("standing-guest")),
        Standing::Member => ("member", msg("standing-member")),
    };
    html! { <span class="standing" data-standing={name}>{ words.say(said) }</span> }
}
