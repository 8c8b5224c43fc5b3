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
    jose::KeyError,
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
        Ok(shown) => shown.live(),
        Err(error) => return trouble(frame, asked.destination, &error),
    };
    let usable = match found {
        Some(found) => is_usable(state, asked, &found).await.map(|is_usable| is_usable.then_some(found)),
        None => Ok(None),
    };
    let found = match usable {
        Ok(found) => found,
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
async fn is_usable(state: &AppState, asked: &Asked<'_>, found: &BrowserUser) -> Result<bool, KeyError> {
    let expected = match asked.id_token_hint.as_ref() {
        Some(hint) => {
            state.signing.open::<IdTokenClaims>(IdTokenClaims::HEADER_TYPE, hint).await?.map(|claims| claims.sub)
        }
        None => Some(found.user.id.subject()),
    };
    Ok(asked.request.browser != BrowserWish::Suppress && expected == Some(found.user.id.subject()))
}
