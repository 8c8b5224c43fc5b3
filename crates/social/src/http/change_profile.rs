//! `PATCH /social/v1/me/profile`: what the caller is called.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Handle, Profile, ProfileChange};

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    writing::{Operation, Writing},
};

const OPERATION: Operation = Operation { name: "change_profile", counter: "houseguest_social_profile_changes_total" };

/// Changes the caller's handle, name or face; what is absent stays.
#[utoipa::path(
    patch,
    path = "/social/v1/me/profile",
    tag = "me",
    operation_id = "change_profile",
    params(Writing),
    request_body = ProfileChange,
    responses(
        Writing,
        JsonBody<ProfileChange>,
        (status = 200, description = "The page as it is now", body = Profile),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    JsonBody(asked): JsonBody<ProfileChange>,
) -> Result<Json<Profile>, RouteError> {
    if asked.handle.as_ref().is_some_and(Handle::is_reserved) {
        return Err(RouteError::Reserved("/handle"));
    }
    let done = writing
        .once(&app, OPERATION, (), asked, async move |store, intent, asked| store.change_profile(intent, asked).await);
    Ok(Json(done.await?))
}
