//! `POST /houseguest/v1/pairings/end`

use axum::extract::State;
use houseguest_protocol::identity::EndPairing;
use serde::Serialize;
use utoipa::ToSchema;

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

/// Nothing more is to be said.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct Ended {}

/// Ends a pairing from either side. One that is over is fine.
#[utoipa::path(
    post,
    path = "/houseguest/v1/pairings/end",
    tag = "keys and devices",
    operation_id = "end_pairing",
    security((), ("access_token" = [])),
    request_body = EndPairing,
    responses(
        (status = 200, description = "It is over", body = Envelope<Ended>),
        (status = 400, description = "The body is not JSON of this shape", body = ApiRefusal),
        (status = 401, description = "A code is for the guest who answered", body = ApiRefusal),
        (status = 404, description = "Neither a secret nor a code", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.pairings.end", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    MaybeBearer(caller): MaybeBearer,
    ApiJson(request): ApiJson<EndPairing>,
) -> Result<ApiResult<Ended>, ApiFailure> {
    state.store.end_pairing(side(&request, caller.as_ref())?).await?;
    Ok(ApiResult(Ended {}))
}
