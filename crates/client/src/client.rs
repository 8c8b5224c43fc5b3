//! The client: one handle to everything.

use std::sync::Arc;

use houseguest_protocol::{
    identity::{OpenedByHand, UserInfo},
    social::LiveNews,
    window::{KeptAccount, PromotionState, Session},
};
use secrecy::SecretString;
use url::Url;

use crate::{
    ClientBuilder, ClientError, Endpoints, Listener, StartPromotion, Subscription, core::Core, flow::Flow,
    observe::errand,
};

/// A guest's whole life, as async calls. Clones share one state.
///
/// Any call may be repeated after any error, and be dropped at any point: what was reached is remembered.
#[derive(Clone)]
pub struct Client {
    pub(crate) core: Arc<Core>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let core = &self.core;
        out.debug_struct("Client").field("endpoints", &core.endpoints).field("session", &core.session()).finish()
    }
}

impl Client {
    /// Begins to assemble a client.
    #[must_use]
    pub fn builder(endpoints: Endpoints) -> ClientBuilder {
        ClientBuilder::new(endpoints)
    }

    pub(crate) async fn open(core: Core) -> Result<Self, ClientError> {
        drop(Flow::begin(&core).await?);
        #[cfg_attr(target_arch = "wasm32", expect(clippy::arc_with_non_send_sync, reason = "a browser has one thread"))]
        let core = Arc::new(core);
        Ok(Self { core })
    }

    /// Who is here, as last known; asks nobody.
    #[must_use]
    pub fn session(&self) -> Session {
        self.core.session()
    }

    /// Which servers this client talks to.
    #[must_use]
    pub fn endpoints(&self) -> &Endpoints {
        &self.core.endpoints
    }

    /// Calls `listener` with the new session whenever somebody comes or leaves, or a guest becomes a member.
    ///
    /// It is called in the middle of the change: it may read [`Self::session`], and should start work of its own
    /// elsewhere rather than wait for another call of this client.
    pub fn on_session_change(&self, listener: impl Listener) -> Subscription {
        self.core.present.listen(listener)
    }

    /// Makes sure that somebody is here: makes a guest for a visitor, brings the same guest back after a sign-out,
    /// and leaves everybody else alone. Asks the issuer only if nobody is here.
    ///
    /// However many calls run at once, and wherever one of them is cut off, there is one guest.
    ///
    /// # Errors
    /// [`ClientError::Store`] when key or memory are locked or damaged, [`ClientError::SessionEnded`],
    /// [`ClientError::AccountKept`] and [`ClientError::GuestLost`] when somebody is remembered who cannot be brought
    /// back without the person. None of them makes a new guest.
    pub async fn ensure_guest(&self) -> Result<Session, ClientError> {
        errand(async {
            Flow::begin(&self.core).await?.ensure().await?;
            Ok(self.session())
        })
        .await
    }

    /// Finds out what happened since the last run: a promotion whose way home was lost is taken up, a key that
    /// outlived its guest is removed, and discarded tokens are revoked. To be called once at start.
    ///
    /// # Errors
    /// [`ClientError::Offline`] when the issuer cannot be asked; [`Self::session`] tells what is known without it.
    pub async fn resume(&self) -> Result<Session, ClientError> {
        errand(async {
            let mut flow = Flow::begin(&self.core).await?;
            flow.retire_spare_key().await?;
            flow.drop_stale_pending().await?;
            flow.revoke_discarded().await?;
            let asks = (flow.is_guest() && flow.has_session()) || flow.remembered.by_cookie;
            if flow.remembered.sub.is_none() && flow.next_is_by_cookie() {
                // Somebody may be in the cookie of whom this page knows nothing.
                flow.look_at_cookie().await?;
            }
            drop(flow);
            if asks {
                self.user_info().await?;
            }
            Ok(self.session())
        })
        .await
    }

    /// Tells the observer, if there is one, what arrived over a live connection. [`Self::follow`] does that by itself; a
    /// browser's page, which has a connection of its own, calls this.
    pub fn noticed(&self, news: LiveNews) {
        if let Some(watch) = &self.core.watch {
            watch.live(news);
        }
    }

    /// Asks the issuer who is here. A guest that turns out to have been promoted becomes a member here, too.
    ///
    /// # Errors
    /// [`ClientError::NobodyHere`] for a visitor or a guest who signed out.
    pub async fn user_info(&self) -> Result<UserInfo, ClientError> {
        errand(async { self.core.user_info().await }).await
    }

    /// Replaces the access token, whether or not it is due.
    ///
    /// # Errors
    /// As [`Self::user_info`]; [`ClientError::SessionEnded`] for a member whose session is over. A guest with a key
    /// proves it and goes on.
    pub async fn refresh(&self) -> Result<Session, ClientError> {
        errand(async {
            let mut flow = Flow::begin(&self.core).await?;
            self.core.present.set_access(None);
            if flow.remembered.by_cookie {
                // There is nothing to replace; asking keeps the session from falling idle.
                flow.look_at_cookie().await?;
            } else {
                flow.renew().await?;
            }
            Ok(self.session())
        })
        .await
    }

    /// A fresh access token, for calls to servers of your own.
    ///
    /// # Errors
    /// As [`Self::refresh`]; [`ClientError::NotSupported`] where the session is a cookie.
    pub async fn access_token(&self) -> Result<SecretString, ClientError> {
        Ok(self.core.access().await?.text)
    }

    /// Ends the session. A guest with a key stays on this device and [`Self::ensure_guest`] brings it back; a guest
    /// without one is gone. After a member, a guest that had been set aside is here again.
    ///
    /// Works offline: the token is revoked when the issuer can be reached ([`Self::resume`]). A cookie only the issuer can
    /// take away: without an answer of it, whoever is here stays.
    ///
    /// # Errors
    /// [`ClientError::Store`]; [`ClientError::Offline`] where the session is a cookie.
    pub async fn sign_out(&self) -> Result<Session, ClientError> {
        errand(async {
            let before = self.session();
            Flow::begin(&self.core).await?.sign_out().await?;
            self.clear_after_sign_out(&before).await;
            Ok(self.session())
        })
        .await
    }

    /// Who else is kept on this device: the guest that waits while a member is here, or the member that waits while the
    /// guest is.
    ///
    /// # Errors
    /// [`ClientError::Store`].
    pub async fn kept_accounts(&self) -> Result<Vec<KeptAccount>, ClientError> {
        Ok(Flow::begin(&self.core).await?.kept_accounts())
    }

    /// Lets whoever waits come here, and whoever is here wait; a second call switches back. Asks nobody: sessions and
    /// the guest's key stay what they are.
    ///
    /// # Errors
    /// [`ClientError::NobodyWaits`]; [`ClientError::GuestLost`] and [`ClientError::GuestRemoved`] until the person has
    /// been told ([`Self::start_over`]).
    pub async fn switch_account(&self) -> Result<Session, ClientError> {
        Flow::begin(&self.core).await?.switch_account().await?;
        Ok(self.session())
    }

    /// Removes the guest who is here from this device for good, its key included: nobody can be this guest again. A
    /// member who waits is here then. What the guest wrote stays where it is. Ask first.
    ///
    /// # Errors
    /// [`ClientError::NobodyHere`] when no guest is here; [`ClientError::Store`].
    pub async fn erase_guest(&self) -> Result<Session, ClientError> {
        let mut flow = Flow::begin(&self.core).await?;
        // First, so that no words outlive their author if this breaks off.
        if let Some(guest) = flow.remembered.sub.as_ref().filter(|_| flow.is_guest()) {
            self.erase_queue_of(guest).await?;
        }
        flow.erase_guest().await?;
        drop(flow);
        Ok(self.session())
    }

    /// Leaves a guest behind that cannot be reached again, or a member who will not log in again. Their account at the
    /// issuer, if there is one, stays what it is.
    ///
    /// # Errors
    /// [`ClientError::Store`]. A guest or member with a living session is left alone.
    pub async fn start_over(&self) -> Result<Session, ClientError> {
        errand(async {
            let before = self.session();
            let mut flow = Flow::begin(&self.core).await?;
            if matches!(
                self.session(),
                Session::Lost { .. } | Session::Removed { .. } | Session::Ended { .. } | Session::Visitor
            ) {
                flow.start_over().await?;
            }
            drop(flow);
            self.orphan(&before).await;
            Ok(self.session())
        })
        .await
    }

    /// Erases everything this device knows, the key included. A guest is then gone for good: ask first.
    ///
    /// # Errors
    /// [`ClientError::Store`].
    pub async fn forget(&self) -> Result<Session, ClientError> {
        errand(async {
            // First, so that nobody's words outlive them if this breaks off.
            self.erase_queue().await?;
            Flow::begin(&self.core).await?.forget().await?;
            Ok(self.session())
        })
        .await
    }

    /// Starts the promotion of the guest who is here and answers the address to open in the system browser. What is
    /// needed to finish is remembered before that, so the way home may lead to another run of the program.
    ///
    /// The person has five minutes from now; a second start replaces the first (protocol.md, section 4.5).
    ///
    /// # Errors
    /// [`ClientError::NobodyHere`] and [`ClientError::NotAGuest`].
    pub async fn start_promotion(&self, start: StartPromotion) -> Result<Url, ClientError> {
        errand(async { Flow::begin(&self.core).await?.start_promotion(start).await }).await
    }

    /// Starts a log-in to an account that exists, after [`ClientError::SessionEnded`] or [`ClientError::AccountKept`], and
    /// answers the address to open. [`Self::finish_promotion`] takes the person in.
    ///
    /// # Errors
    /// [`ClientError::NotAGuest`] when a member is here.
    pub async fn start_log_in(&self, start: StartPromotion) -> Result<Url, ClientError> {
        errand(async { Flow::begin(&self.core).await?.start_log_in(start).await }).await
    }

    /// Takes in the address with which the browser came home, from a promotion or a log-in.
    ///
    /// `Promoted` says that a member is here now; after a promotion, under the guest's `sub`. `SignedInElsewhere` says that
    /// the person chose an account that existed: it is here now, and the guest is set aside, untouched, until sign-out.
    /// `Merged` says that they brought the guest's things along to it; the guest's key is set aside all the same, because a
    /// merge can be undone.
    ///
    /// # Errors
    /// [`ClientError::UnexpectedArrival`] for forged, late and duplicate arrivals, which change nothing.
    /// [`ClientError::Offline`] when the code could not be exchanged: hand in the same address again.
    /// [`ClientError::AccountKept`] when the promotion succeeded, but its tokens are lost.
    pub async fn finish_promotion(&self, arrival: &Url) -> Result<PromotionState, ClientError> {
        errand(async { Flow::begin(&self.core).await?.finish_promotion(arrival).await }).await
    }

    /// Offers the way home by hand, beside the one the browser takes by itself, while a promotion or log-in is under way:
    /// answers an address that is short enough to be typed in a browser on another machine. The page there shows a code
    /// for [`Self::finish_by_hand`]. Of `wishes`, the redirect URI is of no use here: it is the issuer's own page.
    ///
    /// The address is good for five minutes; another call replaces it.
    ///
    /// # Errors
    /// [`ClientError::NothingAwaited`], and [`ClientError::NotSupported`] where the issuer has no such page.
    pub async fn start_by_hand(&self, wishes: StartPromotion) -> Result<OpenedByHand, ClientError> {
        errand(async { Flow::begin(&self.core).await?.start_by_hand(wishes).await }).await
    }

    /// Takes in the code that the page shows, as the person typed it, and goes on as [`Self::finish_promotion`].
    ///
    /// # Errors
    /// [`ClientError::TypedCode`] for what is not the code; the wait goes on, and the person may type it once more.
    /// Otherwise as [`Self::finish_promotion`]; after [`ClientError::Offline`] the same code may be typed again.
    pub async fn finish_by_hand(&self, typed: &str) -> Result<PromotionState, ClientError> {
        errand(async { Flow::begin(&self.core).await?.finish_by_hand(typed).await }).await
    }

    /// Stops waiting for the browser. The guest is what it was.
    ///
    /// # Errors
    /// [`ClientError::Store`].
    pub async fn cancel_promotion(&self) -> Result<Session, ClientError> {
        errand(async {
            Flow::begin(&self.core).await?.cancel_promotion().await?;
            Ok(self.session())
        })
        .await
    }
}
