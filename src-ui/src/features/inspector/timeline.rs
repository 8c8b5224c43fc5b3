//! Everything that happened, grouped by errand, the latest first.

use std::rc::Rc;

use houseguest_protocol::window::observed::{Observed, Sight};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{detail::Detail, words};
use crate::{
    bridge::page,
    i18n::{MessageId, Words, msg, use_words},
    state::observed::{Filter, errands, failed},
};

/// Properties of [`Timeline`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct TimelineProps {
    /// The events, oldest first.
    pub events: Vec<Rc<Observed>>,
}

const fn of_filter(filter: Filter) -> MessageId {
    match filter {
        Filter::All => msg("seen-filter-all"),
        Filter::Calls => msg("seen-filter-calls"),
        Filter::Vault => msg("seen-filter-vault"),
        Filter::Live => msg("seen-filter-live"),
        Filter::Failures => msg("seen-filter-failures"),
    }
}

/// The list of errands with its filter.
#[component]
pub(super) fn Timeline(props: &TimelineProps) -> Html {
    let words = use_words();
    let filter = use_state_eq(Filter::default);
    let onchange = {
        let filter = filter.setter();
        Callback::from(move |event: Event| {
            let name = event.target_unchecked_into::<HtmlSelectElement>().value();
            filter.set(Filter::ALL.into_iter().find(|filter| filter.name() == name).unwrap_or_default());
        })
    };
    let errands = errands(&props.events, *filter);
    html! {
        <>
            <label class="seen__filter">
                <span>{ words.say(msg("seen-filter")) }</span>
                <select class="select" name="seen-filter" {onchange}>
                    { for Filter::ALL.into_iter().map(|choice| html! {
                        <option value={choice.name()} selected={choice == *filter}>{ words.say(of_filter(choice)) }</option>
                    }) }
                </select>
            </label>
            if errands.is_empty() {
                <p class="seen__nothing">{ words.say(msg("seen-nothing")) }</p>
            }
            <ol class="seen__errands">
                { for errands.iter().map(|errand| {
                    let first = &errand.events[0];
                    html! {
                        <li key={first.number} class="seen__errand" data-failed={errand.has_failure().then_some("")}>
                            <h3 class="seen__headline">
                                <span>{ words::headline(&words, errand) }</span>
                                <time class="seen__time">{ page::clock_time(words.tag(), first.at) }</time>
                            </h3>
                            { for errand.events.iter().map(|event| html! { <EventLine key={event.number} event={Rc::clone(event)} /> }) }
                        </li>
                    }
                }) }
            </ol>
        </>
    }
}

/// Properties of [`EventLine`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct EventLineProps {
    /// What happened.
    pub event: Rc<Observed>,
}

/// One event: a line that opens.
#[component]
pub(super) fn EventLine(props: &EventLineProps) -> Html {
    let words = use_words();
    let is_open = use_state_eq(|| false);
    let ontoggle = {
        let is_open = is_open.setter();
        Callback::from(move |event: Event| {
            let details: web_sys::Element = event.target_unchecked_into();
            is_open.set(details.has_attribute("open"));
        })
    };
    let event = &props.event;
    html! {
        <details class="seen__event" data-event={event.number.to_string()} data-step={step_name(event)} data-failed={failed(event).then_some("")} {ontoggle}>
            <summary class="seen__line">{ line(&words, event) }</summary>
            // Drawn when somebody looks: hundreds of bodies are not.
            if *is_open {
                <Detail event={Rc::clone(event)} />
            }
        </details>
    }
}

/// The step's name on the wire, for whoever looks for an event.
fn step_name(event: &Observed) -> Option<String> {
    serde_json::to_value(event.step).ok()?.as_str().map(str::to_owned)
}

fn line(words: &Words, event: &Observed) -> Html {
    let step = words.say(words::of_step(event.step));
    match &event.what {
        Sight::Call(call) => {
            let status =
                call.status.map_or_else(|| words.say(msg("seen-no-answer")), |status| status.to_string().into());
            html! {
                <>
                    <bdi class="seen__call"><b>{ call.method.clone() }</b>{ " " }{ call.path.clone() }</bdi>
                    <span class="seen__status">{ status }{ " · " }{ call.ms }{ " ms" }</span>
                    <span class="seen__what">{ step }</span>
                </>
            }
        }
        Sight::Page(call) => {
            let path = call.path.split('?').next().unwrap_or_default().to_owned();
            html! { <><bdi class="seen__call">{ path }</bdi><span class="seen__what">{ step }</span></> }
        }
        Sight::Tokens(_) => html! { <span>{ words.say(msg("seen-tokens-arrived")) }</span> },
        Sight::Vault(work) => html! {
            <>
                <span>{ words.say(words::of_deed(work.deed)) }</span>
                if let Some(note) = &work.note {
                    <bdi class="seen__what">{ note.clone() }</bdi>
                }
            </>
        },
        Sight::Live(news) => html! { <span>{ words.say(words::of_news(*news)) }</span> },
        Sight::Broken(what) => html! { <span>{ words.say(words::of_break(*what)) }</span> },
    }
}
