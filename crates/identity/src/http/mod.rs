//! The identity server over HTTP: one file for each endpoint, one for each grant.
//!
//! Both error formats of the protocol are produced in one place each ([`oauth_failure`], [`api_failure`]),
//! and every endpoint belongs to one of two groups, by the format it fails in and who may call it.

mod account;
pub(crate) mod address;
mod api_failure;
mod api_json;
mod app_session_token;
pub(crate) mod browser_session;
mod by_hand;
mod caller;
mod challenge;
pub(crate) mod cookies;
mod cors;
mod discovery;
mod dpop;
mod end_session;
mod form;
mod headers;
pub(crate) mod interaction;
mod jwks;
mod keyless;
mod keys;
mod oauth_failure;
mod openapi;
mod pairings;
mod revoke;
mod token;
mod userinfo;

use axum::{
    Router,
    handler::Handler,
    middleware::{from_fn, from_fn_with_state, map_response},
    routing::{MethodRouter, get, post},
};
use houseguest_protocol::identity::paths;
use tower_http::catch_panic::CatchPanicLayer;

use crate::state::AppState;

#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use form::parse_form;
pub use openapi::openapi_json;

/// No request may carry more (protocol.md, section 0.2).
pub(crate) const BODY_LIMIT: usize = 1024 * 1024;

/// All endpoints. There is no fallback, so that the router can be merged with others.
pub(crate) fn router(state: &AppState) -> Router {
    let for_everyone = Router::new()
        .route(paths::OPENID_CONFIGURATION, get(discovery::handler))
        .route(paths::OAUTH_METADATA, get(discovery::handler))
        .route(paths::JWKS, get(jwks::handler))
        .route_layer(from_fn(cors::star))
        .route_layer(CatchPanicLayer::custom(oauth_failure::from_panic));
    let oauth = Router::new()
        .route(paths::TOKEN, post(token::handler))
        .route(paths::REVOKE, post(revoke::handler))
        .route(paths::USERINFO, both(userinfo::handler))
        .merge(interaction::authorize())
        .merge(end_session::router())
        .route_layer(CatchPanicLayer::custom(oauth_failure::from_panic));
    let json_api = Router::new()
        .route(paths::CHALLENGE, post(challenge::handler))
        .route(paths::ANONYMOUS_SIGN_UP, post(keyless::sign_up))
        .route(paths::PROMOTION_CODE, post(keyless::promotion_code))
        .route(paths::APP_SESSION_TOKEN, post(app_session_token::handler))
        .route(paths::KEYS, get(keys::list::handler).post(keys::add::handler))
        .route(paths::LABEL_KEY, post(keys::label::handler))
        .route(paths::REVOKE_KEY, post(keys::revoke::handler))
        .route(paths::RESTORE, post(keys::restore::handler))
        .route(paths::END_OWN_SESSION, post(keys::end_session::handler))
        .route(paths::OPEN_PAIRING, post(pairings::open::handler))
        .route(paths::ANSWER_PAIRING, post(pairings::answer::handler))
        .route(paths::LOOK_AT_PAIRING, post(pairings::look::handler))
        .route(paths::REVEAL_PAIRING, post(pairings::reveal::handler))
        .route(paths::STATE_PAIRING, post(pairings::statement::handler))
        .route(paths::END_PAIRING, post(pairings::end::handler))
        .route(paths::OPEN_BY_HAND, post(by_hand::open::handler))
        .route(paths::REDEEM_WAY_HOME, post(by_hand::redeem::handler))
        .route_layer(CatchPanicLayer::custom(api_failure::from_panic));
    // Whoever reads a code can use it: outside a demo there is no such page.
    let pages = if state.is_demo() { interaction::pages().merge(interaction::demo()) } else { interaction::pages() };
    let portal = if state.settings().portal.enabled { crate::portal::router() } else { Router::new() };
    for_everyone
        .merge(oauth.merge(json_api).route_layer(from_fn_with_state(state.clone(), cors::credentialed)))
        .merge(end_session::pages().route_layer(CatchPanicLayer::custom(oauth_failure::from_panic)))
        .merge(account::router().route_layer(CatchPanicLayer::custom(oauth_failure::from_panic)))
        .merge(pages.route_layer(CatchPanicLayer::custom(oauth_failure::from_panic)))
        .route_layer(from_fn_with_state(state.clone(), caller::clear_dead_cookie))
        .merge(portal)
        .route_layer(map_response(headers::add))
        .with_state(state.clone())
}

/// GET and POST alike.
fn both<H: Handler<T, AppState>, T: 'static>(handler: H) -> MethodRouter<AppState> {
    get(handler.clone()).post(handler)
}

#[cfg(test)]
pub(crate) mod tests;
