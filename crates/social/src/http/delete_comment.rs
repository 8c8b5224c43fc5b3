//! `DELETE /social/v1/comments/{comment}`: a comment taken away.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{DeletedComment, SocialError};

use super::{
    App,
    error::RouteError,
    path::CommentPath,
    writing::{Operation, Writing},
};

const OPERATION: Operation = Operation { name: "delete_comment", counter: "houseguest_social_comment_deletions_total" };

/// Deletes a comment of the caller's. Answers to it stay, below a place without author and text.
#[utoipa::path(
    delete,
    path = "/social/v1/comments/{comment}",
    tag = "comments",
    operation_id = "delete_comment",
    params(
        ("comment" = String, Path, format = Uuid, description = "The comment"),
        ("idempotency-key" = String, Header, description = "Names this write: 8 to 64 visible ASCII characters"),
    ),
    responses(
        (status = 200, description = "Until when it can be brought back", body = DeletedComment),
        (status = 400, description = "The body or the idempotency key cannot be read", body = SocialError),
        (status = 401, description = "There is no valid token", body = SocialError),
        (status = 403, description = "The comment is somebody else's", body = SocialError),
        (status = 404, description = "There is no such comment", body = SocialError),
        (status = 409, description = "The idempotency key was used for another write", body = SocialError),
        (status = 503, description = "The issuer of the token cannot be asked now", body = SocialError),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    CommentPath(comment): CommentPath,
) -> Result<Json<DeletedComment>, RouteError> {
    let done = writing
        .once(&app, OPERATION, comment, (), async move |store, intent, _| store.delete_comment(intent, comment).await);
    Ok(Json(done.await?))
}
