//! Switches that break something on purpose, and what came of it.

use std::rc::Rc;

use houseguest_protocol::window::{
    Session,
    observed::{Break, Observed},
};
use yew::{platform::spawn_local, prelude::*};

use super::{timeline::EventLine, words};
use crate::{
    bridge::{Errand, Place},
    features::shared::failure,
    hooks::{use_bridge, use_presence},
    i18n::{MessageId, msg, use_words},
    ui::Button,
};

/// Properties of [`BreakTab`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct BreakTabProps {
    /// The events, oldest first.
    pub events: Vec<Rc<Observed>>,
}

/// What the last experiment came to.
#[derive(Clone, PartialEq)]
struct Outcome {
    what: Break,
    /// The number of the last event before it.
    after: u64,
    answer: Option<Errand<bool>>,
}

const fn about(what: Break) -> MessageId {
    match what {
        Break::ExpireAccess => msg("break-expire-access-text"),
        Break::RevokeSession => msg("break-revoke-session-text"),
        Break::DropReply => msg("break-drop-reply-text"),
        Break::SkewClock => msg("break-skew-clock-text"),
        Break::RightClock => msg("break-right-clock-text"),
        Break::StopBackend => msg("break-stop-backend-text"),
        Break::StartBackend => msg("break-start-backend-text"),
    }
}

/// The switches, and below them what happened.
#[component]
pub(super) fn BreakTab(props: &BreakTabProps) -> Html {
    let words = use_words();
    let (bridge, presence) = (use_bridge(), use_presence());
    let outcome = use_state_eq(|| None::<Outcome>);
    let backend = use_state_eq(|| None::<bool>);
    let is_skewed = use_state_eq(|| false);
    {
        let (bridge, backend) = (bridge.clone(), backend.setter());
        use_effect_with((), move |()| {
            spawn_local(async move {
                // Where the backend is somebody else's, there is no such switch.
                backend.set(bridge.switch_backend(None).await.ok().flatten());
            });
        });
    }
    let session = presence.session.ready();
    let is_here = matches!(session, Some(Session::Guest { .. } | Session::Member { .. }));
    // Ending the session of a guest without a key would be the end of the guest.
    let has_key = bridge.place() == Place::Window || matches!(session, Some(Session::Member { .. }));
    let mut offered = Vec::new();
    if is_here {
        offered.push(Break::ExpireAccess);
        if has_key {
            offered.push(Break::RevokeSession);
        }
    }
    offered.push(Break::DropReply);
    if is_here && bridge.place() == Place::Window {
        offered.push(if *is_skewed { Break::RightClock } else { Break::SkewClock });
    }
    if let Some(runs) = *backend {
        offered.push(if runs { Break::StopBackend } else { Break::StartBackend });
    }
    let busy = outcome.as_ref().is_some_and(|outcome| outcome.answer.is_none());
    let last = props.events.last().map_or(0, |event| event.number);
    let onbreak = |what: Break| {
        let (bridge, outcome, backend, is_skewed) =
            (bridge.clone(), outcome.setter(), backend.setter(), is_skewed.setter());
        Callback::from(move |()| {
            let (bridge, outcome, backend, is_skewed) =
                (bridge.clone(), outcome.clone(), backend.clone(), is_skewed.clone());
            outcome.set(Some(Outcome { what, after: last, answer: None }));
            spawn_local(async move {
                let answer = match what {
                    Break::StopBackend | Break::StartBackend => {
                        let wanted = what == Break::StartBackend;
                        bridge.switch_backend(Some(wanted)).await.map(|runs| {
                            backend.set(runs);
                            wanted
                        })
                    }
                    _ => bridge.break_something(what).await.map(|session| {
                        is_skewed.set(what == Break::SkewClock);
                        matches!(session, Session::Guest { .. } | Session::Member { .. })
                    }),
                };
                outcome.set(Some(Outcome { what, after: last, answer: Some(answer) }));
            });
        })
    };
    html! {
        <div class="stack">
            <p>{ words.say(msg("break-intro")) }</p>
            <ul class="breaks">
                { for offered.iter().map(|what| html! {
                    <li key={format!("{what:?}")} class="breaks__one" data-break={name(*what)}>
                        <p>{ words.say(about(*what)) }</p>
                        <Button {busy} onclick={onbreak(*what)}>{ words.say(words::of_break(*what)) }</Button>
                    </li>
                }) }
            </ul>
            if is_here && !has_key {
                <p class="seen__hint">{ words.say(msg("break-no-key")) }</p>
            }
            <div role="status">
                if let Some(outcome) = &*outcome {
                    { what_happened(&words, outcome) }
                }
            </div>
            if let Some(outcome) = &*outcome {
                <div data-broken={name(outcome.what)}>
                    { for props.events.iter().filter(|event| event.number > outcome.after).map(|event| html! { <EventLine key={event.number} event={Rc::clone(event)} /> }) }
                </div>
            }
        </div>
    }
}

fn what_happened(words: &crate::i18n::Words, outcome: &Outcome) -> Html {
    let told = match (&outcome.answer, outcome.what) {
        (None, _) => words.say(msg("loading")),
        (Some(Err(error)), _) => {
            words.say_with(msg("break-refused"), &[("reason", failure::sentence(words, error).to_string().into())])
        }
        (Some(Ok(_)), Break::DropReply) => words.say(msg("break-armed")),
        (Some(Ok(_)), Break::StopBackend) => words.say(msg("break-stopped")),
        (Some(Ok(true)), _) => words.say(msg("break-recovered")),
        (Some(Ok(false)), _) => words.say(msg("break-not-recovered")),
    };
    let state = match &outcome.answer {
        None => "breaking",
        Some(Ok(_)) => "done",
        Some(Err(_)) => "refused",
    };
    html! { <p class="breaks__outcome" data-outcome={state}>{ told }</p> }
}

/// The name on the wire.
fn name(what: Break) -> Option<String> {
    serde_json::to_value(what).ok()?.as_str().map(str::to_owned)
}
