//! `POST /houseguest/v1/way-home`

use axum::extract::State;
use houseguest_protocol::identity::{OpenByHand, OpenedByHand, SHORT_ADDRESS_LIFETIME, ShortCode, paths};

use crate::{
    http::{
        address::RemoteAddress,
        api_failure::{ApiFailure, ApiResult},
        api_json::ApiJson,
        interaction,
        openapi::{ApiRefusal, Envelope},
    },
    state::AppState,
};

/// Gives an authorize request an address that is short enough to be typed in a browser on another machine.
#[utoipa::path(
    post,
    path = "/houseguest/v1/way-home",
    tag = "way home by hand",
    operation_id = "open_by_hand",
    request_body = OpenByHand,
    responses(
        (status = 200, description = "The address, good for five minutes", body = Envelope<OpenedByHand>),
        (status = 400, description = "The body is not JSON of this shape, or the request would be refused", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
        (status = 429, description = "Too many requests; `Retry-After` says when to come back", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.by_hand.open", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    RemoteAddress(from): RemoteAddress,
    ApiJson(asked): ApiJson<OpenByHand>,
) -> Result<ApiResult<OpenedByHand>, ApiFailure> {
    // Drawn from the limit of tries at codes: whoever fills the addresses learns nothing, and is as slow as a guesser.
    state.limits.code.admit_from(from).await.map_err(ApiFailure::too_often)?;
    interaction::check_by_hand(&asked.request, &state.settings())
        .map_err(|error| ApiFailure::invalid(&error.error_description))?;
    let (address, expires_at) = (ShortCode::random(), state.now() + SHORT_ADDRESS_LIFETIME);
    let (hash, sealed) =
        (state.short_codes.address_hash(&address), state.short_codes.seal_request(&address, &asked.request));
    state.store.keep_address(hash, sealed, expires_at).await?;
    let path = format!("{}/{address}", paths::SHORT_ADDRESS);
    let address = state.public_origin.join(&path).expect("letters, digits and hyphens join an origin");
    Ok(ApiResult(OpenedByHand { address, expires_at }))
}
