//! Errands that change who is here, or look at why that did not work.

use houseguest_protocol::window::{CommandError, ErrorCode, PromotionState};
use yew::{platform::spawn_local, prelude::*};

use super::{Notify, use_bridge, use_notify, use_prefs, use_presence};
use crate::{
    bridge::{BridgeHandle, PageLook, page},
    features::shared::failure,
    i18n::{Words, use_words},
    state::{
        look,
        presence::{Presence, PresenceAction, Purpose},
    },
};

/// Errands that change who is here.
#[derive(Clone, PartialEq)]
pub struct SessionErrands {
    bridge: BridgeHandle,
    presence: UseReducerDispatcher<Presence>,
    notify: Notify,
    words: Words,
    look: PageLook,
}

impl std::fmt::Debug for SessionErrands {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SessionErrands")
    }
}

/// Errands that change who is here.
#[hook]
pub fn use_session_errands() -> SessionErrands {
    let (bridge, notify, words) = (use_bridge(), use_notify(), use_words());
    let presence = use_presence().dispatcher();
    let prefs = use_prefs();
    let look = PageLook {
        ui_locales: Some(words.tag().to_owned()),
        color_scheme: Some(look::color_scheme(prefs.chosen.theme, page::system_is_dark()).to_owned()),
    };
    SessionErrands { bridge, presence, notify, words, look }
}

impl SessionErrands {
    /// Opens the sign-up page and waits for what comes of it.
    pub fn keep_account(&self) {
        self.go_to_browser(Purpose::KeepAccount);
    }

    /// Opens the page on which one signs in to an account that exists.
    pub fn log_in(&self) {
        self.go_to_browser(Purpose::LogIn);
    }

    fn go_to_browser(&self, purpose: Purpose) {
        let this = self.clone();
        this.presence.dispatch(PresenceAction::PromotionStarting(purpose));
        spawn_local(async move {
            let look = this.look.clone();
            let answer = match purpose {
                Purpose::KeepAccount => this.bridge.start_promotion(look).await,
                Purpose::LogIn => this.bridge.start_log_in(look).await,
            };
            let told = match answer {
                Ok(told) => told,
                Err(error) => {
                    this.look_at_vault_after(&error);
                    PromotionState::Failed { error }
                }
            };
            this.presence.dispatch(PresenceAction::Promotion(told));
        });
    }

    /// Opens the way home by hand, for a browser that cannot come home by itself; `done` gets what stood in the way.
    pub fn start_by_hand(&self, done: Callback<Option<CommandError>>) {
        let this = self.clone();
        spawn_local(async move {
            match this.bridge.start_by_hand(this.look.clone()).await {
                Ok(offered) => {
                    this.presence.dispatch(PresenceAction::ByHand(offered));
                    done.emit(None);
                }
                Err(error) => done.emit(Some(error)),
            }
        });
    }

    /// Comes home with the code that the page shows; `refused` gets what was wrong with it, and the wait goes on.
    pub fn finish_by_hand(&self, code: String, refused: Callback<CommandError>) {
        let this = self.clone();
        spawn_local(async move {
            match this.bridge.finish_by_hand(code).await {
                Ok(told) => this.presence.dispatch(PresenceAction::Promotion(told)),
                Err(error) => refused.emit(error),
            }
        });
    }

    /// Gives up waiting for the sign-up page.
    pub fn cancel_promotion(&self) {
        let this = self.clone();
        spawn_local(async move {
            match this.bridge.cancel_promotion().await {
                Ok(session) => {
                    this.presence.dispatch(PresenceAction::Session(session));
                    this.presence.dispatch(PresenceAction::Promotion(PromotionState::Cancelled));
                }
                Err(error) => this.complain(&error),
            }
        });
    }

    /// The person has read how the promotion ended.
    pub fn promotion_read(&self) {
        self.presence.dispatch(PresenceAction::PromotionRead);
    }

    /// Ends the session and keeps the key.
    pub fn sign_out(&self) {
        let this = self.clone();
        spawn_local(async move { this.settle(this.bridge.sign_out().await) });
    }

    /// Lets whoever waits on this device come here.
    pub fn switch_account(&self) {
        let this = self.clone();
        spawn_local(async move { this.settle(this.bridge.switch_account().await) });
    }

    /// Removes the guest from this device for good.
    pub fn erase_guest(&self) {
        let this = self.clone();
        spawn_local(async move {
            this.settle(this.bridge.erase_guest().await);
            this.look_at_vault().await;
        });
    }

    /// The person has read that the vault was repaired.
    pub fn vault_read(&self) {
        self.presence.dispatch(PresenceAction::VaultRead);
    }

    /// Brings a signed-out guest back.
    pub fn come_back(&self) {
        let this = self.clone();
        spawn_local(async move { this.settle(this.bridge.ensure_guest().await) });
    }

    /// Starts anew after the vault was lost, and looks how the vault is then.
    pub fn start_fresh(&self) {
        let this = self.clone();
        spawn_local(async move {
            this.settle(this.bridge.start_fresh().await);
            this.look_at_vault().await;
        });
    }

    /// Asks again who is here.
    pub fn ask_again(&self) {
        let this = self.clone();
        spawn_local(async move {
            this.settle(this.bridge.session().await);
            this.look_at_vault().await;
        });
    }

    /// Looks how the vault is, if this failure has to do with it, so that the page can offer the remedy.
    pub fn look_at_vault_after(&self, error: &CommandError) {
        if matches!(error.code, ErrorCode::VaultLocked | ErrorCode::VaultDamaged) {
            let this = self.clone();
            spawn_local(async move {
                this.look_at_vault().await;
                this.presence.dispatch(PresenceAction::VaultWanted);
            });
        }
    }

    async fn look_at_vault(&self) {
        match self.bridge.vault_state().await {
            Ok(vault) => self.presence.dispatch(PresenceAction::Vault(vault)),
            Err(error) => self.complain(&error),
        }
    }

    fn settle(&self, answer: Result<houseguest_protocol::window::Session, CommandError>) {
        match answer {
            Ok(session) => self.presence.dispatch(PresenceAction::Session(session)),
            Err(error) => {
                self.look_at_vault_after(&error);
                self.complain(&error);
            }
        }
    }

    fn complain(&self, error: &CommandError) {
        self.notify.alarm(failure::sentence(&self.words, error));
    }
}
