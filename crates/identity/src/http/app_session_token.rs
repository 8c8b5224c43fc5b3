//! `POST /oauth2/app_session_token` (protocol.md, section 7.3).

use axum::extract::State;
use houseguest_protocol::identity::{ApiError, ApiErrorName, AppSessionTokenAnswer, AppSessionTokenRequest};

use super::{
    api_failure::{ApiFailure, ApiResult},
    api_json::ApiJson,
    dpop::Dpop,
    keyless::use_refresh_token,
    openapi::{ApiRefusal, Envelope},
};
use crate::{
    model::{AppSessionToken, SecretText},
    state::AppState,
};

/// Issues a one-time token with which the app opens one of our pages as its own user.
#[utoipa::path(
    post,
    path = "/oauth2/app_session_token",
    tag = "tokens",
    operation_id = "app_session_token",
    params(("dpop" = Option<String>, Header, description = "A proof of possession (RFC 9449)")),
    request_body = AppSessionTokenRequest,
    responses(
        (status = 200, description = "A token, good for five minutes and one use", body = Envelope<AppSessionTokenAnswer>),
        (status = 400, description = "The body is not JSON of this shape", body = ApiRefusal),
        (status = 403, description = "The refresh token is dead, or bound to a key that was not proven", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.app_session_token", skip_all)]
pub(super) async fn handler(
    State(state): State<AppState>,
    Dpop(proof): Dpop,
    ApiJson(request): ApiJson<AppSessionTokenRequest>,
) -> Result<ApiResult<AppSessionTokenAnswer>, ApiFailure> {
    let found = use_refresh_token(&state, &request.refresh_token, None, proof).await?;
    // The SDKs forget their session for exactly this reason (section 11.1).
    let dead = || ApiError::with_reason(ApiErrorName::Forbidden, "InvalidGrant", "invalid refresh token");
    let found = found.ok_or_else(dead)?;
    let token = SecretText::random();
    let expires_at = state.now() + AppSessionToken::LIFETIME;
    let record = AppSessionToken { hash: token.hash(), session: found.session.id, expires_at };
    state.store.add_app_session_token(record).await?;
    Ok(ApiResult(AppSessionTokenAnswer { app_session_token: token.expose().to_owned(), expire_at: expires_at }))
}
