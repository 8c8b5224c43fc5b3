//! `POST /houseguest/v1/keys/revoke`

use axum::extract::State;
use houseguest_protocol::identity::{KeyAct, KeyList, RevokeKeyRequest};

use super::{list::list, read};
use crate::{
    http::{
        api_failure::{ApiFailure, ApiResult},
        api_json::ApiJson,
        caller::Bearer,
        openapi::{ApiRefusal, Envelope},
    },
    state::AppState,
    store::Stated,
};

/// Revokes one of the guest's keys, by the word of one of their device keys, and ends the sessions that began with it.
#[utoipa::path(
    post,
    path = "/houseguest/v1/keys/revoke",
    tag = "keys and devices",
    operation_id = "revoke_key",
    security(("access_token" = [])),
    request_body = RevokeKeyRequest,
    responses(
        (status = 200, description = "The keys and sessions there are now", body = Envelope<KeyList>),
        (status = 400, description = "The body is not JSON of this shape, or it is the last device key", body = ApiRefusal),
        (status = 401, description = "There is no access token that works and may do this", body = ApiRefusal),
        (status = 403, description = "The statement does not hold, or the user is no guest", body = ApiRefusal),
        (status = 404, description = "The user has no such key that works", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.keys.revoke", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    Bearer(caller): Bearer,
    ApiJson(request): ApiJson<RevokeKeyRequest>,
) -> Result<ApiResult<KeyList>, ApiFailure> {
    let statement = read(&state, &request.authorisation, &[KeyAct::Revoke])?;
    let stated = Stated { by: statement.by.thumbprint, challenge: statement.challenge };
    let user = caller.user.id;
    state.store.revoke_key(user, stated, statement.about, request.even_the_last, state.now()).await?;
    tracing::info!(user.id = %user, "a key was revoked");
    Ok(ApiResult(list(&state, &caller).await?))
}
