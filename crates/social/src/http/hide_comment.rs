//! `PUT /social/v1/comments/{comment}/hidden`: whether the caller has hidden a comment.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::SetHidden;

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    path::CommentPath,
    writing::{Operation, Writing},
};
use crate::store::Store;

const OPERATION: Operation = Operation { name: "hide_comment", counter: "houseguest_social_hidings_total" };

/// Hides a comment from the caller alone, or shows it again.
#[utoipa::path(
    put,
    path = "/social/v1/comments/{comment}/hidden",
    tag = "moderation",
    operation_id = "hide_comment",
    params(CommentPath, Writing),
    request_body = SetHidden,
    responses(
        Writing,
        JsonBody<SetHidden>,
        CommentPath,
        (status = 200, description = "Whether it is hidden", body = SetHidden),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    CommentPath(comment): CommentPath,
    JsonBody(asked): JsonBody<SetHidden>,
) -> Result<Json<SetHidden>, RouteError> {
    writing.about(&app, OPERATION, comment, asked, Store::hide_comment).await
}
