//! `GET /social/v1/people/{person}`: somebody's page.

use std::sync::Arc;

use axum::{Json, extract::State};
use houseguest_protocol::social::{Profile, SocialError};

use super::{App, caller::MaybeCaller, error::RouteError, path::PersonPath};

/// Somebody's page. Of people of two issuers with one `sub` it is that of the first; a handle names one person.
#[utoipa::path(
    get,
    path = "/social/v1/people/{person}",
    tag = "people",
    operation_id = "show_person",
    params(
        ("person" = String, Path, description = "A `sub`, or `@` and a handle"),
    ),
    responses(
        (status = 200, description = "Somebody's page", body = Profile),
        (status = 401, description = "The token is not valid", body = SocialError),
        (status = 404, description = "There is no such person", body = SocialError),
        (status = 503, description = "The issuer of the token cannot be asked now", body = SocialError),
    ),
    security((), ("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    who: MaybeCaller,
    PersonPath(whose): PersonPath,
) -> Result<Json<Profile>, RouteError> {
    let profile = app.store.find_profile(whose, who.viewer()).await?;
    profile.map(Json).ok_or(RouteError::NotFound("person"))
}
