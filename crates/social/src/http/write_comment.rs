//! `POST /social/v1/posts/{post}/comments`: a new comment.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use houseguest_protocol::social::{Comment, CommentId, NewComment, SocialError};

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
    params(
        ("post" = String, Path, format = Uuid, description = "The post"),
        ("idempotency-key" = String, Header, description = "Names this write: 8 to 64 visible ASCII characters"),
    ),
    request_body = NewComment,
    responses(
        (status = 201, description = "The comment", body = Comment),
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
    JsonBody(comment): JsonBody<NewComment>,
) -> Result<(StatusCode, Json<Comment>), RouteError> {
    let written = writing.once(&app, OPERATION, post, comment, async move |store, intent, comment| {
        store.add_comment(intent, post, CommentId::new_v4(), comment).await
    });
    Ok((StatusCode::CREATED, Json(written.await?)))
}
