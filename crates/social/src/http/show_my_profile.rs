//! `GET /social/v1/me/profile`: the caller's own page.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Profile, SocialError};

use super::{App, caller::Caller, error::RouteError};

/// The caller's own page, also before they have done anything here.
#[utoipa::path(
    get,
    path = "/social/v1/me/profile",
    tag = "me",
    operation_id = "show_my_profile",
    responses(
        (status = 200, description = "The caller's own page, also before they have done anything here", body = Profile),
        (status = 401, description = "There is no valid token", body = SocialError),
        (status = 503, description = "The issuer of the token cannot be asked now", body = SocialError),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(State(app): State<Arc<App>>, Caller(caller): Caller) -> Result<Json<Profile>, RouteError> {
    Ok(Json(app.store.find_own_profile(&caller, app.clock.now()).await?))
}
