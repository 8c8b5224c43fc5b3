//! Writes comments: shown at once, taken back with an explanation when refused.

use houseguest_protocol::{
    social::{Comment, CommentBody, CommentContent, CommentId, NewComment, PostId, ReactionSummary},
    values::{Clock, SystemClock},
    window::Outcome,
};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    features::shared::{failure, seeming_author},
    hooks::{DraftsHandle, use_bridge, use_drafts, use_me, use_notify, use_presence, use_session_errands},
    i18n::{msg, use_words},
    state::{
        drafts::{DraftAction, Place},
        thread::{Thread, ThreadAction},
    },
};

/// Sends what was written under a post, or under one of its comments.
#[hook]
pub(crate) fn use_writer(
    post: PostId,
    thread: UseReducerDispatcher<Thread>,
) -> Callback<(Option<CommentId>, CommentBody)> {
    let (bridge, notify, words, presence) = (use_bridge(), use_notify(), use_words(), use_presence());
    let me = use_me();
    let (drafts, errands): (DraftsHandle, _) = (use_drafts(), use_session_errands());
    Callback::from(move |(parent_id, body): (Option<CommentId>, CommentBody)| {
        let place = Place::under(post, parent_id);
        let key = drafts.at(place).key_for(&body);
        let shown = Comment {
            id: CommentId::new_v4(),
            post_id: post,
            parent_id,
            created_at: SystemClock.now(),
            content: Some(CommentContent {
                author: Some(seeming_author(&presence, &me, &words)),
                body: body.clone(),
                mentions: Vec::new(),
                version: 1,
                edited_at: None,
                reactions: ReactionSummary::default(),
                mine: true,
                hidden: false,
            }),
        };
        let shown_id = shown.id;
        thread.dispatch(ThreadAction::Sent(shown));
        let drafts = drafts.dispatcher();
        drafts.dispatch(DraftAction::Send(place));
        let (bridge, notify, words) = (bridge.clone(), notify.clone(), words.clone());
        let (thread, errands) = (thread.clone(), errands.clone());
        spawn_local(async move {
            let written = NewComment { body: body.clone(), parent_id };
            match bridge.write_comment(post, written, key.clone()).await {
                // It leaves the list and stands among what waits.
                Ok(Outcome::Queued) => thread.dispatch(ThreadAction::Refused(shown_id)),
                Ok(Outcome::Sent(comment)) => {
                    thread.dispatch(ThreadAction::Taken(shown_id, comment));
                    notify.calm(words.say(msg("comment-posted")));
                }
                Err(refusal) => {
                    thread.dispatch(ThreadAction::Refused(shown_id));
                    errands.look_at_vault_after(&refusal);
                    notify.alarm(words.say_with(
                        msg("comment-refused"),
                        &[("reason", failure::reason(&words, &refusal).to_string().into())],
                    ));
                    drafts.dispatch(DraftAction::Restore { place, text: body.to_string(), key, refusal });
                }
            }
        });
    })
}
