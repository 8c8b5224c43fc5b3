//! The thread's page.

use houseguest_protocol::{
    social::{CommentBody, CommentId, PageRequest, PostId},
    window::{ErrorCode, Session},
};
use yew::{platform::spawn_local, prelude::*};
use yew_router::prelude::*;

use super::{CommentList, PostBody, writer::use_writer};
use crate::{
    bridge::page,
    features::{
        composer::Composer,
        keep_account::QuietCard,
        not_found::NotFound,
        shared::{Retry, failure},
    },
    hooks::{use_bridge, use_drafts, use_feed, use_presence},
    i18n::{msg, use_words},
    routes::Route,
    state::{
        drafts::DraftAction,
        feed::FeedAction,
        remote::Remote,
        thread::{Entry, Thread, ThreadAction},
    },
    ui::{Glyph, Icon, PageHeading, PostSkeleton},
};

/// How many comments are fetched at a time.
const PART: u32 = 50;

/// Properties of [`ThreadPage`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ThreadPageProps {
    /// The post.
    pub id: PostId,
}

/// A post, what people answered, and a place to answer.
#[component]
pub fn ThreadPage(props: &ThreadPageProps) -> Html {
    let words = use_words();
    let id = props.id;
    let (bridge, feed, drafts, presence) = (use_bridge(), use_feed(), use_drafts(), use_presence());
    let thread = {
        let known = feed.post(id).cloned();
        use_reducer(|| Thread { post: known.map_or(Remote::Waiting, Remote::Ready), ..Thread::default() })
    };
    let answering = use_state_eq(|| None::<CommentId>);
    let send = use_writer(id, thread.dispatcher());

    let fetch_comments = {
        let (bridge, thread) = (bridge.clone(), thread.dispatcher());
        Callback::from(move |after| {
            let (bridge, thread) = (bridge.clone(), thread.clone());
            spawn_local(async move {
                thread.dispatch(match bridge.comments(id, PageRequest { after, limit: Some(PART) }).await {
                    Ok(page) => ThreadAction::Arrived(page),
                    Err(error) => ThreadAction::Failed(error),
                });
            });
        })
    };
    let fetch_post = {
        let (bridge, thread) = (bridge.clone(), thread.dispatcher());
        Callback::from(move |()| {
            let (bridge, thread) = (bridge.clone(), thread.clone());
            spawn_local(async move {
                thread.dispatch(match bridge.post(id).await {
                    Ok(post) => ThreadAction::Post(post),
                    Err(error) => ThreadAction::PostFailed(error),
                });
            });
        })
    };
    {
        let (fetch_post, fetch_comments, thread) = (fetch_post.clone(), fetch_comments.clone(), thread.dispatcher());
        let first = use_mut_ref(|| true);
        use_effect_with((id, presence.generation), move |_| {
            if first.replace(false) {
                page::scroll_to(0.0);
            } else {
                // Somebody else is here: what is theirs has changed.
                thread.dispatch(ThreadAction::RestartComments);
            }
            fetch_post.emit(());
            fetch_comments.emit(None);
        });
    }
    {
        // The feed shows what happened here.
        let feed = feed.dispatcher();
        use_effect_with(thread.post.ready().cloned(), move |post| {
            if let Some(post) = post.clone() {
                feed.dispatch(FeedAction::PostChanged(Box::new(post)));
            }
        });
    }

    let composer = |parent: Option<CommentId>| {
        let place = (id, parent);
        let draft = drafts.at(place);
        let onwrite = {
            let drafts = drafts.dispatcher();
            Callback::from(move |text| drafts.dispatch(DraftAction::Write(place, text)))
        };
        let onsend = {
            let (send, answering) = (send.clone(), answering.clone());
            Callback::from(move |body: CommentBody| send.emit((parent, body))).reform(move |body| {
                answering.set(None);
                body
            })
        };
        let oncancel = parent.is_some().then(|| {
            let (drafts, answering) = (drafts.dispatcher(), answering.setter());
            Callback::from(move |()| {
                drafts.dispatch(DraftAction::Discard(place));
                answering.set(None);
            })
        });
        let refusal = draft.refusal.as_ref().map(|error| {
            words.say_with(msg("composer-refused"), &[("reason", failure::reason(&words, error).to_string().into())])
        });
        html! {
            <Composer
                name={parent.map_or_else(|| "comment".to_owned(), |parent| format!("reply-{parent}"))}
                text={draft.text}
                label={words.say(if parent.is_some() { msg("composer-label-reply") } else { msg("composer-label") })}
                hint={hint(presence.session.ready()).map(|id| words.say(id))}
                {refusal}
                takes_focus={parent.is_some()}
                {onwrite} {onsend} {oncancel}
            />
        }
    };
    // An answer that was refused opens its composer again, with the text in it.
    let open = (*answering).or_else(|| {
        let refused = |id: &CommentId| drafts.at((props.id, Some(*id))).refusal.is_some();
        thread.comments.items.iter().map(|entry| entry.comment.id).find(refused)
    });

    let onreply = {
        let answering = answering.setter();
        Callback::from(move |id| answering.set(Some(id)))
    };
    let onretry = {
        let (thread, fetch) = (thread.dispatcher(), fetch_comments.clone());
        Callback::from(move |()| {
            thread.dispatch(ThreadAction::RestartComments);
            fetch.emit(None);
        })
    };
    let onmore = {
        let (thread, next) = (thread.dispatcher(), thread.comments.next.clone());
        Callback::from(move |()| {
            thread.dispatch(ThreadAction::BeginMore);
            fetch_comments.emit(next.clone());
        })
    };
    let onreacted = {
        let thread = thread.dispatcher();
        Callback::from(move |(_, summary)| thread.dispatch(ThreadAction::Reacted(summary)))
    };

    let is_own = |entry: &&Entry| !entry.on_its_way && entry.comment.author_sub() == presence.sub();
    let own_comments = presence.sub().map_or(0, |_| thread.comments.items.iter().filter(is_own).count());
    let post = match &thread.post {
        Remote::Failed(error) if error.code == ErrorCode::NotFound => return html! { <NotFound /> },
        Remote::Failed(error) => {
            return html! {
                <div class="page">
                    <PageHeading hidden=true>{ words.say(msg("title-thread")) }</PageHeading>
                    <Retry title={words.say(msg("thread-failed"))} error={error.clone()} onretry={fetch_post} />
                </div>
            };
        }
        Remote::Waiting => {
            return html! {
                <div class="page">
                    <PageHeading hidden=true>{ words.say(msg("title-thread")) }</PageHeading>
                    <PostSkeleton count=1 />
                </div>
            };
        }
        Remote::Ready(post) => post,
    };
    html! {
        <div class="page">
            <Link<Route> to={Route::Feed} classes="back"><Icon glyph={Glyph::Back} /><span>{ words.say(msg("to-feed")) }</span></Link<Route>>
            <PostBody post={post.clone()} {onreacted} />
            <section class="thread" aria-labelledby="comments-heading">
                <h2 class="section-heading" id="comments-heading">
                    { words.say_with(msg("comment-count"), &[("count", post.comment_count.into())]) }
                </h2>
                { composer(None) }
                <QuietCard {own_comments} />
                <CommentList comments={thread.comments.clone()} answering={open.map(|id| (id, composer(Some(id))))} {onreply} {onretry} {onmore} />
            </section>
        </div>
    }
}

/// What sending will do, for who has not written before.
const fn hint(session: Option<&Session>) -> Option<crate::i18n::MessageId> {
    match session {
        Some(Session::Visitor | Session::Lost { .. } | Session::Removed { .. }) => Some(msg("composer-hint-visitor")),
        Some(Session::SignedOut { .. }) => Some(msg("composer-hint-signed-out")),
        Some(Session::Ended { .. }) => Some(msg("composer-hint-ended")),
        Some(Session::Guest { .. } | Session::Member { .. }) | None => None,
    }
}
