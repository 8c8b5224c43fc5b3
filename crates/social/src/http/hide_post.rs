//! `PUT /social/v1/posts/{post}/hidden`: whether the caller has hidden a post.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{SetHidden, SocialError};

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    path::PostPath,
    writing::{Operation, Writing},
};

const OPERATION: Operation = Operation { name: "hide_post", counter: "houseguest_social_hidings_total" };

/// Hides a post from the caller alone, or shows it again.
#[utoipa::path(
    put,
    path = "/social/v1/posts/{post}/hidden",
    tag = "moderation",
    operation_id = "hide_post",
    params(
        ("post" = String, Path, format = Uuid, description = "The post"),
        ("idempotency-key" = String, Header, description = "Names this write: 8 to 64 visible ASCII characters"),
    ),
    request_body = SetHidden,
    responses(
        (status = 200, description = "Whether it is hidden", body = SetHidden),
        (status = 400, description = "The body or the idempotency key cannot be read", body = SocialError),
        (status = 401, description = "There is no valid token", body = SocialError),
        (status = 404, description = "There is no such post", body = SocialError),
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
    PostPath(post): PostPath,
    JsonBody(asked): JsonBody<SetHidden>,
) -> Result<Json<SetHidden>, RouteError> {
    let done = writing.once(&app, OPERATION, post, asked, async move |store, intent, asked| {
        store.hide_post(intent, post, asked).await
    });
    Ok(Json(done.await?))
}
