//! `GET /oauth2/jwks` (protocol.md, section 1).

use axum::{Json, extract::State};
use houseguest_protocol::identity::JwkSet;

use crate::state::AppState;

/// Answers the public halves of every signing key.
pub(super) async fn handler(State(state): State<AppState>) -> Json<JwkSet> {
    Json(state.signing.jwks().clone())
}
