//! Ids in paths.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use houseguest_protocol::social::PostId;

use super::error::RouteError;

/// The post a path names. Text that cannot be an id names no post.
#[derive(Debug)]
pub(crate) struct PostPath(pub(crate) PostId);

impl<S: Send + Sync> FromRequestParts<S> for PostPath {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        let found = Path::<PostId>::from_request_parts(parts, state).await;
        found.map(|Path(id)| Self(id)).map_err(|_| RouteError::NotFound("post"))
    }
}
