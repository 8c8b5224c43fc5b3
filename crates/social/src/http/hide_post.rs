//! `PUT /social/v1/posts/{post}/hidden`: whether the caller has hidden a post.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::SetHidden;

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    path::PostPath,
    writing::{Operation, Writing},
};
use crate::store::Store;

const OPERATION: Operation = Operation { name: "hide_post", counter: "houseguest_social_hidings_total" };

/// Hides a post from the caller alone, or shows it again.
#[utoipa::path(
    put,
    path = "/social/v1/posts/{post}/hidden",
    tag = "moderation",
    operation_id = "hide_post",
    params(PostPath, Writing),
    request_body = SetHidden,
    responses(
        Writing,
        JsonBody<SetHidden>,
        PostPath,
        (status = 200, description = "Whether it is hidden", body = SetHidden),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    PostPath(post): PostPath,
    JsonBody(asked): JsonBody<SetHidden>,
) -> Result<Json<SetHidden>, RouteError> {
    writing.about(&app, OPERATION, post, asked, Store::hide_post).await
}
