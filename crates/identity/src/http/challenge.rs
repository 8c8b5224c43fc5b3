//! `POST /oauth2/challenge` (protocol.md, section 2).

use axum::extract::State;
use houseguest_protocol::identity::{ApiError, Challenge, ChallengePurpose, ChallengeRequest, ValidationCause};
use serde_json::json;

use super::{
    api_failure::{ApiFailure, ApiResult},
    api_json::ApiJson,
};
use crate::state::AppState;

/// Issues a challenge. Nothing is written down until it is spent.
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
