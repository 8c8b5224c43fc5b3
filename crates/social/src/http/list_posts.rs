//! `GET /social/v1/posts`: the feed, newest first.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Page, Post, SocialError};

use super::{App, caller::MaybeCaller, error::RouteError, page::Wanted};
use crate::model::FeedPlace;

/// The feed, newest first. Needs no token; with one, the caller's own reactions are marked.
#[utoipa::path(
    get,
    path = "/social/v1/posts",
    tag = "posts",
    operation_id = "list_posts",
    params(
        ("after" = Option<String>, Query, description = "Items behind this place: the `next` of the page before"),
        ("limit" = Option<u32>, Query, description = "How many items at most: 1 to 100, 20 when absent"),
    ),
    responses(
        (status = 200, description = "A page of posts", body = Page<Post>),
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
    wanted: Wanted,
) -> Result<Json<Page<Post>>, RouteError> {
    let after = wanted.after(FeedPlace::from_cursor)?;
    let posts = app.store.list_posts(after, wanted.reach(), who.viewer()).await?;
    let cursor = |post: &Post| FeedPlace { created_at: post.created_at, id: post.id }.to_cursor();
    Ok(Json(wanted.page(posts, cursor)))
}
