//! A face for everybody: a front door, always the same one for the same person.

use houseguest_protocol::values::sha256;
use yew::prelude::*;

use super::door::{Door, Shape};

/// Properties of [`Avatar`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AvatarProps {
    /// What the door is made from: a `sub`, or a name where there is none.
    pub seed: AttrValue,
    /// Whether it is drawn large.
    #[prop_or_default]
    pub large: bool,
}

/// A front door made from a seed: its wall, its leaf and its shape. It stands beside the name and says
/// nothing to a screen reader.
#[component]
pub fn Avatar(props: &AvatarProps) -> Html {
    let door = Door::from_digest(&sha256(props.seed.as_bytes()));
    let class = classes!("avatar", props.large.then_some("avatar--large"));
    html! {
        <svg {class} viewBox="0 0 40 40" aria-hidden="true" focusable="false"
            data-wall={door.wall.to_string()} data-leaf={door.leaf.to_string()}>
            <rect class="avatar__wall" width="40" height="40" />
            <path class="avatar__leaf" d={door.shape.outline()} />
            { window(door.shape) }
            <circle class="avatar__lamp" cx="31.5" cy="14" r="2.6" />
            <circle class="avatar__knob" cx={if door.knob_left { "16" } else { "24" }} cy="28" r="1.3" />
            <rect class="avatar__step" x="8" y="36" width="24" height="4" />
        </svg>
    }
}

fn window(shape: Shape) -> Html {
    match shape {
        Shape::Arched => html! { <path class="avatar__pane" d="M15.5 20v-4a4.5 4.5 0 0 1 9 0v4Z" /> },
        Shape::Square => html! { <path class="avatar__pane" d="M15.5 12.5h3.7V20h-3.7zm5.3 0h3.7V20h-3.7z" /> },
        Shape::Round => html! { <circle class="avatar__pane" cx="20" cy="17" r="4" /> },
        Shape::Dutch => html! {
            <path class="avatar__pane" d="M15.5 12.5h9v7.5h-9zM12.5 23.2h15v1.2h-15z" />
        },
    }
}
