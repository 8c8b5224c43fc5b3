//! A face: a hue and a motif, drawn.

use houseguest_protocol::social::{Avatar, Motif};
use yew::prelude::*;

/// Properties of [`Face`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FaceProps {
    /// What it shows, and in which colour.
    pub avatar: Avatar,
    /// Whether it is drawn large.
    #[prop_or_default]
    pub large: bool,
}

/// The colours of a face. All hues are equally light, so that every pair of colours can be told apart in every theme.
struct Colours {
    wall: String,
    shape: String,
    detail: String,
}

/// Light that falls out of a window: the same in every face.
const LIGHT: &str = "#ffe3a8";
/// A lamp that is lit.
const LAMP: &str = "#f0a840";

impl Colours {
    fn of(avatar: Avatar) -> Self {
        let hue = avatar.hue.degrees();
        // The shape stands against the wall in a neighbouring colour, far darker.
        let other = (hue + 40) % 360;
        Self {
            wall: format!("oklch(0.88 0.055 {hue})"),
            shape: format!("oklch(0.42 0.085 {other})"),
            detail: format!("oklch(0.66 0.075 {other})"),
        }
    }
}

/// A drawing beside a name; it says nothing to a screen reader. Colours are attributes of the drawing: the page's
/// policy allows no styles in the page, and there are 360 hues.
#[component]
pub fn Face(props: &FaceProps) -> Html {
    let colours = Colours::of(props.avatar);
    let class = classes!("avatar", props.large.then_some("avatar--large"));
    html! {
        <svg {class} viewBox="0 0 40 40" aria-hidden="true" focusable="false" data-motif={props.avatar.motif.as_str()}>
            <rect width="40" height="40" fill={colours.wall.clone()} />
            { drawing(props.avatar.motif, &colours) }
        </svg>
    }
}

fn drawing(motif: Motif, colours: &Colours) -> Html {
    let (shape, detail, wall) = (colours.shape.clone(), colours.detail.clone(), colours.wall.clone());
    match motif {
        Motif::ArchedDoor => door(colours, "M11.5 36V17a8.5 8.5 0 0 1 17 0v19Z", "M15.5 20v-4a4.5 4.5 0 0 1 9 0v4Z"),
        Motif::SquareDoor => door(colours, "M11.5 36V9.5h17V36Z", "M15.5 12.5h3.7V20h-3.7zm5.3 0h3.7V20h-3.7z"),
        Motif::RoundDoor => door(colours, "M11.5 36V12.5Q20 6 28.5 12.5V36Z", "M20 13a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z"),
        Motif::DutchDoor => door(colours, "M11.5 36V9.5h17V36Z", "M15.5 12.5h9v7.5h-9zM12.5 23.2h15v1.2h-15z"),
        Motif::Lantern => html! {
            <>
                <path fill="none" stroke={shape.clone()} stroke-width="2" d="M15 10a5 4.5 0 0 1 10 0" />
                <path fill={shape.clone()} d="M12 14.5 15 10h10l3 4.5ZM12.5 31h15l1.5 4h-18Z" />
                <path fill={LIGHT} d="M13.5 14.5h13l-1 16.5h-11Z" />
                <path fill={LAMP} d="M20 18c2.6 3 3.4 4.6 3.4 6.4a3.4 3.4 0 0 1-6.8 0c0-1.8.8-3.4 3.4-6.4Z" />
                <path fill="none" stroke={shape} stroke-width="1.6" d="M13.5 14.5 14.6 31m11.9-16.5L25.4 31" />
            </>
        },
        Motif::Key => html! {
            <>
                <path fill={shape} fill-rule="evenodd" d="M25 7.5a8 8 0 0 0-7.6 10.6L7.5 28v4.5h5V29H16v-3.5h3.5l1.4-1.6A8 8 0 1 0 25 7.5Zm2 4.5a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8Z" />
                <path fill="none" stroke={detail} stroke-width="1.4" stroke-linecap="round" d="m10 29.5 8.5-8.5" />
            </>
        },
        Motif::Teacup => html! {
            <>
                <path fill="none" stroke={detail.clone()} stroke-width="1.8" stroke-linecap="round" d="M16 7.5c-1.6 2 1.6 3.4 0 5.6m6-5.6c-1.6 2 1.6 3.4 0 5.6" />
                <path fill="none" stroke={shape.clone()} stroke-width="2.4" d="M27 19h1.6a4 4 0 0 1 0 8H26" />
                <path fill={shape} d="M10 16.5h18V24a8 8 0 0 1-8 8h-2a8 8 0 0 1-8-8Z" />
                <path fill={detail} d="M8 33.5h22v1.8a1.2 1.2 0 0 1-1.2 1.2H9.2A1.2 1.2 0 0 1 8 35.3Z" />
                <path fill={LIGHT} d="M12.5 19h2v5.5a4 4 0 0 0 1.2 3 5 5 0 0 1-3.2-4.6Z" />
            </>
        },
        Motif::Plant => html! {
            <>
                <path fill={shape.clone()} d="M19 25V14C13 14 9.5 11 9 6c6 0 10 3 10.6 8C20.4 10.4 24 8 30.5 8.4 30.5 14 26.6 17 21 17v8Z" />
                <path fill={detail} d="M12 24.5h16l-1.8 11H13.8Z" />
                <path fill={shape} d="M11 23.5h18v3H11Z" />
            </>
        },
        Motif::Cat => html! {
            <>
                <path fill={shape} d="M9 9.5c3 .4 5.2 1.8 6.6 3.6a13 13 0 0 1 8.8 0C25.8 11.3 28 9.9 31 9.5c.8 4.5.6 8 0 10.4.6 1.3 1 2.7 1 4.2C32 29.7 26.6 34 20 34S8 29.7 8 24.1c0-1.5.3-2.9 1-4.2-.6-2.4-.8-5.9 0-10.4Z" />
                <path fill={LIGHT} d="M13 20.6c2-1.4 4.2-.6 4.6 1.6-2 1-4 .4-4.6-1.6Zm14 0c-2-1.4-4.2-.6-4.6 1.6 2 1 4 .4 4.6-1.6Z" />
                <path fill="none" stroke={wall} stroke-width="1.3" stroke-linecap="round" d="M20 26v1.4m0 0c-1 1.6-2.6 1.6-3.4.6m3.4-.6c1 1.6 2.6 1.6 3.4.6" />
            </>
        },
        Motif::Bird => html! {
            <>
                <path fill={shape.clone()} d="M31.5 13.5 27.8 12A7.5 7.5 0 0 0 14 16.5v1.9L6 27.5c2.4 1.4 4.8 1.8 7.2 1.3A10 10 0 0 0 29 20.5v-5Z" />
                <path fill={detail} d="M14 20.5h8c0 4-3.2 6.6-7.2 6.6-1.4 0-2.6-.2-3.6-.7Z" />
                <circle cx="24" cy="14" r="1.3" fill={LIGHT} />
                <path fill="none" stroke={shape} stroke-width="1.6" stroke-linecap="round" d="M18 30v5m4-5.5V35" />
            </>
        },
        Motif::Moon => html! {
            <>
                <rect width="40" height="40" fill={shape} />
                <path fill={LIGHT} d="M24.5 7.5A13 13 0 1 0 33 25.8 11 11 0 0 1 24.5 7.5Z" />
                <path fill={detail} d="M30 9.5h1.6v1.6H30zm3.4 6.5h1.3v1.3h-1.3zM9 8.5h1.3v1.3H9z" />
            </>
        },
        Motif::Sun => html! {
            <>
                <path fill="none" stroke={shape} stroke-width="2.2" stroke-linecap="round" d="M20 5.5v4m0 21v4M5.5 20h4m21 0h4M9.8 9.8l2.8 2.8m14.8 14.8 2.8 2.8M9.8 30.2l2.8-2.8m14.8-14.8 2.8-2.8" />
                <circle cx="20" cy="20" r="7.5" fill={LAMP} />
                <path fill={LIGHT} d="M20 14.5a5.5 5.5 0 0 0-5.5 5.5h2A3.5 3.5 0 0 1 20 16.5Z" />
            </>
        },
    }
}

fn door(colours: &Colours, leaf: &'static str, pane: &'static str) -> Html {
    html! {
        <>
            <path fill={colours.shape.clone()} d={leaf} />
            <path fill={LIGHT} d={pane} />
            <circle fill={LAMP} cx="32" cy="14" r="2.6" />
            <circle fill={colours.wall.clone()} cx="24.5" cy="28" r="1.3" />
            <rect fill={colours.detail.clone()} x="8" y="36" width="24" height="4" />
        </>
    }
}
