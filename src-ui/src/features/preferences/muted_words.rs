//! Words one does not want to read.

use houseguest_protocol::social::{InvalidText, MutedWord, Preferences};
use yew::prelude::*;

use crate::{
    hooks::use_notify,
    i18n::{msg, use_words},
    state::notices::Deed,
    ui::{Button, Glyph, Icon, TextField},
};

/// Properties of [`MutedWords`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct MutedWordsProps {
    /// The words.
    pub muted: Vec<MutedWord>,
    /// They are others now.
    pub onchange: Callback<Vec<MutedWord>>,
}

/// The list, a field for another one, and a way back after taking one away.
#[component]
pub(super) fn MutedWords(props: &MutedWordsProps) -> Html {
    let words = use_words();
    let notify = use_notify();
    let text = use_state_eq(String::new);
    let problem = use_state_eq(|| None::<AttrValue>);
    let oninput = {
        let (text, problem) = (text.setter(), problem.setter());
        Callback::from(move |now| {
            problem.set(None);
            text.set(now);
        })
    };
    let onsubmit = {
        let (text, problem, words) = (text.clone(), problem.setter(), words.clone());
        let (muted, onchange) = (props.muted.clone(), props.onchange.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let refused = match MutedWord::parse(&text) {
                Ok(_) if muted.len() >= Preferences::MOST_MUTED_WORDS => {
                    words.say_with(msg("muted-words-full"), &[("limit", Preferences::MOST_MUTED_WORDS.into())])
                }
                Ok(word) => {
                    // The same word twice is one word.
                    if !muted.iter().any(|other| other.to_lowercase() == word.to_lowercase()) {
                        onchange.emit(muted.iter().cloned().chain([word]).collect());
                    }
                    text.set(String::new());
                    return;
                }
                Err(InvalidText::Empty) => words.say(msg("muted-words-empty")),
                Err(InvalidText::TooLong { limit, .. }) => {
                    words.say_with(msg("muted-words-long"), &[("limit", limit.into())])
                }
                Err(InvalidText::Control) => words.say(msg("composer-control")),
            };
            problem.set(Some(refused));
        })
    };
    let remove = |word: &MutedWord| {
        let (word, muted, onchange) = (word.clone(), props.muted.clone(), props.onchange.clone());
        let (notify, words) = (notify.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            onchange.emit(muted.iter().filter(|other| **other != word).cloned().collect());
            let back = {
                let (onchange, muted) = (onchange.clone(), muted.clone());
                Callback::from(move |()| onchange.emit(muted.clone()))
            };
            let said = words.say_with(msg("muted-words-removed"), &[("word", word.to_string().into())]);
            notify.offer(said, Deed { label: words.say(msg("undo")), done: back });
        })
    };
    html! {
        <section class="card stack" aria-labelledby="muted-heading">
            <h2 class="section-heading" id="muted-heading">{ words.say(msg("muted-words")) }</h2>
            if !props.muted.is_empty() {
                <ul class="chips">
                    { for props.muted.iter().map(|word| html! {
                        <li class="chip" key={word.to_string()} data-muted={word.to_string()}>
                            <bdi>{ word.to_string() }</bdi>
                            <button class="button button--icon" type="button" onclick={remove(word)}
                                aria-label={words.say_with(msg("muted-words-remove"), &[("word", word.to_string().into())])}>
                                <Icon glyph={Glyph::Close} />
                            </button>
                        </li>
                    }) }
                </ul>
            }
            <form {onsubmit}>
                <TextField name="muted-word" label={words.say(msg("muted-words-add"))} hint={words.say(msg("muted-words-hint"))}
                    value={(*text).clone()} problem={(*problem).clone()} {oninput}>
                    <Button r#type="submit">{ words.say(msg("muted-words-button")) }</Button>
                </TextField>
            </form>
        </section>
    }
}
