//! The one shape of refusals, and the edge where they are written and logged.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use houseguest_protocol::social::{FieldNote, FieldProblem, SocialError, SocialErrorCode};
use uuid::Uuid;

use crate::{
    browser::CookieError,
    causes::causes,
    live::ListenError,
    pictures::PictureError,
    store::{StoreError, WriteError},
    tokens::TokenError,
};

/// Names a request in answers and logs. Taken from the request when something in front of us set it.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Why a request is refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RouteError {
    /// A session in a cookie that does not count.
    #[error(transparent)]
    Cookie(#[from] CookieError),
    /// The request cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// No token, and one is needed.
    #[error("this needs an access token")]
    NoToken,
    /// A token that is not believed.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The path exists, the method does not.
    #[error("this path does not have this method")]
    Method,
    /// The body is too large.
    #[error("the body is too large")]
    TooLarge,
    /// A field is not acceptable.
    #[error("a field is not acceptable")]
    Field { field: String, message: String },
    /// A value that nobody may have, at a JSON pointer.
    #[error("nobody may have this")]
    Reserved(&'static str),
    /// An image that is not taken in.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// Changes cannot be followed now.
    #[error("changes cannot be followed here now")]
    Busy,
    /// A write was refused.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl RouteError {
    /// Refuses the field at a JSON pointer.
    pub(crate) fn field(field: impl Into<String>, message: impl ToString) -> Self {
        Self::Field { field: field.into(), message: message.to_string() }
    }

    fn answer(&self) -> SocialError {
        use SocialErrorCode as Code;
        let (code, fields) = match self {
            Self::Unreadable(_) | Self::Method => (Code::BadRequest, Vec::new()),
            Self::NoToken
            | Self::Cookie(CookieError::Dead | CookieError::SomebodyElse)
            | Self::Token(TokenError::Refused(_))
            | Self::Write(WriteError::BeforePromotion | WriteError::Merged | WriteError::Deleted) => {
                // Why a token is refused is for the log: a forger learns nothing here.
                return SocialError::new(Code::Unauthenticated, "a valid access token is needed");
            }
            Self::Token(TokenError::Unreachable { .. }) => {
                return SocialError::new(Code::Unavailable, "the issuer of the token cannot be asked now");
            }
            Self::Cookie(CookieError::Unknown(_)) => {
                return SocialError::new(Code::Unavailable, "who sits at the browser cannot be told now");
            }
            Self::NotFound(_)
            | Self::Write(WriteError::NoSuchPost | WriteError::NoSuchComment | WriteError::TooLate) => {
                (Code::NotFound, Vec::new())
            }
            Self::Reserved(field) => {
                (Code::InvalidField, vec![FieldNote { problem: FieldProblem::Reserved, ..one_note(field, self) }])
            }
            Self::Picture(error) => (Code::InvalidField, note("", error)),
            Self::Busy => return SocialError::new(Code::Unavailable, self.to_string()),
            Self::TooLarge => (Code::TooLarge, Vec::new()),
            Self::Field { field, message } => (Code::InvalidField, note(field, message)),
            Self::Write(error @ (WriteError::NoSuchParent | WriteError::TooDeep)) => {
                return SocialError {
                    fields: note("/parent_id", error),
                    ..SocialError::new(Code::InvalidField, "a field is not acceptable")
                };
            }
            Self::Write(WriteError::TooMany(_)) => (Code::RateLimited, Vec::new()),
            Self::Cookie(CookieError::ForeignPage) | Self::Write(WriteError::NotYours) => (Code::Forbidden, Vec::new()),
            Self::Write(error @ WriteError::NoSuchImage) => (Code::InvalidField, note("/image/id", error)),
            Self::Write(error @ WriteError::HandleTaken) => {
                (Code::InvalidField, vec![FieldNote { problem: FieldProblem::Taken, ..one_note("/handle", error) }])
            }
            Self::Write(error @ WriteError::OutdatedComment(current)) => {
                return SocialError {
                    current_comment: Some(current.clone()),
                    ..SocialError::new(Code::Conflict, error.to_string())
                };
            }
            Self::Write(WriteError::KeyReused) => (Code::Conflict, Vec::new()),
            Self::Write(error @ WriteError::Outdated(current)) => {
                return SocialError {
                    current: Some(current.clone()),
                    ..SocialError::new(Code::Conflict, error.to_string())
                };
            }
            Self::Store(_) | Self::Write(WriteError::Store(_)) => {
                return SocialError::new(Code::Internal, "the server failed");
            }
        };
        SocialError { fields, ..SocialError::new(code, self.to_string()) }
    }

    fn status(&self, answer: &SocialError) -> StatusCode {
        match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            _ => StatusCode::from_u16(answer.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// In how many seconds coming back may help; none when only another request would.
    fn retry_after(&self, answer: &SocialError) -> Option<u64> {
        match self {
            Self::Write(WriteError::TooMany(too_many)) => Some(too_many.retry_after.as_secs()),
            _ => (answer.code == SocialErrorCode::Unavailable).then_some(5),
        }
    }

    /// Says in the log what the caller does not learn.
    fn log(&self) {
        match self {
            Self::Store(_) | Self::Write(WriteError::Store(_)) | Self::Cookie(CookieError::Unknown(_)) => {
                let causes = causes(self);
                tracing::error!(error = %self, ?causes, "a request failed");
            }
            Self::Token(TokenError::Refused(reason)) => tracing::debug!(reason, "a token was refused"),
            _ => {}
        }
    }
}

fn note(field: &str, message: impl ToString) -> Vec<FieldNote> {
    vec![one_note(field, message)]
}

fn one_note(field: &str, message: impl ToString) -> FieldNote {
    FieldNote { field: field.to_owned(), problem: FieldProblem::Invalid, message: message.to_string() }
}

impl From<ListenError> for RouteError {
    fn from(error: ListenError) -> Self {
        match error {
            ListenError::Busy => Self::Busy,
            ListenError::Store(error) => Self::Store(error),
        }
    }
}

/// A refusal on its way out; [`finish`] gives it its body.
#[derive(Clone, Debug)]
struct Refusal(SocialError);

impl IntoResponse for RouteError {
    fn into_response(self) -> Response {
        self.log();
        let answer = self.answer();
        let mut response = self.status(&answer).into_response();
        if answer.code == SocialErrorCode::Unauthenticated {
            // RFC 6750, section 3: the error code only when there was a token.
            let challenge = match self {
                Self::NoToken => "Bearer",
                _ => r#"Bearer error="invalid_token""#,
            };
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        if let Some(seconds) = self.retry_after(&answer) {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(Refusal(answer));
        response
    }
}

/// Gives every answer its request id and common headers, and every refusal its body.
pub(super) async fn finish(mut request: Request, next: Next) -> Response {
    let id = match request.headers().get(&REQUEST_ID).and_then(|id| id.to_str().ok()) {
        Some(id) => id.to_owned(),
        None => {
            let id = Uuid::new_v4().to_string();
            request.headers_mut().insert(REQUEST_ID, header_of(&id));
            id
        }
    };
    let mut response = next.run(request).await;
    if let Some(Refusal(mut error)) = response.extensions_mut().remove::<Refusal>() {
        error.request_id = Some(id.clone());
        let (mut parts, _) = response.into_parts();
        parts.headers.remove(header::CONTENT_LENGTH);
        let (head, body) = axum::Json(error).into_response().into_parts();
        parts.headers.extend(head.headers);
        response = Response::from_parts(parts, body);
    }
    let headers = response.headers_mut();
    headers.insert(REQUEST_ID, header_of(&id));
    // Pictures alone say otherwise: everything else may be somebody's.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn header_of(id: &str) -> HeaderValue {
    HeaderValue::from_str(id).unwrap_or_else(|_| HeaderValue::from_static("-"))
}

pub(super) async fn no_such_path() -> RouteError {
    RouteError::NotFound("path")
}

pub(super) async fn no_such_method() -> RouteError {
    RouteError::Method
}
