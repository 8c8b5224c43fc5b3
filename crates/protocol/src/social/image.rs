//! Pictures of posts.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Names an image.
pub type ImageId = Uuid;

/// How large an uploaded file may be, in bytes: 4 MiB.
pub const MAX_IMAGE_BYTES: usize = 4 * 1024 * 1024;

/// How many pixels a stored picture has at most along its longer side.
pub const MAX_IMAGE_SIDE: u32 = 1_600;

/// The formats that can be uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ImageFormat {
    /// JPEG.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// PNG.
    #[serde(rename = "image/png")]
    Png,
    /// WebP.
    #[serde(rename = "image/webp")]
    WebP,
}

impl ImageFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Jpeg, Self::Png, Self::WebP];

    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }

    /// Reads a media type without parameters.
    #[must_use]
    pub fn parse(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| media_type.eq_ignore_ascii_case(format.media_type()))
    }
}

/// An image that was taken in. It stays for a day unless a post of the same person shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UploadedImage {
    /// The image.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
    pub id: ImageId,
    /// Where it is: a path below the social API's address.
    pub url: String,
    /// How many pixels it is wide.
    pub width: u32,
    /// How many pixels it is high.
    pub height: u32,
}

/// The picture of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PostImage {
    /// Where it is: a path below the social API's address. What is there never changes.
    pub url: String,
    /// What can be seen in it; empty when nobody said.
    pub alt: String,
    /// How many pixels it is wide.
    pub width: u32,
    /// How many pixels it is high.
    pub height: u32,
}
