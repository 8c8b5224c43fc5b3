//! `GET /social/v1/people/{person}/activity`: what somebody wrote.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Activity, Page, SocialError};

use super::{App, caller::MaybeCaller, error::RouteError, page::Wanted, path::PersonPath};
use crate::{model::CommentPlace, store::Found};

/// What somebody wrote, latest first, each with what they were when they wrote it.
#[utoipa::path(
    get,
    path = "/social/v1/people/{person}/activity",
    tag = "people",
    operation_id = "list_activity",
    params(
        ("person" = String, Path, description = "A `sub`, or `@` and a handle"),
        ("after" = Option<String>, Query, description = "Items behind this place: the `next` of the page before"),
        ("limit" = Option<u32>, Query, description = "How many items at most: 1 to 100, 20 when absent"),
    ),
    responses(
        (status = 200, description = "What somebody wrote, latest first, each with what they were when they wrote it", body = Page<Activity>),
        (status = 400, description = "The query or the cursor cannot be read", body = SocialError),
        (status = 401, description = "The token is not valid", body = SocialError),
        (status = 404, description = "There is no such person", body = SocialError),
        (status = 422, description = "The limit is out of bounds", body = SocialError),
        (status = 503, description = "The issuer of the token cannot be asked now", body = SocialError),
    ),
    security((), ("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    who: MaybeCaller,
    PersonPath(whose): PersonPath,
    wanted: Wanted,
) -> Result<Json<Page<Activity>>, RouteError> {
    let after = wanted.after(CommentPlace::from_cursor)?;
    let found = app.store.list_activity(whose, after, wanted.reach(), who.viewer()).await?;
    let page = wanted.page(found.ok_or(RouteError::NotFound("person"))?, |found| found.place.to_cursor());
    let shown = |Found { comment, post, written_as, .. }| Activity { comment, post, written_as };
    Ok(Json(Page { items: page.items.into_iter().map(shown).collect(), next: page.next }))
}
