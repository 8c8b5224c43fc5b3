//! `GET /social/v1/images/{image}`: a picture.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use houseguest_protocol::social::SocialError;

use super::{App, error::RouteError, path::ImagePath};

/// A drawing may have styles inside it, and nothing may happen in it, even where somebody opens it as a page.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");
/// What is there never changes: another picture has another name.
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Pages of other origins show it, as they show the post.
const FOR_EVERYBODY: HeaderValue = HeaderValue::from_static("cross-origin");

/// A picture.
#[utoipa::path(
    get,
    path = "/social/v1/images/{image}",
    tag = "posts",
    operation_id = "show_image",
    params(("image" = String, Path, format = Uuid, description = "The image")),
    responses(
        (status = 200, description = "The file", content(
            (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (Vec<u8> = "image/svg+xml"))),
        (status = 404, description = "There is no such image", body = SocialError),
    )
)]
pub(super) async fn handler(State(app): State<Arc<App>>, ImagePath(id): ImagePath) -> Result<Response, RouteError> {
    let image = app.store.find_image(id).await?.ok_or(RouteError::NotFound("image"))?;
    let media_type = HeaderValue::from_str(&image.media_type).unwrap_or(HeaderValue::from_static("image/jpeg"));
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, FOR_GOOD),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (HeaderName::from_static("cross-origin-resource-policy"), FOR_EVERYBODY),
    ];
    Ok((headers, image.bytes).into_response())
}
