//! One change at a time: a flow holds the client's turn and the one piece of memory it changes.

use futures::lock::MutexGuard;
use houseguest_protocol::{
    social::Standing,
    window::{Session, WhereKeyLives},
};

use crate::{
    ClientError,
    core::{Core, Credential},
    ports::{GuestKey, Remembered},
};

/// A turn at changing who is here. Memory is read anew at its start, because another window or a restored
/// vault may have changed it, and every step saves before the next request depends on it.
pub(crate) struct Flow<'a> {
    pub(crate) core: &'a Core,
    pub(crate) remembered: Remembered,
    _turn: MutexGuard<'a, ()>,
}

impl<'a> Flow<'a> {
    pub(crate) async fn begin(core: &'a Core) -> Result<Self, ClientError> {
        let turn = core.turn.lock().await;
        let remembered = core.memory.load().await?;
        let flow = Self { core, remembered, _turn: turn };
        flow.publish().await?;
        Ok(flow)
    }

    /// Makes the memory durable, then lets everyone know who is here.
    pub(crate) async fn save(&mut self) -> Result<(), ClientError> {
        self.core.memory.save(&self.remembered).await?;
        self.publish().await
    }

    async fn publish(&self) -> Result<(), ClientError> {
        let session = self.session().await?;
        let here = self.remembered.refresh_token.is_some().then_some(self.remembered.sub.as_ref()).flatten();
        self.core.present.keep_access_of(here);
        self.core.present.set_by_cookie(self.remembered.by_cookie);
        self.core.present.publish(&session);
        Ok(())
    }

    async fn session(&self) -> Result<Session, ClientError> {
        let known = &self.remembered;
        let Some(sub) = known.sub.clone() else {
            return Ok(if known.removed {
                Session::Removed { sub: None, why: known.removal }
            } else {
                Session::Visitor
            });
        };
        let has_session = self.has_session();
        if known.standing == Some(Standing::Member) {
            let (login, since) = (known.login.clone(), known.since);
            return Ok(if has_session { Session::Member { sub, since, login } } else { Session::Ended { sub, login } });
        }
        if known.removed {
            return Ok(Session::Removed { sub: Some(sub), why: known.removal });
        }
        if known.lost {
            return Ok(Session::Lost { sub: Some(sub) });
        }
        let key = match self.key() {
            Some(key) => key.public_key().await?,
            None => None,
        };
        Ok(match (has_session, key) {
            (true, Some(key)) => {
                let key = WhereKeyLives::Vault { thumbprint: key.thumbprint() };
                Session::Guest { sub, since: known.since, key }
            }
            // Without a key, be it by design or by accident, the guest lasts as long as the session.
            (true, None) if known.by_cookie => {
                Session::Guest { sub, since: known.since, key: WhereKeyLives::BrowserCookie }
            }
            (true, None) => Session::Guest { sub, since: known.since, key: WhereKeyLives::BrowserSession },
            (false, Some(_)) => Session::SignedOut { sub },
            (false, None) => Session::Lost { sub: Some(sub) },
        })
    }

    pub(crate) fn key(&self) -> Option<&'a dyn GuestKey> {
        match &self.core.credential {
            Credential::Key(key) => Some(key.as_ref()),
            Credential::Keyless => None,
        }
    }

    /// Whether whoever is remembered has a session, as far as is known.
    pub(crate) fn has_session(&self) -> bool {
        self.remembered.refresh_token.is_some() || self.remembered.by_cookie
    }

    pub(crate) fn is_member(&self) -> bool {
        self.remembered.standing == Some(Standing::Member)
    }

    pub(crate) fn is_guest(&self) -> bool {
        self.remembered.sub.is_some() && !self.is_member()
    }

    /// Why there is no session to work with.
    pub(crate) fn why_nobody(&self) -> ClientError {
        match &self.remembered.sub {
            None if self.remembered.removed => ClientError::GuestRemoved { sub: None, why: self.remembered.removal },
            None => ClientError::NobodyHere,
            Some(sub) if self.is_member() && self.remembered.promotion_offered => {
                ClientError::AccountKept { sub: sub.clone() }
            }
            Some(sub) if self.is_member() => ClientError::SessionEnded { sub: sub.clone() },
            Some(sub) if self.remembered.removed => {
                ClientError::GuestRemoved { sub: Some(sub.clone()), why: self.remembered.removal }
            }
            Some(sub) if self.remembered.lost || self.key().is_none() => {
                ClientError::GuestLost { sub: Some(sub.clone()) }
            }
            Some(_) => ClientError::NobodyHere,
        }
    }

    /// Takes the session's refresh token out and queues it for revocation.
    pub(crate) fn discard_token(&mut self) {
        self.remembered.to_revoke.extend(self.remembered.refresh_token.take());
    }

    /// Removes a member's left-over key, unless a guest that was set aside still needs it.
    pub(crate) async fn retire_spare_key(&self) -> Result<(), ClientError> {
        let Some(key) = self.key() else { return Ok(()) };
        if self.is_member() && self.remembered.set_aside.is_none() {
            key.retire().await?;
        }
        Ok(())
    }
}
