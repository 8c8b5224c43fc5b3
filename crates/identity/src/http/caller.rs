//! Who is calling (protocol.md, section 0.5).

use std::{
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, header, request::Parts},
    middleware::Next,
    response::Response,
};
use houseguest_protocol::identity::AccessTokenClaims;

use super::{
    api_failure::ApiFailure,
    browser_session::{self, Shown},
    cookies::{CookieKind, Cookies},
    oauth_failure::OAuthFailure,
};
use crate::{
    jose::{KeyError, session_of_jti},
    model::{Scopes, SecretText, User},
    state::AppState,
    store::{BrowserUser, StoreError, UserSession},
};

/// A live session, of whichever kind.
#[derive(Clone, Debug)]
pub(super) enum LiveSession {
    /// An app's, shown by one of its tokens.
    App(Box<UserSession>),
    /// The browser's own.
    Browser(Box<BrowserUser>),
}

impl LiveSession {
    /// Whose it is.
    pub(super) fn user(&self) -> &User {
        match self {
            Self::App(found) => &found.user,
            Self::Browser(found) => &found.user,
        }
    }

    /// Whether it may read everything about its user (protocol.md, section 6.1).
    pub(super) fn sees_all(&self) -> bool {
        match self {
            Self::App(found) => found.session.scopes.contains(Scopes::FULL_ACCESS),
            Self::Browser(_) => true,
        }
    }
}

/// Somebody with a live session.
#[derive(Clone, Debug)]
pub(super) struct Caller(pub(super) LiveSession);

/// Somebody, perhaps with a live session. A bad credential counts as none, and the next one is looked at.
#[derive(Clone, Debug)]
pub(super) struct MaybeCaller(pub(super) Option<LiveSession>);

impl FromRequestParts<AppState> for Caller {
    type Rejection = OAuthFailure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, OAuthFailure> {
        let MaybeCaller(session) = MaybeCaller::from_request_parts(parts, state).await?;
        session.map(Self).ok_or_else(OAuthFailure::invalid_session)
    }
}

impl FromRequestParts<AppState> for MaybeCaller {
    type Rejection = OAuthFailure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, OAuthFailure> {
        if let Some(token) = bearer_token(parts)
            && let Some(found) = find_session(state, token).await?
        {
            return Ok(Self(Some(LiveSession::App(Box::new(found)))));
        }
        if let Some(found) = find_app_session(state, &parts.headers).await? {
            return Ok(Self(Some(LiveSession::App(Box::new(found)))));
        }
        let live = match InBrowser::from_request_parts(parts, state).await {
            Ok(InBrowser(shown)) => shown?.live(),
            Err(never) => match never {},
        };
        Ok(Self(live.map(|found| LiveSession::Browser(Box::new(found)))))
    }
}

/// Somebody with an access token in the header that may do everything. Cookies do not count here, so no page can have a
/// browser ask in somebody's name.
#[derive(Clone, Debug)]
pub(super) struct Bearer(pub(super) UserSession);

/// The same, or nobody.
#[derive(Clone, Debug)]
pub(super) struct MaybeBearer(pub(super) Option<UserSession>);

impl FromRequestParts<AppState> for MaybeBearer {
    type Rejection = ApiFailure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiFailure> {
        let Some(token) = bearer_token(parts) else { return Ok(Self(None)) };
        // What went wrong is in the log already.
        let found = find_session(state, token).await.map_err(|_| ApiFailure::unexpected())?;
        Ok(Self(found.filter(|found| found.session.scopes.contains(Scopes::FULL_ACCESS))))
    }
}

impl FromRequestParts<AppState> for Bearer {
    type Rejection = ApiFailure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiFailure> {
        let MaybeBearer(found) = MaybeBearer::from_request_parts(parts, state).await?;
        found.map(Self).ok_or_else(ApiFailure::unauthorized)
    }
}

/// What the request shows of the browser's own session. A dead one is cleared from the browser by
/// [`clear_dead_cookie`].
#[derive(Debug)]
pub(super) struct InBrowser(pub(super) Result<Shown, StoreError>);

impl FromRequestParts<AppState> for InBrowser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let shown = browser_session::find(state, &parts.headers).await;
        if let (Ok(Shown::Dead), Some(dead)) = (&shown, parts.extensions.get::<DeadCookie>()) {
            dead.0.store(true, Ordering::Relaxed);
        }
        Ok(Self(shown))
    }
}

/// Set where a session cookie turns out to be dead.
#[derive(Clone, Debug, Default)]
struct DeadCookie(Arc<AtomicBool>);

/// Clears a session cookie that was found dead, unless the answer sets a new one.
pub(super) async fn clear_dead_cookie(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let dead = DeadCookie::default();
    request.extensions_mut().insert(dead.clone());
    let mut response = next.run(request).await;
    if dead.0.load(Ordering::Relaxed) && !response.headers().contains_key(header::SET_COOKIE) {
        browser_session::clear_cookies(&state, response.headers_mut());
    }
    response
}

/// The secret of the app's session that was carried over into this browser, while that lives.
pub(super) async fn carried_over(state: &AppState, headers: &HeaderMap) -> Result<Option<SecretText>, StoreError> {
    let settings = state.settings();
    let shown = Cookies::of(state, &settings.session).find(headers, CookieKind::AppSession, SecretText::parse);
    let Some(secret) = shown else { return Ok(None) };
    let found = state.store.find_app_session(secret.hash(), state.now()).await?;
    Ok(found.filter(|found| !settings.policies.has_ended(&found.session, state.now())).map(|_| secret))
}

/// Finds the app's session that was carried over into this browser, or that an access token in a cookie stands for.
async fn find_app_session(state: &AppState, headers: &HeaderMap) -> Result<Option<UserSession>, OAuthFailure> {
    let settings = state.settings();
    let cookies = Cookies::of(state, &settings.session);
    if let Some(secret) = cookies.find(headers, CookieKind::AppSession, SecretText::parse)
        && let Some(found) = state.store.find_app_session(secret.hash(), state.now()).await?
        && let Some(found) = if_alive(state, found).await?
    {
        return Ok(Some(found));
    }
    match cookies.find(headers, CookieKind::AppAccessToken, |value| Some(value.to_owned())) {
        Some(token) => find_session(state, &token).await,
        None => Ok(None),
    }
}

fn bearer_token(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

/// Finds the live session of an access token: its own end, its revocation and its session's end all
/// count, at once.
async fn find_session(state: &AppState, token: &str) -> Result<Option<UserSession>, OAuthFailure> {
    let now = state.now();
    let found = if let Some(secret) = SecretText::parse(token) {
        state.store.find_session_by_access_token(secret.hash(), now).await?
    } else {
        let Some(claims) = open_jwt(state, token).await?.filter(|claims| now < claims.exp) else { return Ok(None) };
        let Some(session) = session_of_jti(&claims.jti) else { return Ok(None) };
        let found = state.store.find_session_by_jti(session, &claims.jti).await?;
        found.filter(|found| found.user.id.subject() == claims.sub)
    };
    match found {
        Some(found) => Ok(if_alive(state, found).await?),
        None => Ok(None),
    }
}

/// Answers the session unless it has ended by the present settings, and counts that as a use of it.
async fn if_alive(state: &AppState, mut found: UserSession) -> Result<Option<UserSession>, StoreError> {
    let now = state.now();
    if state.settings().policies.has_ended(&found.session, now) {
        return Ok(None);
    }
    if found.session.wants_touch(now) {
        state.store.touch_session(found.session.id, now).await?;
        found.session.last_used_at = now;
    }
    Ok(Some(found))
}

/// Reads a JWT access token this server signed, whether or not it has ended.
pub(super) async fn open_jwt(state: &AppState, token: &str) -> Result<Option<AccessTokenClaims>, KeyError> {
    let claims = state.signing.open::<AccessTokenClaims>(AccessTokenClaims::HEADER_TYPE, token).await?;
    Ok(claims.filter(|claims| claims.iss == state.issuer && claims.aud.contains(&state.issuer)))
}
