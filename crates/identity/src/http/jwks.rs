//! `GET /oauth2/jwks` (protocol.md, section 1).

use axum::{Json, extract::State};
use houseguest_protocol::identity::JwkSet;

use super::oauth_failure::OAuthFailure;
use crate::state::AppState;

/// Answers the public halves of every signing key, those included that no token has been signed with yet.
pub(super) async fn handler(State(state): State<AppState>) -> Result<Json<JwkSet>, OAuthFailure> {
    state.make_signing_keys().await?;
    Ok(Json(state.signing.jwks()))
}
