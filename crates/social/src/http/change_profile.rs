//! `PATCH /social/v1/me/profile`: what the caller is called.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Handle, Profile, ProfileChange, SocialError};

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
    params(
        ("idempotency-key" = String, Header, description = "Names this write: 8 to 64 visible ASCII characters"),
    ),
    request_body = ProfileChange,
    responses(
        (status = 200, description = "The page as it is now", body = Profile),
        (status = 400, description = "The body or the idempotency key cannot be read", body = SocialError),
        (status = 401, description = "There is no valid token", body = SocialError),
        (status = 409, description = "The idempotency key was used for another write", body = SocialError),
        (status = 413, description = "The body is larger than 64 KiB", body = SocialError),
        (status = 422, description = "A field is not acceptable; the notes say why", body = SocialError),
        (status = 503, description = "The issuer of the token cannot be asked now", body = SocialError),
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
