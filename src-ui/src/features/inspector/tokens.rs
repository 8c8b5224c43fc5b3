//! What tokens say, and what a promotion changed.

use std::rc::Rc;

use houseguest_protocol::window::observed::Observed;
use yew::prelude::*;

use crate::{
    bridge::page,
    i18n::{msg, use_words},
    state::observed::{Row, comparison, rows, sends_cookies, tokens},
};

/// Properties of [`TokenTab`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct TokenTabProps {
    /// The events, oldest first.
    pub events: Vec<Rc<Observed>>,
}

/// Two sets of tokens side by side.
#[component]
pub(super) fn TokenTab(props: &TokenTabProps) -> Html {
    let words = use_words();
    let Some(found) = comparison(&props.events) else {
        let said = if sends_cookies(&props.events) { msg("tokens-cookie") } else { msg("tokens-none") };
        return html! { <p class="seen__nothing">{ words.say(said) }</p> };
    };
    let (Some(before), Some(after)) = (tokens(&found.before), tokens(&found.after)) else { return Html::default() };
    let (earlier, later) =
        (page::clock_time(words.tag(), found.before.at), page::clock_time(words.tag(), found.after.at));
    let told = if found.is_promotion { msg("tokens-promotion") } else { msg("tokens-latest") };
    html! {
        <div class="stack" data-comparison={if found.is_promotion { "promotion" } else { "latest" }}>
            <p>{ words.say_with(told, &[("before", earlier.into()), ("after", later.into())]) }</p>
            <ClaimTable caption={words.say(msg("seen-access-token"))} rows={rows(&before.access, &after.access)} compares={true} />
            <ClaimTable caption={words.say(msg("seen-id-token"))} rows={rows(&before.id, &after.id)} compares={true} />
        </div>
    }
}

/// Properties of [`ClaimTable`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ClaimTableProps {
    /// Which token.
    pub caption: AttrValue,
    /// Its claims.
    pub rows: Vec<Row>,
    /// Whether there is a before.
    pub compares: bool,
}

/// Claims by name.
#[component]
pub(super) fn ClaimTable(props: &ClaimTableProps) -> Html {
    let words = use_words();
    if props.rows.is_empty() {
        return Html::default();
    }
    let value = |value: &Option<String>| html! { <bdi>{ value.clone().unwrap_or_else(|| "–".to_owned()) }</bdi> };
    html! {
        <div class="claims" role="region" aria-label={props.caption.clone()} tabindex="0">
            <table class="claims__table">
                <caption>{ props.caption.clone() }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words.say(msg("tokens-claim")) }</th>
                        if props.compares {
                            <th scope="col">{ words.say(msg("tokens-before")) }</th>
                        }
                        <th scope="col">{ words.say(if props.compares { msg("tokens-after") } else { msg("tokens-value") }) }</th>
                    </tr>
                </thead>
                <tbody>
                    { for props.rows.iter().map(|(name, before, after)| {
                        let differs = props.compares && before != after;
                        html! {
                            <tr key={name.clone()} data-claim={name.clone()} data-differs={differs.then_some("")}>
                                <th scope="row"><bdi>{ short(name) }</bdi></th>
                                if props.compares {
                                    <td>{ value(before) }</td>
                                }
                                <td>
                                    { value(after) }
                                    if differs {
                                        <span class="claims__changed">{ words.say(msg("tokens-changed")) }</span>
                                    }
                                </td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </div>
    }
}

/// The last part of a claim that is named by an address; its beginning says nothing and is long.
fn short(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).to_owned()
}
