//! The page that asks whether to log out.

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{After, end, read};
use crate::{
    http::{
        browser_session::{self, Shown, form_token, made_form},
        caller::{InBrowser, carried_over},
        interaction::{form_action, frame, page},
        oauth_failure::OAuthFailure,
    },
    model::SecretText,
    pages::{
        Message,
        views::{LogOutPage, NoticePage, Tone, Way},
    },
    state::AppState,
};

/// Where the page is.
pub(super) const PATH: &str = "/logout";

/// What its form's token is for.
const PURPOSE: &str = "log-out";

/// Sends the browser to the page.
pub(super) fn ask(after: &After) -> Response {
    let location = HeaderValue::try_from(address(after)).expect("a form is visible ASCII");
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

fn address(after: &After) -> String {
    let fields = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(after.fields()).finish();
    if fields.is_empty() { PATH.to_owned() } else { format!("{PATH}?{fields}") }
}

/// `GET`: asks, or sends on whoever is nobody here.
pub(super) async fn show(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    InBrowser(shown): InBrowser,
    headers: HeaderMap,
) -> Result<Response, OAuthFailure> {
    let after = After::read(&state, &read(query.unwrap_or_default().as_bytes())?, None);
    let shown = shown?;
    let is_guest = matches!(&shown, Shown::Live(found, _) if found.user.is_anonymous());
    let Some(secret) = secret(&state, shown, &headers).await? else { return Ok(after.go()) };
    let shown = LogOutPage {
        frame: frame(&state, &headers, None, None),
        is_guest,
        address: address(&after),
        form_token: form_token(&secret, PURPOSE),
        back: after.address(),
        app: after.app().map(str::to_owned),
    };
    Ok(page(StatusCode::OK, &shown, after.uri().map(form_action).as_deref()))
}

/// `POST`: logs out, if our own page asked for it.
pub(super) async fn submit(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    InBrowser(shown): InBrowser,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, OAuthFailure> {
    let after = After::read(&state, &read(query.unwrap_or_default().as_bytes())?, None);
    let carried_over = carried_over(&state, &headers).await?;
    let (live, own) = match shown? {
        Shown::Live(found, token) => (Some(*found), Some(token.secret)),
        Shown::Nothing | Shown::Dead => (None, None),
    };
    let Some(secret) = own.or_else(|| carried_over.clone()) else { return Ok(after.go()) };
    if !made_form(&secret, PURPOSE, read(&body)?.get("form_token").unwrap_or_default()) {
        let (title, text) = (Message::ForgeryTitle, Message::ForgeryText);
        let way = Some(Way::Again { address: address(&after) });
        let notice = NoticePage { frame: frame(&state, &headers, None, None), tone: Tone::Alarm, title, text, way };
        return Ok(page(StatusCode::FORBIDDEN, &notice, None));
    }
    end(&state, live.as_ref(), carried_over.as_ref()).await?;
    let mut response = after.go();
    browser_session::clear_cookies(&state, response.headers_mut());
    Ok(response)
}

/// The secret of whatever this browser holds: no other page can know it.
async fn secret(state: &AppState, shown: Shown, headers: &HeaderMap) -> Result<Option<SecretText>, OAuthFailure> {
    match shown {
        Shown::Live(_, token) => Ok(Some(token.secret)),
        Shown::Nothing | Shown::Dead => Ok(carried_over(state, headers).await?),
    }
}
