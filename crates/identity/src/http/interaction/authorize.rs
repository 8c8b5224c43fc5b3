//! `GET` and `POST /oauth2/authorize` (protocol.md, section 4).

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use houseguest_protocol::identity::{LoginHint, OAuthError, OAuthErrorCode};

use super::{
    browser::{BrowserSecret, Ticket},
    carry_over,
    destination::{Answer, Destination},
    parameters::Parameters,
    request::{self, Checked, Hint, Refusal},
    respond, silent, visit,
};
use crate::{
    http::caller::InBrowser,
    interactions::{self, CannotBegin},
    pages::{
        Message,
        views::{Frame, NoticePage, Theme, Tone},
    },
    state::AppState,
};

/// Checks the request, opens an interaction and sends the browser to its first page.
///
/// One deliberate difference from the original: when the proof inside an anonymous hint does not hold, our
/// page says so *and* its button carries the error home. The original leaves the person on its page and the
/// app waiting (sections 4.5 and 16, trap 6).
pub(super) async fn handler(
    State(state): State<AppState>,
    method: Method,
    RawQuery(query): RawQuery,
    InBrowser(shown): InBrowser,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let query = query.unwrap_or_default();
    let encoded = if method == Method::POST && !body.is_empty() { &body[..] } else { query.as_bytes() };
    let Ok(parameters) = Parameters::read(encoded) else {
        return plain(&OAuthError::new(OAuthErrorCode::InvalidRequest, "the request cannot be read"));
    };
    let theme = parameters.get("x_color_scheme").and_then(Theme::parse);
    let frame = visit::frame(&state, &headers, parameters.get("ui_locales"), theme);
    let checked = match request::check(&parameters, &state.settings()) {
        Ok(checked) => checked,
        Err(refusal) => {
            return match *refusal {
                Refusal::Plain(error) => plain(&error),
                Refusal::Tell(destination, error) => respond::redirect(frame, &destination, Answer::error(&error)),
            };
        }
    };
    let Checked { request, destination, hint, wants_sign_up, is_silent, id_token_hint } = checked;
    let hint = match hint {
        Hint::GuestWithoutProof => return bad_hint(frame, &destination, &CannotBegin::InvalidCredentials(None)),
        Hint::Some(LoginHint::AppSession { app_session_token }) => {
            return carry_over::open(&state, frame, &request, &destination, &app_session_token).await;
        }
        Hint::Some(hint) => Some(hint),
        Hint::None => None,
    };
    if is_silent {
        let asked = silent::Asked { request: &request, destination: &destination, id_token_hint };
        return silent::answer(&state, frame, &asked, shown).await;
    }
    match interactions::begin(&state, request, hint.as_ref()).await {
        Ok(begun) => {
            let browser = BrowserSecret::find_or_new(&state, &headers);
            let ticket = Ticket { handle: begun.handle, expires_at: begun.interaction.expires_at };
            let page = if begun.interaction.guest.is_some() || wants_sign_up { "sign-up" } else { "log-in" };
            let mut address = format!("/interaction/{}/{page}", browser.address(&ticket));
            if let Some(LoginHint::LoginId { value, .. }) = &hint {
                address.push_str("?login=");
                address.extend(url::form_urlencoded::byte_serialize(value.as_bytes()));
            }
            let cookie = browser.to_cookie(&state);
            let location = HeaderValue::try_from(address).expect("the address is percent-encoded");
            let no_store = HeaderValue::from_static("no-store");
            let headers =
                [(header::LOCATION, location), (header::SET_COOKIE, cookie), (header::CACHE_CONTROL, no_store)];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Err(CannotBegin::Store(error)) => trouble(frame, &destination, &error),
        Err(reason) => bad_hint(frame, &destination, &reason),
    }
}

/// Tells the app that it is our fault.
pub(super) fn trouble(frame: Frame, destination: &Destination, error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "an authorize request failed");
    let error = OAuthError::new(OAuthErrorCode::ServerError, "internal server error");
    respond::redirect(frame, destination, Answer::error(&error))
}

/// The page for an anonymous hint that proves nobody.
fn bad_hint(frame: Frame, destination: &Destination, reason: &CannotBegin) -> Response {
    tracing::info!(reason = reason as &dyn std::error::Error, "an anonymous hint was refused");
    let (text, error) = match reason {
        CannotBegin::GuestRemoved => (
            Message::HintRemovedText,
            OAuthError::new(OAuthErrorCode::AccessDenied, "invalid login_hint: guest was removed"),
        ),
        CannotBegin::IdentityNotFound => (
            Message::HintPromotedText,
            OAuthError::new(OAuthErrorCode::AccessDenied, "invalid login_hint: IdentityNotFound"),
        ),
        _ => (
            Message::HintInvalidText,
            OAuthError::new(OAuthErrorCode::InvalidRequest, "invalid login_hint: InvalidCredentials"),
        ),
    };
    let way = Some(visit::way_home(destination, Answer::error(&error)));
    let notice = NoticePage { frame, tone: Tone::Alarm, title: Message::HintTitle, text, way };
    respond::page(StatusCode::BAD_REQUEST, &notice, None)
}

/// The answer when neither client nor redirect URI can be trusted: text, and no way on (section 4.2).
fn plain(error: &OAuthError) -> Response {
    let (code, description) = (error.error.as_str(), &error.error_description);
    let text = format!("Invalid OAuth authorization request:\nerror: {code}\nerror_description: {description}\n");
    (StatusCode::BAD_REQUEST, text).into_response()
}
