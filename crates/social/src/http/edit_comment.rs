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

const OPERATION: Operation = Operation { name: "edit_comment", counter: "houseguest_social_comment_edits_total" };

/// Says a comment of the caller's otherwise, on top of the version it names. If another device edited it
/// meanwhile, nothing changes and `current_comment` of the refusal has what there is.
#[utoipa::path(
    patch,
    path = "/social/v1/comments/{comment}",
    tag = "comments",
    operation_id = "edit_comment",
    params(
        ("comment" = String, Path, format = Uuid, description = "The comment"),
        ("idempotency-key" = String, Header, description = "Names this write: 8 to 64 visible ASCII characters"),
    ),
    request_body = EditComment,
    responses(
        (status = 200, description = "The comment", body = Comment),
        (status = 400, description = "The body or the idempotency key cannot be read", body = SocialError),
        (status = 401, description = "There is no valid token", body = SocialError),
        (status = 403, description = "The comment is somebody else's", body = SocialError),
        (status = 404, description = "There is no such comment", body = SocialError),
        (status = 409, description = "The comment was edited meanwhile, or the key was used for another write", body = SocialError),
        (status = 413, description = "The body is larger than 64 KiB", body = SocialError),
        (status = 422, description = "A field is not acceptable; the notes say why", body = SocialError),
        (status = 503, description = "The issuer of the token cannot be asked now", body = SocialError),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    CommentPath(comment): CommentPath,
    JsonBody(asked): JsonBody<EditComment>,
) -> Result<Json<Comment>, RouteError> {
    let done = writing.once(&app, OPERATION, comment, asked, async move |store, intent, asked| {
        store.edit_comment(intent, comment, asked).await
    });
    Ok(Json(done.await?))
}
