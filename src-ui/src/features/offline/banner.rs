//! What waits, on every page: one line that opens.

use houseguest_protocol::window::House;
use yew::prelude::*;

use super::{RefusedItem, WaitingItem, errands::use_waiting_errands};
use crate::{
    hooks::use_queue,
    i18n::{Words, msg, use_words},
    ui::{Button, Glyph, Icon, Mark, TimeAgo},
};

/// How many things wait and since when; opened, what they are. Nothing while nothing waits.
#[component]
pub fn WaitingBanner() -> Html {
    let (words, queue, errands) = (use_words(), use_queue(), use_waiting_errands());
    let is_sending = use_state_eq(|| false);
    let (waiting, refused) = (&queue.state.waiting, &queue.state.refused);
    let (for_others, elsewhere) = (queue.state.for_others, &queue.state.elsewhere);
    let kept = for_others + elsewhere.iter().map(|there| there.count).sum::<usize>();
    let count = |said, count: usize| words.say_with(said, &[("count", count.into())]);
    let sentence = match (waiting.len(), refused.len()) {
        (0, 0) if kept > 0 => count(msg("waiting-kept"), kept),
        (0, 0) => AttrValue::default(),
        (0, some) => count(msg("waiting-not-taken"), some),
        (some, _) => count(msg("waiting-count"), some),
    };
    let onsend = {
        let is_sending = is_sending.clone();
        Callback::from(move |()| {
            is_sending.set(true);
            let is_sending = is_sending.setter();
            errands.send_now(Callback::from(move |()| is_sending.set(false)));
        })
    };
    html! {
        <div class="waiting" data-waiting={waiting.len().to_string()}>
            // The region is there before the words, or nothing is announced.
            <p class="visually-hidden" role="status">{ sentence.clone() }</p>
            if !queue.is_empty() {
                <details class="waiting__box">
                    <summary class="waiting__line">
                        <Icon glyph={if waiting.is_empty() { Glyph::Warning } else { Glyph::Lamp }} />
                        <span class="waiting__sentence">{ sentence }</span>
                        if let Some(first) = waiting.first() {
                            <TimeAgo at={first.since} />
                        }
                        <span class="waiting__more"><Icon glyph={Glyph::Unfold} /></span>
                        <span class="waiting__less"><Icon glyph={Glyph::Fold} /></span>
                    </summary>
                    <ul class="waiting__list">
                        { for refused.iter().map(|refused| html! { <RefusedItem key={refused.key.to_string()} refused={refused.clone()} /> }) }
                        { for waiting.iter().map(|waiting| html! { <WaitingItem key={waiting.key.to_string()} waiting={waiting.clone()} /> }) }
                    </ul>
                    if for_others > 0 {
                        <p class="waiting__kept" data-for-others={for_others.to_string()}>{ count(msg("waiting-for-others"), for_others) }</p>
                    }
                    { for elsewhere.iter().map(|there| html! {
                        <p class="waiting__kept" data-elsewhere={there.count.to_string()}>
                            <bdi class="waiting__house">{ name_of(&words, &there.house) }</bdi>
                            { count(msg("waiting-elsewhere"), there.count) }
                        </p>
                    }) }
                    if !waiting.is_empty() {
                        <Button glyph={Glyph::Again} mark={Mark::SendWaiting} busy={*is_sending} onclick={onsend}>
                            { words.say(msg("waiting-send")) }
                        </Button>
                    }
                </details>
            }
        </div>
    }
}

/// What a person knows a house by: its own app, or where it is.
fn name_of(words: &Words, house: &House) -> AttrValue {
    match house {
        House::Name { name } if name == House::EMBEDDED => words.say(msg("waiting-house-embedded")),
        House::Name { name } => name.clone().into(),
        House::Address { social, .. } => {
            let host = social.host_str().unwrap_or_default();
            social.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")).into()
        }
    }
}
