//! What every handler can reach.

use std::{ops, sync::Arc};

use houseguest_protocol::values::{Clock, Timestamp};
use zeroize::Zeroizing;

use crate::{
    jose::{KeyError, SigningKeys},
    limits::Limits,
    model::{ChallengeKey, ClientPolicies, SuccessorKey},
    outbox::Outbox,
    settings::IdentitySettings,
    store::{ServerSecretStore, Store, StoreError},
};

/// What every handler can reach. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct AppState(Arc<Shared>);

/// The one copy of it. Keys, clients and settings are in memory, so that only people cost a query.
#[derive(Debug)]
pub(crate) struct Shared {
    /// What the operator decided.
    pub(crate) settings: IdentitySettings,
    /// The issuer of every token.
    pub(crate) issuer: String,
    /// What the settings say of each client's sessions.
    pub(crate) policies: ClientPolicies,
    /// Where the time comes from.
    pub(crate) clock: Arc<dyn Clock>,
    /// What is remembered.
    pub(crate) store: Arc<dyn Store>,
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
}

impl AppState {
    /// Loads the server's secrets, making them at the first start.
    pub(crate) async fn load(
        settings: IdentitySettings,
        clock: Arc<dyn Clock>,
        store: Arc<dyn Store>,
    ) -> Result<Self, KeyError> {
        let now = clock.now();
        let signing = SigningKeys::new(Arc::clone(&store));
        let challenges = ChallengeKey::new(&*secret(&*store, "hmac.challenge", now).await?);
        let successors = SuccessorKey::new(*secret(&*store, "hmac.refresh_successor", now).await?);
        let limits = Limits::new(&settings.limits);
        let outbox = Outbox::new(Arc::clone(&store), Arc::clone(&clock));
        let issuer = settings.issuer();
        let policies = settings.clients.iter().map(|client| (client.client_id.clone(), client.policy())).collect();
        let state = Self(Arc::new(Shared {
            settings,
            issuer,
            policies,
            clock,
            store,
            signing,
            challenges,
            successors,
            limits,
            outbox,
        }));
        state.make_signing_keys().await?;
        Ok(state)
    }

    /// Has the key of every client at hand, making what is missing.
    ///
    /// # Errors
    /// When one cannot be had.
    pub(crate) async fn make_signing_keys(&self) -> Result<(), KeyError> {
        for client in &self.settings.clients {
            self.signing.signer(client.signing_algorithm, self.now()).await?;
        }
        Ok(())
    }

    /// The present instant.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// A secret of 32 bytes, made at the first start.
async fn secret(
    store: &(impl ServerSecretStore + ?Sized),
    name: &'static str,
    now: Timestamp,
) -> Result<Zeroizing<[u8; 32]>, KeyError> {
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
