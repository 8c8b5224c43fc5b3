//! The comments of a post.

use houseguest_protocol::social::CommentId;
use yew::prelude::*;

use super::CommentItem;
use crate::{
    features::shared::{LoadMore, Retry},
    i18n::{msg, use_words},
    state::{
        remote::{Listing, Phase},
        thread::{Entry, arrange},
    },
    ui::{CommentSkeleton, Empty, Glyph},
};

/// Properties of [`CommentList`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CommentListProps {
    /// The comments.
    pub comments: Listing<Entry>,
    /// Which comment is being answered, and the composer for it.
    #[prop_or_default]
    pub answering: Option<(CommentId, Html)>,
    /// The person wants to answer a comment.
    pub onreply: Callback<CommentId>,
    /// Fetch everything again.
    pub onretry: Callback<()>,
    /// Fetch the next part.
    pub onmore: Callback<()>,
}

/// The comments' four faces: waiting, failed, empty, ready.
#[component]
pub fn CommentList(props: &CommentListProps) -> Html {
    let words = use_words();
    let comments = &props.comments;
    let list = html! {
        <ol class="comments" aria-label={words.say(msg("comments-heading"))}>
            { for arrange(&comments.items).into_iter().map(|placed| {
                let id = placed.entry.comment.id;
                let composer = props.answering.as_ref().filter(|(answered, _)| *answered == id);
                html! {
                    <CommentItem key={id.to_string()} {placed} onreply={props.onreply.clone()}>
                        { composer.map(|(_, composer)| composer.clone()).unwrap_or_default() }
                    </CommentItem>
                }
            }) }
        </ol>
    };
    html! {
        <>
            if !comments.items.is_empty() {
                { list }
            }
            { match &comments.phase {
                Phase::First => html! { <CommentSkeleton /> },
                Phase::Failed(error) => html! {
                    <Retry title={words.say(msg("comments-failed"))} error={error.clone()} onretry={props.onretry.clone()} />
                },
                _ if comments.is_empty() => html! {
                    <Empty glyph={Glyph::Comment} title={words.say(msg("comments-empty"))} text={words.say(msg("comments-empty-text"))} />
                },
                phase => html! {
                    <LoadMore phase={phase.clone()} has_more={comments.next.is_some()} label={words.say(msg("comments-more"))} onmore={props.onmore.clone()} />
                },
            } }
        </>
    }
}
