//! An app opens one of our pages as its own user (protocol.md, section 7.3).

use axum::{http::header, response::Response};
use houseguest_protocol::identity::{OAuthError, OAuthErrorCode};

use super::{
    authorize::trouble,
    destination::{Answer, Destination},
    respond,
};
use crate::{
    http::cookies::{CookieKind, Cookies},
    model::{PendingRequest, SecretText},
    pages::views::Frame,
    state::AppState,
    store::CarryOver,
};

/// Spends the one-time token, gives the browser a cookie that stands for the app's session, and goes on. No
/// code is issued, whatever the response type: the app has its session already.
pub(super) async fn open(
    state: &AppState,
    frame: Frame,
    request: &PendingRequest,
    destination: &Destination,
    token: &str,
) -> Response {
    let secret = SecretText::random();
    let settings = state.settings();
    let spent = match SecretText::parse(token) {
        Some(token) => {
            let carry_over = CarryOver {
                token: token.hash(),
                client_id: request.client_id.clone(),
                policies: settings.policies.clone(),
                secret: secret.hash(),
                now: state.now(),
            };
            match state.store.carry_over(carry_over).await {
                Ok(spent) => spent,
                Err(error) => return trouble(frame, destination, &error),
            }
        }
        None => false,
    };
    if !spent {
        let error = OAuthError::new(OAuthErrorCode::InvalidRequest, "invalid login_hint: app_session_token");
        return respond::redirect(frame, destination, Answer::error(&error));
    }
    let mut response = respond::redirect(frame, destination, Answer::success(None));
    let cookie = Cookies::of(state, &settings.session).keep(CookieKind::AppSession, secret.expose(), None);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}
