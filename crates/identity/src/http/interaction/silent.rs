//! `prompt=none`: answers at once for somebody who is signed in in this browser, and asks nobody anything
//! (protocol.md, section 4.2; OpenID Connect Core 1.0, section 3.1.2.1).

use axum::response::Response;
use houseguest_protocol::identity::{IdTokenClaims, OAuthError, OAuthErrorCode};

use super::{
    authorize::trouble,
    destination::{Answer, Destination},
    respond,
};
use crate::{
    http::browser_session::Shown,
    interactions,
    model::{BrowserWish, PendingRequest},
    pages::views::Frame,
    state::AppState,
    store::{BrowserUser, StoreError},
};

/// What is asked silently.
pub(super) struct Asked<'a> {
    pub(super) request: &'a PendingRequest,
    pub(super) destination: &'a Destination,
    pub(super) id_token_hint: Option<String>,
}

/// The answer: a code for the browser's user, or `login_required`.
pub(super) async fn answer(
    state: &AppState,
    frame: Frame,
    asked: &Asked<'_>,
    shown: Result<Shown, StoreError>,
) -> Response {
    let found = match shown {
        Ok(shown) => shown.live().filter(|found| is_usable(state, asked, found)),
        Err(error) => return trouble(frame, asked.destination, &error),
    };
    let Some(found) = found else {
        let error = OAuthError::new(OAuthErrorCode::LoginRequired, "authentication required");
        return respond::redirect(frame, asked.destination, Answer::error(&error));
    };
    match interactions::continue_in_browser(state, asked.request, &found.session).await {
        Ok(code) => {
            let answer = Answer::success(code.as_ref().map(|code| code.expose()));
            respond::redirect(frame, asked.destination, answer)
        }
        Err(error) => trouble(frame, asked.destination, &error),
    }
}

/// Whether the browser's session may be used: the app does not refuse to share it, and it is of whom the app
/// expects.
fn is_usable(state: &AppState, asked: &Asked<'_>, found: &BrowserUser) -> bool {
    let is_expected = |hint: &String| {
        let claims: Option<IdTokenClaims> = state.signing.open(IdTokenClaims::HEADER_TYPE, hint);
        claims.is_some_and(|claims| claims.sub == found.user.id.subject())
    };
    asked.request.browser != BrowserWish::Suppress && asked.id_token_hint.as_ref().is_none_or(is_expected)
}
