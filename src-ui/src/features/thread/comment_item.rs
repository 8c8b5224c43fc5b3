//! A comment in its place.

use houseguest_protocol::social::CommentId;
use yew::prelude::*;

use crate::{
    features::shared::{Byline, Written, author_name},
    i18n::{msg, use_words},
    state::thread::Placed,
    ui::{Button, ButtonKind, Glyph, Mark},
};

/// Properties of [`CommentItem`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CommentItemProps {
    /// The comment, and how far in it stands.
    pub placed: Placed,
    /// The person wants to answer it.
    pub onreply: Callback<CommentId>,
    /// The composer, while the person answers it.
    #[prop_or_default]
    pub children: Html,
}

/// A comment: who, what they are here, when, what; and a way to answer.
#[component]
pub fn CommentItem(props: &CommentItemProps) -> Html {
    let words = use_words();
    let Placed { entry, depth, answers } = &props.placed;
    let comment = &entry.comment;
    let id = comment.id;
    let Some(content) = &comment.content else {
        return html! {
            <li class="comment" data-comment={id.to_string()} data-depth={depth.to_string()} data-state="deleted">
                <p class="comment__deleted">{ words.say(msg("comment-deleted")) }</p>
                { props.children.clone() }
            </li>
        };
    };
    let name = author_name(&words, content.author.as_ref());
    let onclick = props.onreply.reform(move |()| id);
    html! {
        <li class="comment" data-comment={comment.id.to_string()} data-depth={depth.to_string()}
            data-state={entry.on_its_way.then_some("sending")}>
            <Byline
                author={content.author.clone()}
                at={(!entry.on_its_way).then_some(comment.created_at)}
                edited_at={content.edited_at}
                mine={content.mine}
            />
            if let Some(answered) = answers {
                <p class="comment__answers">{ words.say_with(msg("comment-answers"), &[("name", answered.as_str().into())]) }</p>
            }
            <p class="comment__body"><Written text={content.body.to_string()} mentions={content.mentions.clone()} /></p>
            if entry.on_its_way {
                <p class="comment__sending">{ words.say(msg("comment-sending")) }</p>
            } else {
                <Button kind={ButtonKind::Plain} glyph={Glyph::Reply} mark={Mark::Reply}
                    label={words.say_with(msg("comment-reply-to"), &[("name", name.to_string().into())])} {onclick}>
                    { words.say(msg("comment-reply")) }
                </Button>
            }
            { props.children.clone() }
        </li>
    }
}
