//! The Portal over HTTP: one file for each page.
//!
//! A handler that takes a [`gate::Visit`] is reached by operators only; one that takes a [`gate::Posted`] only by
//! a form that this operator's own page showed. Every change answers with a redirect to a page that says so.

mod anonymous;
mod application;
mod applications;
mod changes;
mod clean_up;
mod clock;
mod confirm;
mod cookies;
mod events;
mod flash;
mod gate;
mod log_in;
mod log_out;
mod overview;
mod respond;
mod session;
#[cfg(test)]
mod tests;
mod user;
mod users;
mod welcome;

use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    middleware::from_fn,
    routing::{get, post},
};
use tower_http::catch_panic::CatchPanicLayer;

use crate::{http::interaction::parameters::Parameters, pages::PasswordRoom, state::AppState};

/// All pages.
pub(crate) fn router() -> Router<AppState> {
    Router::new()
        .route("/portal", get(overview::show))
        .route("/portal/", get(overview::show))
        .route("/portal/welcome", get(welcome::show).post(welcome::submit))
        .route("/portal/log-in", get(log_in::show).post(log_in::submit))
        .route("/portal/log-out", post(log_out::submit))
        .route("/portal/anonymous-users", get(anonymous::show).post(anonymous::save))
        .route("/portal/session", get(session::show).post(session::save))
        .route("/portal/applications", get(applications::list))
        .route("/portal/applications/new", get(applications::new).post(applications::create))
        .route("/portal/applications/{client}", get(application::show).post(application::save))
        .route("/portal/applications/{client}/reset", post(application::reset))
        .route("/portal/applications/{client}/delete", get(application::ask).post(application::delete))
        .route("/portal/users", get(users::list))
        .route("/portal/users/{user}", get(user::show))
        .route("/portal/users/{user}/end-session", post(user::end_session))
        .route("/portal/users/{user}/end-sessions", post(user::end_sessions))
        .route("/portal/users/{user}/disable", post(user::disable))
        .route("/portal/users/{user}/enable", post(user::enable))
        .route("/portal/users/{user}/delete", get(user::ask).post(user::delete))
        .route("/portal/clean-up", get(clean_up::show).post(clean_up::save))
        .route("/portal/clean-up/rehearse", post(clean_up::rehearse))
        .route("/portal/clean-up/run", post(clean_up::run))
        .route("/portal/clean-up/stop", post(clean_up::stop))
        .route("/portal/events", get(events::show))
        .route("/portal/events/webhooks", post(events::add))
        .route("/portal/events/webhooks/{webhook}/switch", post(events::switch))
        .route("/portal/events/webhooks/{webhook}/remove", post(events::remove))
        .route("/portal/events/send-again", post(events::send_again))
        .route("/portal/clock", get(clock::show).post(clock::submit))
        .route("/portal/{*rest}", get(gate::missing).post(gate::missing))
        .layer(DefaultBodyLimit::max(Parameters::MOST_BYTES))
        .layer(Extension(PasswordRoom::new()))
        .layer(from_fn(flash::forget))
        .route_layer(CatchPanicLayer::custom(respond::from_panic))
}
