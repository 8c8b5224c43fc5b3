//! The interactive endpoints: authorize and the pages behind it.

use axum::Router;

use crate::state::AppState;

/// Routes of the interactive endpoints.
pub(crate) fn router() -> Router<AppState> {
    Router::new()
}
