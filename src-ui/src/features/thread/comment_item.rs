//! A comment in its place.

use houseguest_protocol::social::{Comment, CommentContent, CommentId, PostId, Reaction, ReactionSummary};
use yew::prelude::*;

use crate::{
    features::shared::{Byline, Deed, Go, Menu, ReactionBar, Tucked, What, Why, Written, author_name},
    hooks::use_shown_reactions,
    i18n::{Words, msg, use_words},
    routes::Route,
    state::{
        reactions::Target,
        thread::{Answers, Row},
    },
    ui::{Button, ButtonKind, Glyph, Icon, Mark},
};

/// What a person does with a comment.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Answers it.
    Reply(CommentId),
    /// Changes it.
    Edit(CommentId),
    /// Deletes it.
    Delete(CommentId),
    /// Reacts to it.
    React(CommentId, Reaction),
    /// Hides it, or shows it again.
    Hide(CommentId, bool),
    /// Reports it.
    Report(CommentId),
    /// Folds its answers away, or unfolds them.
    Fold(CommentId, bool),
}

/// Properties of [`CommentItem`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CommentItemProps {
    /// The comment, and how far in it stands.
    pub row: Row,
    /// Its place in the list, from 0, and how many there are.
    pub place: (usize, usize),
    /// Whether it has a word that the person muted.
    #[prop_or_default]
    pub muted: bool,
    /// Whether it is the one that the person came for.
    #[prop_or_default]
    pub pointed_at: bool,
    /// What the person does with it.
    pub onact: Callback<Act>,
    /// What stands in the text's place while it is being changed.
    #[prop_or_default]
    pub editor: Option<Html>,
    /// The composer, while the person answers it.
    #[prop_or_default]
    pub children: Html,
}

/// A comment: who, what they are here, when, what; how people reacted, and what one can do with it.
#[component]
pub fn CommentItem(props: &CommentItemProps) -> Html {
    let words = use_words();
    let shown_anyway = use_state_eq(|| false);
    let (row, comment) = (&props.row, &props.row.entry.comment);
    let (place, total) = props.place;
    let counted = comment.content.as_ref().map(|content| content.reactions.clone()).unwrap_or_default();
    let reactions = use_shown_reactions(Target::Comment(comment.id), &counted);
    let (state, inside) = match &comment.content {
        None => (Some("deleted"), html! { <p class="comment__deleted">{ words.say(msg("comment-deleted")) }</p> }),
        Some(content) if (content.hidden || props.muted) && !*shown_anyway => {
            let onshow = {
                let (shown, onact, id, hidden) =
                    (shown_anyway.clone(), props.onact.clone(), comment.id, content.hidden);
                Callback::from(move |()| {
                    shown.set(true);
                    if hidden {
                        onact.emit(Act::Hide(id, false));
                    }
                })
            };
            let why = if content.hidden { Why::Hidden } else { Why::Muted };
            (Some("hidden"), html! { <Tucked what={What::Comment} {why} {onshow} /> })
        }
        Some(content) => (row.entry.on_its_way.then_some("sending"), whole(&words, props, content, reactions)),
    };
    html! {
        <li class="comment" data-comment={comment.id.to_string()} data-depth={row.depth.to_string()} data-state={state}
            data-row={place.to_string()} data-pointed-at={props.pointed_at.then_some("")}
            aria-posinset={(place + 1).to_string()} aria-setsize={total.to_string()} aria-level={(row.depth + 1).to_string()}>
            { inside }
            { answers(&words, props) }
            { props.children.clone() }
        </li>
    }
}

fn whole(words: &Words, props: &CommentItemProps, content: &CommentContent, reactions: ReactionSummary) -> Html {
    let (entry, onact) = (&props.row.entry, &props.onact);
    let id = entry.comment.id;
    let name = author_name(words, content.author.as_ref()).to_string();
    html! {
        <>
            <Byline
                author={content.author.clone()}
                at={(!entry.on_its_way).then_some(entry.comment.created_at)}
                edited_at={content.edited_at}
                mine={content.mine}
            />
            if let Some(editor) = &props.editor {
                <div class="comment__editor">{ editor.clone() }</div>
            } else {
                <p class="comment__body" dir="auto"><Written text={content.body.to_string()} mentions={content.mentions.clone()} /></p>
                if entry.on_its_way {
                    <p class="comment__sending">{ words.say(msg("comment-sending")) }</p>
                } else {
                    <div class="comment__foot">
                        <Button kind={ButtonKind::Plain} glyph={Glyph::Reply} mark={Mark::Reply}
                            label={words.say_with(msg("comment-reply-to"), &[("name", name.clone().into())])}
                            onclick={onact.reform(move |()| Act::Reply(id))}>
                            { words.say(msg("comment-reply")) }
                        </Button>
                        <ReactionBar summary={reactions}
                            title={words.say_with(msg("comment-by"), &[("name", name.clone().into())])}
                            onpress={onact.reform(move |reaction| Act::React(id, reaction))} />
                        <Menu label={words.say_with(msg("comment-more"), &[("name", name.into())])} deeds={deeds(words, props, content)} />
                    </div>
                }
            }
        </>
    }
}

/// What else one can do: with one's own, and with others'.
fn deeds(words: &Words, props: &CommentItemProps, content: &CommentContent) -> Vec<Deed> {
    let id = props.row.id();
    let deed = |name, glyph, label, act: Act| Deed {
        name,
        glyph,
        label: words.say(label),
        onchoose: props.onact.reform(move |()| act.clone()),
    };
    if content.mine {
        vec![
            deed("edit", Glyph::Pen, msg("edit"), Act::Edit(id)),
            deed("delete", Glyph::Bin, msg("delete"), Act::Delete(id)),
        ]
    } else {
        vec![
            deed("hide", Glyph::Eye, msg("hide"), Act::Hide(id, true)),
            deed("report", Glyph::Flag, msg("report"), Act::Report(id)),
        ]
    }
}

fn answers(words: &Words, props: &CommentItemProps) -> Html {
    let row = &props.row;
    let Comment { id, post_id, .. } = row.entry.comment;
    if row.below == 0 {
        return Html::default();
    }
    let count = |said| words.say_with(said, &[("count", row.below.into())]);
    let fold = |to_fold: bool, glyph, said| {
        html! {
            <button class="button button--plain comment__fold" type="button" data-fold="" aria-expanded={if to_fold { "true" } else { "false" }}
                onclick={props.onact.reform(move |_: MouseEvent| Act::Fold(id, to_fold))}>
                <Icon {glyph} /><span>{ count(said) }</span>
            </button>
        }
    };
    match row.answers {
        Answers::Follow => fold(true, Glyph::Fold, msg("answers-hide")),
        Answers::Folded => fold(false, Glyph::Unfold, msg("answers-show")),
        Answers::Elsewhere => on_their_own_page(post_id, id, count(msg("answers-elsewhere"))),
    }
}

fn on_their_own_page(id: PostId, comment: CommentId, said: AttrValue) -> Html {
    html! {
        <Go to={Route::Branch { id, comment }} class="button button--plain comment__fold" name="branch">
            <Icon glyph={Glyph::Comment} /><span>{ said }</span>
        </Go>
    }
}
