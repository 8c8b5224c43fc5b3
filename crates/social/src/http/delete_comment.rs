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
    params(CommentPath, Writing),
    responses(
        Writing,
        CommentPath,
        (status = 200, description = "Until when it can be brought back", body = DeletedComment),
        (status = 403, description = "The comment is somebody else's", body = SocialError),
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
