//! `GET` and `POST /oauth2/end_session` (protocol.md, section 7.2; OpenID Connect RP-Initiated Logout 1.0).
//!
//! Whether the person is asked depends on who sent them: a page of the same site, or an app that shows an ID
//! token of this very session, is believed; anybody else could be a stranger who wants to log people out.

mod after;
mod log_out;
mod sealed;

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use houseguest_protocol::identity::{IdTokenClaims, paths};

use self::after::After;
use super::{
    browser_session::{self, Shown},
    caller::{InBrowser, carried_over},
    cookies::{CookieKind, Cookies},
    interaction::Parameters,
    oauth_failure::OAuthFailure,
};
use crate::{
    model::SecretText,
    state::AppState,
    store::{BrowserUser, StoreError},
};

/// The endpoint, which apps send people to.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(paths::END_SESSION, get(handler).post(seal))
        .layer(DefaultBodyLimit::max(Parameters::MOST_BYTES))
}

/// The page that asks, which only people reach.
pub(super) fn pages() -> Router<AppState> {
    Router::new()
        .route(log_out::PATH, get(log_out::show).post(log_out::submit))
        .layer(DefaultBodyLimit::max(Parameters::MOST_BYTES))
}

/// The parameter that a sealed request travels in.
const SEALED: &str = "x_ref";

/// `GET`: logs out at once where that is asked credibly, asks the person otherwise, and sends them on.
#[tracing::instrument(name = "identity.end_session", skip_all)]
async fn handler(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    InBrowser(shown): InBrowser,
    headers: HeaderMap,
) -> Result<Response, OAuthFailure> {
    let query = query.unwrap_or_default();
    let mut parameters = read(query.as_bytes())?;
    if let Some(sealed) = parameters.get(SEALED) {
        let settings = state.settings();
        let key = Cookies::of(&state, &settings.session).find(&headers, CookieKind::EndSessionKey, SecretText::parse);
        let opened = key.and_then(|key| sealed::open(&key, sealed));
        // A request that came too late, or was sealed for another browser, is one without parameters.
        parameters = read(&opened.unwrap_or_default())?;
    }
    let hint = match parameters.get("id_token_hint") {
        Some(hint) => Some(state.signing.open::<IdTokenClaims>(IdTokenClaims::HEADER_TYPE, hint).await?),
        None => None,
    };
    let after = After::read(&state, &parameters, hint.as_ref().and_then(Option::as_ref));
    let carried_over = carried_over(&state, &headers).await?;
    let live = match shown? {
        Shown::Live(found, _) => Some(*found),
        Shown::Nothing | Shown::Dead => None,
    };
    if live.is_none() && carried_over.is_none() {
        return Ok(after.go());
    }
    let is_credible = match (&hint, &live) {
        (None, _) => browser_session::came_from_this_site(&state, &headers),
        (Some(Some(claims)), Some(found)) => is_of(&state, claims, found).await?,
        (Some(_), _) => false,
    };
    if !is_credible {
        return Ok(log_out::ask(&after));
    }
    end(&state, live.as_ref(), carried_over.as_ref()).await?;
    let mut response = after.go();
    browser_session::clear_cookies(&state, response.headers_mut());
    Ok(response)
}

/// `POST`: comes without cookies when another site's page sends it, so it becomes a `GET`. What it says, an ID
/// token perhaps, stays out of histories and logs: it travels sealed, and only this browser has the key.
async fn seal(State(state): State<AppState>, body: Bytes) -> Result<Response, OAuthFailure> {
    read(&body)?;
    let key = SecretText::random();
    let location = format!("{}?{SEALED}={}", paths::END_SESSION, sealed::seal(&key, &body));
    let location = HeaderValue::try_from(location).expect("base64url is visible ASCII");
    let settings = state.settings();
    let cookies = Cookies::of(&state, &settings.session);
    let cookie = cookies.keep(CookieKind::EndSessionKey, key.expose(), Some(sealed::LIFETIME));
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, location), (header::SET_COOKIE, cookie)]).into_response())
}

fn read(encoded: &[u8]) -> Result<Parameters, OAuthFailure> {
    Parameters::read(encoded).map_err(|_| OAuthFailure::invalid_request("the request cannot be read"))
}

/// Whether an ID token is of this browser session, or of an app's session that ends with it.
async fn is_of(state: &AppState, claims: &IdTokenClaims, found: &BrowserUser) -> Result<bool, StoreError> {
    if claims.sub != found.user.id.subject() {
        return Ok(false);
    }
    let Some(sid) = &claims.sid else { return Ok(false) };
    if *sid == found.session.id.to_sid_claim() {
        return Ok(true);
    }
    let linked = state.store.list_linked_sessions(found.session.id).await?;
    Ok(linked.iter().any(|session| *sid == session.to_sid_claim()))
}

/// Ends what this browser holds. The session of an app that was carried over goes on in the app.
async fn end(
    state: &AppState,
    live: Option<&BrowserUser>,
    carried_over: Option<&SecretText>,
) -> Result<(), StoreError> {
    if let Some(secret) = carried_over {
        state.store.forget_app_session(secret.hash()).await?;
    }
    if let Some(BrowserUser { session, user }) = live {
        state.store.end_browser_session(session.id).await?;
        metrics::counter!("identity_sessions_ended_total", "cause" => "log_out").increment(1);
        tracing::info!(user.id = %user.id, session.id = %session.id, "somebody logged out in a browser");
    }
    Ok(())
}
