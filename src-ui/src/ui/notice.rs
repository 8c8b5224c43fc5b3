//! A message in the page.

use yew::prelude::*;

use super::icon::{Glyph, Icon};

/// How a notice is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeTone {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Success,
    /// Something did not work, or cannot be undone.
    Danger,
    /// Welcome.
    Glow,
}

impl NoticeTone {
    const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Danger => "danger",
            Self::Glow => "glow",
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Info => Glyph::Info,
            Self::Success => Glyph::Check,
            Self::Danger => Glyph::Warning,
            Self::Glow => Glyph::Lamp,
        }
    }
}

/// Properties of [`Notice`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NoticeProps {
    /// How it is meant.
    #[prop_or_default]
    pub tone: NoticeTone,
    /// A live region's role, for notices that appear: `alert` or `status`.
    #[prop_or_default]
    pub role: Option<AttrValue>,
    /// The sentence.
    pub children: Html,
    /// Buttons after it.
    #[prop_or_default]
    pub actions: Html,
}

/// A sentence with a drawing and a tone; the drawing and the words carry the meaning, not the colour alone.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    html! {
        <div class="notice" data-tone={props.tone.name()} role={props.role.clone()}>
            <Icon glyph={props.tone.glyph()} />
            <div class="notice__text">{ props.children.clone() }</div>
            { props.actions.clone() }
        </div>
    }
}
