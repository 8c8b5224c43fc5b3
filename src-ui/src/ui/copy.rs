//! Copies text.

use gloo_timers::future::TimeoutFuture;
use yew::{platform::spawn_local, prelude::*};

use super::icon::{Glyph, Icon};
use crate::{
    bridge::page,
    i18n::{msg, use_words},
};

/// Properties of [`CopyButton`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CopyButtonProps {
    /// What is copied.
    pub text: AttrValue,
    /// What it is, for the spoken name.
    pub label: AttrValue,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    None,
    Copied,
    Refused,
}

/// Copies text and says so for a moment.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let words = use_words();
    let outcome = use_state_eq(|| Outcome::None);
    let onclick = {
        let (text, outcome) = (props.text.clone(), outcome.setter());
        Callback::from(move |_| {
            let (text, outcome) = (text.clone(), outcome.clone());
            spawn_local(async move {
                outcome.set(if page::copy_text(&text).await { Outcome::Copied } else { Outcome::Refused });
                TimeoutFuture::new(2_500).await;
                outcome.set(Outcome::None);
            });
        })
    };
    let (glyph, said) = match *outcome {
        Outcome::None => (Glyph::Copy, None),
        Outcome::Copied => (Glyph::Check, Some(msg("copied"))),
        Outcome::Refused => (Glyph::Warning, Some(msg("copy-refused"))),
    };
    html! {
        <span class="copy">
            <button class="button button--icon" type="button" aria-label={props.label.clone()} {onclick}><Icon {glyph} /></button>
            <span class="copy__said" role="status">{ said.map(|id| words.say(id)) }</span>
        </span>
    }
}
