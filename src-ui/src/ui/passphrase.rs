//! A field for a passphrase.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::button::{Button, ButtonKind};
use crate::i18n::{msg, use_words};

/// Properties of [`PassphraseField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PassphraseFieldProps {
    /// What it is called.
    pub label: AttrValue,
    /// What helps to fill it.
    pub hint: AttrValue,
    /// What is wrong with it.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// Whether one is chosen now, rather than remembered: password managers want to know.
    #[prop_or_default]
    pub chosen_now: bool,
    /// Where the form reads it from: it stays in the page and in no state of ours.
    pub input: NodeRef,
}

/// A passphrase, hidden until asked to show.
#[component]
pub fn PassphraseField(props: &PassphraseFieldProps) -> Html {
    let words = use_words();
    let shown = use_state_eq(|| false);
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |()| shown.set(!*shown))
    };
    let described_by = if props.problem.is_some() { "passphrase-problem passphrase-hint" } else { "passphrase-hint" };
    html! {
        <div class="field">
            <label class="field__label" for="passphrase">{ props.label.clone() }</label>
            <p class="field__hint" id="passphrase-hint">{ props.hint.clone() }</p>
            <div class="field__row">
                <input
                    class="input"
                    id="passphrase"
                    name="passphrase"
                    type={if *shown { "text" } else { "password" }}
                    autocomplete={if props.chosen_now { "new-password" } else { "current-password" }}
                    required=true
                    aria-describedby={described_by}
                    aria-invalid={props.problem.is_some().then_some("true")}
                    ref={props.input.clone()}
                />
                <Button kind={ButtonKind::Quiet} onclick={toggle}>
                    { words.say(if *shown { msg("passphrase-hide") } else { msg("passphrase-show") }) }
                </Button>
            </div>
            if let Some(problem) = &props.problem {
                <p class="field__problem" id="passphrase-problem" role="alert">{ problem.clone() }</p>
            }
        </div>
    }
}

/// What is in the field now; taken out of the page, so that it does not stay there.
#[must_use]
pub fn take_passphrase(input: &NodeRef) -> String {
    input.cast::<HtmlInputElement>().map_or_else(String::new, |input| {
        let passphrase = input.value();
        input.set_value("");
        passphrase
    })
}
