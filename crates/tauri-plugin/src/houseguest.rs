//! What the plugin keeps for the app: who is here, the vault's door, and the errand that is out.

use std::{
    fmt,
    sync::{Arc, Mutex as SyncMutex, PoisonError},
    time::Duration,
};

use houseguest_client::{Client, ClientBuilder, Endpoints, observe::Ring, ports::Observer};
use houseguest_protocol::{
    identity::UserInfo,
    values::{Clock, SystemClock},
    window::{
        House, KeptAccount, PromotionState, Session, VaultState, events,
        observed::{Break, Deed, Observed, Sight, Step, VaultWork},
    },
};
use houseguest_vault::{Vault, VaultError};
use secrecy::SecretString;
use tauri::{AppHandle, Emitter, Runtime};
use tokio::sync::{Mutex, watch};
use url::Url;

use crate::{
    Error, PageWishes, PluginConfig,
    door::{Door, Place},
    errand::{Errand, Purpose},
    platform,
    recovery::ChosenKit,
    waiting::{self, Sender},
};

/// How long reading waits for the vault. Longer means that a person is being asked to unlock something, and
/// reading needs nobody.
const PATIENCE: Duration = Duration::from_secs(1);

/// The servers, as far as they are known.
#[derive(Clone, Debug)]
enum Backend {
    Awaited,
    Known(Endpoints),
    Unavailable(String),
}

/// Guests, members, and their vault, for one app. Clones share one state.
pub struct Houseguest<R: Runtime>(Arc<Inner<R>>);

pub(crate) struct Inner<R: Runtime> {
    app: AppHandle<R>,
    pub(crate) config: PluginConfig,
    door: Door,
    backend: watch::Sender<Backend>,
    /// Held while the client is made, so that there is one.
    making: Mutex<()>,
    client: SyncMutex<Option<Client>>,
    /// Sends what waits, while there is a client.
    sender: SyncMutex<Option<Sender>>,
    /// Whether the vault was tried once, with whatever result.
    tried: watch::Sender<bool>,
    visitor: Mutex<Option<Client>>,
    /// What happened behind the scenes, where the app has an inspector.
    ring: Option<Arc<Ring>>,
    pub(crate) errand: Mutex<Option<Errand>>,
    /// The recovery kit that the person chose, until it is used or another one is.
    pub(crate) chosen_kit: SyncMutex<Option<ChosenKit>>,
}

impl<R: Runtime> Clone for Houseguest<R> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<R: Runtime> fmt::Debug for Houseguest<R> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Houseguest").field("config", &self.0.config).finish_non_exhaustive()
    }
}

impl<R: Runtime> Houseguest<R> {
    pub(crate) fn new(app: AppHandle<R>, config: PluginConfig, place: Place) -> Self {
        let ring = config.has_inspector.then(|| {
            let app = app.clone();
            Arc::new(Ring::telling(move |event| tell_observed(&app, event)))
        });
        let backend = config.endpoints.clone().map_or(Backend::Awaited, Backend::Known);
        Self(Arc::new(Inner {
            app,
            config,
            door: Door::new(place),
            backend: watch::Sender::new(backend),
            making: Mutex::new(()),
            client: SyncMutex::new(None),
            sender: SyncMutex::new(None),
            tried: watch::Sender::new(false),
            visitor: Mutex::new(None),
            ring,
            errand: Mutex::new(None),
            chosen_kit: SyncMutex::new(None),
        }))
    }

    pub(crate) fn inner(&self) -> &Inner<R> {
        &self.0
    }

    pub(crate) fn app(&self) -> &AppHandle<R> {
        &self.0.app
    }

    /// Says which servers to talk to, for apps that learn it after the plugin was added. Whatever waits for a
    /// client goes on. The first call counts: a guest belongs to one issuer.
    pub fn set_endpoints(&self, endpoints: Endpoints) {
        self.settle_backend(Backend::Known(endpoints));
    }

    /// Says that there will be no servers, and why. Whatever waits for a client is refused.
    pub fn give_up_on_backend(&self, detail: impl Into<String>) {
        self.settle_backend(Backend::Unavailable(detail.into()));
    }

    fn settle_backend(&self, settled: Backend) {
        self.0.backend.send_if_modified(|backend| {
            let is_open = !matches!(backend, Backend::Known(_));
            if is_open {
                *backend = settled;
            }
            is_open
        });
    }

    /// Waits until the servers are known.
    ///
    /// # Errors
    /// [`Error::BackendUnavailable`] when the app gave up on them.
    pub async fn endpoints(&self) -> Result<Endpoints, Error> {
        let mut backend = self.0.backend.subscribe();
        let settled = backend.wait_for(|backend| !matches!(backend, Backend::Awaited)).await;
        match settled.as_deref() {
            Ok(Backend::Known(endpoints)) => Ok(endpoints.clone()),
            Ok(Backend::Unavailable(detail)) => Err(Error::BackendUnavailable(detail.clone())),
            Ok(Backend::Awaited) | Err(_) => Err(Error::BackendUnavailable("the app is closing".to_owned())),
        }
    }

    /// The client of whoever is here, over the vault. Opens the vault if need be.
    ///
    /// # Errors
    /// Whatever keeps the vault shut, or [`Error::BackendUnavailable`]. No guest is made in place of one that is
    /// behind a locked door.
    pub async fn client(&self) -> Result<Client, Error> {
        if let Some(client) = self.present_client() {
            return Ok(client);
        }
        let made = self.make_client().await;
        self.0.tried.send_replace(true);
        made
    }

    /// The vault, opened if need be, for what only the core may do with it, such as a backup.
    ///
    /// # Errors
    /// Whatever keeps it shut.
    pub async fn vault(&self) -> Result<Vault, Error> {
        self.0.door.open().await
    }

    /// A client for reading: that of whoever is here, or, while the vault is shut, a visitor's, which has no
    /// identity and gets none. Never asks a person to unlock anything.
    ///
    /// # Errors
    /// [`Error::BackendUnavailable`].
    pub async fn reader(&self) -> Result<Client, Error> {
        let mut tried = self.0.tried.subscribe();
        if tokio::time::timeout(PATIENCE, tried.wait_for(|tried| *tried)).await.is_err() {
            tracing::debug!("reading goes on without the vault");
        }
        if let Some(client) = self.present_client() {
            return Ok(client);
        }
        let endpoints = self.endpoints().await?;
        let mut visitor = self.0.visitor.lock().await;
        if let Some(client) = &*visitor {
            return Ok(client.clone());
        }
        let client = self.observed_by_ring(Client::builder(endpoints).keyless()).build().await?;
        *visitor = Some(client.clone());
        Ok(client)
    }

    pub(crate) fn present_client(&self) -> Option<Client> {
        self.0.client.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn make_client(&self) -> Result<Client, Error> {
        let _one_at_a_time = self.0.making.lock().await;
        if let Some(client) = self.present_client() {
            return Ok(client);
        }
        let vault = self.0.door.open().await?;
        let endpoints = self.endpoints().await?;
        self.note_opened(&vault);
        let house = self.0.config.house.clone();
        let house = house.unwrap_or_else(|| House::at(&endpoints.issuer, &endpoints.social));
        // Keys and tokens of one house are of no use at another, and would be stolen there.
        let vault = vault.for_house(house.clone());
        let builder = Client::builder(endpoints)
            .house(house)
            .key(Arc::new(vault.clone()))
            .memory(Arc::new(vault.clone()))
            .queue(waiting::store(self.0.door.folder()))
            .device_name(&self.0.config.device_name);
        let client = self.observed_by_ring(builder).build().await?;
        let app = self.0.app.clone();
        // Lives as long as the client does.
        let _subscription = client.on_session_change(move |session| tell_session(&app, session));
        *self.0.client.lock().unwrap_or_else(PoisonError::into_inner) = Some(client.clone());
        let sender = Sender::start(&self.0.app, &client);
        *self.0.sender.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
        self.look_back(client.clone(), vault);
        Ok(client)
    }

    /// Finds out, beside everything else, what an earlier run left unfinished.
    fn look_back(&self, client: Client, vault: Vault) {
        let houseguest = self.clone();
        tauri::async_runtime::spawn(async move {
            client.set_aside_unreachable().await;
            if let Err(error) = client.resume().await {
                tracing::info!(%error, "what happened since the last run is not known yet");
            }
            if let Err(error) = houseguest.take_up_errand(client, &vault).await {
                tracing::warn!(%error, "an errand of an earlier run could not be taken up");
            }
        });
    }

    /// Who is here, as far as this device knows.
    ///
    /// # Errors
    /// Whatever keeps the vault shut, when somebody may be in it. A vault that is gone is no error but
    /// [`Session::Lost`], and where there never was one there is a [`Session::Visitor`].
    pub async fn session(&self) -> Result<Session, Error> {
        match self.client().await {
            Ok(client) => Ok(client.session()),
            Err(error) => session_behind(&error).ok_or(error),
        }
    }

    /// Makes sure that somebody is here. A visitor becomes a guest; everybody else stays who they are.
    ///
    /// # Errors
    /// As [`Client::ensure_guest`].
    pub async fn ensure_guest(&self) -> Result<Session, Error> {
        Ok(self.client().await?.ensure_guest().await?)
    }

    /// Asks the issuer who is here.
    ///
    /// # Errors
    /// As [`Client::user_info`].
    pub async fn user_info(&self) -> Result<UserInfo, Error> {
        Ok(self.client().await?.user_info().await?)
    }

    /// Opens the sign-up page for the guest who is here in the system browser. What comes of it is told by the event
    /// [`events::PROMOTION_CHANGED`].
    ///
    /// # Errors
    /// As [`Client::start_promotion`].
    pub async fn start_promotion(&self, wishes: PageWishes) -> Result<PromotionState, Error> {
        self.start_errand(Purpose::Promotion, wishes).await
    }

    /// Opens the log-in page in the system browser, for someone whose account exists already.
    ///
    /// # Errors
    /// As [`Client::start_log_in`].
    pub async fn start_log_in(&self, wishes: PageWishes) -> Result<PromotionState, Error> {
        self.start_errand(Purpose::LogIn, wishes).await
    }

    /// Stops waiting for the browser. Nobody changes by it.
    ///
    /// # Errors
    /// Whatever keeps the vault shut.
    pub async fn cancel_promotion(&self) -> Result<Session, Error> {
        self.cancel_errand().await?;
        self.session().await
    }

    /// Ends the session. A guest's key stays, and [`Self::ensure_guest`] brings the same guest back.
    ///
    /// # Errors
    /// As [`Client::sign_out`].
    pub async fn sign_out(&self) -> Result<Session, Error> {
        Ok(self.client().await?.sign_out().await?)
    }

    /// Who else is kept on this device.
    ///
    /// # Errors
    /// Whatever keeps the vault shut.
    pub async fn kept_accounts(&self) -> Result<Vec<KeptAccount>, Error> {
        Ok(self.client().await?.kept_accounts().await?)
    }

    /// Lets whoever waits come here, and whoever is here wait. Someone who is in the browser for whoever was here is not
    /// waited for any more.
    ///
    /// # Errors
    /// As [`Client::switch_account`].
    pub async fn switch_account(&self) -> Result<Session, Error> {
        self.give_up_errand().await;
        Ok(self.client().await?.switch_account().await?)
    }

    /// Removes the guest who is here from this device for good, its key included.
    ///
    /// # Errors
    /// As [`Client::erase_guest`].
    pub async fn erase_guest(&self) -> Result<Session, Error> {
        self.give_up_errand().await;
        Ok(self.client().await?.erase_guest().await?)
    }

    async fn give_up_errand(&self) {
        if let Some(errand) = self.0.errand.lock().await.take() {
            errand.end().await;
        }
    }

    /// How the vault is; tries to open it.
    pub async fn vault_state(&self) -> VaultState {
        let state = self.0.door.vault_state().await;
        // A door that just opened lets the client in, and the window hears who is here.
        if matches!(state, VaultState::Open { .. } | VaultState::Absent) && self.present_client().is_none() {
            let houseguest = self.clone();
            tauri::async_runtime::spawn(async move { houseguest.announce().await });
        }
        state
    }

    /// Opens the vault with a passphrase.
    ///
    /// # Errors
    /// [`Error::NoPassphraseAsked`] for a vault whose key is kept elsewhere, and whatever keeps the vault shut.
    pub async fn unlock_vault(&self, passphrase: SecretString) -> Result<VaultState, Error> {
        let vault = self.0.door.unlock(passphrase).await?;
        let houseguest = self.clone();
        tauri::async_runtime::spawn(async move { houseguest.announce().await });
        Ok(vault.state())
    }

    /// Starts anew after a vault or a guest was lost. What is left is moved aside, never deleted.
    ///
    /// # Errors
    /// [`Error::NothingIsLost`] while somebody is here or could be; whatever keeps the vault shut otherwise.
    pub async fn start_fresh(&self) -> Result<Session, Error> {
        let session = match self.client().await {
            Ok(client) => match client.session() {
                Session::Lost { .. } | Session::Removed { .. } | Session::Ended { .. } => client.start_over().await?,
                Session::Visitor => Session::Visitor,
                Session::Guest { .. } | Session::Member { .. } | Session::SignedOut { .. } => {
                    return Err(Error::NothingIsLost);
                }
            },
            Err(_) => {
                self.0.door.start_fresh().await?;
                self.session().await?
            }
        };
        tell_session(&self.0.app, &session);
        Ok(session)
    }

    /// What happened behind the scenes so far, oldest first; see [`PluginConfig::inspector`].
    ///
    /// # Errors
    /// [`Error::NotObserved`] where the app has no inspector.
    pub fn observed(&self) -> Result<Vec<Observed>, Error> {
        Ok(self.ring()?.events())
    }

    /// Breaks something on purpose, lets the client recover, and answers who is here then.
    ///
    /// # Errors
    /// [`Error::NotObserved`] where the app has no inspector; as [`Client::break_something`].
    pub async fn break_something(&self, what: Break) -> Result<Session, Error> {
        self.ring()?;
        Ok(self.client().await?.break_something(what).await?)
    }

    /// Notes that the app itself broke something on purpose, such as a backend of its own.
    ///
    /// # Errors
    /// [`Error::NotObserved`] where the app has no inspector.
    pub fn note_break(&self, what: Break) -> Result<(), Error> {
        self.ring()?.observed(seen(Step::Break, Sight::Broken(what)));
        Ok(())
    }

    fn ring(&self) -> Result<&Arc<Ring>, Error> {
        self.0.ring.as_ref().ok_or(Error::NotObserved)
    }

    fn observed_by_ring(&self, builder: ClientBuilder) -> ClientBuilder {
        match &self.0.ring {
            Some(ring) => builder.observer(Arc::clone(ring) as _),
            None => builder,
        }
    }

    fn note_opened(&self, vault: &Vault) {
        // Where there never was a vault, none was opened: it is made with the first key.
        if let Some(ring) = self.0.ring.as_ref().filter(|_| vault.state() != VaultState::Absent) {
            let deed = if vault.restored() { Deed::Restored } else { Deed::Opened };
            let work = VaultWork { deed, thumbprint: None, note: None, done: true };
            ring.observed(seen(Step::Vault, Sight::Vault(work)));
        }
    }

    /// Lets go of the vault and of the port an errand waits at. Nothing is lost by it: a guest is on disk, and an
    /// errand in the browser is taken up by the next run. The plugin does this itself when the app exits.
    pub async fn close(&self) {
        self.give_up_errand().await;
        self.0.sender.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.0.door.close().await;
        self.0.client.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// Brings the home window to the front, as when a person comes back from the browser or starts the app again.
    pub fn bring_to_front(&self) {
        platform::bring_to_front(&self.0.app, &self.0.config.home_window);
    }

    /// Tells the windows who is here, once that is known.
    pub(crate) async fn announce(&self) {
        match self.session().await {
            Ok(session) => tell_session(&self.0.app, &session),
            Err(error) => tracing::info!(%error, "who is here is not known yet"),
        }
    }

    pub(crate) fn open_browser(&self, url: &Url) -> Result<(), String> {
        if let Some(open) = &self.0.config.open_browser {
            return open(url);
        }
        platform::open_browser(&self.0.app, url)
    }
}

/// What a shut door says about who is here, if it says anything.
fn session_behind(error: &Error) -> Option<Session> {
    match error {
        Error::Vault(error) => match &**error {
            VaultError::Gone { sub } => Some(Session::Lost { sub: sub.clone() }),
            VaultError::NoCredentialStore { vault_exists: false, .. } => Some(Session::Visitor),
            _ => None,
        },
        Error::PassphraseNeeded { first_time: true } => Some(Session::Visitor),
        _ => None,
    }
}

/// Something that no errand of the client's brought about.
fn seen(step: Step, what: Sight) -> Observed {
    Observed { number: 0, at: SystemClock.now(), errand: 0, step, what }
}

fn tell_observed<R: Runtime>(app: &AppHandle<R>, event: &Observed) {
    if let Err(error) = app.emit(events::OBSERVED, event) {
        tracing::debug!(%error, "the windows could not be told what happened behind the scenes");
    }
}

fn tell_session<R: Runtime>(app: &AppHandle<R>, session: &Session) {
    if let Err(error) = app.emit(events::SESSION_CHANGED, session) {
        tracing::warn!(%error, "the windows could not be told who is here");
    }
}
