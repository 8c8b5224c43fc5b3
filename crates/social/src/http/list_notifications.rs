//! `GET /social/v1/me/notifications`: who answered or mentioned the caller.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{NotificationPage, SocialError};

use super::{App, caller::Caller, error::RouteError, page::Wanted};
use crate::model::CommentPlace;

/// The caller's news, latest first, and how many are unread.
#[utoipa::path(
    get,
    path = "/social/v1/me/notifications",
    tag = "me",
    operation_id = "list_notifications",
    params(
        ("after" = Option<String>, Query, description = "Items behind this place: the `next` of the page before"),
        ("limit" = Option<u32>, Query, description = "How many items at most: 1 to 100, 20 when absent"),
    ),
    responses(
        (status = 200, description = "The caller's news, latest first, and how many are unread", body = NotificationPage),
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
) -> Result<Json<NotificationPage>, RouteError> {
    let before = wanted.after(CommentPlace::from_cursor)?.map(|place| place.0);
    let found = app.store.list_notifications(&caller.key, before, wanted.reach()).await?;
    let page = wanted.page(found, |news| CommentPlace(news.id).to_cursor());
    let unread = app.store.count_unread(&caller.key).await?;
    Ok(Json(NotificationPage { items: page.items, next: page.next, unread }))
}
