//! Hears what others do in a thread while one reads it.

use std::collections::HashSet;

use houseguest_protocol::{
    social::{CommentId, LiveChange, PageRequest, PostId},
    window::ErrorCode,
};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    hooks::{use_bridge, use_live},
    state::thread::{Thread, ThreadAction},
};

/// Asks for what is said to have changed: changes carry names only.
#[hook]
pub(super) fn use_live_thread(post: PostId, thread: UseReducerDispatcher<Thread>) {
    let (bridge, live) = (use_bridge(), use_live());
    let read = use_mut_ref(|| live.told);
    use_effect_with(live.told, move |told| {
        let news = live.since(read.replace(*told));
        let (mut comments, mut is_about_post, mut anew) = (HashSet::<CommentId>::new(), false, false);
        for change in news {
            match change {
                LiveChange::CommentAdded { post_id, comment_id }
                | LiveChange::CommentDeleted { post_id, comment_id }
                    if post_id == post =>
                {
                    comments.insert(comment_id);
                    is_about_post = true;
                }
                LiveChange::CommentChanged { post_id, comment_id }
                | LiveChange::ReactionsChanged { post_id, comment_id: Some(comment_id) }
                    if post_id == post =>
                {
                    comments.insert(comment_id);
                }
                LiveChange::ReactionsChanged { post_id, comment_id: None } if post_id == post => is_about_post = true,
                LiveChange::Reload => (is_about_post, anew) = (true, true),
                _ => {}
            }
        }
        if comments.is_empty() && !is_about_post {
            return;
        }
        spawn_local(async move {
            // Without an answer what is shown stays: it was true a moment ago.
            for id in comments {
                match bridge.comment(id).await {
                    Ok(comment) => thread.dispatch(ThreadAction::Heard(Box::new(comment))),
                    Err(error) if error.code == ErrorCode::NotFound => thread.dispatch(ThreadAction::Gone(id)),
                    Err(_) => {}
                }
            }
            if anew && let Ok(page) = bridge.comments(post, PageRequest::default()).await {
                for comment in page.items {
                    thread.dispatch(ThreadAction::Heard(Box::new(comment)));
                }
            }
            if is_about_post && let Ok(post) = bridge.post(post).await {
                thread.dispatch(ThreadAction::Post(post));
            }
        });
    });
}
