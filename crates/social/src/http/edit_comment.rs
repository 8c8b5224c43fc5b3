//! `PATCH /social/v1/comments/{comment}`: a comment said otherwise.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Comment, EditComment, SocialError};

use super::{
    App,
    body::JsonBody,
    error::RouteError,
    path::CommentPath,
    writing::{Operation, Writing},
};
use crate::store::Store;

const OPERATION: Operation = Operation { name: "edit_comment", counter: "houseguest_social_comment_edits_total" };

/// Says a comment of the caller's otherwise, on top of the version it names. If another device edited it
/// meanwhile, nothing changes and `current_comment` of the refusal has what there is.
#[utoipa::path(
    patch,
    path = "/social/v1/comments/{comment}",
    tag = "comments",
    operation_id = "edit_comment",
    params(CommentPath, Writing),
    request_body = EditComment,
    responses(
        Writing,
        JsonBody<EditComment>,
        CommentPath,
        (status = 200, description = "The comment", body = Comment),
        (status = 403, description = "The comment is somebody else's", body = SocialError),
        (status = 409, description = "The comment was edited meanwhile, or the key was used for another write", body = SocialError),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    CommentPath(comment): CommentPath,
    JsonBody(asked): JsonBody<EditComment>,
) -> Result<Json<Comment>, RouteError> {
    writing.about(&app, OPERATION, comment, asked, Store::edit_comment).await
}
