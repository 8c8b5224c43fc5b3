//! What one does with comments: shown at once, taken back with an explanation when refused.

use houseguest_protocol::{
    social::{Comment, CommentBody, CommentId, EditComment, IdempotencyKey, NewReport, PostId, SetHidden},
    values::{Clock, SystemClock},
    window::{CommandError, ErrorCode, Outcome},
};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    bridge::BridgeHandle,
    features::shared::failure,
    hooks::{Notify, SessionErrands, use_bridge, use_drafts, use_notify, use_session_errands},
    i18n::{MessageId, Words, msg, use_words},
    state::{
        drafts::{DraftAction, Drafts, Place},
        notices::Deed,
        thread::{Thread, ThreadAction},
    },
};

/// Errands with comments.
#[derive(Clone)]
pub(super) struct CommentErrands {
    bridge: BridgeHandle,
    notify: Notify,
    words: Words,
    session: SessionErrands,
    thread: UseReducerDispatcher<Thread>,
    drafts: UseReducerDispatcher<Drafts>,
}

/// What is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reported {
    /// The post.
    Post(PostId),
    /// One of its comments.
    Comment(CommentId),
}

/// Errands with the comments of this thread.
#[hook]
pub(super) fn use_comment_errands(thread: UseReducerDispatcher<Thread>) -> CommentErrands {
    let (bridge, notify, words, session) = (use_bridge(), use_notify(), use_words(), use_session_errands());
    CommentErrands { bridge, notify, words, session, thread, drafts: use_drafts().dispatcher() }
}

impl CommentErrands {
    /// Changes a comment. `onconflict` is told when another device was first; the text is kept as a draft then, as
    /// whenever it was not taken.
    pub(super) fn edit(
        &self,
        before: Comment,
        body: CommentBody,
        key: IdempotencyKey,
        onconflict: Callback<CommentId>,
    ) {
        let Some(content) = &before.content else { return };
        let (id, version) = (before.id, content.version);
        let mut shown = before.clone();
        if let Some(content) = &mut shown.content {
            content.body = body.clone();
            content.mentions.clear();
            content.edited_at = Some(SystemClock.now());
        }
        self.put(shown);
        let place = Place::Edit(id);
        self.drafts.dispatch(DraftAction::Send(place));
        let this = self.clone();
        spawn_local(async move {
            let edit = EditComment { body: body.clone(), version };
            let refusal = match this.bridge.edit_comment(id, edit, key.clone()).await {
                Ok(Outcome::Sent(changed)) => return this.put(changed),
                // It stands among what waits; here the comment is as everybody sees it.
                Ok(Outcome::Queued) => return this.put(before),
                Err(refusal) => refusal,
            };
            this.put(before);
            if refusal.code == ErrorCode::Conflict {
                match this.bridge.comment(id).await {
                    Ok(other) => this.put(other),
                    Err(error) => this.complain(msg("comment-not-changed"), &error),
                }
            } else {
                this.complain(msg("comment-not-changed"), &refusal);
            }
            this.drafts.dispatch(DraftAction::Restore { place, text: body.to_string(), key, refusal });
            onconflict.emit(id);
        });
    }

    /// Deletes a comment and offers to bring it back.
    pub(super) fn delete(&self, before: Comment) {
        let this = self.clone();
        this.thread.dispatch(ThreadAction::Gone(before.id));
        spawn_local(async move {
            match this.bridge.delete_comment(before.id, IdempotencyKey::random()).await {
                // It stands among what waits, where it can be taken back.
                Ok(Outcome::Queued) => this.put(before),
                Ok(Outcome::Sent(_)) => {
                    let (notify, text) = (this.notify.clone(), this.words.say(msg("comment-was-deleted")));
                    let label = this.words.say(msg("undo"));
                    notify.offer(text, Deed { label, done: Callback::from(move |()| this.restore(before.clone())) });
                }
                Err(error) => {
                    this.put(before);
                    this.complain(msg("comment-not-deleted"), &error);
                }
            }
        });
    }

    fn restore(&self, before: Comment) {
        let this = self.clone();
        let id = before.id;
        this.put(before);
        spawn_local(async move {
            match this.bridge.restore_comment(id, IdempotencyKey::random()).await {
                Ok(back) => this.put(back),
                Err(error) => {
                    this.thread.dispatch(ThreadAction::Gone(id));
                    this.complain(msg("comment-not-restored"), &error);
                }
            }
        });
    }

    /// Hides a comment from the person alone, or shows it again.
    pub(super) fn hide(&self, before: Comment, hidden: bool) {
        let this = self.clone();
        let mut shown = before.clone();
        if let Some(content) = &mut shown.content {
            content.hidden = hidden;
        }
        this.put(shown);
        spawn_local(async move {
            if let Err(error) =
                this.bridge.hide_comment(before.id, SetHidden { hidden }, IdempotencyKey::random()).await
            {
                this.put(before);
                this.complain(msg("not-hidden"), &error);
            }
        });
    }

    /// Hides the post from the person alone, or shows it again: the feed folds it away.
    pub(super) fn hide_post(&self, id: PostId, hidden: bool) {
        let this = self.clone();
        this.thread.dispatch(ThreadAction::PostHidden(hidden));
        spawn_local(async move {
            match this.bridge.hide_post(id, SetHidden { hidden }, IdempotencyKey::random()).await {
                Ok(_) if hidden => this.notify.calm(this.words.say(msg("post-was-hidden"))),
                Ok(_) => {}
                Err(error) => {
                    this.thread.dispatch(ThreadAction::PostHidden(!hidden));
                    this.complain(msg("not-hidden"), &error);
                }
            }
        });
    }

    /// Tells the operators about something.
    pub(super) fn report(&self, what: Reported, report: NewReport) {
        let this = self.clone();
        spawn_local(async move {
            let key = IdempotencyKey::random();
            let answer = match what {
                Reported::Post(id) => this.bridge.report_post(id, report, key).await,
                Reported::Comment(id) => this.bridge.report_comment(id, report, key).await,
            };
            match answer {
                Ok(_) => this.notify.calm(this.words.say(msg("report-sent"))),
                Err(error) => this.complain(msg("report-refused"), &error),
            }
        });
    }

    fn put(&self, comment: Comment) {
        self.thread.dispatch(ThreadAction::Put(Box::new(comment)));
    }

    fn complain(&self, what: MessageId, error: &CommandError) {
        self.session.look_at_vault_after(error);
        let reason = failure::reason(&self.words, error).to_string();
        self.notify.alarm(self.words.say_with(what, &[("reason", reason.into())]));
    }
}
