//! `POST /social/v1/comments/{comment}/restore`: a comment brought back.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Comment, SocialError};

use super::{
    App,
    error::RouteError,
    path::CommentPath,
    writing::{Operation, Writing},
};

const OPERATION: Operation =
    Operation { name: "restore_comment", counter: "houseguest_social_comment_restorations_total" };

/// Brings back a comment that the caller deleted less than ten minutes ago.
#[utoipa::path(
    post,
    path = "/social/v1/comments/{comment}/restore",
    tag = "comments",
    operation_id = "restore_comment",
    params(CommentPath, Writing),
    responses(
        Writing,
        CommentPath,
        (status = 200, description = "The comment", body = Comment),
        (status = 403, description = "The comment is somebody else's", body = SocialError),
        (status = 404, description = "There is no such comment, or it was deleted too long ago", body = SocialError),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    CommentPath(comment): CommentPath,
) -> Result<Json<Comment>, RouteError> {
    let done = writing
        .once(&app, OPERATION, comment, (), async move |store, intent, _| store.restore_comment(intent, comment).await);
    Ok(Json(done.await?))
}
