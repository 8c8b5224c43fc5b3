//! The feed's page.

use std::rc::Rc;

use houseguest_protocol::{
    social::{LiveConnection, PageRequest, Post, PostId, Preferences, ReactionSummary},
    window::ErrorCode,
};
use yew::{platform::spawn_local, prelude::*};

use super::{PostCard, SendingCard, compose::Compose};
use crate::{
    bridge::page,
    features::{
        offline::{NobodyAnswers, RememberedFeed, WaitingPosts, use_retry_when_back},
        shared::{LoadMore, Retry, failure, is_muted},
    },
    hooks::{use_bridge, use_feed, use_live, use_notify, use_prefs, use_presence, use_takes_focus},
    i18n::{MessageId, Words, msg, use_words},
    state::{
        feed::FeedAction,
        presence::Presence,
        remote::{Listing, Phase},
    },
    ui::{Button, ButtonKind, Empty, Glyph, Icon, Mark, PageHeading, PostSkeleton},
};

/// How many posts are fetched at a time.
const PART: u32 = 12;

/// The feed: fetched when it is first seen, kept while one reads a thread.
#[component]
pub fn FeedPage() -> Html {
    let words = use_words();
    let (bridge, feed, presence) = (use_bridge(), use_feed(), use_presence());
    let (live, notify, prefs) = (use_live(), use_notify(), use_prefs());
    let fetch = {
        let (bridge, feed) = (bridge.clone(), feed.dispatcher());
        Callback::from(move |after| {
            let (bridge, feed) = (bridge.clone(), feed.clone());
            spawn_local(async move {
                feed.dispatch(match bridge.feed(PageRequest { after, limit: Some(PART) }).await {
                    Ok(page) => FeedAction::Arrived(page),
                    Err(error) => FeedAction::Failed(error),
                });
            });
        })
    };
    {
        let (fetch, unfetched, left_at) = (fetch.clone(), feed.posts.phase == Phase::First, feed.left_at);
        let feed = feed.dispatcher();
        // Whoever comes later than before sees their own reactions, so everything is fetched anew then.
        let seen = use_mut_ref(|| presence.generation);
        use_effect_with(presence.generation, move |generation| {
            let somebody_else = seen.replace(*generation) != *generation;
            if somebody_else {
                feed.dispatch(FeedAction::Restart);
            }
            if somebody_else || unfetched {
                fetch.emit(None);
            } else {
                page::scroll_to(left_at);
            }
        });
    }
    {
        let feed = feed.dispatcher();
        use_effect_with((), move |()| move || feed.dispatch(FeedAction::LeftAt(page::scroll_position())));
    }
    let onretry = {
        let (fetch, feed) = (fetch.clone(), feed.dispatcher());
        Callback::from(move |()| {
            feed.dispatch(FeedAction::Restart);
            fetch.emit(None);
        })
    };
    let failed = match &feed.posts.phase {
        Phase::Failed(error) => Some(error.clone()),
        _ => None,
    };
    use_retry_when_back(failed.as_ref(), onretry.clone());
    let is_offline = failed.is_some_and(|error| error.code == ErrorCode::Offline);
    let is_nobody_there = is_offline && feed.stands_for_itself().is_none();
    let onmore = {
        let (next, feed) = (feed.posts.next.clone(), feed.dispatcher());
        Callback::from(move |()| {
            feed.dispatch(FeedAction::BeginMore);
            fetch.emit(next.clone());
        })
    };
    let onreacted = {
        let feed = feed.dispatcher();
        Callback::from(move |(id, summary)| feed.dispatch(FeedAction::Reacted(id, summary)))
    };
    let onrenew = {
        let (bridge, feed, notify, words) = (bridge.clone(), feed.dispatcher(), notify, words.clone());
        Callback::from(move |()| {
            let (bridge, feed, notify, words) = (bridge.clone(), feed.clone(), notify.clone(), words.clone());
            page::scroll_to(0.0);
            spawn_local(async move {
                match bridge.feed(PageRequest { after: None, limit: Some(PART) }).await {
                    Ok(page) => feed.dispatch(FeedAction::Renewed(page)),
                    Err(error) => notify.alarm(failure::sentence(&words, &error)),
                }
            });
        })
    };
    let takes_focus = use_takes_focus();
    html! {
        <div class="page">
            <header class="page__head">
                <PageHeading {takes_focus}>{ words.say(msg("feed-heading")) }</PageHeading>
                <p class="lede">{ words.say(lede(&presence)) }</p>
            </header>
            <Compose />
            <p class="live" role="status" data-live={live_name(live.connection)}>
                if live.connection == LiveConnection::Waiting {
                    <Icon glyph={Glyph::Again} /><span>{ words.say(msg("live-waiting")) }</span>
                }
            </p>
            // The region is there before the words, or nothing is announced.
            <div class="fresh" role="status">
                if !feed.fresh.is_empty() {
                    <Button kind={ButtonKind::Primary} mark={Mark::Fresh} onclick={onrenew}>
                        { words.say_with(msg("feed-fresh"), &[("count", feed.fresh.len().into())]) }
                    </Button>
                }
            </div>
            if !feed.sending.is_empty() {
                <div class="stack">
                    { for feed.sending.iter().map(|sending| html! {
                        <SendingCard key={sending.post.id.to_string()} sending={sending.clone()} />
                    }) }
                </div>
            }
            <WaitingPosts />
            if let Some(remembered) = feed.stands_for_itself() {
                <RememberedFeed remembered={Rc::clone(remembered)} {onretry} {onreacted} />
            } else if is_nobody_there {
                <NobodyAnswers {onretry} />
            } else {
                <FeedView posts={feed.posts.clone()} preferences={prefs.chosen.clone()} {onretry} {onmore} {onreacted} />
            }
        </div>
    }
}

const fn live_name(connection: LiveConnection) -> &'static str {
    match connection {
        LiveConnection::Off => "off",
        LiveConnection::Connecting => "connecting",
        LiveConnection::Open => "open",
        LiveConnection::Waiting => "waiting",
    }
}

fn lede(presence: &Presence) -> MessageId {
    use houseguest_protocol::window::Session;
    match presence.session.ready() {
        Some(Session::Guest { .. }) => msg("feed-lede-guest"),
        Some(Session::Member { .. }) => msg("feed-lede-member"),
        Some(Session::SignedOut { .. } | Session::Ended { .. }) => msg("feed-lede-signed-out"),
        Some(Session::Visitor | Session::Lost { .. } | Session::Removed { .. }) | None => msg("feed-lede-visitor"),
    }
}

/// Properties of [`FeedView`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FeedViewProps {
    /// The posts.
    pub posts: Listing<Post>,
    /// Words that the person muted.
    #[prop_or_default]
    pub preferences: Preferences,
    /// Fetch everything again.
    pub onretry: Callback<()>,
    /// Fetch the next part.
    pub onmore: Callback<()>,
    /// A post's reactions are these from now on.
    pub onreacted: Callback<(PostId, ReactionSummary)>,
}

/// The feed's four faces: waiting, failed, empty, ready.
#[component]
pub fn FeedView(props: &FeedViewProps) -> Html {
    let words = use_words();
    let posts = &props.posts;
    match &posts.phase {
        Phase::First => html! { <PostSkeleton /> },
        Phase::Failed(error) => html! {
            <Retry title={words.say(msg("feed-failed"))} error={error.clone()} onretry={props.onretry.clone()} />
        },
        Phase::Ready | Phase::More | Phase::MoreFailed(_) if posts.items.is_empty() => empty(&words),
        Phase::Ready | Phase::More | Phase::MoreFailed(_) => html! {
            <>
                <div class="stack" role="feed" aria-label={words.say(msg("feed-heading"))} aria-busy={(posts.phase == Phase::More).then_some("true")}>
                    { for posts.items.iter().map(|post| html! {
                        <PostCard key={post.id.to_string()} post={post.clone()} muted={mutes(&props.preferences, post)} onreacted={props.onreacted.clone()} />
                    }) }
                </div>
                if posts.next.is_none() {
                    <p class="list-end">{ words.say(msg("feed-end")) }</p>
                }
                <LoadMore phase={posts.phase.clone()} has_more={posts.next.is_some()} label={words.say(msg("feed-more"))} onmore={props.onmore.clone()} />
            </>
        },
    }
}

/// Whether a post is folded away: for a word in its title, its text or what is said to be seen in its picture.
fn mutes(preferences: &Preferences, post: &Post) -> bool {
    let alt = post.image.as_ref().map(|image| image.alt.as_str());
    is_muted(preferences, post.mine, [post.title.as_deref(), Some(&*post.body), alt].into_iter().flatten())
}

fn empty(words: &Words) -> Html {
    html! { <Empty glyph={Glyph::Lamp} title={words.say(msg("feed-empty"))} text={words.say(msg("feed-empty-text"))} /> }
}
