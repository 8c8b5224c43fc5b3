//! Things to break on purpose, to see how a client recovers. Only where there is an observer.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use async_trait::async_trait;
use houseguest_protocol::{
    values::Timestamp,
    window::{Session, observed::Break},
};
use secrecy::SecretString;

use crate::{
    Client, ClientError,
    flow::Flow,
    ports::{Clock, HttpRequest, HttpResponse, Method, Transport, TransportError},
};

/// How far a wrong clock runs ahead, in seconds: more than any issuer tolerates.
const SKEW_SECONDS: i64 = 3_600;

/// The switches.
#[derive(Debug, Default)]
pub(crate) struct Breaker {
    drops_next: AtomicBool,
    skew_seconds: AtomicI64,
}

/// A transport that loses an answer when it is told to.
pub(crate) struct DroppingTransport {
    pub(crate) inner: Arc<dyn Transport>,
    pub(crate) breaker: Arc<Breaker>,
}

#[cfg_attr(not(target_arch = "wasm32"), async_trait)]
#[cfg_attr(target_arch = "wasm32", async_trait(?Send))]
impl Transport for DroppingTransport {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        // Reading is repeated by anyone at any time: nothing could be seen by losing that.
        let drops = request.method != Method::Get && self.breaker.drops_next.swap(false, Ordering::SeqCst);
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let answer = self.inner.send(request).await?;
        if drops {
            return Err(TransportError::Unreachable { host, source: "the answer was dropped on purpose".into() });
        }
        Ok(answer)
    }
}

/// A clock that can be set wrong.
pub(crate) struct SkewedClock {
    pub(crate) inner: Arc<dyn Clock>,
    pub(crate) breaker: Arc<Breaker>,
}

impl fmt::Debug for SkewedClock {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("SkewedClock").field("inner", &self.inner).finish_non_exhaustive()
    }
}

impl Clock for SkewedClock {
    fn now(&self) -> Timestamp {
        let skew = self.breaker.skew_seconds.load(Ordering::SeqCst);
        Timestamp::from_unix_seconds(self.inner.now().unix_seconds().saturating_add(skew))
    }
}

impl Client {
    /// Breaks something on purpose, then does what a client does next, so that its recovery can be watched. Answers who
    /// is here afterwards.
    ///
    /// # Errors
    /// [`ClientError::NotSupported`] without an observer, for what is not the client's to break, and for ending the
    /// session of a guest without a key, who would be lost by it. Otherwise whatever recovery ended in.
    pub async fn break_something(&self, what: Break) -> Result<Session, ClientError> {
        super::errand(self.break_now(what)).await
    }

    async fn break_now(&self, what: Break) -> Result<Session, ClientError> {
        let Some((breaker, watch)) = self.core.breaker.as_ref().zip(self.core.watch.as_ref()) else {
            return Err(unbreakable("this client is not observed"));
        };
        match what {
            Break::ExpireAccess => {
                watch.broken(what);
                self.core.present.set_access(None);
                self.look_again().await?;
            }
            Break::RevokeSession => {
                let flow = Flow::begin(&self.core).await?;
                if flow.is_guest() && flow.key().is_none() {
                    return Err(unbreakable("without a key this guest would be lost"));
                }
                if flow.remembered.by_cookie {
                    return Err(unbreakable("the session is a cookie, which only logging out ends"));
                }
                let token: SecretString = flow.remembered.refresh_token.clone().ok_or_else(|| flow.why_nobody())?;
                watch.broken(what);
                self.core.revoke(&token).await?;
                drop(flow);
                self.core.present.set_access(None);
                self.look_again().await?;
            }
            Break::DropReply => {
                watch.broken(what);
                breaker.drops_next.store(true, Ordering::SeqCst);
            }
            Break::SkewClock => {
                watch.broken(what);
                breaker.skew_seconds.store(SKEW_SECONDS, Ordering::SeqCst);
                self.prove_again().await?;
            }
            Break::RightClock => {
                watch.broken(what);
                breaker.skew_seconds.store(0, Ordering::SeqCst);
                self.prove_again().await?;
            }
            Break::StopBackend | Break::StartBackend => return Err(unbreakable("no backend is in this client")),
        }
        Ok(self.session())
    }

    /// What any page does next: asks who is here.
    async fn look_again(&self) -> Result<(), ClientError> {
        match self.core.user_info().await {
            Ok(_) | Err(ClientError::NobodyHere) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Lets the key of a guest prove itself in a new session, by the clock as it is now. For anybody else there is no
    /// key, and refreshing asks no clock.
    async fn prove_again(&self) -> Result<(), ClientError> {
        let mut flow = Flow::begin(&self.core).await?;
        let key = flow.key().filter(|_| flow.is_guest());
        let Some(key) = key else {
            drop(flow);
            return self.look_again().await;
        };
        flow.discard_token();
        flow.return_with(key).await?;
        flow.revoke_discarded().await
    }
}

fn unbreakable(detail: &str) -> ClientError {
    ClientError::NotSupported { detail: detail.to_owned() }
}
