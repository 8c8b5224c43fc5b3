//! `POST /houseguest/v1/keys/restore`

use axum::extract::State;
use houseguest_protocol::identity::{KeyAct, RestoreRequest, Restored};

use super::read_pair;
use crate::{
    http::{
        address::RemoteAddress,
        api_failure::{ApiFailure, ApiResult},
        api_json::ApiJson,
        openapi::{ApiRefusal, Envelope},
    },
    state::AppState,
};

/// Puts a new device's key in the place of all keys of a recovery kit's guest, and ends all their sessions. The kit is
/// spent by it. The new device signs in by the anonymous-request grant afterwards, as the same user.
#[utoipa::path(
    post,
    path = "/houseguest/v1/keys/restore",
    tag = "keys and devices",
    operation_id = "restore",
    request_body = RestoreRequest,
    responses(
        (status = 200, description = "Who was restored", body = Envelope<Restored>),
        (status = 400, description = "The body is not JSON of this shape", body = ApiRefusal),
        (
            status = 403,
            description = "A statement does not hold, or the kit serves no more: spent, revoked, its guest a member, \
                part of an account, removed or shut out; the reason says which",
            body = ApiRefusal
        ),
        (status = 409, description = "The new device's key is somebody's", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
        (status = 429, description = "Too many requests; `Retry-After` says when to come back", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.keys.restore", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    RemoteAddress(address): RemoteAddress,
    ApiJson(request): ApiJson<RestoreRequest>,
) -> Result<ApiResult<Restored>, ApiFailure> {
    state.limits.admit_token_call(address).await.map_err(ApiFailure::too_often)?;
    let RestoreRequest { authorisation, possession, label } = request;
    let (_, new) = read_pair(&state, &authorisation, &possession, &[KeyAct::Restore], label)?;
    let user = state.store.restore_guest(new).await?;
    tracing::info!(user.id = %user, "a guest was restored from a recovery kit");
    Ok(ApiResult(Restored { sub: user.subject() }))
}
