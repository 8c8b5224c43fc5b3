//! Ids in paths.

use std::collections::BTreeMap;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use houseguest_protocol::{
    social::{CommentId, Handle, ImageId, PostId},
    values::Subject,
};
use utoipa::{
    IntoParams, IntoResponses,
    openapi::{
        KnownFormat, ObjectBuilder, RefOr, Required, Response, SchemaFormat, Type,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};
use uuid::Uuid;

use super::{error::RouteError, openapi::refusals};
use crate::store::Whose;

/// The post a path names. Text that cannot be an id names no post.
#[derive(Debug)]
pub(crate) struct PostPath(pub(crate) PostId);

/// The comment a path names. Text that cannot be an id names no comment.
#[derive(Debug)]
pub(crate) struct CommentPath(pub(crate) CommentId);

/// The image a path names. Text that cannot be an id names no image.
#[derive(Debug)]
pub(crate) struct ImagePath(pub(crate) ImageId);

/// Whom a path names: a `sub`, or `@` and a handle. Text that can be neither names nobody.
#[derive(Debug)]
pub(crate) struct PersonPath(pub(crate) Whose);

/// What the API's description says of an id in a path.
macro_rules! described {
    ($($path:ident: $name:literal, $description:literal, $unknown:literal;)+) => {
        $(impl IntoParams for $path {
            fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
                let format = SchemaFormat::KnownFormat(KnownFormat::Uuid);
                let id = ParameterBuilder::new()
                    .name($name)
                    .parameter_in(ParameterIn::Path)
                    .required(Required::True)
                    .description(Some($description))
                    .schema(Some(ObjectBuilder::new().schema_type(Type::String).format(Some(format))));
                vec![id.build()]
            }
        }

        impl IntoResponses for $path {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                refusals(&[(404, $unknown)])
            }
        })+
    };
}

described! {
    PostPath: "post", "The post", "There is no such post";
    CommentPath: "comment", "The comment", "There is no such comment";
}

async fn id<S: Send + Sync>(parts: &mut Parts, state: &S, what: &'static str) -> Result<Uuid, RouteError> {
    let found = Path::<Uuid>::from_request_parts(parts, state).await;
    found.map(|Path(id)| id).map_err(|_| RouteError::NotFound(what))
}

impl<S: Send + Sync> FromRequestParts<S> for PostPath {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        id(parts, state, "post").await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for CommentPath {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        id(parts, state, "comment").await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ImagePath {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        id(parts, state, "image").await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for PersonPath {
    type Rejection = RouteError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, RouteError> {
        let nobody = || RouteError::NotFound("person");
        let Path(text) = Path::<String>::from_request_parts(parts, state).await.map_err(|_| nobody())?;
        let whose = match text.strip_prefix('@') {
            Some(handle) => Handle::parse(handle).map(Whose::Handle).map_err(|_| nobody())?,
            None => Subject::parse(text).map(Whose::Sub).map_err(|_| nobody())?,
        };
        Ok(Self(whose))
    }
}
