//! `POST /houseguest/v1/keys/label`

use axum::extract::State;
use houseguest_protocol::identity::{ApiErrorName, KeyList, KeyRefusal, LabelKeyRequest};

use super::{list::list, refuse};
use crate::{
    http::{
        api_failure::{ApiFailure, ApiResult},
        api_json::ApiJson,
        caller::Bearer,
        openapi::{ApiRefusal, Envelope},
    },
    model::DeviceName,
    state::AppState,
};

/// Names one of the guest's own keys. Up to 100 characters are kept.
#[utoipa::path(
    post,
    path = "/houseguest/v1/keys/label",
    tag = "keys and devices",
    operation_id = "label_key",
    security(("access_token" = [])),
    request_body = LabelKeyRequest,
    responses(
        (status = 200, description = "The keys and sessions there are now", body = Envelope<KeyList>),
        (status = 400, description = "The body is not JSON of this shape, or the name is empty", body = ApiRefusal),
        (status = 401, description = "There is no access token that works and may do this", body = ApiRefusal),
        (status = 404, description = "The user has no such key that works", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.keys.label", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    Bearer(caller): Bearer,
    ApiJson(request): ApiJson<LabelKeyRequest>,
) -> Result<ApiResult<KeyList>, ApiFailure> {
    let label = DeviceName::new(&request.label);
    let label = label.ok_or_else(|| ApiFailure::new(ApiErrorName::Invalid, "a name has at least one letter"))?;
    if !state.store.label_key(caller.user.id, request.thumbprint, label).await? {
        return Err(refuse(KeyRefusal::NoSuchKey));
    }
    Ok(ApiResult(list(&state, &caller).await?))
}
