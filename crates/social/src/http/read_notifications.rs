//! `POST /social/v1/me/notifications/read`: what the caller has seen.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{ReadNotifications, Unread};

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
    params(Writing),
    request_body = ReadNotifications,
    responses(
        Writing,
        JsonBody<ReadNotifications>,
        (status = 200, description = "How many are unread now", body = Unread),
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
