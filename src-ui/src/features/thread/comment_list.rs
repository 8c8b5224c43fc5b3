//! The comments of a post.

use std::rc::Rc;

use houseguest_protocol::social::{CommentId, Preferences};
use web_sys::Element;
use yew::prelude::*;

use super::{Act, CommentItem};
use crate::{
    features::shared::{LoadMore, Retry, is_muted},
    hooks::use_window,
    i18n::{msg, use_words},
    state::{remote::Phase, thread::Row, window::Piece},
    ui::{CommentSkeleton, Empty, Glyph},
};

/// Properties of [`CommentList`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CommentListProps {
    /// The comments, in their places.
    pub rows: Rc<Vec<Row>>,
    /// What the list is doing.
    pub phase: Phase,
    /// Whether there is more.
    #[prop_or_default]
    pub has_more: bool,
    /// Words that the person muted.
    #[prop_or_default]
    pub preferences: Preferences,
    /// Which comment is being answered, and the composer for it.
    #[prop_or_default]
    pub answering: Option<(CommentId, Html)>,
    /// Which comment is being changed, and the form for it.
    #[prop_or_default]
    pub editing: Option<(CommentId, Html)>,
    /// The comment that the person came for.
    #[prop_or_default]
    pub pointed_at: Option<CommentId>,
    /// What the person does with a comment.
    pub onact: Callback<Act>,
    /// Fetch everything again.
    pub onretry: Callback<()>,
    /// Fetch the next part.
    pub onmore: Callback<()>,
}

/// The comments' four faces: waiting, failed, empty, ready. Of a long list only what is near the view is drawn; each
/// comment says its place in the whole.
#[component]
pub fn CommentList(props: &CommentListProps) -> Html {
    let words = use_words();
    let list = use_node_ref();
    let focused = use_state_eq(|| None::<CommentId>);
    // Whoever asked for more once goes on reading without asking.
    let goes_on = use_state_eq(|| false);
    let keys = use_memo(Rc::clone(&props.rows), |rows| rows.iter().map(Row::id).collect::<Vec<_>>());
    let in_use = [*focused, props.answering.as_ref().map(|it| it.0), props.editing.as_ref().map(|it| it.0)];
    let staying: Vec<usize> =
        in_use.into_iter().flatten().filter_map(|id| keys.iter().position(|key| *key == id)).collect();
    let windowed = use_window(list.clone(), keys, &staying);
    {
        let onmore = props.onmore.clone();
        let due = *goes_on && windowed.near_end && props.has_more && props.phase == Phase::Ready;
        use_effect_with((due, props.rows.len()), move |(due, _)| {
            if *due {
                onmore.emit(());
            }
        });
    }
    let onfocusin = {
        let focused = focused.setter();
        Callback::from(move |event: FocusEvent| {
            let comment = event
                .target_dyn_into::<Element>()
                .and_then(|element| element.closest("[data-comment]").ok().flatten())
                .and_then(|comment| comment.get_attribute("data-comment")?.parse().ok());
            focused.set(comment);
        })
    };
    let onmore = {
        let (goes_on, onmore) = (goes_on.setter(), props.onmore.clone());
        Callback::from(move |()| {
            goes_on.set(true);
            onmore.emit(());
        })
    };
    let total = props.rows.len();
    let composer_for = |of: &Option<(CommentId, Html)>, id: CommentId| {
        of.as_ref().filter(|(whose, _)| *whose == id).map(|(_, composer)| composer.clone())
    };
    let drawn = windowed.pieces.iter().enumerate().map(|(number, piece)| match piece {
        // An attribute of a drawing, as the page's policy allows no styles in the page.
        Piece::Gap(height) => html! {
            <li class="comments__gap" key={format!("gap-{number}")} aria-hidden="true"><svg width="1" height={height.to_string()} /></li>
        },
        Piece::Row(place) => {
            let row = props.rows[*place].clone();
            let id = row.id();
            let muted = row.entry.comment.content.as_ref().is_some_and(|content| is_muted(&props.preferences, content.mine, [&*content.body]));
            html! {
                <CommentItem key={id.to_string()} {row} place={(*place, total)} {muted} pointed_at={props.pointed_at == Some(id)}
                    onact={props.onact.clone()} editor={composer_for(&props.editing, id)}>
                    { composer_for(&props.answering, id).unwrap_or_default() }
                </CommentItem>
            }
        }
    });
    html! {
        <>
            <ol class="comments" aria-label={words.say(msg("comments-heading"))} hidden={props.rows.is_empty()} ref={list} {onfocusin}>
                { for drawn }
            </ol>
            { match &props.phase {
                Phase::First => html! { <CommentSkeleton /> },
                Phase::Failed(error) => html! {
                    <Retry title={words.say(msg("comments-failed"))} error={error.clone()} onretry={props.onretry.clone()} />
                },
                Phase::Ready if props.rows.is_empty() && !props.has_more => html! {
                    <Empty glyph={Glyph::Comment} title={words.say(msg("comments-empty"))} text={words.say(msg("comments-empty-text"))} />
                },
                phase => html! {
                    <LoadMore phase={phase.clone()} has_more={props.has_more} label={words.say(msg("comments-more"))} {onmore} />
                },
            } }
        </>
    }
}
