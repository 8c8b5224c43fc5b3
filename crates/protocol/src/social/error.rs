//! The social API's one error shape.

use serde::{Deserialize, Serialize};

use super::{Comment, StoredPreferences};

/// What a caller acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum SocialErrorCode {
    /// 400: the request cannot be read.
    BadRequest,
    /// 401: no token, or one that is not valid (any more).
    Unauthenticated,
    /// 403: known, and not permitted.
    Forbidden,
    /// 404: there is no such thing, or the caller may not know of it.
    NotFound,
    /// 409: someone changed it meanwhile.
    Conflict,
    /// 413: the body is too large.
    TooLarge,
    /// 422: a field is not acceptable; `fields` says which and why.
    InvalidField,
    /// 429: later.
    RateLimited,
    /// 500: the server failed; `request_id` finds the log line.
    Internal,
    /// 503: the issuer's keys cannot be had now.
    Unavailable,
}

impl SocialErrorCode {
    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::TooLarge => 413,
            Self::InvalidField => 422,
            Self::RateLimited => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }
}

/// The body of a refused request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SocialError {
    /// What a caller acts on.
    pub code: SocialErrorCode,
    /// A sentence for a developer.
    pub message: String,
    /// Notes per field, for [`SocialErrorCode::InvalidField`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldNote>,
    /// What is stored now, when a write of preferences named another version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<StoredPreferences>,
    /// What the comment is now, when an edit named another version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_comment: Option<Box<Comment>>,
    /// Finds the request in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl SocialError {
    /// An error without notes.
    #[must_use]
    pub fn new(code: SocialErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            fields: Vec::new(),
            current: None,
            current_comment: None,
            request_id: None,
        }
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FieldNote {
    /// The field, as a JSON pointer.
    pub field: String,
    /// What is wrong, for a program that finds its own words.
    #[serde(default)]
    pub problem: FieldProblem,
    /// What is wrong, for a developer.
    pub message: String,
}

/// What is wrong with a field, as far as a program can act on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum FieldProblem {
    /// The value is not acceptable; the message says why.
    #[default]
    Invalid,
    /// Somebody else has it.
    Taken,
    /// Nobody may have it.
    Reserved,
}
