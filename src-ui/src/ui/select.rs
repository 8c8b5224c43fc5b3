//! A choice out of a few.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its value.
    pub value: AttrValue,
    /// Its words.
    pub label: AttrValue,
    /// The language of its words, when it is another.
    pub language: Option<AttrValue>,
}

/// Properties of [`SelectField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SelectFieldProps {
    /// The field's name; also its id.
    pub name: AttrValue,
    /// What it is called.
    pub label: AttrValue,
    /// What it does.
    pub hint: AttrValue,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The value of what is chosen.
    pub value: AttrValue,
    /// Another value was chosen.
    pub onchoose: Callback<String>,
}

/// A list that opens, as the system draws it.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let hint = format!("{}-hint", props.name);
    let list = use_node_ref();
    {
        // Keeps the element right when a choice is taken back: `selected` only tells how it begins.
        let list = list.clone();
        use_effect_with((props.value.clone(), props.choices.clone()), move |(value, _)| {
            if let Some(list) = list.cast::<HtmlSelectElement>() {
                list.set_value(value);
            }
        });
    }
    let onchange = {
        let onchoose = props.onchoose.clone();
        Callback::from(move |event: Event| {
            onchoose.emit(event.target_unchecked_into::<HtmlSelectElement>().value());
        })
    };
    html! {
        <div class="field field--beside">
            <div>
                <label class="field__label" for={props.name.clone()}>{ props.label.clone() }</label>
                <p class="field__hint" id={hint.clone()}>{ props.hint.clone() }</p>
            </div>
            <select class="select" id={props.name.clone()} name={props.name.clone()} aria-describedby={hint} {onchange} ref={list}>
                { for props.choices.iter().map(|choice| html! {
                    <option value={choice.value.clone()} lang={choice.language.clone()} selected={choice.value == props.value}>
                        { choice.label.clone() }
                    </option>
                }) }
            </select>
        </div>
    }
}
