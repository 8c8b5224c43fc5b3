//! `POST /houseguest/v1/pairings/look`

use axum::extract::State;
use houseguest_protocol::identity::{LookAtPairing, PairingView};

use super::side;
use crate::{
    http::{
        api_failure::{ApiFailure, ApiResult},
        api_json::ApiJson,
        caller::MaybeBearer,
        openapi::{ApiRefusal, Envelope},
    },
    state::AppState,
};

/// Says what the two have said so far, to either of them.
#[utoipa::path(
    post,
    path = "/houseguest/v1/pairings/look",
    tag = "keys and devices",
    operation_id = "look_at_pairing",
    security((), ("access_token" = [])),
    request_body = LookAtPairing,
    responses(
        (status = 200, description = "What the two have said so far", body = Envelope<PairingView>),
        (status = 400, description = "The body is not JSON of this shape", body = ApiRefusal),
        (status = 401, description = "A code is for the guest who answered", body = ApiRefusal),
        (status = 404, description = "There is no such pairing (any more)", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.pairings.look", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    MaybeBearer(caller): MaybeBearer,
    ApiJson(request): ApiJson<LookAtPairing>,
) -> Result<ApiResult<PairingView>, ApiFailure> {
    let side = side(&request, caller.as_ref())?;
    Ok(ApiResult(state.store.find_pairing(side, state.now()).await?))
}
