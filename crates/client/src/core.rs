//! What all parts of a client share: its surroundings, its turn-taking and what it knows right now.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use futures::lock::Mutex;
use houseguest_protocol::{
    identity::{ProviderMetadata, SessionType},
    values::Timestamp,
    window::Session,
};

use crate::{
    Endpoints,
    observe::{Breaker, Watch},
    pairing::Ongoing,
    ports::{Clock, GuestKey, Memory, Transport},
    present::Present,
    queue::Outbox,
};

/// How guests prove themselves.
pub(crate) enum Credential {
    Key(Arc<dyn GuestKey>),
    Keyless,
}

pub(crate) struct Core {
    pub(crate) endpoints: Endpoints,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) credential: Credential,
    pub(crate) memory: Arc<dyn Memory>,
    pub(crate) discovered: Mutex<Option<Arc<ProviderMetadata>>>,
    /// Whoever changes who is here holds this: there is one sign-up, refresh or promotion step at a time.
    pub(crate) turn: Mutex<()>,
    pub(crate) present: Present,
    /// What waits until the backend answers.
    pub(crate) outbox: Outbox,
    /// Tells an observer what the decorators cannot see.
    pub(crate) watch: Option<Arc<Watch>>,
    /// What an observer may break.
    pub(crate) breaker: Option<Arc<Breaker>>,
    /// What this device calls itself in lists of devices.
    pub(crate) device_name: Option<String>,
    /// The pairing that is under way; it does not outlive the program.
    pub(crate) pairing: Mutex<Option<Ongoing>>,
    clock: Arc<dyn Clock>,
    /// Whether the session of whoever comes next, without a key, is a cookie.
    next_by_cookie: AtomicBool,
    /// How far the issuer's clock is ahead of ours, in seconds, as learnt from its `Date` headers.
    ahead_seconds: AtomicI64,
}

impl Core {
    pub(crate) fn new(
        endpoints: Endpoints,
        transport: Arc<dyn Transport>,
        credential: Credential,
        memory: Arc<dyn Memory>,
        outbox: Outbox,
        clock: Arc<dyn Clock>,
        device_name: Option<String>,
    ) -> Self {
        Self {
            endpoints,
            transport,
            credential,
            memory,
            discovered: Mutex::new(None),
            turn: Mutex::new(()),
            present: Present::default(),
            outbox,
            watch: None,
            breaker: None,
            device_name,
            pairing: Mutex::new(None),
            clock,
            next_by_cookie: AtomicBool::new(false),
            ahead_seconds: AtomicI64::new(0),
        }
    }

    /// The time by this device's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The time as the issuer is believed to have it.
    pub(crate) fn issuer_now(&self) -> Timestamp {
        let ahead = self.ahead_seconds.load(Ordering::Relaxed);
        Timestamp::from_unix_seconds(self.now().unix_seconds().saturating_add(ahead))
    }

    /// Adopts the issuer's clock if ours is further off than `tolerance_seconds`, and tells whether it was.
    pub(crate) fn correct_clock(&self, issuer: Option<Timestamp>, tolerance_seconds: u64) -> bool {
        let Some(issuer) = issuer else { return false };
        let off = issuer.unix_seconds().saturating_sub(self.issuer_now().unix_seconds());
        if off.unsigned_abs() <= tolerance_seconds {
            return false;
        }
        let ahead = issuer.unix_seconds().saturating_sub(self.now().unix_seconds());
        tracing::warn!(clock.ahead_seconds = ahead, "this device's clock is wrong; the issuer's is used for signing");
        self.ahead_seconds.store(ahead, Ordering::Relaxed);
        true
    }

    /// How the session of whoever comes next is held; for clients without a key.
    pub(crate) fn next_session_type(&self) -> SessionType {
        if self.next_by_cookie.load(Ordering::Relaxed) { SessionType::Cookie } else { SessionType::RefreshToken }
    }

    pub(crate) fn choose_session_type(&self, chosen: SessionType) {
        self.next_by_cookie.store(chosen == SessionType::Cookie, Ordering::Relaxed);
    }

    pub(crate) fn session(&self) -> Session {
        self.present.session()
    }
}
