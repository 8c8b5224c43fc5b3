//! The form for a post.

use std::rc::Rc;

use houseguest_protocol::social::{Author, PostBody, PostTitle};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, File, HtmlInputElement, Node};
use yew::{platform::spawn_local, prelude::*};

use super::{
    picture_field::PictureField,
    writing_field::{Count, WritingField, invalid_words},
};
use crate::{
    bridge::files,
    i18n::{msg, use_words},
    state::{
        drafts::{Draft, DraftAction, Place},
        new_post::{Outgoing, Wrong},
        picture::{Picture, PictureProblem},
    },
    ui::{Button, ButtonKind, Glyph, Icon, Notice, NoticeTone, focus},
};

/// Properties of [`PostForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PostFormProps {
    /// What has been begun.
    pub draft: Draft,
    /// Who can be mentioned, the likeliest first.
    #[prop_or_default]
    pub people: Rc<Vec<Author>>,
    /// What happens when it is sent, for who has not written before.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Why it was not taken when it was sent last.
    #[prop_or_default]
    pub refusal: Option<AttrValue>,
    /// Whether the text takes the focus when the form appears.
    #[prop_or_default]
    pub takes_focus: bool,
    /// The person wrote, or chose a picture.
    pub ondraft: Callback<DraftAction>,
    /// The person sends; everything is acceptable.
    pub onsend: Callback<Outgoing>,
    /// The person gives it up.
    pub oncancel: Callback<()>,
}

/// What happens to pictures while the form is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Choosing {
    reading: bool,
    refused: Option<PictureProblem>,
    /// Something is dragged over the form.
    over: bool,
}

/// A headline, a text and a picture. A picture is chosen, dropped or pasted; Control and Enter send.
#[component]
pub fn PostForm(props: &PostFormProps) -> Html {
    let words = use_words();
    let (title_field, body_field) = (use_node_ref(), use_node_ref());
    let (choosing_field, alt_field) = (use_node_ref(), use_node_ref());
    let wrong = use_state_eq(|| None::<Wrong>);
    let choosing = use_state_eq(Choosing::default);
    let draft = &props.draft;
    {
        let field = body_field.clone();
        use_effect_with(props.takes_focus, move |takes_focus| {
            if *takes_focus {
                focus(&field);
            }
        });
    }
    {
        // Whoever adds a picture is asked what can be seen in it; whoever removes one may want another.
        let (choosing, describing) = (choosing_field.clone(), alt_field.clone());
        let before = use_mut_ref(|| None::<bool>);
        use_effect_with(draft.picture.as_ref().map(|picture| Rc::as_ptr(&picture.file)), move |file| {
            if before.replace(Some(file.is_some())).is_some() {
                focus(if file.is_some() { &describing } else { &choosing });
            }
        });
    }
    let ontitle = {
        let (ondraft, wrong) = (props.ondraft.clone(), wrong.setter());
        Callback::from(move |event: InputEvent| {
            wrong.set(None);
            let title = event.target_unchecked_into::<HtmlInputElement>().value();
            ondraft.emit(DraftAction::Title(Place::Post, title));
        })
    };
    let onwrite = {
        let (ondraft, wrong) = (props.ondraft.clone(), wrong.setter());
        Callback::from(move |text| {
            wrong.set(None);
            ondraft.emit(DraftAction::Write(Place::Post, text));
        })
    };
    let onpicture = {
        let (ondraft, wrong) = (props.ondraft.clone(), wrong.setter());
        Callback::from(move |picture| {
            wrong.set(None);
            ondraft.emit(DraftAction::Picture(Place::Post, picture));
        })
    };
    let onfile = {
        let (choosing, onpicture) = (choosing.setter(), onpicture.clone());
        Callback::from(move |file: File| {
            let (choosing, onpicture) = (choosing.clone(), onpicture.clone());
            choosing.set(Choosing { reading: true, ..Choosing::default() });
            spawn_local(async move {
                let read = files::read_picture(file).await;
                choosing.set(Choosing { refused: read.as_ref().err().copied(), ..Choosing::default() });
                if let Ok(file) = read {
                    onpicture.emit(Some(Picture::new(file)));
                }
            });
        })
    };
    let onpaste = {
        let onfile = onfile.clone();
        Callback::from(move |event: Event| {
            let pasted = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            if let Some(file) = files::first(pasted.and_then(|pasted| pasted.files())) {
                event.prevent_default();
                onfile.emit(file);
            }
        })
    };
    let ondragover = {
        let choosing = choosing.clone();
        Callback::from(move |event: DragEvent| {
            if files::has_files(event.data_transfer().as_ref()) {
                event.prevent_default();
                choosing.set(Choosing { over: true, ..*choosing });
            }
        })
    };
    let ondragleave = {
        let choosing = choosing.clone();
        Callback::from(move |event: DragEvent| {
            let form: Option<Element> = event.current_target().map(JsCast::unchecked_into);
            let to: Option<Node> = event.related_target().map(JsCast::unchecked_into);
            if !form.is_some_and(|form| form.contains(to.as_ref())) {
                choosing.set(Choosing { over: false, ..*choosing });
            }
        })
    };
    let ondrop = {
        let (choosing, onfile) = (choosing.clone(), onfile.clone());
        Callback::from(move |event: DragEvent| {
            let dropped = event.data_transfer();
            if !files::has_files(dropped.as_ref()) {
                return;
            }
            event.prevent_default();
            choosing.set(Choosing { over: false, ..*choosing });
            if let Some(file) = files::first(dropped.and_then(|dropped| dropped.files())) {
                onfile.emit(file);
            }
        })
    };
    let send = {
        let (draft, wrong, onsend) = (draft.clone(), wrong.setter(), props.onsend.clone());
        let (title, body, alt) = (title_field.clone(), body_field.clone(), alt_field.clone());
        Callback::from(move |()| match Outgoing::of(&draft) {
            Ok(outgoing) => onsend.emit(outgoing),
            Err(found) => {
                focus(match found {
                    Wrong::Title(_) => &title,
                    Wrong::Body(_) => &body,
                    Wrong::Alt(_) => &alt,
                });
                wrong.set(Some(found));
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
    let (title_problem, body_problem, alt_problem) = match *wrong {
        Some(Wrong::Title(invalid)) => (Some(invalid), None, None),
        Some(Wrong::Body(invalid)) => (None, Some(invalid), None),
        Some(Wrong::Alt(problem)) => (None, None, Some(problem)),
        None => (None, None, None),
    };
    let picture_refused = draft.picture.as_ref().is_some_and(|picture| picture.refused);
    let said = match (&draft.picture, choosing.reading) {
        (_, true) => Some(msg("picture-reading")),
        (Some(_), false) => Some(msg("picture-added")),
        (None, false) => None,
    };
    html! {
        <form class="composer post-form" data-composer="post" data-over={choosing.over.then_some("")} novalidate=true
            aria-labelledby="post-form-heading" {onsubmit} {onpaste} {ondragover} {ondragleave} {ondrop}>
            <h2 class="section-heading" id="post-form-heading">{ words.say(msg("post-form-heading")) }</h2>
            <div class="field">
                <label class="field__label" for="post-title">{ words.say(msg("post-title")) }</label>
                <input class="input" type="text" id="post-title" name="title" value={draft.title.clone()} ref={title_field}
                    dir={(!draft.title.is_empty()).then_some("auto")} autocomplete="off" enterkeyhint="next"
                    aria-describedby="post-title-problem" aria-invalid={title_problem.is_some().then_some("true")} oninput={ontitle} />
                <div id="post-title-problem" aria-live="assertive">
                    if let Some(invalid) = title_problem {
                        <p class="field__problem">{ invalid_words(&words, invalid) }</p>
                    } else if draft.title.trim().chars().count() > PostTitle::LIMIT {
                        <Count id="post-title-count" text={draft.title.clone()} limit={PostTitle::LIMIT} />
                    }
                </div>
            </div>
            <WritingField id="post-body" label={words.say(msg("post-body"))} placeholder={words.say(msg("post-body-placeholder"))}
                rows=4 text={draft.text.clone()} described_by="post-problem post-hint post-count" invalid={body_problem.is_some()}
                people={Rc::clone(&props.people)} field={body_field} {onwrite} onsend={send} />
            <div id="post-problem" aria-live="assertive">
                if let Some(invalid) = body_problem {
                    <p class="field__problem">{ invalid_words(&words, invalid) }</p>
                }
            </div>
            <PictureField picture={draft.picture.clone()} lost={draft.lost_picture()} reading={choosing.reading} refused={choosing.refused}
                problem={alt_problem} choosing={choosing_field} describing={alt_field} {onfile} onchange={onpicture} />
            <p class="visually-hidden" role="status">{ said.map(|id| words.say(id)) }</p>
            // Announced by the message that comes and goes; here it stays to be read.
            if let Some(refusal) = props.refusal.clone().filter(|_| wrong.is_none() && !picture_refused) {
                <Notice tone={NoticeTone::Danger}>{ refusal }</Notice>
            }
            <div class="composer__foot">
                <p class="field__hint composer__hint" id="post-hint">{ props.hint.clone() }</p>
                <Count id="post-count" text={draft.text.clone()} limit={PostBody::LIMIT} />
                <div class="composer__buttons">
                    <Button kind={ButtonKind::Plain} onclick={props.oncancel.clone()}>{ words.say(msg("composer-cancel")) }</Button>
                    <Button kind={ButtonKind::Primary} r#type="submit">{ words.say(msg("composer-send")) }</Button>
                </div>
            </div>
            <p class="post-form__drop" aria-hidden="true"><Icon glyph={Glyph::Picture} /><span>{ words.say(msg("picture-drop")) }</span></p>
        </form>
    }
}
