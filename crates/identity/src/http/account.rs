//! `/settings`: who is signed in here. Apps open it for their users (protocol.md, section 7.3), and a log-out that
//! names no other place ends on it (section 7.2).

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};

use super::{
    caller::{LiveSession, MaybeCaller},
    interaction::{frame, page},
};
use crate::{
    pages::{
        Message,
        views::{AccountPage, NoticePage, Tone},
    },
    state::AppState,
};

/// Where the page is.
pub(super) const PATH: &str = "/settings";

/// The page.
pub(super) fn router() -> Router<AppState> {
    Router::new().route(PATH, get(show))
}

async fn show(State(state): State<AppState>, MaybeCaller(caller): MaybeCaller, headers: HeaderMap) -> Response {
    let frame = frame(&state, &headers, None, None);
    let Some(session) = caller else {
        let (title, text) = (Message::SignedOutTitle, Message::SignedOutText);
        return page(StatusCode::OK, &NoticePage { frame, tone: Tone::Calm, title, text, way: None }, None);
    };
    let logins = session.user().logins.iter().map(|login| login.login.as_str().to_owned()).collect();
    let is_guest = session.user().is_anonymous();
    // An app's session that is linked to this browser's ends with it, so nothing of the kind is promised there.
    let is_from_app = matches!(&session, LiveSession::App(found) if found.session.sso.is_none());
    page(StatusCode::OK, &AccountPage { frame, logins, is_guest, is_from_app }, None)
}
