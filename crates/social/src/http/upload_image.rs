//! `POST /social/v1/images`: a picture for a post.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, Request, State, rejection::BytesRejection},
    http::{StatusCode, header},
};
use houseguest_protocol::{
    social::{ImageFormat, ImageId, SocialError, UploadedImage},
    values::sha256,
};

use super::{
    App,
    error::RouteError,
    writing::{Operation, Writing},
};
use crate::pictures;

const OPERATION: Operation = Operation { name: "image", counter: "houseguest_social_images_total" };

/// A file in one of the formats we read.
#[derive(Debug)]
pub(super) struct ImageBody {
    format: ImageFormat,
    bytes: Bytes,
}

impl<S: Send + Sync> FromRequest<S> for ImageBody {
    type Rejection = RouteError;

    async fn from_request(request: Request, state: &S) -> Result<Self, RouteError> {
        let media_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let format = media_type.and_then(|text| ImageFormat::parse(text.split(';').next().unwrap_or_default().trim()));
        let format = format.ok_or_else(|| {
            RouteError::Unreadable("the content type must be image/jpeg, image/png or image/webp".to_owned())
        })?;
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| match rejection {
            BytesRejection::FailedToBufferBody(axum::extract::rejection::FailedToBufferBody::LengthLimitError(_)) => {
                RouteError::TooLarge
            }
            _ => RouteError::Unreadable("the body could not be received".to_owned()),
        })?;
        Ok(Self { format, bytes })
    }
}

/// Takes in a picture, for a post of the caller to show. It is decoded and encoded anew, at most 1,600 pixels wide and
/// high: nothing else that was in the file, such as where it was taken, is kept.
#[utoipa::path(
    post,
    path = "/social/v1/images",
    tag = "posts",
    operation_id = "upload_image",
    params(Writing),
    request_body(content(
        (Vec<u8> = "image/jpeg"),
        (Vec<u8> = "image/png"),
        (Vec<u8> = "image/webp"),
    )),
    responses(
        Writing,
        (status = 201, description = "The image", body = UploadedImage),
        (status = 400, description = "The content type or the idempotency key cannot be read", body = SocialError),
        (status = 413, description = "The file is larger than 4 MiB", body = SocialError),
        (status = 422, description = "The file is not an image that can be taken in", body = SocialError),
    ),
    security(("access_token" = []))
)]
pub(super) async fn handler(
    State(app): State<Arc<App>>,
    writing: Writing,
    ImageBody { format, bytes }: ImageBody,
) -> Result<(StatusCode, Json<UploadedImage>), RouteError> {
    let digest = sha256(&bytes);
    let intent = writing.intent(&app, OPERATION, (), &(format, digest));
    let done = match app.store.admit_image(&intent).await? {
        Some(first) => first,
        None => {
            let image = pictures::take_in(&app.decoding, format, bytes).await?;
            app.store.add_image(intent, ImageId::new_v4(), image).await?
        }
    };
    OPERATION.count();
    Ok((StatusCode::CREATED, Json(done)))
}
