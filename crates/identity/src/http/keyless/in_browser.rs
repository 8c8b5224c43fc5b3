//! The variant in which the browser's own session is the guest's.
//!
//! The cookie comes along by itself, so a request that another site's page makes would act for the guest. It
//! cannot: the body's type needs the browser's permission, which strangers' pages do not get, and their origin is
//! refused here as well.

use axum::{
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use houseguest_protocol::identity::{ApiErrorName, TokenResponse};

use super::{ApiFailure, ApiResult, NORMAL_USER, admit_new_guest};
use crate::{
    http::{
        browser_session::{PlannedBrowserSession, Shown},
        cors,
    },
    model::User,
    state::AppState,
};

/// Makes a guest who lives in this browser, or keeps the one who does. Only the browser's own session counts,
/// not a token. The answer is an empty object in both cases: with the original's `null`, its own SDK fails
/// (section 16, trap 5).
pub(super) async fn sign_up(
    state: &AppState,
    shown: Shown,
    headers: &HeaderMap,
    address: std::net::IpAddr,
) -> Result<Response, ApiFailure> {
    turn_strangers_away(state, headers)?;
    let nothing = ApiResult(TokenResponse::default()).into_response();
    if let Some(found) = shown.live() {
        return if found.user.is_anonymous() { Ok(nothing) } else { Err(ApiFailure::invalid(NORMAL_USER)) };
    }
    admit_new_guest(state, address).await?;
    let planned = PlannedBrowserSession::for_request(state, headers, address);
    let begun = state.store.sign_up_in_browser(planned.new.clone(), state.announcement(), state.now()).await?;
    metrics::counter!("identity_guests_created_total", "kind" => "browser").increment(1);
    tracing::debug!(user.id = %begun.user.id, session.id = %begun.session.id, "a guest came in a browser");
    let mut response = nothing;
    planned.set_cookies(state, response.headers_mut());
    Ok(response)
}

/// Who lives in this browser.
pub(super) fn user(state: &AppState, shown: Shown, headers: &HeaderMap) -> Result<User, ApiFailure> {
    turn_strangers_away(state, headers)?;
    let found = shown.live();
    let found = found.ok_or_else(|| ApiFailure::new(ApiErrorName::Unauthorized, "authentication required"))?;
    Ok(found.user)
}

fn turn_strangers_away(state: &AppState, headers: &HeaderMap) -> Result<(), ApiFailure> {
    if cors::is_from_a_stranger(state, headers) {
        return Err(ApiFailure::new(ApiErrorName::Forbidden, "the origin of this request is not known"));
    }
    Ok(())
}
