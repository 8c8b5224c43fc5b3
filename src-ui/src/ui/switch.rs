//! Something that is on or off.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`SwitchField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SwitchFieldProps {
    /// The field's name; also its id.
    pub name: AttrValue,
    /// What it is called.
    pub label: AttrValue,
    /// What it does.
    pub hint: AttrValue,
    /// Whether it is on.
    pub on: bool,
    /// It was switched.
    pub onswitch: Callback<bool>,
}

/// A switch: a checkbox that says so to a screen reader, and is worked like one.
#[component]
pub fn SwitchField(props: &SwitchFieldProps) -> Html {
    let hint = format!("{}-hint", props.name);
    let onchange = props.onswitch.reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().checked());
    html! {
        <div class="field field--beside field--switch">
            <div>
                <label class="field__label" for={props.name.clone()}>{ props.label.clone() }</label>
                <p class="field__hint" id={hint.clone()}>{ props.hint.clone() }</p>
            </div>
            <input class="switch" type="checkbox" role="switch" id={props.name.clone()} name={props.name.clone()}
                aria-describedby={hint} checked={props.on} {onchange} />
        </div>
    }
}
