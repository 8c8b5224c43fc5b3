//! `POST /social/v1/posts/{post}/comments`: a new comment.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use houseguest_protocol::social::{Comment, CommentId, NewComment};

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    path::PostPath,
    writing::{Operation, Writing},
};

const OPERATION: Operation = Operation { name: "comment", counter: "houseguest_social_comments_total" };

/// Writes a comment, or answers one of the same post. Repeated with the same idempotency key it
/// happens once.
#[utoipa::path(
    post,
    path = "/social/v1/posts/{post}/comments",
    tag = "comments",
    operation_id = "write_comment",
    params(PostPath, Writing),
    request_body = NewComment,
    responses(
        Writing,
        JsonBody<NewComment>,
        PostPath,
        (status = 201, description = "The comment", body = Comment),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    PostPath(post): PostPath,
    JsonBody(comment): JsonBody<NewComment>,
) -> Result<(StatusCode, Json<Comment>), RouteError> {
    let written = writing.once(&app, OPERATION, post, comment, async move |store, intent, comment| {
        store.add_comment(intent, post, CommentId::new_v4(), comment).await
    });
    Ok((StatusCode::CREATED, Json(written.await?)))
}
