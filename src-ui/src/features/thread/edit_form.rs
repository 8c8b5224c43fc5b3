//! Changes a comment in its place.

use std::rc::Rc;

use houseguest_protocol::social::{Author, Comment, CommentBody};
use yew::prelude::*;

use crate::{
    features::{
        composer::Composer,
        shared::{Written, failure},
    },
    hooks::use_drafts,
    i18n::{msg, use_words},
    state::drafts::{DraftAction, Place},
    ui::{Notice, NoticeTone},
};

/// Properties of [`EditForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct EditFormProps {
    /// The comment as it is.
    pub comment: Comment,
    /// Who can be mentioned, the likeliest first.
    #[prop_or_default]
    pub people: Rc<Vec<Author>>,
    /// Whether it was sent once and another device was first.
    pub was_changed: bool,
    /// The person saves: the comment that was on the screen, and what it says from now on.
    pub onsave: Callback<(Comment, CommentBody)>,
    /// The comment stays as it is.
    pub oncancel: Callback<()>,
}

/// A composer with the comment's text. When another device was first, it shows what the comment says there; saving
/// again goes on top of that.
#[component]
pub fn EditForm(props: &EditFormProps) -> Html {
    let words = use_words();
    let drafts = use_drafts();
    let id = props.comment.id;
    let place = Place::Edit(id);
    let Some(content) = &props.comment.content else { return Html::default() };
    let draft = drafts.at(place);
    let begun = use_state_eq(|| !draft.text.is_empty());
    let text = if *begun { draft.text.clone() } else { content.body.to_string() };
    let onwrite = {
        let (drafts, begun) = (drafts.dispatcher(), begun.setter());
        Callback::from(move |text| {
            begun.set(true);
            drafts.dispatch(DraftAction::Write(place, text));
        })
    };
    let other_is_shown = props.was_changed && *content.body != *text;
    let refusal = draft.refusal.as_ref().filter(|_| !other_is_shown).map(|error| {
        words.say_with(msg("comment-not-changed"), &[("reason", failure::reason(&words, error).to_string().into())])
    });
    let onsend = {
        let before = props.comment.clone();
        props.onsave.reform(move |body| (before.clone(), body))
    };
    html! {
        <>
            if other_is_shown {
                <Notice tone={NoticeTone::Glow} role="status">
                    <p>{ words.say(msg("edit-conflict")) }</p>
                    <blockquote class="comment__other" dir="auto"><Written text={content.body.to_string()} mentions={content.mentions.clone()} /></blockquote>
                </Notice>
            }
            <Composer name={format!("edit-{id}")} {text} people={Rc::clone(&props.people)} label={words.say(msg("edit-label"))} send_label={words.say(msg("save"))}
                {refusal} takes_focus=true {onwrite} {onsend} oncancel={props.oncancel.clone()} />
        </>
    }
}
