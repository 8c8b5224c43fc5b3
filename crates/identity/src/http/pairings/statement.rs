//! `POST /houseguest/v1/pairings/state`

use axum::extract::State;
use houseguest_protocol::identity::{KeyRefusal, PairingView, StatePairing};

use super::secret;
use crate::{
    http::{
        api_failure::{ApiFailure, ApiResult},
        api_json::ApiJson,
        keys::refuse,
        openapi::{ApiRefusal, Envelope},
    },
    jose::ReadStatement,
    state::AppState,
};

/// Takes in the new device's statement, once its person has compared the numbers. It is verified again, and spent, where
/// the guest's device uses it.
#[utoipa::path(
    post,
    path = "/houseguest/v1/pairings/state",
    tag = "keys and devices",
    operation_id = "state_pairing",
    request_body = StatePairing,
    responses(
        (status = 200, description = "What the two have said so far", body = Envelope<PairingView>),
        (status = 400, description = "The body is not of this shape, or nothing was shown yet", body = ApiRefusal),
        (status = 403, description = "The statement does not hold", body = ApiRefusal),
        (status = 404, description = "There is no such pairing (any more)", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.pairings.state", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    ApiJson(request): ApiJson<StatePairing>,
) -> Result<ApiResult<PairingView>, ApiFailure> {
    let secret = secret(&request.secret)?;
    if ReadStatement::read(&request.possession, &state.challenges, state.now()).is_none() {
        return Err(refuse(KeyRefusal::InvalidKeyStatement));
    }
    Ok(ApiResult(state.store.state_pairing(secret, request.possession, state.now()).await?))
}
