//! An errand in the browser: the person is out there, signing up or logging in, and the app waits for them.

use std::{sync::Arc, time::Duration};

use houseguest_client::{Client, ClientError, Remedy, ports::Memory};
use houseguest_protocol::window::{PromotionState, events};
use houseguest_vault::Vault;
use tauri::{Emitter, Runtime, async_runtime::JoinHandle};
use tokio::{
    sync::{Notify, mpsc, oneshot},
    time::Instant,
};
use url::Url;

use crate::{
    Error, Houseguest, PageWishes, platform,
    way_home::{Page, custom_scheme, loopback::Loopback},
};

/// How long the app waits: as long as the page in the browser lives (protocol.md, section 4.3).
const WAIT: Duration = Duration::from_secs(25 * 60);

/// What the person goes to the browser for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A guest keeps their account.
    Promotion,
    /// Someone comes back to an account that exists.
    LogIn,
}

/// The listener of an errand that is out.
#[derive(Debug)]
pub(crate) struct Errand {
    cancel: oneshot::Sender<()>,
    longer: Arc<Notify>,
    waiting: JoinHandle<()>,
}

impl Errand {
    /// Begins the wait anew: the person was given another way home.
    pub(crate) fn wait_longer(&self) {
        self.longer.notify_one();
    }

    /// Stops waiting. Someone who just came home is taken in first: their code can be used only once.
    pub(crate) async fn end(self) {
        // It may have ended by itself.
        let _ = self.cancel.send(());
        if let Err(error) = self.waiting.await {
            tracing::error!(%error, "the wait for the browser broke off");
        }
    }
}

/// What an arrival came to.
enum Taken {
    /// The errand is over.
    In(Page),
    /// It changed nothing, and the errand goes on.
    NotYet(Page),
}

impl<R: Runtime> Houseguest<R> {
    /// Sends the person to the browser. A second start replaces the first.
    pub(crate) async fn start_errand(&self, purpose: Purpose, wishes: PageWishes) -> Result<PromotionState, Error> {
        let client = self.client().await?;
        let mut slot = self.inner().errand.lock().await;
        if let Some(former) = slot.take() {
            former.end().await;
        }
        let loopback = platform::bind_loopback(None).await;
        let redirect_uri =
            loopback.as_ref().map_or_else(|| self.inner().config.scheme_redirect_uri(), Loopback::redirect_uri);
        let start = wishes.into_start(redirect_uri);
        let url = match purpose {
            Purpose::Promotion => client.start_promotion(start).await?,
            Purpose::LogIn => client.start_log_in(start).await?,
        };
        *slot = loopback.map(|loopback| self.wait_at(loopback, client));
        drop(slot);
        let state = PromotionState::Waiting { url: url.to_string(), by_hand: None };
        self.tell_promotion(&state);
        // The address is in the answer, for opening it by hand where no browser could be started.
        if let Err(error) = self.open_browser(&url) {
            tracing::warn!(error, "the system browser could not be opened");
        }
        Ok(state)
    }

    /// Stops waiting for the browser.
    pub(crate) async fn cancel_errand(&self) -> Result<(), Error> {
        let client = self.client().await?;
        if let Some(errand) = self.inner().errand.lock().await.take() {
            errand.end().await;
        }
        client.cancel_promotion().await?;
        self.tell_promotion(&PromotionState::Cancelled);
        Ok(())
    }

    /// Takes up an errand of an earlier run, which may have been killed while the person was in the browser: the
    /// page comes home to the port of that run.
    pub(crate) async fn take_up_errand(&self, client: Client, vault: &Vault) -> Result<(), Error> {
        let remembered = vault.load().await.map_err(ClientError::from)?;
        let promotion = remembered.pending_promotion.map(|pending| pending.redirect_uri);
        let Some(redirect_uri) = promotion.or(remembered.pending_log_in.map(|pending| pending.redirect_uri)) else {
            return Ok(());
        };
        let Some(port) = loopback_port(&redirect_uri) else { return Ok(()) };
        let mut slot = self.inner().errand.lock().await;
        if slot.is_none()
            && let Some(loopback) = platform::bind_loopback(Some(port)).await
        {
            tracing::info!(port, "an errand of an earlier run is still awaited");
            *slot = Some(self.wait_at(loopback, client));
        }
        Ok(())
    }

    /// An arrival by the custom scheme; anything can send one.
    pub(crate) async fn arrived_by_scheme(&self, url: Url) {
        if !custom_scheme::is_way_home(&url, &self.inner().config.scheme_redirect_uri()) {
            tracing::info!("an address with the app's scheme is no way home");
            return;
        }
        match self.client().await {
            Ok(client) => match self.take_in(&client, &url).await {
                Taken::In(_) => {
                    if let Some(errand) = self.inner().errand.lock().await.take() {
                        errand.end().await;
                    }
                }
                Taken::NotYet(page) => tracing::info!(?page, "an arrival by the custom scheme changed nothing"),
            },
            Err(error) => tracing::warn!(%error, "someone came home, and nobody could let them in"),
        }
    }

    fn wait_at(&self, loopback: Loopback, client: Client) -> Errand {
        let (cancel, cancelled) = oneshot::channel();
        let (houseguest, longer) = (self.clone(), Arc::new(Notify::new()));
        let extended = Arc::clone(&longer);
        let waiting =
            tauri::async_runtime::spawn(async move { houseguest.wait(loopback, client, cancelled, &extended).await });
        Errand { cancel, longer, waiting }
    }

    async fn wait(&self, loopback: Loopback, client: Client, mut cancelled: oneshot::Receiver<()>, longer: &Notify) {
        let (sender, mut arrivals) = mpsc::channel(1);
        let serving = loopback.serve(sender);
        tokio::pin!(serving);
        let too_late = tokio::time::sleep(WAIT);
        tokio::pin!(too_late);
        loop {
            tokio::select! {
                biased;
                Some(arrival) = arrivals.recv() => {
                    let (is_over, page) = match self.take_in(&client, &arrival.url).await {
                        Taken::In(page) => (true, page),
                        Taken::NotYet(page) => (false, page),
                    };
                    // The browser may have gone; then nobody reads the page.
                    let _ = arrival.answer.send(page);
                    if is_over {
                        break;
                    }
                }
                // Connections that wait for nothing are dropped with the listener.
                _ = &mut cancelled => return,
                () = &mut serving => return,
                () = longer.notified() => too_late.as_mut().reset(Instant::now() + WAIT),
                () = &mut too_late => {
                    if let Err(error) = client.cancel_promotion().await {
                        tracing::warn!(%error, "an errand that took too long could not be forgotten yet");
                    }
                    self.tell_promotion(&PromotionState::Cancelled);
                    return;
                }
            }
        }
        drop(arrivals);
        // Lets the last page reach the browser.
        serving.await;
    }

    async fn take_in(&self, client: &Client, url: &Url) -> Taken {
        match self.settle(client.finish_promotion(url).await) {
            Ok(PromotionState::Cancelled) => Taken::In(Page::Unchanged),
            Ok(PromotionState::Failed { .. } | PromotionState::Waiting { .. }) => Taken::In(Page::Failed),
            Ok(
                PromotionState::Promoted { .. }
                | PromotionState::Merged { .. }
                | PromotionState::SignedInElsewhere { .. },
            ) => Taken::In(Page::Home),
            Err(error) if error.remedy() == Remedy::RetryLater => Taken::NotYet(Page::TryAgain),
            Err(_) => Taken::NotYet(Page::NotExpected),
        }
    }

    /// Judges what an arrival came to, whichever way it took: tells the windows how the errand ended.
    ///
    /// # Errors
    /// What changed nothing: the errand goes on.
    pub(crate) fn settle(&self, outcome: Result<PromotionState, ClientError>) -> Result<PromotionState, ClientError> {
        let state = match outcome {
            Ok(state) => state,
            Err(error) if error.remedy() == Remedy::RetryLater => {
                tracing::warn!(%error, "someone came home, and the server did not answer");
                return Err(error);
            }
            Err(error @ (ClientError::UnexpectedArrival | ClientError::NothingAwaited | ClientError::TypedCode(_))) => {
                tracing::info!(%error, "a forged, late, duplicate or mistyped arrival was ignored");
                return Err(error);
            }
            Err(error) => {
                tracing::warn!(%error, "someone came home, and could not be taken in");
                PromotionState::Failed { error: error.to_command_error() }
            }
        };
        self.tell_promotion(&state);
        self.bring_to_front();
        Ok(state)
    }

    fn tell_promotion(&self, state: &PromotionState) {
        if let Err(error) = self.app().emit(events::PROMOTION_CHANGED, state) {
            tracing::warn!(%error, "the windows could not be told how the promotion is going");
        }
    }
}

fn loopback_port(redirect_uri: &str) -> Option<u16> {
    let url = Url::parse(redirect_uri).ok()?;
    (url.scheme() == "http" && url.host_str() == Some("127.0.0.1")).then(|| url.port()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_loopback_errand_has_a_port_to_wait_at() {
        assert_eq!(loopback_port("http://127.0.0.1:4711/callback"), Some(4711));
        for other in ["houseguest://callback", "http://example.test:80/callback", "https://127.0.0.1:1/", ""] {
            assert_eq!(loopback_port(other), None, "{other}");
        }
    }
}
