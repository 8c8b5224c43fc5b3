//! `/settings`: who is signed in here, and what they can do about their account. Apps open it for their users
//! (protocol.md, section 7.3), and a log-out that names no other place ends on it (section 7.2).

mod overview;
mod resident;
mod undo_merge;

use axum::{Router, extract::DefaultBodyLimit, routing::get};

use super::interaction::Parameters;
use crate::state::AppState;

/// Where the page is.
pub(super) const PATH: &str = "/settings";

/// The page, and those behind it.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route(PATH, get(overview::show))
        .route(undo_merge::ROUTE, get(undo_merge::show).post(undo_merge::submit))
        .layer(DefaultBodyLimit::max(Parameters::MOST_BYTES))
}
