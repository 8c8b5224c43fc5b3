//! The JSON-API envelope and error format (section 0.4).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A JSON-API answer: `{"result": …}` or `{"error": …}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ApiAnswer<T> {
    /// Status 200.
    Result(T),
    /// Status [`ApiErrorName::status`].
    Error(ApiError),
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[error("{reason}: {message}")]
pub struct ApiError {
    /// The kind, which fixes the status.
    pub name: ApiErrorName,
    /// What a client acts on; equals the name when there is nothing closer.
    pub reason: String,
    /// What a developer reads.
    pub message: String,
    /// The HTTP status once more.
    pub code: u16,
    /// Details, depending on the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Object>))]
    pub info: Option<Map<String, Value>>,
}

/// The kinds of JSON-API errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ApiErrorName {
    /// 400: the request cannot be read.
    BadRequest,
    /// 400: the request can be read but not obeyed.
    Invalid,
    /// 401: who are you?
    Unauthorized,
    /// 403: not permitted.
    Forbidden,
    /// 404: there is no such thing.
    NotFound,
    /// 409: it exists already.
    AlreadyExists,
    /// 409: someone else changed it meanwhile.
    DataRace,
    /// 429: later.
    TooManyRequest,
    /// 500: the server failed.
    InternalError,
    /// 503: the server cannot serve now.
    ServiceUnavailable,
    /// 413: the body is too large.
    RequestEntityTooLarge,
}

impl ApiErrorName {
    /// The HTTP status the name stands for.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::BadRequest | Self::Invalid => 400,
            Self::Unauthorized => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::AlreadyExists | Self::DataRace => 409,
            Self::RequestEntityTooLarge => 413,
            Self::TooManyRequest => 429,
            Self::InternalError => 500,
            Self::ServiceUnavailable => 503,
        }
    }
}

impl ApiError {
    /// An error whose reason is its name.
    #[must_use]
    pub fn new(name: ApiErrorName, message: impl Into<String>) -> Self {
        Self::with_reason(name, &format!("{name:?}"), message)
    }

    /// An error with a reason of its own.
    #[must_use]
    pub fn with_reason(name: ApiErrorName, reason: &str, message: impl Into<String>) -> Self {
        Self { name, reason: reason.to_owned(), message: message.into(), code: name.status(), info: None }
    }

    /// The error for a body that does not fit its schema.
    #[must_use]
    pub fn validation_failed(causes: &[ValidationCause]) -> Self {
        let mut error = Self::with_reason(ApiErrorName::Invalid, "ValidationFailed", "invalid request body");
        error.info = Some(Map::from_iter([("causes".to_owned(), json!(causes))]));
        error
    }
}

/// One reason why a body does not fit its schema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValidationCause {
    /// A JSON pointer to the offending value.
    pub location: String,
    /// The kind of offence, such as `required` or `general`.
    pub kind: String,
    /// Details, depending on the kind.
    pub details: Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_of_an_answer_read_back() {
        let answers =
            [ApiAnswer::Result(json!({"a": 1})), ApiAnswer::Error(ApiError::new(ApiErrorName::Forbidden, "no"))];
        for answer in answers {
            let wire = serde_json::to_string(&answer).expect("writes");
            assert_eq!(serde_json::from_str::<ApiAnswer<Value>>(&wire).expect("reads"), answer);
        }
        let error = serde_json::to_value(ApiError::new(ApiErrorName::TooManyRequest, "later")).expect("writes");
        assert_eq!(
            error,
            json!({"name": "TooManyRequest", "reason": "TooManyRequest", "message": "later", "code": 429})
        );
    }
}
