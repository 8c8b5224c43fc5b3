//! `GET /social/v1/comments/{comment}`: one comment.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Comment, SocialError};

use super::{App, caller::MaybeCaller, error::RouteError, path::CommentPath};

/// One comment. Needs no token; with one, it is marked when it is the caller's.
#[utoipa::path(
    get,
    path = "/social/v1/comments/{comment}",
    tag = "comments",
    operation_id = "show_comment",
    params(
        CommentPath,
    ),
    responses(
        CommentPath,
        (status = 200, description = "One comment", body = Comment),
        (status = 401, description = "The token is not valid", body = SocialError),
        (status = 503, description = "The issuer of the token cannot be asked now", body = SocialError),
    ),
    security((), ("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    who: MaybeCaller,
    CommentPath(id): CommentPath,
) -> Result<Json<Comment>, RouteError> {
    let comment = app.store.find_comment(id, who.viewer()).await?;
    comment.map(Json).ok_or(RouteError::NotFound("comment"))
}
