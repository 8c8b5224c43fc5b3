//! Who wrote something, and when.

use houseguest_protocol::{social::Standing, values::Timestamp};
use yew::prelude::*;

use super::StandingLabel;
use crate::{
    i18n::{msg, use_words},
    ui::{Avatar, TimeAgo},
};

/// Properties of [`Byline`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct BylineProps {
    /// The name.
    pub name: AttrValue,
    /// What the door is made from: the `sub`, or the name of who has none.
    pub seed: AttrValue,
    /// When it was written; none while it is on its way.
    #[prop_or_default]
    pub at: Option<Timestamp>,
    /// Guest or member; none for the demo's authors.
    #[prop_or_default]
    pub standing: Option<Standing>,
    /// Whether the person at the screen wrote it.
    #[prop_or_default]
    pub mine: bool,
}

/// A door, a name, what they are here, and when they wrote.
#[component]
pub fn Byline(props: &BylineProps) -> Html {
    let words = use_words();
    html! {
        <div class="byline">
            <Avatar seed={props.seed.clone()} />
            <div class="byline__text">
                <span class="byline__who">
                    <bdi class="byline__name">{ props.name.clone() }</bdi>
                    if let Some(standing) = props.standing {
                        <StandingLabel {standing} />
                    }
                    if props.mine {
                        <span class="byline__mine">{ words.say(msg("comment-mine")) }</span>
                    }
                </span>
                if let Some(at) = props.at {
                    <TimeAgo {at} />
                }
            </div>
        </div>
    }
}
