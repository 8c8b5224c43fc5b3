//! What one does with what waits.

use data_encoding::BASE64;
use houseguest_protocol::{
    social::IdempotencyKey,
    window::{CommandError, ErrorCode, QueueState, WaitingPicture, WaitingWrite},
};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    bridge::{BridgeHandle, Errand, files},
    features::shared::failure,
    hooks::{Notify, use_bridge, use_drafts, use_notify, use_queue},
    i18n::{Words, msg, use_words},
    state::{
        drafts::{DraftAction, Drafts},
        picture::Picture,
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
            // Its picture goes with it, so it is fetched before.
            let picture = match waiting.write.picture() {
                Some(kept) => match this.picture(kept).await {
                    Ok(picture) => picture,
                    Err(error) => return this.notify.alarm(failure::sentence(&this.words, &error)),
                },
                None => None,
            };
            match this.bridge.take_back(waiting.key.clone()).await {
                Ok(true) => {
                    let said = match words_of(&waiting.write) {
                        Some(words) => {
                            let words = Box::new(words);
                            this.drafts.dispatch(DraftAction::TakeBack { words, picture, key: waiting.key });
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

    async fn picture(&self, kept: &WaitingPicture) -> Errand<Option<Picture>> {
        let Some(text) = self.bridge.kept_picture(kept.key.clone()).await? else { return Ok(None) };
        let bytes = BASE64.decode(text.as_bytes());
        let bytes =
            bytes.map_err(|error| CommandError::new(ErrorCode::Internal, format!("a kept picture: {error}")))?;
        Ok(Some(Picture::back(kept, bytes, files::address_of(kept.format, &text))))
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
