//! What every handler can reach.

use std::{ops, sync::Arc, time::Duration};

use houseguest_protocol::{identity::EventType, values::Timestamp};
use url::Url;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    clean_up::CleanUp,
    clock::ServerClock,
    jose::{KeyError, SigningKeys},
    limits::Limits,
    live_settings::{ChangeError, LiveSettings, ReloadError},
    messages::{Messengers, Post, carrier::Carrier},
    model::{ChallengeKey, CodeKey, ShortCodeKey, SuccessorKey},
    outbox::Outbox,
    settings::{Change, CurrentSettings, IdentitySettings},
    store::{Store, StoreError},
};

/// What every handler can reach. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct AppState(Arc<Shared>);

/// What every handler needs could not be had.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LoadError {
    /// The settings.
    #[error(transparent)]
    Settings(#[from] ReloadError),
    /// The server's keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
}

/// The one copy of it. Keys, clients and settings are in memory, so that only people cost a query.
#[derive(Debug)]
pub(crate) struct Shared {
    live: Arc<LiveSettings>,
    /// The origin the world reaches this server at.
    pub(crate) public_origin: Url,
    /// The issuer of every token.
    pub(crate) issuer: String,
    /// Where the time comes from.
    pub(crate) clock: ServerClock,
    /// What is remembered.
    pub(crate) store: Store,
    /// What tokens are signed with.
    pub(crate) signing: SigningKeys,
    /// What challenges are signed with.
    pub(crate) challenges: ChallengeKey,
    /// What refresh tokens are derived with.
    pub(crate) successors: SuccessorKey,
    /// How often one address may ask.
    pub(crate) limits: Limits,
    /// Who is told of events.
    pub(crate) outbox: Outbox,
    /// What typed codes are hashed with.
    pub(crate) codes: CodeKey,
    /// What the codes and addresses of the way home by hand are made and hashed with.
    pub(crate) short_codes: ShortCodeKey,
    /// What can be sent to people.
    pub(crate) post: Post,
    /// Who carries it.
    pub(crate) carrier: Carrier,
    /// Whom clean-up asks.
    pub(crate) clean_up: CleanUp,
}

impl AppState {
    /// Loads the server's secrets, making them at the first start.
    pub(crate) async fn load(
        settings: IdentitySettings,
        clock: ServerClock,
        store: Store,
        messengers: Messengers,
    ) -> Result<Self, LoadError> {
        let live = Arc::new(LiveSettings::load(settings, clock.movable().cloned(), &store).await?);
        let settings = live.current();
        let now = clock.now();
        let signing = SigningKeys::load(store.clone()).await?;
        let challenges = ChallengeKey::new(&*secret(&store, "hmac.challenge", now).await?);
        let successors = SuccessorKey::new(*secret(&store, "hmac.refresh_successor", now).await?);
        let limit_secret = secret(&store, "hmac.limit_bucket", now).await?;
        let limits = Limits::new(&settings.limits, clock.as_clock(), &store, &*limit_secret);
        let outbox = Outbox::new(store.clone(), clock.clone(), Arc::clone(&live));
        let codes = CodeKey::new(&*secret(&store, "hmac.typed_code", now).await?);
        let short_codes = ShortCodeKey::new(&*secret(&store, "hmac.short_code", now).await?);
        let post = Post { messengers, has_inbox: clock.movable().is_some() };
        let carrier = Carrier::new(store.clone(), clock.as_clock(), post.clone());
        let issuer = settings.issuer();
        let public_origin = settings.public_origin.clone();
        let state = Self(Arc::new(Shared {
            live,
            public_origin,
            issuer,
            clock,
            store,
            signing,
            challenges,
            successors,
            limits,
            outbox,
            codes,
            short_codes,
            post,
            carrier,
            clean_up: CleanUp::new(),
        }));
        state.make_signing_keys().await?;
        Ok(state)
    }

    /// Has the key of every client at hand, making what is missing.
    ///
    /// # Errors
    /// When one cannot be had.
    pub(crate) async fn make_signing_keys(&self) -> Result<(), KeyError> {
        for client in &self.settings().clients {
            self.signing.signer(client.signing_algorithm, self.now()).await?;
        }
        Ok(())
    }

    /// How long the longest of this server's tokens lives, by the settings in force.
    pub(crate) fn longest_token(&self) -> Duration {
        let lifetimes = self.settings().clients.iter().map(|client| client.access_token_lifetime()).max();
        lifetimes.unwrap_or_default().max(crate::tokens::ID_TOKEN_LIFETIME)
    }

    /// The settings in force now. Hold them for one request, so that it sees one truth.
    pub(crate) fn settings(&self) -> Arc<CurrentSettings> {
        self.live.current()
    }

    /// What the file says, whatever was changed since.
    pub(crate) fn settings_of_the_file(&self) -> &IdentitySettings {
        self.live.file()
    }

    /// Makes a change of the settings, and obeys it from now on. `seen` is the version of the section that
    /// the operator was looking at, 0 for none.
    ///
    /// # Errors
    /// [`ChangeError`]; nothing was changed then.
    pub(crate) async fn change_settings(&self, change: &Change, seen: i64, by: &str) -> Result<(), ChangeError> {
        self.live.change(&self.store, change, seen, by, self.now()).await?;
        tracing::info!(section = change.section(), by, "the settings were changed");
        Ok(self.make_signing_keys().await?)
    }

    /// Takes up the settings that other processes have changed.
    pub(crate) async fn follow_settings(&self) -> Result<(), LoadError> {
        self.live.follow(&self.store).await?;
        self.signing.follow().await?;
        Ok(self.make_signing_keys().await?)
    }

    /// Whether this server is a demo, whose clock can be moved and whose messages can be read.
    pub(crate) fn is_demo(&self) -> bool {
        self.clock.movable().is_some()
    }

    /// The id of the event that tells of a new guest, when anybody wants to know: most servers make many guests and
    /// tell nobody.
    pub(crate) fn announcement(&self) -> Option<Uuid> {
        self.settings().is_told_of(EventType::UserCreated).then(Uuid::now_v7)
    }

    /// The present instant.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// A secret of 32 bytes, made at the first start.
async fn secret(store: &Store, name: &'static str, now: Timestamp) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let mut fresh = Zeroizing::new([0; 32]);
    getrandom::fill(fresh.as_mut_slice()).expect("the operating system provides randomness");
    let kept: Result<Vec<u8>, StoreError> = store.secret_or_add(name, fresh.as_slice(), now).await;
    let kept = Zeroizing::new(kept?);
    Ok(Zeroizing::new(<[u8; 32]>::try_from(kept.as_slice()).map_err(|_| KeyError::BrokenSecret(name))?))
}

impl ops::Deref for AppState {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}
