//! How long what is in hand lasts.

use std::rc::Rc;

use houseguest_protocol::{
    values::Timestamp,
    window::observed::{Observed, Step},
};
use yew::prelude::*;

use crate::{
    bridge::page,
    hooks::use_lasting,
    i18n::{MessageId, msg, use_words},
    state::observed::{sends_cookies, tokens, told},
    ui::Countdown,
};

/// Properties of [`Clocks`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ClocksProps {
    /// The events, oldest first.
    pub events: Vec<Rc<Observed>>,
}

/// What a token's own claim says of its end.
fn ends(event: &Observed, token: &[(String, String)]) -> Option<Timestamp> {
    let exp = token.iter().find_map(|(name, value)| (name == "exp").then(|| value.parse().ok()).flatten());
    exp.map(Timestamp::from_unix_seconds).or_else(|| {
        let lifetime = std::time::Duration::from_secs(tokens(event)?.expires_in?);
        Some(event.at + lifetime)
    })
}

/// The clocks of the present session, counting down.
#[component]
pub(super) fn Clocks(props: &ClocksProps) -> Html {
    let words = use_words();
    let lasting = use_lasting();
    let Some(latest) = props.events.iter().rev().find(|event| tokens(event).is_some()) else {
        let said = if sends_cookies(&props.events) { msg("clocks-cookie") } else { msg("clocks-none") };
        return html! { <p class="seen__nothing">{ words.say(said) }</p> };
    };
    let Some(held) = tokens(latest) else { return Html::default() };
    let clock = |name: &'static str, said: MessageId, end: Option<Timestamp>| {
        end.map(|until| {
            html! {
                <div class="clocks__one" data-clock={name}>
                    <dt>{ words.say(said) }</dt>
                    <dd><Countdown {until} /></dd>
                </div>
            }
        })
    };
    let is_keyless = props.events.iter().any(|event| event.step == Step::KeylessSignUp);
    // The client replaces an access token at nine tenths of its life.
    let renewal = held.expires_in.map(|life| latest.at + std::time::Duration::from_secs(life.saturating_mul(9) / 10));
    let since = told(latest, "auth_time").and_then(|text| text.parse().ok()).map(Timestamp::from_unix_seconds);
    html! {
        <div class="stack">
            <dl class="clocks">
                { clock("access", msg("clocks-access"), ends(latest, &held.access)) }
                { clock("renewal", msg("clocks-renewal"), renewal) }
                { clock("session", msg("clocks-session"), lasting.and_then(|lasting| lasting.session_ends_at)) }
                { clock("id", msg("clocks-id"), held.id.iter().any(|(name, _)| name == "exp").then(|| ends(latest, &held.id)).flatten()) }
                if let Some(since) = since {
                    <div class="clocks__one" data-clock="since">
                        <dt>{ words.say(msg("clocks-since")) }</dt>
                        <dd><time>{ page::date_and_time(words.tag(), since) }</time></dd>
                    </div>
                }
            </dl>
            <p class="seen__hint">{ words.say(if is_keyless { msg("clocks-keyless") } else { msg("clocks-refresh") }) }</p>
        </div>
    }
}
