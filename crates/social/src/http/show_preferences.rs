//! `GET /social/v1/me/preferences`: what the caller prefers.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{SocialError, StoredPreferences};

use super::{App, caller::Caller, error::RouteError};

/// The caller's preferences; version 0 and the defaults when nothing was saved.
#[utoipa::path(
    get,
    path = "/social/v1/me/preferences",
    tag = "me",
    operation_id = "show_preferences",
    responses(
        (status = 200, description = "The preferences and their version", body = StoredPreferences),
        (status = 401, description = "There is no valid token", body = SocialError),
        (status = 503, description = "The issuer of the token cannot be asked now", body = SocialError),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    Caller(caller): Caller,
) -> Result<Json<StoredPreferences>, RouteError> {
    Ok(Json(app.store.find_preferences(&caller.key).await?))
}
