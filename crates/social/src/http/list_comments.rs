//! `GET /social/v1/posts/{post}/comments`: a thread in order of arrival.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Comment, Page, SocialError};

use super::{App, caller::MaybeCaller, error::RouteError, page::Wanted, path::PostPath};
use crate::model::CommentPlace;

/// The comments of a post in order of arrival, so that answers come after what they answer.
/// Needs no token; with one, the caller's own comments are marked.
#[utoipa::path(
    get,
    path = "/social/v1/posts/{post}/comments",
    tag = "comments",
    operation_id = "list_comments",
    params(
        PostPath,
        ("after" = Option<String>, Query, description = "Items behind this place: the `next` of the page before"),
        ("limit" = Option<u32>, Query, description = "How many items at most: 1 to 100, 20 when absent"),
    ),
    responses(
        PostPath,
        (status = 200, description = "A page of comments", body = Page<Comment>),
        (status = 400, description = "The query or the cursor cannot be read", body = SocialError),
        (status = 401, description = "The token is not valid", body = SocialError),
        (status = 422, description = "The limit is out of bounds", body = SocialError),
        (status = 503, description = "The issuer of the token cannot be asked now", body = SocialError),
    ),
    security((), ("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    who: MaybeCaller,
    PostPath(post): PostPath,
    wanted: Wanted,
) -> Result<Json<Page<Comment>>, RouteError> {
    let after = wanted.after(CommentPlace::from_cursor)?;
    let found = app.store.list_comments(post, after, wanted.reach(), who.viewer()).await?;
    let found = found.ok_or(RouteError::NotFound("post"))?;
    Ok(Json(wanted.comments(found)))
}
