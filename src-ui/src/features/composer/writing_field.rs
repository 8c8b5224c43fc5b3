//! Where a longer text is written.

use std::rc::Rc;

use houseguest_protocol::social::{Author, InvalidText};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::{
    features::shared::Face,
    i18n::{Words, msg, use_words},
    state::mention::{Completion, CompletionAction, Query},
};

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
    /// Who can be mentioned, the likeliest first.
    #[prop_or_default]
    pub people: Rc<Vec<Author>>,
    /// Whether something is wrong with it.
    pub invalid: bool,
    /// The element, for whoever gives it the focus.
    pub field: NodeRef,
    /// The person wrote.
    pub onwrite: Callback<String>,
    /// The person sends, by Control or Command and Enter.
    pub onsend: Callback<()>,
}

/// A text field that grows, with its label. Behind an `@` it offers people: by arrows and Enter, or by a touch.
///
/// The roles are those of a text field with a list of suggestions, as a field of several lines cannot be a combobox:
/// the focus stays in the field, which says whom it points at; how many there are is announced.
#[component]
pub(super) fn WritingField(props: &WritingFieldProps) -> Html {
    let words = use_words();
    let completion = use_reducer(Completion::default);
    let offered = completion.offered(&props.people);
    // What the field will hold once a handle has been put in, and where the caret goes then.
    let caret_to = use_mut_ref(|| None::<(String, u32)>);
    {
        let (field, caret_to) = (props.field.clone(), Rc::clone(&caret_to));
        use_effect(move || {
            let Some(field) = field.cast::<HtmlTextAreaElement>() else { return };
            let due = caret_to.borrow().as_ref().is_some_and(|(text, _)| *text == field.value());
            if due && let Some((_, caret)) = caret_to.take() {
                // Refused for no field of text.
                let _ = field.set_selection_range(caret, caret);
            }
        });
    }
    let look = {
        let (completion, field) = (completion.dispatcher(), props.field.clone());
        move || {
            let Some(field) = field.cast::<HtmlTextAreaElement>() else { return };
            let caret = field.selection_end().ok().flatten();
            let is_point = field.selection_start().ok().flatten() == caret;
            let query = caret.filter(|_| is_point).and_then(|caret| Query::at(&field.value(), caret));
            completion.dispatch(CompletionAction::Look(query));
        }
    };
    let oninput = {
        let (onwrite, look) = (props.onwrite.clone(), look.clone());
        Callback::from(move |event: InputEvent| {
            onwrite.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value());
            look();
        })
    };
    let onkeyup = {
        let look = look.clone();
        Callback::from(move |_: KeyboardEvent| look())
    };
    let onclick = Callback::from(move |_: MouseEvent| look());
    let onblur = {
        let completion = completion.dispatcher();
        Callback::from(move |_: FocusEvent| completion.dispatch(CompletionAction::Look(None)))
    };
    let choose = {
        let (query, text, onwrite) = (completion.query.clone(), props.text.clone(), props.onwrite.clone());
        let (completion, caret_to) = (completion.dispatcher(), Rc::clone(&caret_to));
        Callback::from(move |person: Author| {
            let Some(query) = query.as_ref().filter(|query| text.get(query.place.clone()).is_some()) else { return };
            let (text, caret) = query.complete(&text, &person.handle);
            *caret_to.borrow_mut() = Some((text.clone(), caret));
            completion.dispatch(CompletionAction::Look(None));
            onwrite.emit(text);
        })
    };
    let onkeydown = {
        let (onsend, choose, offered) = (props.onsend.clone(), choose.clone(), offered.clone());
        let (pointed, completion) = (completion.pointed, completion.dispatcher());
        Callback::from(move |event: KeyboardEvent| {
            // While a character is being put together the keys are the input method's.
            if event.is_composing() {
                return;
            }
            let with_key = event.ctrl_key() || event.meta_key() || event.alt_key();
            match (event.key().as_str(), offered.get(pointed)) {
                ("Enter", _) if event.ctrl_key() || event.meta_key() => onsend.emit(()),
                ("ArrowDown" | "ArrowUp", Some(_)) if !with_key => {
                    let down = event.key() == "ArrowDown";
                    completion.dispatch(CompletionAction::Move { down, of: offered.len() });
                }
                ("Enter" | "Tab", Some(person)) if !with_key && !event.shift_key() => choose.emit(person.clone()),
                ("Escape", Some(_)) => {
                    event.stop_propagation();
                    completion.dispatch(CompletionAction::Close);
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let (list_id, option_id) = (format!("{}-people", props.id), |place: usize| format!("{}-person-{place}", props.id));
    let is_open = !offered.is_empty();
    let announced =
        if is_open { words.say_with(msg("mention-offered"), &[("count", offered.len().into())]) } else { "".into() };
    html! {
        <div class="composer__field">
            <label class="field__label" for={props.id.clone()}>{ props.label.clone() }</label>
            <textarea class="input composer__body" id={props.id.clone()} name="body" rows={props.rows.to_string()} ref={props.field.clone()}
                value={props.text.clone()} placeholder={props.placeholder.clone()} dir={(!props.text.is_empty()).then_some("auto")}
                aria-describedby={props.described_by.clone()} aria-invalid={props.invalid.then_some("true")}
                aria-autocomplete="list" aria-haspopup="listbox" aria-controls={is_open.then(|| list_id.clone())}
                aria-activedescendant={is_open.then(|| option_id(completion.pointed))}
                {oninput} {onkeydown} {onkeyup} {onclick} {onblur} />
            if is_open {
                <ul class="mention-list" id={list_id} role="listbox" aria-label={words.say(msg("mention-list"))} data-mentions="">
                    { for offered.iter().enumerate().map(|(place, person)| {
                        let (choose, chosen) = (choose.clone(), person.clone());
                        // The focus stays where one writes.
                        let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
                        let onclick = Callback::from(move |_: MouseEvent| choose.emit(chosen.clone()));
                        html! {
                            <li class="mention-list__person" key={person.sub.to_string()} id={option_id(place)} role="option"
                                aria-selected={if place == completion.pointed { "true" } else { "false" }}
                                data-handle={person.handle.to_string()} {onmousedown} {onclick}>
                                <Face avatar={person.avatar} />
                                <span class="mention-list__name"><bdi>{ person.name.clone() }</bdi></span>
                                <bdi class="handle">{ format!("@{}", person.handle) }</bdi>
                            </li>
                        }
                    }) }
                </ul>
            }
            <p class="visually-hidden" role="status">{ announced }</p>
        </div>
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
