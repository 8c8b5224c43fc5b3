//! Bodies of the JSON APIs (protocol.md, section 0.4).

use axum::{
    body::{Bytes, to_bytes},
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use houseguest_protocol::identity::{ApiError, ApiErrorName, ValidationCause};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::{BODY_LIMIT, api_failure::ApiFailure};

/// A body of the wanted shape.
#[derive(Debug)]
pub(super) struct ApiJson<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for ApiJson<T> {
    type Rejection = ApiFailure;

    async fn from_request(request: Request, _state: &S) -> Result<Self, ApiFailure> {
        if !is_json(request.headers()) {
            return Err(ApiFailure::new(ApiErrorName::BadRequest, "request content type is invalid"));
        }
        let body = to_bytes(request.into_body(), BODY_LIMIT).await.map_err(|_| too_large())?;
        parse(&body).map(Self)
    }
}

/// `application/json`, with `charset=utf-8` as the only parameter that is tolerated.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let (kind, parameter) = value.split_once(';').map_or((value, None), |(kind, rest)| (kind, Some(rest.trim())));
    kind.trim().eq_ignore_ascii_case("application/json")
        && parameter.is_none_or(|parameter| parameter.eq_ignore_ascii_case("charset=utf-8"))
}

fn too_large() -> ApiFailure {
    ApiError::with_reason(ApiErrorName::RequestEntityTooLarge, "JSONTooLarge", "request body too large").into()
}

fn parse<T: DeserializeOwned>(body: &Bytes) -> Result<T, ApiFailure> {
    let value: Value = serde_json::from_slice(body).map_err(|error| {
        let mut failure = ApiError::with_reason(ApiErrorName::BadRequest, "InvalidJSON", "the body is not JSON");
        failure.info = Some(Map::from_iter([("byte_offset".to_owned(), offset_of(body, &error).into())]));
        failure
    })?;
    serde_json::from_value(value).map_err(|error| {
        let details = json!({"msg": error.to_string()});
        let cause = ValidationCause { location: String::new(), kind: "general".to_owned(), details };
        ApiError::validation_failed(&[cause]).into()
    })
}

/// Where the parser stopped, in bytes.
fn offset_of(body: &[u8], error: &serde_json::Error) -> usize {
    let lines = body.split_inclusive(|byte| *byte == b'\n').take(error.line().saturating_sub(1));
    (lines.map(<[u8]>::len).sum::<usize>() + error.column()).min(body.len())
}
