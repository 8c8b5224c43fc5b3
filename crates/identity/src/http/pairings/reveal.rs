//! `POST /houseguest/v1/pairings/reveal`

use axum::extract::State;
use houseguest_protocol::identity::{PairingView, RevealPairing};

use super::secret;
use crate::{
    http::{
        api_failure::{ApiFailure, ApiResult},
        api_json::ApiJson,
        openapi::{ApiRefusal, Envelope},
    },
    state::AppState,
};

/// Takes in what the new device committed to, once a device of the guest's has answered.
#[utoipa::path(
    post,
    path = "/houseguest/v1/pairings/reveal",
    tag = "keys and devices",
    operation_id = "reveal_pairing",
    request_body = RevealPairing,
    responses(
        (status = 200, description = "What the two have said so far", body = Envelope<PairingView>),
        (status = 400, description = "The body is not of this shape, or not what was committed to", body = ApiRefusal),
        (status = 404, description = "There is no such pairing (any more)", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.pairings.reveal", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    ApiJson(request): ApiJson<RevealPairing>,
) -> Result<ApiResult<PairingView>, ApiFailure> {
    let secret = secret(&request.secret)?;
    let view = state.store.reveal_pairing(secret, request.device_key, request.device_nonce, state.now()).await?;
    Ok(ApiResult(view))
}
