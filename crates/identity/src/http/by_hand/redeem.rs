//! `POST /houseguest/v1/way-home/redeem`

use axum::extract::State;
use houseguest_protocol::identity::{ApiError, ApiErrorName, ByHandRefusal, RedeemWayHome, RedeemedWayHome};

use crate::{
    http::{
        address::RemoteAddress,
        api_failure::{ApiFailure, ApiResult},
        api_json::ApiJson,
        openapi::{ApiRefusal, Envelope},
    },
    model::errand,
    state::AppState,
    store::Typed,
};

/// Trades the code that a page has shown for the authorization code. The app's `state` says which errand it is of, so
/// a guess reaches no other; five wrong ones end the code.
#[utoipa::path(
    post,
    path = "/houseguest/v1/way-home/redeem",
    tag = "way home by hand",
    operation_id = "redeem_way_home",
    request_body = RedeemWayHome,
    responses(
        (status = 200, description = "The authorization code, to be traded with the verifier", body = Envelope<RedeemedWayHome>),
        (status = 400, description = "The body is not JSON of this shape", body = ApiRefusal),
        (status = 403, description = "This is not the code of this errand, or none is shown yet (`WrongCode`)", body = ApiRefusal),
        (status = 404, description = "The code was used, is too old, or was mistyped too often (`CodeEnded`)", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
        (status = 429, description = "Too many requests; `Retry-After` says when to come back", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.by_hand.redeem", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    RemoteAddress(from): RemoteAddress,
    ApiJson(asked): ApiJson<RedeemWayHome>,
) -> Result<ApiResult<RedeemedWayHome>, ApiFailure> {
    state.limits.code.admit_from(from).await.map_err(ApiFailure::too_often)?;
    let errand = errand(&asked.state);
    let typed = state.short_codes.code_hash(errand, &asked.code);
    match state.store.redeem_code(asked.client_id, errand, typed, state.now()).await? {
        Typed::Right(sealed) => {
            let code = state.short_codes.open_code(errand, &asked.code, &sealed);
            let code = code.ok_or_else(ApiFailure::unexpected)?;
            Ok(ApiResult(RedeemedWayHome { code: code.expose().to_owned() }))
        }
        Typed::Wrong => Err(refuse(ApiErrorName::Forbidden, ByHandRefusal::WrongCode)),
        Typed::Ended => Err(refuse(ApiErrorName::NotFound, ByHandRefusal::CodeEnded)),
    }
}

fn refuse(name: ApiErrorName, refusal: ByHandRefusal) -> ApiFailure {
    ApiError::with_reason(name, refusal.as_str(), refusal.to_string()).into()
}
