//! The page behind a short address: for whoever carries an authorize request to the browser of another machine.
//!
//! Opening it changes nothing, since chats and mail programs open addresses to show what is there; its button goes on.

use std::net::IpAddr;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use houseguest_protocol::identity::{ShortCode, paths};
use zeroize::Zeroizing;

use super::{parameters::Parameters, respond, visit};
use crate::{
    http::address::RemoteAddress,
    limits::NotAdmitted,
    pages::{
        Message,
        views::{Frame, NoticePage, ShortAddressPage, Theme, Tone},
    },
    state::AppState,
};

/// An address that works.
struct Opened {
    frame: Frame,
    address: ShortCode,
    app: String,
    /// The query of the authorize request.
    request: Zeroizing<String>,
}

/// `GET`: asks whether the person was given the address by their own app.
pub(super) async fn show(
    State(state): State<AppState>,
    RemoteAddress(from): RemoteAddress,
    Path(address): Path<String>,
    headers: HeaderMap,
) -> Response {
    match open(&state, &address, from, &headers).await {
        Ok(Opened { frame, address, app, .. }) => {
            let action = format!("{}/{address}", paths::SHORT_ADDRESS);
            respond::page(StatusCode::OK, &ShortAddressPage { frame, app, action }, None)
        }
        Err(answer) => *answer,
    }
}

/// `POST`: goes on to what the app has asked for.
pub(super) async fn submit(
    State(state): State<AppState>,
    RemoteAddress(from): RemoteAddress,
    Path(address): Path<String>,
    headers: HeaderMap,
) -> Response {
    match open(&state, &address, from, &headers).await {
        Ok(opened) => Redirect::to(&format!("{}?{}", paths::AUTHORIZE, *opened.request)).into_response(),
        Err(answer) => *answer,
    }
}

async fn open(state: &AppState, address: &str, from: IpAddr, headers: &HeaderMap) -> Result<Opened, Box<Response>> {
    let frame = visit::frame(state, headers, None, None);
    match state.limits.code.admit_from(from).await {
        Ok(()) => {}
        Err(NotAdmitted::TooMany(limit)) => {
            let page =
                notice(frame, StatusCode::TOO_MANY_REQUESTS, Message::GoGoneTitle, Message::ErrorTooManyAttempts);
            return Err(Box::new(respond::too_many(page, limit)));
        }
        Err(NotAdmitted::Store(error)) => return Err(Box::new(trouble(frame, &error))),
    }
    let Ok(address) = ShortCode::parse(address) else { return Err(Box::new(gone(frame))) };
    let found = match state.store.find_address(state.short_codes.address_hash(&address), state.now()).await {
        Ok(found) => found,
        Err(error) => return Err(Box::new(trouble(frame, &error))),
    };
    let Some(request) = found.and_then(|sealed| state.short_codes.open_request(&address, &sealed)) else {
        return Err(Box::new(gone(frame)));
    };
    let parameters = Parameters::read(request.as_bytes()).unwrap_or_default();
    let settings = state.settings();
    // The client may have been taken off the list meanwhile.
    let Some(client) = parameters.get("client_id").and_then(|id| settings.client(id)) else {
        return Err(Box::new(gone(frame)));
    };
    let theme = parameters.get("x_color_scheme").and_then(Theme::parse);
    let frame = visit::frame(state, headers, parameters.get("ui_locales"), theme);
    Ok(Opened { frame, address, app: client.display_name().to_owned(), request })
}

fn gone(frame: Frame) -> Response {
    notice(frame, StatusCode::GONE, Message::GoGoneTitle, Message::GoGoneText)
}

fn trouble(frame: Frame, error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "a short address could not be opened");
    notice(frame, StatusCode::INTERNAL_SERVER_ERROR, Message::TroubleTitle, Message::TroubleText)
}

fn notice(frame: Frame, status: StatusCode, title: Message, text: Message) -> Response {
    respond::page(status, &NoticePage { frame, tone: Tone::Alarm, title, text, way: None }, None)
}
