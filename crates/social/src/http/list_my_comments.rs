//! `GET /social/v1/me/comments`: what the caller wrote.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Comment, Page, SocialError};

use super::{App, caller::Caller, error::RouteError, page::Wanted};
use crate::model::CommentPlace;

/// The caller's own comments, latest first.
#[utoipa::path(
    get,
    path = "/social/v1/me/comments",
    tag = "me",
    operation_id = "list_my_comments",
    params(
        ("after" = Option<String>, Query, description = "Items behind this place: the `next` of the page before"),
        ("limit" = Option<u32>, Query, description = "How many items at most: 1 to 100, 20 when absent"),
    ),
    responses(
        (status = 200, description = "A page of comments", body = Page<Comment>),
        (status = 400, description = "The query or the cursor cannot be read", body = SocialError),
        (status = 401, description = "There is no valid token", body = SocialError),
        (status = 422, description = "The limit is out of bounds", body = SocialError),
        (status = 503, description = "The issuer of the token cannot be asked now", body = SocialError),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    Caller(caller): Caller,
    wanted: Wanted,
) -> Result<Json<Page<Comment>>, RouteError> {
    let after = wanted.after(CommentPlace::from_cursor)?;
    let found = app.store.list_comments_of(&caller.key, after, wanted.reach()).await?;
    Ok(Json(wanted.comments(found)))
}
