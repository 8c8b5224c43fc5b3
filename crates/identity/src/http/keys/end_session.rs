//! `POST /houseguest/v1/sessions/end`

use axum::extract::State;
use houseguest_protocol::identity::{ApiErrorName, EndSessionRequest, KeyList, SessionPlace};

use super::list::list;
use crate::{
    http::{
        api_failure::{ApiFailure, ApiResult},
        api_json::ApiJson,
        caller::Bearer,
        openapi::{ApiRefusal, Envelope},
    },
    model::{BrowserSessionId, HistoryKind, SessionId},
    state::AppState,
    store::AnySessionId,
};

/// Ends one of the user's own sessions, for guests and members alike. A guest's device with a key begins another one; to
/// keep it out, its key is revoked.
#[utoipa::path(
    post,
    path = "/houseguest/v1/sessions/end",
    tag = "keys and devices",
    operation_id = "end_own_session",
    security(("access_token" = [])),
    request_body = EndSessionRequest,
    responses(
        (status = 200, description = "The keys and sessions there are now", body = Envelope<KeyList>),
        (status = 400, description = "The body is not JSON of this shape", body = ApiRefusal),
        (status = 401, description = "There is no access token that works and may do this", body = ApiRefusal),
        (status = 404, description = "The user has no such session", body = ApiRefusal),
        (status = 413, description = "The body is larger than 1 MiB", body = ApiRefusal),
    )
)]
#[tracing::instrument(name = "identity.sessions.end", skip_all)]
pub(in crate::http) async fn handler(
    State(state): State<AppState>,
    Bearer(caller): Bearer,
    ApiJson(EndSessionRequest { id, place }): ApiJson<EndSessionRequest>,
) -> Result<ApiResult<KeyList>, ApiFailure> {
    let id = match place {
        SessionPlace::App => AnySessionId::App(SessionId(id)),
        SessionPlace::Browser => AnySessionId::Browser(BrowserSessionId(id)),
    };
    if !state.store.end_one_session(caller.user.id, id, HistoryKind::SessionEnded, state.now()).await? {
        return Err(ApiFailure::new(ApiErrorName::NotFound, "there is no such session"));
    }
    Ok(ApiResult(list(&state, &caller).await?))
}
