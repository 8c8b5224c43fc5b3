//! What pages do about a backend that goes and comes back.

use houseguest_protocol::{
    social::LiveConnection,
    window::{CommandError, ErrorCode},
};
use yew::prelude::*;

use crate::{
    bridge::BridgeHandle,
    hooks::{FeedHandle, QueueHandle, use_live, use_queue},
    state::{
        feed::{FeedAction, Remembered},
        queue::Arrival,
        reactions::Target,
        remote::Phase,
        thread::{Thread, ThreadAction},
    },
};

/// Keeps how the feed was, for when nobody answers. To be used once.
#[hook]
pub fn use_keeping_feed(bridge: &BridgeHandle, feed: &FeedHandle) {
    let bridge = bridge.clone();
    let is_fetched = matches!(feed.posts.phase, Phase::Ready | Phase::More);
    let posts = is_fetched.then(|| Remembered::of(&feed.posts.items, bridge.now()).posts);
    use_effect_with(posts, move |posts| {
        let Some(posts) = posts.clone().filter(|posts| !posts.is_empty()) else { return };
        let remembered = Remembered { as_of: bridge.now(), posts };
        if let Ok(text) = serde_json::to_string(&remembered) {
            bridge.remember_feed(&text);
        }
    });
}

/// Fetches again what did not come because nobody answered, as soon as somebody does.
#[hook]
pub fn use_retry_when_back(failure: Option<&CommandError>, onretry: Callback<()>) {
    let live = use_live();
    let waits = failure.is_some_and(|error| error.code == ErrorCode::Offline);
    use_effect_with((live.connection, waits), move |(connection, waits)| {
        if *waits && *connection == LiveConnection::Open {
            onretry.emit(());
        }
    });
}

/// Shows in a thread what was sent after it had waited.
#[hook]
pub fn use_arrivals(post: houseguest_protocol::social::PostId, thread: UseReducerDispatcher<Thread>) {
    let queue = use_queue();
    let read = use_mut_ref(|| queue.arrived);
    use_effect_with(queue.arrived, move |arrived| {
        for arrival in queue.since(read.replace(*arrived)) {
            match arrival {
                Arrival::Comment(comment) if comment.post_id == post => thread.dispatch(ThreadAction::Heard(comment)),
                Arrival::Comment(_) | Arrival::Post(_) => {}
                Arrival::Gone(id) => thread.dispatch(ThreadAction::Gone(id)),
                Arrival::Reacted(Target::Post(id), summary) if id == post => {
                    thread.dispatch(ThreadAction::Reacted(summary));
                }
                Arrival::Reacted(Target::Post(_), _) => {}
                Arrival::Reacted(Target::Comment(id), summary) => {
                    thread.dispatch(ThreadAction::CommentReacted(id, summary));
                }
            }
        }
    });
}

/// Shows in the feed what was sent after it had waited. To be used once.
#[hook]
pub fn use_feed_arrivals(queue: &QueueHandle, feed: &FeedHandle) {
    let (queue, feed) = (queue.clone(), feed.dispatcher());
    let read = use_mut_ref(|| 0_u64);
    use_effect_with(queue.arrived, move |arrived| {
        for arrival in queue.since(read.replace(*arrived)) {
            match arrival {
                Arrival::Reacted(Target::Post(id), summary) => feed.dispatch(FeedAction::Reacted(id, summary)),
                Arrival::Post(post) => feed.dispatch(FeedAction::Taken(post.id, post)),
                Arrival::Reacted(Target::Comment(_), _) | Arrival::Comment(_) | Arrival::Gone(_) => {}
            }
        }
    });
}
