//! Asks twice before a guest is erased.

use houseguest_protocol::values::Subject;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::take_along::TakeAlong;
use crate::{
    features::shared::Counts,
    hooks::{use_my_counts, use_names, use_session_errands},
    i18n::{msg, use_words},
    ui::{Button, ButtonKind, Glyph, Icon, focus},
};

/// Properties of [`EraseForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct EraseFormProps {
    /// The guest.
    pub sub: Subject,
    /// The person thought better of it.
    pub oncancel: Callback<()>,
}

/// Says what is lost, and erases when the word was typed.
#[component]
pub(super) fn EraseForm(props: &EraseFormProps) -> Html {
    let words = use_words();
    let errands = use_session_errands();
    let counts = use_my_counts(Some(&props.sub), ());
    let input = use_node_ref();
    let is_wrong = use_state_eq(|| false);
    let wanted = words.say(msg("erase-word"));
    {
        let input = input.clone();
        use_effect_with((), move |()| focus(&input));
    }
    let onsubmit = {
        let (input, is_wrong, wanted) = (input.clone(), is_wrong.clone(), wanted.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let typed = input.cast::<HtmlInputElement>().map_or_else(String::new, |input| input.value());
            is_wrong.set(!is_word(&typed, &wanted));
            if is_word(&typed, &wanted) {
                errands.erase_guest();
            }
        })
    };
    let name = use_names().of(&props.sub);
    let described_by = if *is_wrong { "erase-problem erase-hint" } else { "erase-hint" };
    html! {
        <form class="erase" data-erase-form="" novalidate=true {onsubmit}>
            <ul class="ticks ticks--warning">
                <li><Icon glyph={Glyph::Warning} /><span>{ words.say_with(msg("erase-lost-self"), &[("name", name.into())]) }</span></li>
                <li><Icon glyph={Glyph::Warning} /><span>{ words.say(msg("erase-lost-words")) }</span></li>
                <li><Icon glyph={Glyph::Warning} /><span>{ words.say(msg("erase-lost-preferences")) }</span></li>
            </ul>
            if let Some(counts) = counts {
                <Counts {counts} />
            }
            <TakeAlong />
            <div class="field">
                <label class="field__label" for="erase-word">{ words.say_with(msg("erase-type"), &[("word", wanted.to_string().into())]) }</label>
                <p class="field__hint" id="erase-hint">{ words.say(msg("erase-hint")) }</p>
                <input class="input" id="erase-word" name="erase" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-describedby={described_by} aria-invalid={is_wrong.then_some("true")} ref={input} />
                if *is_wrong {
                    <p class="field__problem" id="erase-problem" role="alert">{ words.say_with(msg("erase-wrong"), &[("word", wanted.to_string().into())]) }</p>
                }
            </div>
            <div class="buttons">
                <Button kind={ButtonKind::Danger} r#type="submit" glyph={Glyph::Eraser}>{ words.say(msg("erase-confirm")) }</Button>
                <Button kind={ButtonKind::Plain} onclick={props.oncancel.clone()}>{ words.say(msg("erase-spare")) }</Button>
            </div>
        </form>
    }
}

/// Whether the word was typed, whatever its case and the space around it.
fn is_word(typed: &str, wanted: &str) -> bool {
    typed.trim().to_lowercase() == wanted.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_counts_and_not_how_it_is_written() {
        assert!(is_word(" Erase", "erase") && is_word("清除", "清除"));
        assert!(!is_word("", "erase") && !is_word("erase it", "erase"));
    }
}
