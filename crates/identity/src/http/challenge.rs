//! `POST /oauth2/challenge` (protocol.md, section 2).

use axum::extract::State;
use houseguest_protocol::identity::{ApiError, Challenge, ChallengePurpose, ChallengeRequest, ValidationCause};
use serde_json::json;

use super::{
    api_failure::{ApiFailure, ApiResult},
    api_json::ApiJson,
    openapi::{ApiRefusal, Envelope},
};
use crate::state::AppState;

/// Issues a challenge. Nothing is written down until it is spent.
#[utoipa::path(
    post,
    path = "/oauth2/challenge",
    tag = "guests with a key",
    operation_id = "challenge",
    request_body = ChallengeRequest,
    responses(
        (status = 200, description = "A challenge, good for five minutes and one use", body = Envelope<Challenge>),
        (status = 400, description = "The body is not JSON of this shape, or the purpose is unknown", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.challenge", skip_all)]
pub(super) async fn handler(
    State(state): State<AppState>,
    ApiJson(request): ApiJson<ChallengeRequest>,
) -> Result<ApiResult<Challenge>, ApiFailure> {
    let purpose = ChallengePurpose::parse(&request.purpose).ok_or_else(unknown_purpose)?;
    Ok(ApiResult(state.challenges.issue(purpose, state.now())))
}

fn unknown_purpose() -> ApiFailure {
    ApiError::validation_failed(&[ValidationCause {
        location: "/purpose".to_owned(),
        kind: "general".to_owned(),
        details: json!({"msg": "unknown challenge purpose"}),
    }])
    .into()
}
