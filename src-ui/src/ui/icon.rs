//! Line drawings on a grid of 24 by 24.

use yew::prelude::*;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A house: the feed.
    Home,
    /// Two sliders: preferences.
    Sliders,
    /// A door, ajar: you.
    Door,
    /// A heart.
    Heart,
    /// A laughing face.
    Laugh,
    /// A thought, as a bubble with three dots.
    Think,
    /// A spark: applause.
    Cheer,
    /// A speech bubble.
    Comment,
    /// An arrow that turns back.
    Reply,
    /// An arrow to where one came from.
    Back,
    /// Two sheets.
    Copy,
    /// A tick.
    Check,
    /// A cross.
    Close,
    /// A warning.
    Warning,
    /// A circle with an i.
    Info,
    /// A key.
    Key,
    /// An arrow out of a box: opens elsewhere.
    Elsewhere,
    /// A circle with an arrow: again.
    Again,
    /// A padlock, closed.
    Lock,
    /// Two arrows that pass each other.
    Swap,
    /// An eraser on a line.
    Eraser,
    /// A lantern.
    Lamp,
    /// A bell.
    Bell,
    /// A pen.
    Pen,
    /// A bin.
    Bin,
    /// Three dots: more to do.
    More,
    /// A flag.
    Flag,
    /// An eye.
    Eye,
    /// A framed picture.
    Picture,
    /// A minus in a square: fold away.
    Fold,
    /// A plus in a square: unfold.
    Unfold,
}

impl Glyph {
    const fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 11.2 12 4l8 7.2M6 9.6V20h4.2v-5.4h3.6V20H18V9.6",
            Self::Sliders => "M4 7.5h8m5 0h3M4 16.5h3m5 0h8M14.5 5v5M9.5 14v5",
            Self::Door => {
                "M6.5 20V5.4c0-.6.4-1 1-1.1L15 3.2v17.6l-8.5-.8Zm8.5-.2h2.6V5.3H15M4 20h2.5m11 0H20M12.3 12v.6"
            }
            Self::Heart => {
                "M12 19.6 5.2 13a4.2 4.2 0 0 1 0-6 4.3 4.3 0 0 1 6 0l.8.8.8-.8a4.3 4.3 0 0 1 6 0 4.2 4.2 0 0 1 0 6Z"
            }
            Self::Laugh => {
                "M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4ZM8 13.2h8a4 4 0 0 1-8 0ZM8.4 9.6l1.4-.5m5.8.5-1.4-.5"
            }
            Self::Think => {
                "M8.6 16.4A5.2 5.2 0 0 1 7 6.5a5.6 5.6 0 0 1 10.2.6 4.7 4.7 0 0 1-1.6 9.1Zm-1.8 3h.1M10.6 18.6h.1M9.2 11.4h.1m2.7 0h.1m2.7 0h.1"
            }
            Self::Cheer => "M12 3.5v4m0 9v4M3.5 12h4m9 0h4M6 6l2.6 2.6m6.8 6.8L18 18M6 18l2.6-2.6m6.8-6.8L18 6",
            Self::Comment => {
                "M5.6 17.6A2.1 2.1 0 0 1 4 15.5V7.6c0-1.2 1-2.1 2.1-2.1h11.8c1.2 0 2.1 1 2.1 2.1v7.9c0 1.2-1 2.1-2.1 2.1h-5.6L8 20.8v-3.2Z"
            }
            Self::Reply => "M9.6 6.2 4.8 11l4.8 4.8M5 11h8.6c3.4 0 5.6 2.2 5.6 5.6V18",
            Self::Back => "M11 5.5 4.8 12l6.2 6.5M5 12h14.4",
            Self::Copy => "M9 9V5.2h9.8V15H15M5.2 9H15v9.8H5.2Z",
            Self::Check => "m5 12.8 4.4 4.4L19 7.4",
            Self::Close => "m6.5 6.5 11 11m0-11-11 11",
            Self::Warning => "M12 4.6 3.8 19h16.4Zm0 5.6v4m0 2.4v.1",
            Self::Info => "M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4Zm0 7.2v5m0-7.9V8",
            Self::Key => {
                "M14.6 4.6a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6Zm-3.5 8.2L4.6 19.3m2.2-2.2 2.4 2.3M15.8 8.2h.1"
            }
            Self::Elsewhere => "M13.4 4.8h5.8v5.8m-.3-5.5-8 8M16.6 13.4v5.8H4.8V7.4h5.8",
            Self::Again => "M19 12a7 7 0 1 1-2-4.9M19 4.4v3.4h-3.4",
            Self::Bell => "M6 17.2h12l-1.6-2.4V10.6a4.4 4.4 0 0 0-8.8 0v4.2ZM10.4 19.8a1.8 1.8 0 0 0 3.2 0M12 4.2v2",
            Self::Pen => "m5 19 .8-3.8L15.4 5.6a1.5 1.5 0 0 1 2.1 0l.9.9a1.5 1.5 0 0 1 0 2.1L8.8 18.2Zm8.8-11.8 3 3",
            Self::Bin => "M5 7.4h14M9.4 7.2V5h5.2v2.2M7 7.6l.8 11.6h8.4L17 7.6M10.4 11v5m3.2-5v5",
            Self::More => "M6 12h.1m5.8 0h.1m5.9 0h.1",
            Self::Flag => "M6.5 20.5v-16m0 1.2c3.4-1.8 6.6 1.6 11 .2v7.6c-4.4 1.4-7.6-2-11-.2",
            Self::Eye => {
                "M3.6 12C6 8 9 6.2 12 6.2S18 8 20.4 12C18 16 15 17.8 12 17.8S6 16 3.6 12ZM12 9.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8Z"
            }
            Self::Picture => "M4.5 5.5h15v13h-15Zm0 10 4.2-4.2 4 4 2.6-2.6 4.2 4M15 9.2h.1",
            Self::Fold => "M5 5h14v14H5Zm4 7h6",
            Self::Unfold => "M5 5h14v14H5Zm4 7h6m-3-3v6",
            Self::Lock => "M6.4 11h11.2v8.6H6.4Zm2.2 0V8a3.4 3.4 0 0 1 6.8 0v3M12 14.2v2.2",
            Self::Swap => "M5 8.6h12.6m-3.4-3.8 3.6 3.8-3.6 3.8M19 15.6H6.4m3.4-3.8-3.6 3.8 3.6 3.8",
            Self::Eraser => "m13.4 5 5.8 5.8-8 8.2H8.4l-3.6-3.6a1.4 1.4 0 0 1 0-2ZM9.4 9.2l5.6 5.6M6 20.6h13",
            Self::Lamp => {
                "M9 3.4h6M12 3.4v2.4M7.4 10.2 9 5.8h6l1.6 4.4ZM7.8 10.2 9 18.4h6l1.2-8.2M8.2 20.8h7.6M12 12.6v2.6"
            }
        }
    }
}

/// Properties of [`Icon`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct IconProps {
    /// What is drawn.
    pub glyph: Glyph,
    /// Whether the shape is filled: something that is on.
    #[prop_or_default]
    pub filled: bool,
}

/// A drawing beside words; it says nothing to a screen reader.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class="icon" data-filled={props.filled.then_some("")} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={props.glyph.path()} />
        </svg>
    }
}
