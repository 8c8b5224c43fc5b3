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
mod made_changes;
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

/// Writes down each address once: for the router, and for the tests that go through all of them.
macro_rules! routes {
    ($($path:literal => $methods:expr;)+) => {
        /// Every address of the Portal, with names in the place of what varies.
        #[cfg(test)]
        const ROUTES: &[&str] = &[$($path),+];

        fn routes() -> Router<AppState> {
            Router::new()$(.route($path, $methods))+
        }
    };
}

routes! {
    "/portal" => get(overview::show);
    "/portal/" => get(overview::show);
    "/portal/welcome" => get(welcome::show).post(welcome::submit);
    "/portal/log-in" => get(log_in::show).post(log_in::submit);
    "/portal/log-out" => post(log_out::submit);
    "/portal/anonymous-users" => get(anonymous::show).post(anonymous::save);
    "/portal/session" => get(session::show).post(session::save);
    "/portal/applications" => get(applications::list);
    "/portal/applications/new" => get(applications::new).post(applications::create);
    "/portal/applications/{client}" => get(application::show).post(application::save);
    "/portal/applications/{client}/reset" => post(application::reset);
    "/portal/applications/{client}/delete" => get(application::ask).post(application::delete);
    "/portal/users" => get(users::list);
    "/portal/users/{user}" => get(user::show);
    "/portal/users/{user}/end-session" => post(user::end_session);
    "/portal/users/{user}/end-sessions" => post(user::end_sessions);
    "/portal/users/{user}/undo-merge" => post(user::undo_merge);
    "/portal/users/{user}/disable" => post(user::disable);
    "/portal/users/{user}/enable" => post(user::enable);
    "/portal/users/{user}/delete" => get(user::ask).post(user::delete);
    "/portal/clean-up" => get(clean_up::show).post(clean_up::save);
    "/portal/clean-up/rehearse" => post(clean_up::rehearse);
    "/portal/clean-up/run" => post(clean_up::run);
    "/portal/clean-up/stop" => post(clean_up::stop);
    "/portal/changes" => get(made_changes::list);
    "/portal/events" => get(events::show);
    "/portal/events/webhooks" => post(events::add);
    "/portal/events/webhooks/{webhook}/switch" => post(events::switch);
    "/portal/events/webhooks/{webhook}/remove" => post(events::remove);
    "/portal/events/send-again" => post(events::send_again);
    "/portal/clock" => get(clock::show).post(clock::submit);
    "/portal/{*rest}" => get(gate::missing).post(gate::missing);
}

/// All pages.
pub(crate) fn router() -> Router<AppState> {
    routes()
        .layer(DefaultBodyLimit::max(Parameters::MOST_BYTES))
        .layer(Extension(PasswordRoom::new()))
        .layer(from_fn(flash::forget))
        .route_layer(CatchPanicLayer::custom(respond::from_panic))
}
