//! The interactive endpoints: authorize, and the pages behind it.
//!
//! [`request`] checks what an app asks, [`browser`] binds the interaction to the browser it began in, [`visit`]
//! finds it again at every page, and [`destination`] is where the answer goes. The pages themselves are in
//! [`crate::pages`]; what happens to users is in [`crate::interactions`].

mod account_exists;
mod authorize;
mod browser;
mod cancel;
mod carry_over;
mod credentials;
mod desk;
mod destination;
pub(crate) mod files;
mod finish;
mod forgot;
mod inbox;
mod link;
mod log_in;
mod merge;
mod new_password;
pub(crate) mod parameters;
mod request;
mod respond;
mod short_address;
mod sign_up;
mod silent;
#[cfg(test)]
pub(crate) mod tests;
mod undo_merge;
mod verify;
mod visit;
mod way_home;

use std::sync::Arc;

use axum::{Extension, Router, extract::DefaultBodyLimit, routing::get};
use houseguest_protocol::identity::paths;

use self::desk::Desk;
pub(in crate::http) use self::{
    destination::form_action, parameters::Parameters, request::check_by_hand, respond::page, visit::frame,
};
use crate::state::AppState;

/// The authorize endpoint, which apps reach.
pub(crate) fn authorize() -> Router<AppState> {
    Router::new()
        .route(paths::AUTHORIZE, get(authorize::handler).post(authorize::handler))
        .layer(DefaultBodyLimit::max(Parameters::MOST_BYTES))
}

/// The pages, which only people reach: no other origin's script may read a form, or its token.
pub(crate) fn pages() -> Router<AppState> {
    Router::new()
        .route("/interaction/{interaction}/sign-up", get(sign_up::show).post(sign_up::submit))
        .route("/interaction/{interaction}/log-in", get(log_in::show).post(log_in::submit))
        .route("/interaction/{interaction}/verify", get(verify::show).post(verify::submit))
        .route("/interaction/{interaction}/verify/wait", get(verify::wait))
        .route("/interaction/{interaction}/verify/resend", get(verify::back).post(verify::resend))
        .route("/interaction/{interaction}/verify/address", get(verify::back).post(verify::change_address))
        .route("/interaction/{interaction}/finish", get(finish::show))
        .route("/interaction/{interaction}/account", get(account_exists::show).post(account_exists::submit))
        .route("/interaction/{interaction}/forgotten-password", get(forgot::show).post(forgot::submit))
        .route("/interaction/{interaction}/new-password", get(new_password::show).post(new_password::submit))
        .route("/interaction/{interaction}/merge", get(merge::show).post(merge::submit))
        .route("/go/{address}", get(short_address::show).post(short_address::submit))
        .route(paths::WAY_HOME, get(way_home::show))
        .route("/merge/{link}", get(undo_merge::show).post(undo_merge::submit))
        .route("/verify/{link}", get(link::show).post(link::submit))
        .route("/interaction/{interaction}/cancel", get(cancel::show).post(cancel::submit))
        .layer(DefaultBodyLimit::max(Parameters::MOST_BYTES))
        .layer(Extension(Arc::new(Desk::new())))
        .route(files::ROUTE, get(files::handler))
}

/// The inbox of a demo.
pub(crate) fn demo() -> Router<AppState> {
    Router::new().route(inbox::ROUTE, get(inbox::show))
}
