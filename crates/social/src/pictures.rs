//! Pictures that people bring: decoded, made small, encoded anew. What else is in their files stays behind, such as the
//! place where a photo was taken.

use std::io::Cursor;

use axum::body::Bytes;
use houseguest_protocol::social::{ImageFormat, MAX_IMAGE_SIDE};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageReader, Limits, codecs::jpeg::JpegEncoder, imageops::FilterType,
};
use tokio::sync::Semaphore;

use crate::store::StoredImage;

/// How many pixels are decoded at most along one side.
const MOST_SIDE: u32 = 12_000;
/// How many pixels are decoded at most: a photo of a good camera. A small file can claim any number.
const MOST_PIXELS: u64 = 40_000_000;
/// How much memory a decoder may use, in bytes.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// How many pictures are decoded at once.
pub(crate) const AT_ONCE: usize = 2;
/// JPEG quality, of 100.
const QUALITY: u8 = 82;

/// Why a file is not taken in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PictureError {
    /// It cannot be read as what it says it is.
    #[error("the file cannot be read as an image of its type")]
    Unreadable(#[source] ImageError),
    /// It has more pixels than are decoded.
    #[error("the image has more than {MOST_PIXELS} pixels, or {MOST_SIDE} along one side")]
    TooManyPixels,
    /// The thread that decoded it ended early.
    #[error("the image could not be decoded")]
    Interrupted,
}

/// Decodes a file and encodes it anew, beside the async threads and few at a time.
pub(crate) async fn take_in(
    at_once: &Semaphore,
    format: ImageFormat,
    bytes: Bytes,
) -> Result<StoredImage, PictureError> {
    let _turn = at_once.acquire().await.map_err(|_| PictureError::Interrupted)?;
    let made = tokio::task::spawn_blocking(move || encode_anew(format, &bytes));
    made.await.map_err(|_| PictureError::Interrupted)?
}

fn encode_anew(format: ImageFormat, bytes: &[u8]) -> Result<StoredImage, PictureError> {
    let format = match format {
        ImageFormat::Jpeg => image::ImageFormat::Jpeg,
        ImageFormat::Png => image::ImageFormat::Png,
        ImageFormat::WebP => image::ImageFormat::WebP,
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let refused = |error| match error {
        ImageError::Limits(_) => PictureError::TooManyPixels,
        other => PictureError::Unreadable(other),
    };
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureError::TooManyPixels);
    }
    // Turned before what says so is gone.
    let orientation = decoder.orientation().map_err(refused)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refused)?;
    picture.apply_orientation(orientation);
    if picture.width() > MAX_IMAGE_SIDE || picture.height() > MAX_IMAGE_SIDE {
        picture = picture.resize(MAX_IMAGE_SIDE, MAX_IMAGE_SIDE, FilterType::CatmullRom);
    }
    let (width, height) = (picture.width(), picture.height());
    let mut file = Vec::new();
    let media_type = if picture.color().has_alpha() {
        let picture = DynamicImage::ImageRgba8(picture.into_rgba8());
        picture.write_to(&mut Cursor::new(&mut file), image::ImageFormat::Png).map_err(refused)?;
        "image/png"
    } else {
        let picture = DynamicImage::ImageRgb8(picture.into_rgb8());
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut file, QUALITY)).map_err(refused)?;
        "image/jpeg"
    };
    Ok(StoredImage { media_type: media_type.to_owned(), width, height, bytes: file })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = Vec::new();
        DynamicImage::new_rgb8(width, height)
            .write_to(&mut Cursor::new(&mut file), image::ImageFormat::Png)
            .expect("a picture");
        file
    }

    #[test]
    fn a_picture_is_made_small_and_encoded_anew() {
        let made = encode_anew(ImageFormat::Png, &png(3_200, 800)).expect("a picture");
        assert_eq!((made.media_type.as_str(), made.width, made.height), ("image/jpeg", 1_600, 400));
        let see_through = DynamicImage::new_rgba8(10, 10);
        let mut file = Vec::new();
        see_through.write_to(&mut Cursor::new(&mut file), image::ImageFormat::WebP).expect("a picture");
        assert_eq!(encode_anew(ImageFormat::WebP, &file).expect("a picture").media_type, "image/png");
    }

    #[test]
    fn what_was_in_the_file_besides_the_picture_is_gone() {
        let mut jpeg = Vec::new();
        DynamicImage::new_rgb8(8, 4)
            .write_to(&mut Cursor::new(&mut jpeg), image::ImageFormat::Jpeg)
            .expect("a picture");
        // An Exif segment right behind the start of the image: "turn me by 90 degrees", and a secret.
        let tiff = [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".as_slice(), b"at home"].concat();
        let payload = [b"Exif\0\0".as_slice(), &tiff].concat();
        let length = u16::try_from(payload.len() + 2).expect("small").to_be_bytes();
        let file = [&jpeg[..2], &[0xff, 0xe1], &length, &payload, &jpeg[2..]].concat();
        let made = encode_anew(ImageFormat::Jpeg, &file).expect("a picture");
        assert_eq!((made.width, made.height), (4, 8), "turned as the file said");
        assert!(!made.bytes.windows(7).any(|part| part == b"at home"));
        assert!(!made.bytes.windows(4).any(|part| part == b"Exif"));
    }

    #[test]
    fn a_bomb_is_not_decoded() {
        // A small file that claims 60,000 by 60,000 pixels: the size of a picture is in the first bytes of a PNG.
        let mut file = png(1, 1);
        file[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        file[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        let crc = crc32(&file[12..29]);
        file[29..33].copy_from_slice(&crc.to_be_bytes());
        assert!(matches!(encode_anew(ImageFormat::Png, &file), Err(PictureError::TooManyPixels)));
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
        })
    }

    #[test]
    fn another_format_than_the_one_named_is_refused() {
        assert!(matches!(encode_anew(ImageFormat::Jpeg, &png(1, 1)), Err(PictureError::Unreadable(_))));
        assert!(matches!(encode_anew(ImageFormat::WebP, b"<svg onload=alert(1)>"), Err(PictureError::Unreadable(_))));
    }
}
