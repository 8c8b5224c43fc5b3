//! Hears what others do while one reads the feed, or a thread that one came to from it.

use std::collections::HashSet;

use gloo_timers::callback::Timeout;
use houseguest_protocol::social::{LiveChange, PageRequest, PostId};
use yew::{platform::spawn_local, prelude::*};

use super::{FeedHandle, LiveHandle};
use crate::{
    bridge::BridgeHandle,
    state::{feed::FeedAction, remote::Phase},
};

/// Changes come in flocks: how long to gather them, in milliseconds.
const GATHER_MS: u32 = 600;

/// Announces new posts, and keeps the numbers of those that are shown true. To be used once.
#[hook]
pub fn use_live_feed(bridge: &BridgeHandle, live: &LiveHandle, feed: &FeedHandle) {
    let (bridge, feed, live) = (bridge.clone(), feed.clone(), live.clone());
    let read = use_mut_ref(|| live.told);
    use_effect_with(live.told, move |told| {
        let told = *told;
        let is_new = told > *read.borrow();
        let timer = is_new.then(|| {
            Timeout::new(GATHER_MS, move || {
                let news = live.since(read.replace(told));
                let mut changed = HashSet::<PostId>::new();
                let mut anew = false;
                for change in news {
                    match change {
                        LiveChange::PostAdded { post_id } => feed.dispatch(FeedAction::Heard(post_id)),
                        LiveChange::CommentAdded { post_id, .. }
                        | LiveChange::CommentDeleted { post_id, .. }
                        | LiveChange::ReactionsChanged { post_id, comment_id: None } => {
                            changed.insert(post_id);
                        }
                        LiveChange::CommentChanged { .. } | LiveChange::ReactionsChanged { .. } => {}
                        LiveChange::Reload => anew = true,
                    }
                }
                changed.retain(|id| feed.post(*id).is_some());
                spawn_local(async move {
                    // Without an answer what is shown stays: it was true a moment ago.
                    for id in changed {
                        if let Ok(post) = bridge.post(id).await {
                            feed.dispatch(FeedAction::PostChanged(Box::new(post)));
                        }
                    }
                    if anew
                        && feed.posts.phase != Phase::First
                        && let Ok(page) = bridge.feed(PageRequest::default()).await
                    {
                        for post in page.items {
                            feed.dispatch(FeedAction::Heard(post.id));
                            feed.dispatch(FeedAction::PostChanged(Box::new(post)));
                        }
                    }
                });
            })
        });
        move || drop(timer)
    });
}
