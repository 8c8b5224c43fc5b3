//! Where a longer text is written.

use houseguest_protocol::social::InvalidText;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::i18n::{Words, msg, use_words};

/// Properties of [`WritingField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct WritingFieldProps {
    /// The field's id.
    pub id: AttrValue,
    /// What it is called.
    pub label: AttrValue,
    /// What stands in it while it is empty.
    pub placeholder: AttrValue,
    /// How many lines it has at first.
    pub rows: u8,
    /// What has been written so far.
    pub text: AttrValue,
    /// The ids of what describes it.
    pub described_by: AttrValue,
    /// Whether something is wrong with it.
    pub invalid: bool,
    /// The element, for whoever gives it the focus.
    pub field: NodeRef,
    /// The person wrote.
    pub onwrite: Callback<String>,
    /// The person sends, by Control or Command and Enter.
    pub onsend: Callback<()>,
}

/// A text field that grows, with its label.
#[component]
pub(super) fn WritingField(props: &WritingFieldProps) -> Html {
    let oninput =
        props.onwrite.reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
    let onkeydown = {
        let onsend = props.onsend.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                onsend.emit(());
            }
        })
    };
    html! {
        <>
            <label class="field__label" for={props.id.clone()}>{ props.label.clone() }</label>
            <textarea class="input composer__body" id={props.id.clone()} name="body" rows={props.rows.to_string()} ref={props.field.clone()}
                value={props.text.clone()} placeholder={props.placeholder.clone()} dir={(!props.text.is_empty()).then_some("auto")}
                aria-describedby={props.described_by.clone()} aria-invalid={props.invalid.then_some("true")} {oninput} {onkeydown} />
        </>
    }
}

/// Properties of [`Count`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct CountProps {
    /// Its id.
    pub id: AttrValue,
    /// What is counted.
    pub text: AttrValue,
    /// How many characters there may be.
    pub limit: usize,
}

/// How long a text is, and how long it may be.
#[component]
pub(super) fn Count(props: &CountProps) -> Html {
    let words = use_words();
    let length = props.text.trim().chars().count();
    html! {
        <span class="composer__count" id={props.id.clone()} data-state={(length > props.limit).then_some("over")}>
            { words.say_with(msg("composer-count"), &[("length", length.into()), ("limit", props.limit.into())]) }
        </span>
    }
}

/// What is wrong with a text, and how to mend it.
#[must_use]
pub(super) fn invalid_words(words: &Words, invalid: InvalidText) -> AttrValue {
    match invalid {
        InvalidText::Empty => words.say(msg("composer-empty")),
        InvalidText::TooLong { length, limit } => {
            words.say_with(msg("composer-too-long"), &[("over", (length - limit).into()), ("limit", limit.into())])
        }
        InvalidText::Control => words.say(msg("composer-control")),
    }
}
