//! The JSON-API envelope and error format, produced here and nowhere else (protocol.md, section 0.4).

use std::{any::Any, time::Duration};

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use houseguest_protocol::identity::{ApiAnswer, ApiError, ApiErrorName};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{jose::KeyError, limits::NotAdmitted, model::TooMany, store::StoreError};

/// A refused JSON-API request.
#[derive(Debug)]
pub(super) struct ApiFailure {
    error: ApiError,
    retry_after: Option<Duration>,
}

/// A JSON-API result in its envelope.
#[derive(Debug)]
pub(super) struct ApiResult<T>(pub(super) T);

impl<T: Serialize> IntoResponse for ApiResult<T> {
    fn into_response(self) -> Response {
        Json(ApiAnswer::Result(self.0)).into_response()
    }
}

impl ApiFailure {
    /// A failure whose reason is its name.
    pub(super) fn new(name: ApiErrorName, message: &str) -> Self {
        ApiError::new(name, message).into()
    }

    /// `Invalid`/`Invalid`, what most refusals of this format are.
    pub(super) fn invalid(message: &str) -> Self {
        Self::new(ApiErrorName::Invalid, message)
    }

    /// Too many new guests (section 5.1).
    fn too_many_new_guests(TooMany { retry_after }: TooMany) -> Self {
        let mut error = ApiError::with_reason(ApiErrorName::TooManyRequest, "RateLimited", "request rate limited");
        let limit =
            json!({"name": "authentication.signup_anonymous.per_ip", "group": "authentication.signup_anonymous"});
        error.info = Some(Map::from_iter([
            ("bucket_name".to_owned(), Value::from("SignupAnonymousPerIP")),
            ("rate_limit".to_owned(), limit),
            ("rate_limit_name".to_owned(), Value::from("authentication.signup_anonymous")),
        ]));
        Self { error, retry_after: Some(retry_after) }
    }

    /// Too many of anything but new guests.
    pub(super) fn too_often(reason: NotAdmitted) -> Self {
        match reason {
            NotAdmitted::TooMany(TooMany { retry_after }) => {
                let error = ApiError::with_reason(ApiErrorName::TooManyRequest, "RateLimited", "request rate limited");
                Self { error, retry_after: Some(retry_after) }
            }
            NotAdmitted::Store(error) => error.into(),
        }
    }

    /// There is no access token that works.
    pub(super) fn unauthorized() -> Self {
        Self::new(ApiErrorName::Unauthorized, "authentication required")
    }

    pub(super) fn unexpected() -> Self {
        ApiError::with_reason(ApiErrorName::InternalError, "UnexpectedError", "unexpected error occurred").into()
    }
}

impl From<ApiError> for ApiFailure {
    fn from(error: ApiError) -> Self {
        Self { error, retry_after: None }
    }
}

/// A new guest who is not admitted.
impl From<NotAdmitted> for ApiFailure {
    fn from(reason: NotAdmitted) -> Self {
        match reason {
            NotAdmitted::TooMany(limit) => Self::too_many_new_guests(limit),
            NotAdmitted::Store(error) => error.into(),
        }
    }
}

impl From<KeyError> for ApiFailure {
    fn from(error: KeyError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "a request failed");
        Self::unexpected()
    }
}

impl From<StoreError> for ApiFailure {
    fn from(error: StoreError) -> Self {
        // The one place where an unexpected cause is told, and only to the log.
        tracing::error!(error = &error as &dyn std::error::Error, "a request failed");
        Self::unexpected()
    }
}

impl IntoResponse for ApiFailure {
    fn into_response(self) -> Response {
        metrics::counter!("identity_refused_total", "error" => self.error.reason.clone()).increment(1);
        let status = StatusCode::from_u16(self.error.code).expect("every name stands for a status");
        let mut response = (status, Json(ApiAnswer::<()>::Error(self.error))).into_response();
        super::headers::retry_after(response.headers_mut(), self.retry_after);
        response
    }
}

/// What a panic is answered with; its text goes to the log by the panic hook, never to the caller.
pub(super) fn from_panic(_payload: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    ApiFailure::unexpected().into_response()
}
