//! Pictures of posts.

use houseguest_protocol::social::{IdempotencyKey, ImageFormat, ImageId, UploadedImage, paths};

use crate::{
    Client, ClientError, Endpoints,
    ports::{Body, HttpRequest, Method},
    wire,
};

/// An image as it came from the server.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its media type.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Client {
    /// Uploads an image, for a post to show; a visitor becomes a guest by it.
    ///
    /// # Errors
    /// [`ClientError::Rejected`] when the server cannot read it or it is too large; those of [`Self::ensure_guest`].
    pub async fn upload_image(
        &self,
        format: ImageFormat,
        bytes: Vec<u8>,
        key: &IdempotencyKey,
    ) -> Result<UploadedImage, ClientError> {
        let body = Body::File { media_type: format.media_type(), bytes };
        self.send_once(Method::Post, paths::IMAGES, body, key).await
    }

    /// Fetches an image. Needs nobody, and tells the server nobody's token.
    ///
    /// # Errors
    /// [`ClientError::NotFound`].
    pub async fn image(&self, id: ImageId) -> Result<Picture, ClientError> {
        let url = Endpoints::below(&self.core.endpoints.social, &paths::image(id));
        let answer = self.core.send(HttpRequest::get(url)).await?;
        if answer.status != 200 {
            return wire::social::<serde::de::IgnoredAny>(&answer)
                .and_then(|_| Err(ClientError::Protocol("an image with an unexpected status".to_owned())));
        }
        let media_type = answer.content_type.unwrap_or_else(|| "application/octet-stream".to_owned());
        Ok(Picture { media_type, bytes: answer.body })
    }
}
