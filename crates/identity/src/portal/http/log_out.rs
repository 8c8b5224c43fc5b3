//! `/portal/log-out`.

use axum::{extract::State, http::header, response::Response};

use super::{
    cookies::Jar,
    flash::Flash,
    gate::{self, Posted},
    respond,
};
use crate::state::AppState;

/// `POST`: ends the session here and in the browser.
pub(super) async fn submit(State(state): State<AppState>, posted: Posted) -> Response {
    if let Err(error) = state.store.end_portal_session(posted.visit.session).await {
        return respond::trouble(posted.visit.frame, &error);
    }
    let is_https = gate::is_https(&state);
    let mut response = respond::see_other("/portal/log-in", Some(Flash::LoggedOut), is_https);
    response.headers_mut().append(header::SET_COOKIE, Jar::Session.clear(is_https));
    response
}
