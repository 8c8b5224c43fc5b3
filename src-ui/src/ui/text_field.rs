//! A line of text.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`TextField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TextFieldProps {
    /// The field's name; also its id.
    pub name: AttrValue,
    /// What it is called.
    pub label: AttrValue,
    /// What helps to fill it.
    #[prop_or_default]
    pub hint: AttrValue,
    /// What is wrong with it.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// What it holds.
    pub value: AttrValue,
    /// It holds something else.
    pub oninput: Callback<String>,
    /// Whether it holds a code: read from left to right, in capitals, and remembered by no browser.
    #[prop_or_default]
    pub is_code: bool,
    /// What follows it in its row: a button.
    #[prop_or_default]
    pub children: Html,
}

/// A line of text with its label, its hint, and what is wrong with it.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let (hint, problem) = (format!("{}-hint", props.name), format!("{}-problem", props.name));
    let described_by = match (props.problem.is_some(), props.hint.is_empty()) {
        (true, true) => Some(problem.clone()),
        (true, false) => Some(format!("{problem} {hint}")),
        (false, true) => None,
        (false, false) => Some(hint.clone()),
    };
    let oninput = props.oninput.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <div class="field">
            <label class="field__label" for={props.name.clone()}>{ props.label.clone() }</label>
            if !props.hint.is_empty() {
                <p class="field__hint" id={hint}>{ props.hint.clone() }</p>
            }
            <div class="field__row">
                <input class={classes!("input", props.is_code.then_some("input--code"))} type="text" dir={if props.is_code { "ltr" } else { "auto" }}
                    autocomplete={props.is_code.then_some("off")} autocapitalize={props.is_code.then_some("characters")}
                    spellcheck={props.is_code.then_some("false")} id={props.name.clone()} name={props.name.clone()} value={props.value.clone()}
                    aria-describedby={described_by} aria-invalid={props.problem.is_some().then_some("true")} {oninput} />
                { props.children.clone() }
            </div>
            if let Some(said) = &props.problem {
                <p class="field__problem" id={problem} role="alert">{ said.clone() }</p>
            }
        </div>
    }
}
