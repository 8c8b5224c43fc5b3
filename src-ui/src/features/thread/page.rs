//! The thread's page.

use std::{collections::HashSet, rc::Rc};

use houseguest_protocol::{
    social::{Comment, CommentBody, CommentId, NewReport, PageRequest, PostId},
    window::ErrorCode,
};
use yew::{platform::spawn_local, prelude::*};
use yew_router::prelude::*;

use super::{
    Act, CommentList, EditForm, PostBody,
    errands::{Reported, use_comment_errands},
    live::use_live_thread,
    writer::use_writer,
};
use crate::{
    bridge::page,
    features::{
        composer::{Composer, hint},
        keep_account::QuietCard,
        not_found::NotFound,
        offline::{WaitingUnder, use_arrivals, use_retry_when_back},
        shared::{BackToFeed, Go, ReportDialog, Retry, failure},
    },
    hooks::{use_bridge, use_drafts, use_feed, use_prefs, use_presence, use_reactions, use_steady},
    i18n::{msg, use_words},
    routes::Route,
    state::{
        drafts::{DraftAction, Place},
        feed::FeedAction,
        mention::people_seen,
        reactions::Target,
        remote::{Phase, Remote},
        thread::{DEEPEST, Entry, Thread, ThreadAction, rows},
    },
    ui::{PageHeading, PostSkeleton},
};

/// How many comments are fetched at a time.
const PART: u32 = 100;

/// Properties of [`ThreadPage`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ThreadPageProps {
    /// The post.
    pub id: PostId,
    /// The comment with which the branch begins, when only one branch is shown.
    #[prop_or_default]
    pub branch: Option<CommentId>,
}

/// What the person is doing with one of the comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    /// Answering it.
    Replying(CommentId),
    /// Changing it; whether another device was first.
    Editing(CommentId, bool),
    /// Reporting something.
    Reporting(Reported),
}

/// A post, what people answered, and a place to answer.
#[component]
pub fn ThreadPage(props: &ThreadPageProps) -> Html {
    let words = use_words();
    let id = props.id;
    let (bridge, feed, drafts, presence) = (use_bridge(), use_feed(), use_drafts(), use_presence());
    let thread = {
        let known = feed.known_post(id).cloned();
        use_reducer(|| Thread { post: known.map_or(Remote::Waiting, Remote::Ready), ..Thread::default() })
    };
    let doing = use_state_eq(|| None::<Doing>);
    let folded = use_state_eq(HashSet::<CommentId>::new);
    let (prefs, navigator) = (use_prefs(), use_navigator());
    let send = use_writer(id, thread.dispatcher());
    let errands = use_comment_errands(thread.dispatcher());
    use_live_thread(id, thread.dispatcher());
    use_arrivals(id, thread.dispatcher());
    let react = use_reactions({
        let thread = thread.dispatcher();
        Callback::from(move |(target, summary)| match target {
            Target::Post(_) => thread.dispatch(ThreadAction::Reacted(summary)),
            Target::Comment(id) => thread.dispatch(ThreadAction::CommentReacted(id, summary)),
        })
    });

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

    let listed =
        use_memo((thread.comments.items.clone(), (*folded).clone(), props.branch), |(items, folded, branch)| {
            rows(items, folded, *branch)
        });
    {
        // A branch may begin in a part that has not been fetched yet.
        let missing = props.branch.is_some_and(|branch| thread.comment(branch).is_none());
        let due = missing && thread.comments.next.is_some() && thread.comments.phase == Phase::Ready;
        let (thread, next, fetch) = (thread.dispatcher(), thread.comments.next.clone(), fetch_comments.clone());
        use_effect_with((due, next), move |(due, next)| {
            if *due {
                thread.dispatch(ThreadAction::BeginMore);
                fetch.emit(next.clone());
            }
        });
    }
    use_effect_with(props.branch, |_| page::scroll_to(0.0));

    let people = use_memo(
        (
            thread.comments.items.clone(),
            feed.posts.items.clone(),
            thread.post.ready().cloned(),
            presence.sub().cloned(),
        ),
        |(comments, posts, post, me)| {
            // Whoever spoke last is the likeliest to be meant.
            let here = comments.iter().rev().filter_map(|entry| entry.comment.author());
            let post = post.iter().filter_map(|post| post.author.as_ref());
            let elsewhere = posts.iter().filter_map(|post| post.author.as_ref());
            people_seen(me.as_ref(), here.chain(post).chain(elsewhere))
        },
    );
    let composer = |parent: Option<CommentId>| {
        let place = Place::under(id, parent);
        let draft = drafts.at(place);
        let onwrite = {
            let drafts = drafts.dispatcher();
            Callback::from(move |text| drafts.dispatch(DraftAction::Write(place, text)))
        };
        let onsend = {
            let (send, doing, navigator) = (send.clone(), doing.setter(), navigator.clone());
            let too_deep = listed.iter().any(|row| Some(row.id()) == parent && row.depth == DEEPEST);
            Callback::from(move |body: CommentBody| {
                doing.set(None);
                send.emit((parent, body));
                // The answer stands on the branch's own page: that is where its writer finds it.
                if let (Some(navigator), Some(comment), true) = (&navigator, parent, too_deep) {
                    navigator.push(&Route::Branch { id, comment });
                }
            })
        };
        let oncancel = parent.is_some().then(|| {
            let (drafts, doing) = (drafts.dispatcher(), doing.setter());
            Callback::from(move |()| {
                drafts.dispatch(DraftAction::Discard(place));
                doing.set(None);
            })
        });
        let refusal = draft.refusal.as_ref().map(|error| {
            words.say_with(msg("composer-refused"), &[("reason", failure::reason(&words, error).to_string().into())])
        });
        html! {
            <Composer
                name={parent.map_or_else(|| "comment".to_owned(), |parent| format!("reply-{parent}"))}
                text={draft.text}
                people={Rc::clone(&people)}
                label={words.say(if parent.is_some() { msg("composer-label-reply") } else { msg("composer-label") })}
                hint={hint(presence.session.ready()).map(|id| words.say(id))}
                {refusal}
                takes_focus={parent.is_some()}
                {onwrite} {onsend} {oncancel}
            />
        }
    };
    // An answer that was refused, or begun before the page was loaded anew, opens its composer again.
    let open = match *doing {
        Some(Doing::Replying(id)) => Some(id),
        _ => {
            let begun = |id: &CommentId| {
                let draft = drafts.at(Place::Reply(props.id, *id));
                draft.refusal.is_some() || !draft.text.trim().is_empty()
            };
            thread.comments.items.iter().map(|entry| entry.comment.id).find(begun)
        }
    };
    let editing = match *doing {
        Some(Doing::Editing(id, was_changed)) => thread.comment(id).cloned().map(|comment| {
            let form = html! {
                <EditForm {comment} {was_changed} people={Rc::clone(&people)}
                    onsave={
                        let (errands, doing, drafts) = (errands.clone(), doing.setter(), drafts.clone());
                        Callback::from(move |(before, body): (Comment, CommentBody)| {
                            doing.set(None);
                            let again = doing.clone();
                            let key = drafts.at(Place::Edit(before.id)).key_for(&body);
                            errands.edit(before, body, key, Callback::from(move |id| again.set(Some(Doing::Editing(id, true)))));
                        })
                    }
                    oncancel={
                        let (doing, drafts) = (doing.setter(), drafts.dispatcher());
                        Callback::from(move |()| {
                            drafts.dispatch(DraftAction::Discard(Place::Edit(id)));
                            doing.set(None);
                        })
                    } />
            };
            (id, form)
        }),
        _ => None,
    };

    let onact = {
        let (doing, folded, thread) = (doing.setter(), folded.clone(), thread.clone());
        let (errands, react) = (errands.clone(), react.clone());
        use_steady(Callback::from(move |act: Act| match act {
            Act::Reply(id) => doing.set(Some(Doing::Replying(id))),
            Act::Edit(id) => doing.set(Some(Doing::Editing(id, false))),
            Act::Report(id) => doing.set(Some(Doing::Reporting(Reported::Comment(id)))),
            Act::Delete(id) => {
                if let Some(comment) = thread.comment(id) {
                    errands.delete(comment.clone());
                }
            }
            Act::Hide(id, hidden) => {
                if let Some(comment) = thread.comment(id) {
                    errands.hide(comment.clone(), hidden);
                }
            }
            Act::React(id, reaction) => {
                if let Some(content) = thread.comment(id).and_then(|comment| comment.content.as_ref()) {
                    react.emit((Target::Comment(id), content.reactions.clone(), reaction));
                }
            }
            Act::Fold(id, to_fold) => {
                let mut next = (*folded).clone();
                if to_fold {
                    next.insert(id);
                } else {
                    next.remove(&id);
                }
                folded.set(next);
            }
        }))
    };
    let report = match *doing {
        Some(Doing::Reporting(what)) => {
            let onreport = {
                let (errands, doing) = (errands.clone(), doing.setter());
                Callback::from(move |report: NewReport| {
                    doing.set(None);
                    errands.report(what, report);
                })
            };
            let onclose = {
                let doing = doing.setter();
                Callback::from(move |()| doing.set(None))
            };
            html! { <ReportDialog {onreport} {onclose} /> }
        }
        _ => Html::default(),
    };
    let onretry = {
        let (thread, fetch) = (thread.dispatcher(), fetch_comments.clone());
        Callback::from(move |()| {
            thread.dispatch(ThreadAction::RestartComments);
            fetch.emit(None);
        })
    };
    let failed = match (&thread.post, &thread.comments.phase) {
        (Remote::Failed(error), _) | (_, Phase::Failed(error)) => Some(error.clone()),
        _ => None,
    };
    use_retry_when_back(failed.as_ref(), {
        let (fetch_post, onretry) = (fetch_post.clone(), onretry.clone());
        Callback::from(move |()| {
            fetch_post.emit(());
            onretry.emit(());
        })
    });
    let known: HashSet<CommentId> = thread.comments.items.iter().map(|entry| entry.comment.id).collect();
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

    let is_own = |entry: &&Rc<Entry>| !entry.on_its_way && entry.comment.author_sub() == presence.sub();
    let own_comments = presence.sub().map_or(0, |_| thread.comments.items.iter().filter(is_own).count());

    let onreport = {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(Some(Doing::Reporting(Reported::Post(id)))))
    };
    let onhide = Callback::from(move |hidden| errands.hide_post(id, hidden));

    let post = match &thread.post {
        Remote::Failed(error) if error.code == ErrorCode::NotFound => return html! { <NotFound /> },
        Remote::Failed(error) => {
            return html! {
                <div class="page">
                    <BackToFeed />
                    <PageHeading hidden=true>{ words.say(msg("title-thread")) }</PageHeading>
                    <Retry title={words.say(msg("thread-failed"))} error={error.clone()} onretry={fetch_post} />
                    <WaitingUnder post={id} />
                </div>
            };
        }
        Remote::Waiting => {
            return html! {
                <div class="page">
                    <BackToFeed />
                    <PageHeading hidden=true>{ words.say(msg("title-thread")) }</PageHeading>
                    <PostSkeleton count=1 />
                </div>
            };
        }
        Remote::Ready(post) => post,
    };
    html! {
        <div class="page">
            <BackToFeed />
            <PostBody post={post.clone()} {onreacted} {onreport} {onhide} />
            <section class="thread" aria-labelledby="comments-heading">
                <h2 class="section-heading" id="comments-heading">
                    { words.say_with(msg("comment-count"), &[("count", post.comment_count.into())]) }
                </h2>
                if props.branch.is_some() {
                    <p class="thread__branch">
                        <span>{ words.say(msg("branch-text")) }</span>
                        <Go to={Route::Thread { id }}>{ words.say(msg("branch-whole")) }</Go>
                    </p>
                } else {
                    { composer(None) }
                }
                <WaitingUnder post={id} comments={known} />
                <QuietCard {own_comments} />
                <CommentList rows={Rc::clone(&listed)} phase={thread.comments.phase.clone()} has_more={thread.comments.next.is_some()}
                    preferences={prefs.chosen.clone()} pointed_at={props.branch} {editing}
                    answering={open.map(|id| (id, composer(Some(id))))} {onact} {onretry} {onmore} />
            </section>
            { report }
        </div>
    }
}
