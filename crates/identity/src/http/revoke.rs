//! `POST /oauth2/revoke` (protocol.md, section 7.1; RFC 7009).

use axum::extract::State;
use houseguest_protocol::identity::OAuthError;

use super::{caller::open_jwt, dpop::Dpop, form::Form, oauth_failure::OAuthFailure, openapi::RevokeForm};
use crate::{
    model::{RefreshToken, SecretText},
    state::AppState,
};

/// Revokes a token: a refresh token ends its whole session, an access token only itself. The answer is
/// the same whether the token was alive, dead or nonsense, and whatever its DPoP proof: whoever holds a token may
/// end it, a thief as well as its owner.
#[utoipa::path(
    post,
    path = "/oauth2/revoke",
    tag = "tokens",
    operation_id = "revoke",
    params(("dpop" = Option<String>, Header, description = "A proof of possession (RFC 9449); only read")),
    request_body(content = Option<RevokeForm>, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "The token is dead, whatever it was"),
        (status = 400, description = "The form cannot be read", body = OAuthError),
        (status = 413, description = "The body is larger than 1 MiB", body = OAuthError),
    )
)]
#[tracing::instrument(name = "identity.revoke", skip_all)]
pub(super) async fn handler(State(state): State<AppState>, Dpop(_proof): Dpop, form: Form) -> Result<(), OAuthFailure> {
    if let Some(token) = form.find("token") {
        revoke(&state, token).await?;
    }
    Ok(())
}

async fn revoke(state: &AppState, token: &str) -> Result<(), OAuthFailure> {
    if let Ok(refresh) = RefreshToken::parse(token) {
        if state.store.end_session(refresh.session, refresh.secret.hash()).await? {
            metrics::counter!("identity_sessions_ended_total", "cause" => "revoked").increment(1);
            tracing::info!(session.id = %refresh.session, "a session was revoked");
        }
        return Ok(());
    }
    if let Some(secret) = SecretText::parse(token) {
        return Ok(state.store.revoke_access_token(secret.hash()).await?);
    }
    if let Some(claims) = open_jwt(state, token).await?.filter(|claims| state.now() < claims.exp) {
        state.store.revoke_jwt_access_token(&claims.jti, claims.exp).await?;
    }
    Ok(())
}
