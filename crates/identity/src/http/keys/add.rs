//! `POST /houseguest/v1/keys`

use axum::extract::State;
use houseguest_protocol::identity::{AddKeyRequest, KeyAct, KeyKind, KeyList};

use super::{list::list, read_pair};
use crate::{
    http::{
        api_failure::{ApiFailure, ApiResult},
        api_json::ApiJson,
        caller::Bearer,
        openapi::{ApiRefusal, Envelope},
    },
    state::AppState,
};

/// Adds a device's key or a recovery key. It takes an access token of the guest, a statement by one of their device keys,
/// and one by the new key: a stolen token alone adds nothing.
#[utoipa::path(
    post,
    path = "/houseguest/v1/keys",
    tag = "keys and devices",
    operation_id = "add_key",
    security(("access_token" = [])),
    request_body = AddKeyRequest,
    responses(
        (status = 200, description = "The keys and sessions there are now", body = Envelope<KeyList>),
        (status = 400, description = "The body is not JSON of this shape, or there are ten keys", body = ApiRefusal),
        (status = 401, description = "There is no access token that works and may do this", body = ApiRefusal),
        (status = 403, description = "A statement does not hold, or the user is no guest", body = ApiRefusal),
        (status = 409, description = "The key is somebody's", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.keys.add", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    Bearer(caller): Bearer,
    ApiJson(request): ApiJson<AddKeyRequest>,
) -> Result<ApiResult<KeyList>, ApiFailure> {
    let AddKeyRequest { authorisation, possession, label, pairing } = request;
    let acts = [KeyAct::AddDevice, KeyAct::AddRecovery];
    let (act, new) = read_pair(&state, &authorisation, &possession, &acts, label)?;
    let kind = if act == KeyAct::AddRecovery { KeyKind::Recovery } else { KeyKind::Device };
    state.store.add_key(caller.user.id, kind, new, pairing.map(|code| code.hash())).await?;
    tracing::info!(user.id = %caller.user.id, ?kind, "a key was added");
    Ok(ApiResult(list(&state, &caller).await?))
}
