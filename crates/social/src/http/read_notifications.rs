//! `POST /social/v1/me/notifications/read`: what the caller has seen.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{ReadNotifications, SocialError, Unread};

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    writing::{Operation, Writing},
};

const OPERATION: Operation =
    Operation { name: "read_notifications", counter: "houseguest_social_notifications_read_total" };

/// Says that everything up to a notification has been seen.
#[utoipa::path(
    post,
    path = "/social/v1/me/notifications/read",
    tag = "me",
    operation_id = "read_notifications",
    params(
        ("idempotency-key" = String, Header, description = "Names this write: 8 to 64 visible ASCII characters"),
    ),
    request_body = ReadNotifications,
    responses(
        (status = 200, description = "How many are unread now", body = Unread),
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
    JsonBody(asked): JsonBody<ReadNotifications>,
) -> Result<Json<Unread>, RouteError> {
    let done = writing.once(&app, OPERATION, (), asked, async move |store, intent, asked| {
        store.read_notifications(intent, asked.up_to).await
    });
    Ok(Json(done.await?))
}
