//! `POST /houseguest/v1/pairings/answer`

use axum::extract::State;
use houseguest_protocol::identity::{AnswerPairing, KeyRefusal, PairingView};

use crate::{
    http::{
        address::RemoteAddress,
        api_failure::{ApiFailure, ApiResult},
        api_json::ApiJson,
        caller::Bearer,
        keys::refuse,
        openapi::{ApiRefusal, Envelope},
    },
    state::AppState,
};

/// Answers a pairing with one of the guest's devices. The first answer counts.
#[utoipa::path(
    post,
    path = "/houseguest/v1/pairings/answer",
    tag = "keys and devices",
    operation_id = "answer_pairing",
    security(("access_token" = [])),
    request_body = AnswerPairing,
    responses(
        (status = 200, description = "What the two have said so far", body = Envelope<PairingView>),
        (status = 400, description = "The body is not JSON of this shape", body = ApiRefusal),
        (status = 401, description = "There is no access token that works and may do this", body = ApiRefusal),
        (status = 403, description = "The user is a member: a new device logs in", body = ApiRefusal),
        (status = 404, description = "There is no such pairing (any more)", body = ApiRefusal),
        (status = 409, description = "Another device has answered", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
        (status = 429, description = "Too many requests; `Retry-After` says when to come back", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.pairings.answer", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    RemoteAddress(address): RemoteAddress,
    Bearer(caller): Bearer,
    ApiJson(request): ApiJson<AnswerPairing>,
) -> Result<ApiResult<PairingView>, ApiFailure> {
    if !caller.user.is_anonymous() {
        return Err(refuse(KeyRefusal::NotAGuest));
    }
    let user = caller.user.id;
    state.limits.code.admit(&user.to_string(), address).await.map_err(ApiFailure::too_often)?;
    let AnswerPairing { code, account_key, account_nonce } = request;
    let view = state.store.answer_pairing(code.hash(), user, account_key, account_nonce, state.now()).await?;
    Ok(ApiResult(view))
}
