//! One trusted issuer: its discovery document, its keys, its userinfo.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use houseguest_protocol::values::{Clock, Timestamp};
use serde::Deserialize;
use tokio::sync::Mutex;
use url::Url;

use super::{
    IssuerSettings, TokenError,
    claims::UserInfoClaims,
    jwt::Unverified,
    keys::KeySet,
    userinfo::Believed,
    web::{Web, WebError},
};
use crate::{
    causes::causes,
    model::{Caller, PersonKey},
};

/// How long fetched keys are used without asking again.
const KEYS_LAST: Duration = Duration::from_secs(5 * 60);
/// How long they may be used while the issuer cannot be reached.
const KEYS_LAST_UNREACHABLE: Duration = Duration::from_secs(60 * 60);
/// How soon an unknown key name may cause another fetch: tokens are cheap to invent.
const ASK_AGAIN_AFTER: Duration = Duration::from_secs(5);
/// How soon a failed fetch is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// One trusted issuer.
#[derive(Debug)]
pub(super) struct Issuer {
    settings: IssuerSettings,
    clock: Arc<dyn Clock>,
    web: Web,
    known: RwLock<Option<Arc<Known>>>,
    // Held while fetching, so that a crowd causes one fetch; remembers when the last one failed.
    fetching: Mutex<Option<Timestamp>>,
    believed: Believed,
}

/// What the issuer published, and when we asked.
#[derive(Debug)]
struct Known {
    keys: KeySet,
    userinfo: Option<Url>,
    fetched_at: Timestamp,
}

/// The members of the discovery document that a resource server needs.
#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: Url,
    #[serde(default)]
    userinfo_endpoint: Option<Url>,
}

impl Issuer {
    pub(super) fn new(settings: IssuerSettings, clock: Arc<dyn Clock>) -> Self {
        let web = Web::new(settings.clone());
        Self {
            settings,
            clock,
            web,
            known: RwLock::default(),
            fetching: Mutex::default(),
            believed: Believed::default(),
        }
    }

    /// The issuer as tokens name it.
    pub(super) fn name(&self) -> &str {
        self.settings.name()
    }

    /// Checks a JWT that names this issuer.
    pub(super) async fn check_jwt(&self, jwt: &Unverified<'_>) -> Result<Caller, TokenError> {
        // First what costs nothing: an expired token causes no request to anybody.
        jwt.check(&self.settings, self.clock.now())?;
        let known = self.known(|known| known.keys.knows(jwt.header.kid.as_deref())).await?;
        if !known.keys.verify(jwt) {
            return Err(TokenError::Refused("the signature is not by a key of the issuer"));
        }
        let claims = &jwt.claims;
        let (key, standing) = (self.person(claims.sub.clone()), claims.standing.standing());
        Ok(Caller { key, standing, aliases: claims.aliases.aliases() })
    }

    /// Shows an opaque token to the issuer.
    pub(super) async fn check_opaque(&self, token: &str) -> Result<Caller, TokenError> {
        let now = self.clock.now();
        if let Some(caller) = self.believed.find(token, now) {
            return Ok(caller);
        }
        let known = self.known(|_| true).await?;
        let endpoint = known.userinfo.as_ref().ok_or(TokenError::Refused("the issuer has no userinfo"))?;
        let asked = self.web.get(endpoint, Some(token)).await;
        let info: UserInfoClaims = match asked.and_then(|body| Ok(serde_json::from_slice(&body)?)) {
            Ok(info) => info,
            Err(error) if error.is_refusal() => return Err(TokenError::Refused("the issuer does not know the token")),
            Err(error) => return Err(self.unreachable(&error)),
        };
        let caller =
            Caller { standing: info.standing.standing(), aliases: info.aliases.aliases(), key: self.person(info.sub) };
        self.believed.keep(token, caller.clone(), now);
        Ok(caller)
    }

    /// What the issuer published, fresh enough and, if it can be had, `enough` for the purpose.
    async fn known(&self, enough: impl Fn(&Known) -> bool) -> Result<Arc<Known>, TokenError> {
        let is_fresh = |known: &Known, now| is_within(known.fetched_at, now, KEYS_LAST);
        let seen = self.present();
        if let Some(known) = seen.as_ref().filter(|known| is_fresh(known, self.clock.now()) && enough(known)) {
            return Ok(Arc::clone(known));
        }
        let mut failed_at = self.fetching.lock().await;
        let now = self.clock.now();
        let present = self.present();
        if let Some(known) = present.as_ref().filter(|known| is_fresh(known, now)) {
            // Somebody fetched while we waited, or has only just asked: asking again would not help.
            if enough(known) || is_within(known.fetched_at, now, ASK_AGAIN_AFTER) {
                return Ok(Arc::clone(known));
            }
        }
        let may_ask = failed_at.is_none_or(|failed_at| !is_within(failed_at, now, RETRY_AFTER));
        let error = if may_ask {
            match self.fetch(now).await {
                Ok(fetched) => {
                    let fetched = Arc::new(fetched);
                    *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&fetched));
                    *failed_at = None;
                    return Ok(fetched);
                }
                Err(error) => {
                    *failed_at = Some(now);
                    self.unreachable(&error)
                }
            }
        } else {
            TokenError::Unreachable { issuer: self.settings.id.clone() }
        };
        // Keys we have seen are still the issuer's, for a while, when it cannot be asked.
        present.filter(|known| enough(known) && is_within(known.fetched_at, now, KEYS_LAST_UNREACHABLE)).ok_or(error)
    }

    fn present(&self) -> Option<Arc<Known>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn fetch(&self, now: Timestamp) -> Result<Known, WebError> {
        let document = self.web.get(&self.web.discovery(), None).await?;
        let document: Discovery = serde_json::from_slice(&document)?;
        if document.issuer.trim_end_matches('/') != self.name() {
            return Err(WebError::AnotherIssuer(document.issuer));
        }
        for address in [Some(&document.jwks_uri), document.userinfo_endpoint.as_ref()].into_iter().flatten() {
            self.web.check_address(address)?;
        }
        let keys = KeySet::read(&self.web.get(&document.jwks_uri, None).await?)?;
        Ok(Known { keys, userinfo: document.userinfo_endpoint, fetched_at: now })
    }

    fn unreachable(&self, error: &WebError) -> TokenError {
        let causes = causes(error);
        tracing::warn!(issuer.id = self.settings.id, %error, ?causes, "the issuer gave no usable answer");
        TokenError::Unreachable { issuer: self.settings.id.clone() }
    }

    fn person(&self, sub: houseguest_protocol::values::Subject) -> PersonKey {
        PersonKey { issuer: self.settings.id.clone(), sub }
    }
}

/// Whether `now` is within `span` after `at`. A clock that went back is not.
fn is_within(at: Timestamp, now: Timestamp, span: Duration) -> bool {
    at <= now && now.since(at) < span
}
