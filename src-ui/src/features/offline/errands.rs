//! What one does with what waits.

use houseguest_protocol::{
    social::IdempotencyKey,
    window::{QueueState, WaitingWrite},
};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    bridge::BridgeHandle,
    features::shared::failure,
    hooks::{Notify, use_bridge, use_drafts, use_notify, use_queue},
    i18n::{Words, msg, use_words},
    state::{
        drafts::{DraftAction, Drafts},
        queue::{Queue, QueueAction, words_of},
    },
};

/// Errands with what waits.
#[derive(Clone)]
pub(super) struct WaitingErrands {
    bridge: BridgeHandle,
    notify: Notify,
    words: Words,
    queue: UseReducerDispatcher<Queue>,
    drafts: UseReducerDispatcher<Drafts>,
}

/// Errands with what waits.
#[hook]
pub(super) fn use_waiting_errands() -> WaitingErrands {
    let (bridge, notify, words) = (use_bridge(), use_notify(), use_words());
    WaitingErrands { bridge, notify, words, queue: use_queue().dispatcher(), drafts: use_drafts().dispatcher() }
}

impl WaitingErrands {
    /// Takes a write back; its words return to the field in which they were written.
    pub(super) fn take_back(&self, waiting: WaitingWrite) {
        let this = self.clone();
        spawn_local(async move {
            match this.bridge.take_back(waiting.key.clone()).await {
                Ok(true) => {
                    let said = match words_of(&waiting.write) {
                        Some((place, text)) => {
                            let text = text.to_owned();
                            this.drafts.dispatch(DraftAction::TakeBack { place, text, key: waiting.key });
                            msg("waiting-back-in-field")
                        }
                        None => msg("waiting-taken-back"),
                    };
                    this.notify.calm(this.words.say(said));
                }
                Ok(false) => this.notify.calm(this.words.say(msg("waiting-too-late"))),
                Err(error) => this.notify.alarm(failure::sentence(&this.words, &error)),
            }
        });
    }

    /// Puts refused words away for good.
    pub(super) fn put_away(&self, key: IdempotencyKey) {
        let this = self.clone();
        spawn_local(async move {
            if let Err(error) = this.bridge.take_back(key).await {
                this.notify.alarm(failure::sentence(&this.words, &error));
            }
        });
    }

    /// Tries at once to send what waits; `done` is told when that is over.
    pub(super) fn send_now(&self, done: Callback<()>) {
        let this = self.clone();
        spawn_local(async move {
            match this.bridge.send_queued().await {
                Ok(state) => {
                    if !state.waiting.is_empty() {
                        this.notify.calm(this.words.say(msg("waiting-still")));
                    }
                    this.know(state);
                }
                Err(error) => this.notify.alarm(failure::sentence(&this.words, &error)),
            }
            done.emit(());
        });
    }

    fn know(&self, state: QueueState) {
        self.queue.dispatch(QueueAction::State(state));
    }
}
