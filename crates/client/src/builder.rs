//! Assembling a client.

use std::{fmt, sync::Arc};

use houseguest_protocol::{identity::SessionType, window::House};

use crate::{
    Client, ClientError, Endpoints,
    core::{Core, Credential},
    memory::{InProcess, InProcessQueue},
    observe::{Breaker, DroppingTransport, SkewedClock, Watch, WatchedKey, WatchedMemory, WatchedTransport},
    ports::{Clock, GuestKey, Memory, Observer, QueueStore, SystemClock, Transport},
    queue::Outbox,
};

/// Assembles a [`Client`].
///
/// A key (or [`Self::keyless`]) is the one thing that has no default. Without [`Self::memory`] the
/// client forgets everybody when the program ends.
pub struct ClientBuilder {
    endpoints: Endpoints,
    transport: Option<Arc<dyn Transport>>,
    credential: Credential,
    memory: Arc<dyn Memory>,
    queue: Arc<dyn QueueStore>,
    clock: Arc<dyn Clock>,
    observer: Option<Arc<dyn Observer>>,
    device_name: Option<String>,
    house: Option<House>,
    session_type: SessionType,
}

impl ClientBuilder {
    pub(crate) fn new(endpoints: Endpoints) -> Self {
        Self {
            endpoints,
            transport: None,
            credential: Credential::Keyless,
            memory: Arc::new(InProcess::default()),
            queue: Arc::new(InProcessQueue::default()),
            clock: Arc::new(SystemClock),
            observer: None,
            device_name: None,
            house: None,
            session_type: SessionType::RefreshToken,
        }
    }

    /// Sends requests through `transport`; by default reqwest, and `fetch` in a browser.
    #[must_use]
    pub fn transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Guests prove themselves with `key`.
    #[must_use]
    pub fn key(mut self, key: Arc<dyn GuestKey>) -> Self {
        self.credential = Credential::Key(key);
        self
    }

    /// Guests have no key and last as long as their session; for plain browsers. The default.
    #[must_use]
    pub fn keyless(mut self) -> Self {
        self.credential = Credential::Keyless;
        self.session_type = SessionType::RefreshToken;
        self
    }

    /// As [`Self::keyless`], and the session is a cookie of the issuer, which no script can read: this program holds no
    /// token at all. For pages that share their origin with the issuer and the social API, with a transport that has
    /// a browser's cookies. Refresh tokens are the default; [`Client::choose_session_type`] changes it later.
    #[must_use]
    pub fn cookie_session(mut self) -> Self {
        self.credential = Credential::Keyless;
        self.session_type = SessionType::Cookie;
        self
    }

    /// Remembers in `memory`.
    #[must_use]
    pub fn memory(mut self, memory: Arc<dyn Memory>) -> Self {
        self.memory = memory;
        self
    }

    /// Writes that the backend cannot take now wait in `queue` ([`Client::submit`]); by default until the program ends.
    #[must_use]
    pub fn queue(mut self, queue: Arc<dyn QueueStore>) -> Self {
        self.queue = queue;
        self
    }

    /// Calls the backend `house` where its address does not last, as with a server inside the program that gets another
    /// port with each launch. What waits is kept under this name and sent to nobody else. By default a backend is known
    /// by its addresses ([`House::at`]).
    #[must_use]
    pub fn house(mut self, house: House) -> Self {
        self.house = Some(house);
        self
    }

    /// Tells the time by `clock`; by default the machine's.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Tells `observer` what the client does, redacted, and lets things be broken on purpose; see [`crate::observe`]. By
    /// default nobody is told, and nothing of it is there.
    #[must_use]
    pub fn observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// What this device calls itself in the list of a guest's devices; nothing by default. People read it.
    #[must_use]
    pub fn device_name(mut self, name: impl Into<String>) -> Self {
        self.device_name = Some(name.into());
        self
    }

    /// Reads the memory and makes the client; asks no server.
    ///
    /// # Errors
    /// [`ClientError::Store`] when the memory or key is locked or damaged: who is here is unknown then, which is not
    /// the same as nobody.
    pub async fn build(self) -> Result<Client, ClientError> {
        let transport = match self.transport {
            Some(transport) => transport,
            None => crate::transport::default_transport()?,
        };
        let house = self.house.unwrap_or_else(|| House::at(&self.endpoints.issuer, &self.endpoints.social));
        let outbox = Outbox::new(self.queue, house);
        let core = match self.observer {
            None => {
                Core::new(self.endpoints, transport, self.credential, self.memory, outbox, self.clock, self.device_name)
            }
            Some(observer) => {
                // Events are dated by the true clock: only what the client believes can be set wrong.
                let watch = Arc::new(Watch::new(observer, Arc::clone(&self.clock)));
                let breaker = Arc::new(Breaker::default());
                let dropping = DroppingTransport { inner: transport, breaker: Arc::clone(&breaker) };
                let transport = WatchedTransport { inner: Arc::new(dropping), watch: Arc::clone(&watch) };
                let credential = match self.credential {
                    Credential::Key(inner) => {
                        Credential::Key(Arc::new(WatchedKey { inner, watch: Arc::clone(&watch) }))
                    }
                    Credential::Keyless => Credential::Keyless,
                };
                let memory = WatchedMemory { inner: self.memory, watch: Arc::clone(&watch) };
                let clock = SkewedClock { inner: self.clock, breaker: Arc::clone(&breaker) };
                let mut core = Core::new(
                    self.endpoints,
                    Arc::new(transport),
                    credential,
                    Arc::new(memory),
                    outbox,
                    Arc::new(clock),
                    self.device_name,
                );
                (core.watch, core.breaker) = (Some(watch), Some(breaker));
                core
            }
        };
        core.choose_session_type(self.session_type);
        Client::open(core).await
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ClientBuilder").field("endpoints", &self.endpoints).finish_non_exhaustive()
    }
}
