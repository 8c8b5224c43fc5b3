//! Who is here right now: the session as last known, the access token, and who wants to hear of changes.

use std::{
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use houseguest_protocol::{
    values::{Subject, Timestamp},
    window::Session,
};
use secrecy::SecretString;

/// What a session-change callback must be: sendable where there are threads, anything in a browser.
#[cfg(not(target_arch = "wasm32"))]
pub trait Listener: Fn(&Session) + Send + Sync + 'static {}
#[cfg(not(target_arch = "wasm32"))]
impl<F: Fn(&Session) + Send + Sync + 'static> Listener for F {}

/// What a session-change callback must be: sendable where there are threads, anything in a browser.
#[cfg(target_arch = "wasm32")]
pub trait Listener: Fn(&Session) + 'static {}
#[cfg(target_arch = "wasm32")]
impl<F: Fn(&Session) + 'static> Listener for F {}

/// An access token, kept in memory only.
#[derive(Clone)]
pub(crate) struct AccessToken {
    pub(crate) text: SecretString,
    /// Refreshed from here on: 0.9 of its life (protocol.md, section 15.2).
    pub(crate) fresh_until: Timestamp,
    pub(crate) sub: Subject,
}

#[derive(Default)]
struct Now {
    session: Session,
    access: Option<AccessToken>,
    by_cookie: bool,
}

type Listeners = Vec<(u64, Arc<dyn Listener>)>;

#[derive(Default)]
pub(crate) struct Present {
    now: Mutex<Now>,
    listeners: Arc<Mutex<Listeners>>,
    next_id: AtomicU64,
}

/// A callback's registration. Dropping it changes nothing; [`Self::cancel`] ends it.
pub struct Subscription {
    id: u64,
    listeners: Arc<Mutex<Listeners>>,
}

impl Subscription {
    /// Stops the callback from being called.
    pub fn cancel(self) {
        lock(&self.listeners).retain(|(id, _)| *id != self.id);
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Subscription").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Present {
    pub(crate) fn session(&self) -> Session {
        lock(&self.now).session.clone()
    }

    /// The access token, if it is still fresh.
    pub(crate) fn access(&self, now: Timestamp) -> Option<AccessToken> {
        lock(&self.now).access.clone().filter(|access| now < access.fresh_until)
    }

    pub(crate) fn set_access(&self, access: Option<AccessToken>) {
        lock(&self.now).access = access;
    }

    /// Whether whoever is here is so by the browser's cookie.
    pub(crate) fn by_cookie(&self) -> bool {
        lock(&self.now).by_cookie
    }

    pub(crate) fn set_by_cookie(&self, by_cookie: bool) {
        lock(&self.now).by_cookie = by_cookie;
    }

    /// Drops the access token unless it is `sub`'s.
    pub(crate) fn keep_access_of(&self, sub: Option<&Subject>) {
        let mut now = lock(&self.now);
        if now.access.as_ref().is_some_and(|access| Some(&access.sub) != sub) {
            now.access = None;
        }
    }

    /// Replaces the session and tells everyone, if it is another one.
    pub(crate) fn publish(&self, session: &Session) {
        {
            let mut now = lock(&self.now);
            if now.session == *session {
                return;
            }
            now.session = session.clone();
        }
        // Called without a lock held: a callback may read the session or register another callback.
        let listeners: Vec<_> = lock(&self.listeners).iter().map(|(_, listener)| Arc::clone(listener)).collect();
        for listener in listeners {
            listener(session);
        }
    }

    pub(crate) fn listen(&self, listener: impl Listener) -> Subscription {
        let id = self.next_id.fetch_add(1, Ordering::Relaxed);
        let listener: Arc<dyn Listener> = Arc::new(listener);
        lock(&self.listeners).push((id, listener));
        Subscription { id, listeners: Arc::clone(&self.listeners) }
    }
}

/// Each critical section only swaps values, so what a panicking thread left behind is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
