//! The OAuth error format, produced here and nowhere else (protocol.md, section 0.4).

use std::{any::Any, time::Duration};

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use houseguest_protocol::identity::{OAuthError, OAuthErrorCode};

use crate::{
    jose::{KeyError, dpop::InvalidProof},
    limits::NotAdmitted,
    model::TooMany,
    store::StoreError,
};

/// A refused OAuth request.
#[derive(Debug)]
pub(crate) struct OAuthFailure {
    status: StatusCode,
    error: OAuthError,
    is_challenge: bool,
    retry_after: Option<Duration>,
}

impl OAuthFailure {
    /// Status 400, which is what the protocol says unless it says otherwise.
    pub(crate) fn new(code: OAuthErrorCode, description: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            error: OAuthError::new(code, description),
            is_challenge: false,
            retry_after: None,
        }
    }

    /// A parameter is missing or wrong.
    pub(crate) fn invalid_request(description: impl Into<String>) -> Self {
        Self::new(OAuthErrorCode::InvalidRequest, description)
    }

    /// The credential is dead.
    pub(crate) fn invalid_grant(description: &str) -> Self {
        Self::new(OAuthErrorCode::InvalidGrant, description)
    }

    /// No live session: status 401 (sections 3.5 and 6.1).
    pub(crate) fn no_session(description: &str) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, ..Self::invalid_grant(description) }
    }

    /// The same, saying so in `WWW-Authenticate` too (section 6.1; RFC 6750, section 3).
    pub(crate) fn invalid_session() -> Self {
        Self { is_challenge: true, ..Self::no_session("invalid session") }
    }

    /// The body is over the limit: status 413.
    pub(crate) fn too_large() -> Self {
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, ..Self::invalid_request("request body too large") }
    }

    fn server_error() -> Self {
        let error = Self::new(OAuthErrorCode::ServerError, "internal server error");
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, ..error }
    }
}

/// Too many requests: status 429 (section 3.1), and when to come back (RFC 9110, section 10.2.3).
impl From<TooMany> for OAuthFailure {
    fn from(TooMany { retry_after }: TooMany) -> Self {
        let description = "rate limit exceeded, please try again later.";
        Self {
            status: StatusCode::TOO_MANY_REQUESTS,
            retry_after: Some(retry_after),
            ..Self::new(OAuthErrorCode::RateLimited, description)
        }
    }
}

/// A proof of possession that does not hold: status 400 (section 12.3).
impl From<InvalidProof> for OAuthFailure {
    fn from(reason: InvalidProof) -> Self {
        Self::new(OAuthErrorCode::InvalidDpopProof, reason.to_string())
    }
}

impl From<NotAdmitted> for OAuthFailure {
    fn from(reason: NotAdmitted) -> Self {
        match reason {
            NotAdmitted::TooMany(limit) => limit.into(),
            NotAdmitted::Store(error) => error.into(),
        }
    }
}

impl From<KeyError> for OAuthFailure {
    fn from(error: KeyError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "a request failed");
        Self::server_error()
    }
}

impl From<StoreError> for OAuthFailure {
    fn from(error: StoreError) -> Self {
        // The one place where an unexpected cause is told, and only to the log.
        tracing::error!(error = &error as &dyn std::error::Error, "a request failed");
        Self::server_error()
    }
}

impl IntoResponse for OAuthFailure {
    fn into_response(self) -> Response {
        metrics::counter!("identity_refused_total", "error" => self.error.error.as_str().to_owned()).increment(1);
        let mut response = (self.status, Json(&self.error)).into_response();
        if self.is_challenge {
            let value =
                HeaderValue::from_static("Bearer error=\"invalid_grant\", error_description=\"invalid session\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, value);
        }
        super::headers::retry_after(response.headers_mut(), self.retry_after);
        response
    }
}

/// What a panic is answered with; its text goes to the log by the panic hook, never to the caller.
pub(super) fn from_panic(_payload: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    OAuthFailure::server_error().into_response()
}
