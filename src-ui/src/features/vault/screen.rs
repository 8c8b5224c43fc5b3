//! What every state of the vault looks like: what happened, what is safe, and one main action.

use yew::prelude::*;

use crate::ui::{Glyph, Icon};

/// How grave a state is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Something waits for the person.
    Glow,
    /// Something is lost.
    Danger,
}

impl Tone {
    const fn name(self) -> &'static str {
        match self {
            Self::Glow => "glow",
            Self::Danger => "danger",
        }
    }
}

/// Properties of [`VaultScreen`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct VaultScreenProps {
    /// The state's name, for `data-vault`.
    pub name: AttrValue,
    /// How grave it is.
    pub tone: Tone,
    /// Its picture.
    pub glyph: Glyph,
    /// What it is called.
    pub heading: AttrValue,
    /// What happened.
    pub happened: Html,
    /// What is safe in spite of it.
    pub safe: AttrValue,
    /// The one main action, and what goes with it.
    pub action: Html,
}

/// A state of the vault. It is announced when it appears.
#[component]
pub(super) fn VaultScreen(props: &VaultScreenProps) -> Html {
    html! {
        <section class="card panel vault" data-tone={props.tone.name()} data-vault={props.name.clone()} role="alert" aria-labelledby="vault-heading">
            <span class="vault__drawing"><Icon glyph={props.glyph} /></span>
            <h2 class="section-heading" id="vault-heading">{ props.heading.clone() }</h2>
            <div class="vault__happened">{ props.happened.clone() }</div>
            <p class="vault__safe" data-safe=""><Icon glyph={Glyph::Check} /><span>{ props.safe.clone() }</span></p>
            { props.action.clone() }
        </section>
    }
}
