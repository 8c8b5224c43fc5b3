//! The form for a comment.

use std::rc::Rc;

use houseguest_protocol::social::{Author, CommentBody, InvalidText};
use yew::prelude::*;

use super::writing_field::{Count, WritingField, invalid_words};
use crate::{
    i18n::{msg, use_words},
    ui::{Button, ButtonKind, Notice, NoticeTone, focus},
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
    /// Who can be mentioned, the likeliest first.
    #[prop_or_default]
    pub people: Rc<Vec<Author>>,
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
            if *takes_focus {
                focus(&field);
            }
        });
    }
    let onwrite = {
        let (onwrite, problem) = (props.onwrite.clone(), problem.clone());
        Callback::from(move |text| {
            problem.set(None);
            onwrite.emit(text);
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
                focus(&field);
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
    let (id, hint_id, count_id, problem_id) = (
        format!("{}-body", props.name),
        format!("{}-hint", props.name),
        format!("{}-count", props.name),
        format!("{}-problem", props.name),
    );
    let described_by = format!("{problem_id} {hint_id} {count_id}");
    html! {
        <form class="composer" data-composer={props.name.clone()} novalidate=true {onsubmit}>
            <WritingField {id} label={props.label.clone()} placeholder={words.say(msg("composer-placeholder"))} rows=3 text={props.text.clone()}
                {described_by} people={Rc::clone(&props.people)} invalid={problem.is_some()} {field} {onwrite} onsend={send} />
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
                <Count id={count_id} text={props.text.clone()} limit={CommentBody::LIMIT} />
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
