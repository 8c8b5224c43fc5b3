//! The vault: which key is in it, and what it did.

use std::rc::Rc;

use houseguest_protocol::window::{
    Session, WhereKeyLives,
    observed::{Observed, Sight},
};
use yew::prelude::*;

use super::words;
use crate::{
    bridge::{Place, page},
    hooks::{use_bridge, use_presence},
    i18n::{msg, use_words},
    ui::CopyButton,
};

/// Properties of [`VaultTab`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct VaultTabProps {
    /// The events, oldest first.
    pub events: Vec<Rc<Observed>>,
}

/// The key's thumbprint and the vault's work, the latest first.
#[component]
pub(super) fn VaultTab(props: &VaultTabProps) -> Html {
    let words = use_words();
    let (bridge, presence) = (use_bridge(), use_presence());
    let thumbprint = match presence.session.ready() {
        Some(Session::Guest { key: WhereKeyLives::Vault { thumbprint }, .. }) => Some(thumbprint.to_string()),
        _ => None,
    };
    let about = match (bridge.place(), &thumbprint) {
        (Place::Browser, _) => msg("scenes-vault-browser"),
        (Place::Window, Some(_)) => msg("scenes-vault-key"),
        (Place::Window, None) => msg("scenes-vault-no-key"),
    };
    let work = props.events.iter().rev().filter_map(|event| match &event.what {
        Sight::Vault(work) => Some((event, work)),
        _ => None,
    });
    html! {
        <div class="stack">
            <p>{ words.say(about) }</p>
            if let Some(thumbprint) = thumbprint {
                <p class="code-line">
                    <code class="code-line__code" data-scenes-thumbprint={thumbprint.clone()}>{ thumbprint.clone() }</code>
                    <CopyButton text={thumbprint} label={words.say(msg("seen-thumbprint"))} />
                </p>
            }
            <ol class="seen__errands">
                { for work.map(|(event, work)| html! {
                    <li key={event.number} class="seen__errand" data-failed={(!work.done).then_some("")}>
                        <p class="seen__headline">
                            <span>{ words.say(words::of_deed(work.deed)) }</span>
                            <time class="seen__time">{ page::clock_time(words.tag(), event.at) }</time>
                        </p>
                        if let Some(note) = &work.note {
                            <p class="seen__what"><bdi>{ note.clone() }</bdi></p>
                        }
                    </li>
                }) }
            </ol>
        </div>
    }
}
