//! `POST /houseguest/v1/pairings`

use axum::extract::State;
use houseguest_protocol::identity::{OpenPairing, OpenedPairing, PAIRING_LIFETIME, PairingCode};

use crate::{
    http::{
        address::RemoteAddress,
        api_failure::{ApiFailure, ApiResult},
        api_json::ApiJson,
        openapi::{ApiRefusal, Envelope},
    },
    model::{DeviceName, SecretText},
    state::AppState,
    store::NewPairing,
};

/// Begins a pairing for a new device: a code to be shown, and a secret to go on with.
#[utoipa::path(
    post,
    path = "/houseguest/v1/pairings",
    tag = "keys and devices",
    operation_id = "open_pairing",
    request_body = OpenPairing,
    responses(
        (status = 200, description = "The pairing, good for five minutes", body = Envelope<OpenedPairing>),
        (status = 400, description = "The body is not JSON of this shape", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
        (status = 429, description = "Too many requests; `Retry-After` says when to come back", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.pairings.open", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    RemoteAddress(address): RemoteAddress,
    ApiJson(request): ApiJson<OpenPairing>,
) -> Result<ApiResult<OpenedPairing>, ApiFailure> {
    // Drawn from the limit of tries at codes: it is as strict as this needs, and whoever opens many learns nothing.
    state.limits.code.admit_from(address).await.map_err(ApiFailure::too_often)?;
    let (code, secret) = (PairingCode::random(), SecretText::random());
    let expires_at = state.now() + PAIRING_LIFETIME;
    let new = NewPairing {
        code: code.hash(),
        secret: secret.hash(),
        commitment: request.commitment,
        label: request.label.as_deref().and_then(DeviceName::new),
        expires_at,
    };
    state.store.open_pairing(new).await?;
    Ok(ApiResult(OpenedPairing { code, secret: secret.expose().to_owned(), expires_at }))
}
