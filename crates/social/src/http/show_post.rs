//! `GET /social/v1/posts/{post}`: one post.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Post, SocialError};

use super::{App, caller::MaybeCaller, error::RouteError, path::PostPath};

/// One post. Needs no token; with one, the caller's own reaction is marked.
#[utoipa::path(
    get,
    path = "/social/v1/posts/{post}",
    tag = "posts",
    operation_id = "show_post",
    params(PostPath),
    responses(
        PostPath,
        (status = 200, description = "The post", body = Post),
        (status = 401, description = "The token is not valid", body = SocialError),
        (status = 503, description = "The issuer of the token cannot be asked now", body = SocialError),
    ),
    security((), ("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    who: MaybeCaller,
    PostPath(id): PostPath,
) -> Result<Json<Post>, RouteError> {
    let post = app.store.find_post(id, who.viewer()).await?;
    post.map(Json).ok_or(RouteError::NotFound("post"))
}
