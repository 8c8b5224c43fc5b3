//! The form for a comment.

use houseguest_protocol::social::{CommentBody, InvalidText};
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::{
    i18n::{Words, msg, use_words},
    ui::{Button, ButtonKind, Notice, NoticeTone},
};

/// Properties of [`Composer`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ComposerProps {
    /// Tells the page's composers apart: part of the ids.
    pub name: AttrValue,
    /// What has been written so far.
    pub text: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// What happens when it is sent, for who has not written before.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Why it was not taken when it was sent last.
    #[prop_or_default]
    pub refusal: Option<AttrValue>,
    /// Whether it takes the focus when it appears.
    #[prop_or_default]
    pub takes_focus: bool,
    /// The words of the button, where they are others.
    #[prop_or_default]
    pub send_label: Option<AttrValue>,
    /// The person wrote.
    pub onwrite: Callback<String>,
    /// The person sends; the text is acceptable.
    pub onsend: Callback<CommentBody>,
    /// The person gives it up, where one can.
    #[prop_or_default]
    pub oncancel: Option<Callback<()>>,
}

/// A text field that counts, and a button. Control and Enter send too.
#[component]
pub fn Composer(props: &ComposerProps) -> Html {
    let words = use_words();
    let field = use_node_ref();
    let problem = use_state_eq(|| None::<InvalidText>);
    {
        let field = field.clone();
        use_effect_with(props.takes_focus, move |takes_focus| {
            if *takes_focus && let Some(field) = field.cast::<HtmlElement>() {
                // Refused only when the element has left the page meanwhile.
                let _ = field.focus();
            }
        });
    }
    let oninput = {
        let (onwrite, problem) = (props.onwrite.clone(), problem.clone());
        Callback::from(move |event: InputEvent| {
            problem.set(None);
            onwrite.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
        })
    };
    let send = {
        let (field, problem, onsend) = (field.clone(), problem.clone(), props.onsend.clone());
        let text = props.text.clone();
        Callback::from(move |()| match CommentBody::parse(&text) {
            Ok(body) => {
                problem.set(None);
                onsend.emit(body);
            }
            Err(invalid) => {
                problem.set(Some(invalid));
                if let Some(field) = field.cast::<HtmlElement>() {
                    // As above.
                    let _ = field.focus();
                }
            }
        })
    };
    let onsubmit = {
        let send = send.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send.emit(());
        })
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send.emit(());
        }
    });
    let length = props.text.trim().chars().count();
    let (id, hint_id, count_id, problem_id) = (
        format!("{}-body", props.name),
        format!("{}-hint", props.name),
        format!("{}-count", props.name),
        format!("{}-problem", props.name),
    );
    let described_by = format!("{problem_id} {hint_id} {count_id}");
    html! {
        <form class="composer" data-composer={props.name.clone()} novalidate=true {onsubmit}>
            <label class="field__label" for={id.clone()}>{ props.label.clone() }</label>
            <textarea class="input composer__body" {id} name="body" rows="3" ref={field} value={props.text.clone()}
                placeholder={words.say(msg("composer-placeholder"))}
                aria-describedby={described_by} aria-invalid={problem.is_some().then_some("true")}
                {oninput} {onkeydown} />
            <div id={problem_id} aria-live="assertive">
                if let Some(invalid) = *problem {
                    <p class="field__problem">{ invalid_words(&words, invalid) }</p>
                }
            </div>
            // Announced by the message that comes and goes; here it stays to be read.
            if let Some(refusal) = props.refusal.clone().filter(|_| problem.is_none()) {
                <Notice tone={NoticeTone::Danger}>{ refusal }</Notice>
            }
            <div class="composer__foot">
                <p class="field__hint composer__hint" id={hint_id}>{ props.hint.clone() }</p>
                <span class="composer__count" id={count_id} data-state={(length > CommentBody::LIMIT).then_some("over")}>
                    { words.say_with(msg("composer-count"), &[("length", length.into()), ("limit", CommentBody::LIMIT.into())]) }
                </span>
                <div class="composer__buttons">
                    if let Some(oncancel) = &props.oncancel {
                        <Button kind={ButtonKind::Plain} onclick={oncancel.clone()}>{ words.say(msg("composer-cancel")) }</Button>
                    }
                    <Button kind={ButtonKind::Primary} r#type="submit">{ props.send_label.clone().unwrap_or_else(|| words.say(msg("composer-send"))) }</Button>
                </div>
            </div>
        </form>
    }
}

fn invalid_words(words: &Words, invalid: InvalidText) -> AttrValue {
    match invalid {
        InvalidText::Empty => words.say(msg("composer-empty")),
        InvalidText::TooLong { length, limit } => {
            words.say_with(msg("composer-too-long"), &[("over", (length - limit).into()), ("limit", limit.into())])
        }
        InvalidText::Control => words.say(msg("composer-control")),
    }
}
