//! JSON bodies: read strictly, refused with a note that points at the field.

use std::collections::BTreeMap;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request, rejection::BytesRejection},
    http::header,
};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};
use utoipa::{
    IntoResponses,
    openapi::{RefOr, Response},
};

use super::{error::RouteError, openapi::refusals};

/// A JSON body of at most 64 KiB.
#[derive(Debug)]
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T> IntoResponses for JsonBody<T> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[(413, "The body is larger than 64 KiB"), (422, "A field is not acceptable; the notes say why")])
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = RouteError;

    async fn from_request(request: Request, state: &S) -> Result<Self, RouteError> {
        let is_json = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"));
        if !is_json {
            return Err(RouteError::Unreadable("the content type must be application/json".to_owned()));
        }
        let body = Bytes::from_request(request, state).await.map_err(|rejection| match rejection {
            BytesRejection::FailedToBufferBody(axum::extract::rejection::FailedToBufferBody::LengthLimitError(_)) => {
                RouteError::TooLarge
            }
            _ => RouteError::Unreadable("the body could not be received".to_owned()),
        })?;
        read(&body).map(Self)
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, RouteError> {
    let text = std::str::from_utf8(body).map_err(|_| RouteError::Unreadable("the body is not UTF-8".to_owned()))?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer(error.path());
        match error.inner().classify() {
            Category::Data => RouteError::field(pointer, without_place(&error.inner().to_string())),
            Category::Syntax | Category::Eof | Category::Io => unreadable(error.inner()),
        }
    })?;
    reader.end().map_err(|error| unreadable(&error))?;
    Ok(value)
}

fn unreadable(error: &serde_json::Error) -> RouteError {
    RouteError::Unreadable(format!("the body is not JSON: {error}"))
}

/// The path as a JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    path.iter().fold(String::new(), |mut pointer, segment| {
        pointer.push('/');
        match segment {
            Segment::Map { key } => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            Segment::Seq { index } => pointer.push_str(&index.to_string()),
            Segment::Enum { variant } => pointer.push_str(variant),
            Segment::Unknown => pointer.push('?'),
        }
        pointer
    })
}

/// The message without "at line … column …": the pointer says where.
fn without_place(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::social::NewComment;

    use super::*;

    fn refusal(body: &[u8]) -> RouteError {
        read::<NewComment>(body).expect_err("a body that cannot be")
    }

    #[test]
    fn what_is_wrong_is_told_by_pointer() {
        let cases = [
            (&br#"{"body":"  "}"#[..], "/body", "the text is empty"),
            (br#"{"body":7}"#, "/body", "invalid type: integer `7`, expected a string"),
            (br#"{"body":"hi","colour":"red"}"#, "/colour", "unknown field `colour`, expected `body` or `parent_id`"),
            (br#"{}"#, "", "missing field `body`"),
        ];
        for (body, pointer, note) in cases {
            let RouteError::Field { field, message } = refusal(body) else { panic!("a note for {body:?}") };
            assert_eq!((field.as_str(), message.as_str()), (pointer, note));
        }
    }

    #[test]
    fn what_is_not_json_is_unreadable() {
        for body in [&b"{"[..], b"", b"\xff\xfe", br#"{"body":"hi"} more"#, br#"{"body":"\ud800"}"#] {
            assert!(matches!(refusal(body), RouteError::Unreadable(_)), "{body:?}");
        }
    }
}
