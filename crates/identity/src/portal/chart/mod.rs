//! Pictures of figures, drawn on the server: numbers in, SVG out. They run no scripts and have no styles of their
//! own; `portal/figures.css` colours them by class, so that they follow the theme.
//!
//! Every picture has a title and a description for those who do not see it, and the page shows the same figures
//! as a table. A picture is drawn in two [`Shape`]s, of which the styles show the one that fits, because text in
//! a picture that shrinks with the window cannot be read on a phone.

mod bars;
mod funnel;
mod scale;

pub(crate) use bars::{BarChart, Day, Series};
pub(crate) use funnel::{Funnel, Step};

/// The room a picture is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A desk's screen.
    Wide,
    /// A phone's.
    Narrow,
}

impl Shape {
    /// The name that classes and ids of the picture carry.
    const fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// What a colour stands for; the styles know it as `chart__<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Guests who came once and were not seen again.
    Once,
    /// Guests who came back.
    Active,
    /// Guests who became members.
    Promoted,
    /// Guests who were removed.
    Removed,
    /// Guests made, whatever became of them.
    Made,
}

impl Ink {
    /// The class's ending.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::Active => "active",
            Self::Promoted => "promoted",
            Self::Removed => "removed",
            Self::Made => "made",
        }
    }
}
