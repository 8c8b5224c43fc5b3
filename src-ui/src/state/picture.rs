//! A picture that somebody chose for a post, until the post is written.

use std::rc::Rc;

use houseguest_protocol::{
    social::{IdempotencyKey, ImageDescription, ImageFormat, ImageId, InvalidText, MAX_IMAGE_BYTES, NewPostImage},
    window::WaitingPicture,
};
use yew::AttrValue;

/// A file that the server will look at.
#[derive(Debug)]
pub struct PictureFile {
    /// What the person calls it.
    pub name: String,
    /// Its format.
    pub format: ImageFormat,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Under which address the page can show it.
    pub address: AttrValue,
}

/// A chosen picture. Two are the same if they are the same choice, whatever is in the files.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The file.
    pub file: Rc<PictureFile>,
    /// What the person says can be seen in it.
    pub alt: String,
    /// Whether they say that there is nothing in it to be told of.
    pub decorative: bool,
    /// What the server calls it, once it has taken it in.
    pub uploaded: Option<ImageId>,
    /// Whether the server looked at it and did not take it in.
    pub refused: bool,
    /// Under which key it travels: as long as an answer may have been lost it is the same.
    pub key: IdempotencyKey,
}

impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.file, &other.file)
            && (&self.alt, self.decorative, self.uploaded, self.refused, &self.key)
                == (&other.alt, other.decorative, other.uploaded, other.refused, &other.key)
    }
}

impl Eq for Picture {}

/// Why a file is not taken, before anything is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureProblem {
    /// It is in no format that the server reads.
    Format,
    /// It is larger than the server takes.
    TooLarge,
    /// There is nothing in it.
    Empty,
    /// The browser could not read it.
    Unreadable,
}

/// Why a picture cannot be sent as it is described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AltProblem {
    /// Nothing is said of it, and it is not said to be decoration.
    Missing,
    /// What is said cannot be taken.
    Invalid(InvalidText),
}

/// Judges a file by what is known of it before it is read: its media type and its size in bytes.
///
/// # Errors
///
/// [`PictureProblem`], by the server's own limits.
#[expect(clippy::cast_precision_loss, reason = "browsers tell sizes as numbers, and the limit is far below 2^53")]
pub fn judge(media_type: &str, size: f64) -> Result<ImageFormat, PictureProblem> {
    let format = ImageFormat::parse(media_type).ok_or(PictureProblem::Format)?;
    if size > MAX_IMAGE_BYTES as f64 {
        return Err(PictureProblem::TooLarge);
    }
    if size < 1.0 { Err(PictureProblem::Empty) } else { Ok(format) }
}

impl Picture {
    /// A picture of which nothing has been said yet.
    #[must_use]
    pub fn new(file: PictureFile) -> Self {
        Self {
            file: Rc::new(file),
            alt: String::new(),
            decorative: false,
            uploaded: None,
            refused: false,
            key: IdempotencyKey::random(),
        }
    }

    /// What is said to be seen in it; nothing for decoration.
    ///
    /// # Errors
    ///
    /// [`AltProblem`]: one or the other has to be said.
    pub fn description(&self) -> Result<Option<ImageDescription>, AltProblem> {
        if self.decorative {
            return Ok(None);
        }
        match ImageDescription::parse(&self.alt) {
            Ok(description) => Ok(Some(description)),
            Err(InvalidText::Empty) => Err(AltProblem::Missing),
            Err(invalid) => Err(AltProblem::Invalid(invalid)),
        }
    }

    /// As the post names it, once the server has taken it in.
    #[must_use]
    pub fn for_post(&self) -> Option<NewPostImage> {
        Some(NewPostImage { id: self.uploaded?, alt: self.description().ok().flatten() })
    }

    /// As it waits with its post, unless the server has taken it in.
    #[must_use]
    pub fn to_wait(&self) -> Option<WaitingPicture> {
        let (key, format) = (self.key.clone(), self.file.format);
        self.uploaded.is_none().then(|| WaitingPicture { key, format, alt: self.description().ok().flatten() })
    }

    /// One that waited, and is back. `address` is where the page can show it.
    #[must_use]
    pub fn back(kept: &WaitingPicture, bytes: Vec<u8>, address: AttrValue) -> Self {
        // What the person called the file is not kept.
        let kind = kept.format.media_type().trim_start_matches("image/");
        let file = PictureFile { name: format!("picture.{kind}"), format: kept.format, bytes, address };
        Self {
            alt: kept.alt.as_ref().map(ToString::to_string).unwrap_or_default(),
            decorative: kept.alt.is_none(),
            key: kept.key.clone(),
            ..Self::new(file)
        }
    }

    /// The server did not take it in: another try has to be another upload.
    pub fn turn_away(&mut self) {
        self.forget_upload();
        self.refused = true;
    }

    /// The server does not know any more what it once took in: it keeps pictures without a post for a day.
    pub fn forget_upload(&mut self) {
        self.uploaded = None;
        self.key = IdempotencyKey::random();
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn picture() -> Picture {
        Picture::new(PictureFile {
            name: "porch.png".to_owned(),
            format: ImageFormat::Png,
            bytes: vec![1, 2, 3],
            address: AttrValue::from("data:image/png;base64,AQID"),
        })
    }

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    fn a_file_is_judged_by_the_servers_limits_before_it_is_read() {
        let most = MAX_IMAGE_BYTES as f64;
        assert_eq!(judge("image/jpeg", most), Ok(ImageFormat::Jpeg));
        assert_eq!(judge("image/jpeg", most + 1.0), Err(PictureProblem::TooLarge));
        assert_eq!(judge("image/svg+xml", 10.0), Err(PictureProblem::Format));
        assert_eq!(judge("", 10.0), Err(PictureProblem::Format), "the browser does not know what it is");
        assert_eq!(judge("image/webp", 0.0), Err(PictureProblem::Empty));
    }

    #[test]
    fn a_picture_is_described_or_said_to_be_decoration() {
        let mut picture = picture();
        assert_eq!(picture.description(), Err(AltProblem::Missing));
        picture.alt = "x".repeat(ImageDescription::LIMIT + 1);
        assert!(matches!(picture.description(), Err(AltProblem::Invalid(InvalidText::TooLong { .. }))));
        picture.alt = " A lamp ".to_owned();
        assert_eq!(picture.description().expect("described").as_deref(), Some("A lamp"));
        picture.decorative = true;
        assert_eq!(picture.description(), Ok(None), "what was written is not sent");
    }

    #[test]
    fn a_picture_that_waited_comes_back_as_it_was_and_travels_under_its_key() {
        for alt in ["A lamp", ""] {
            let mut picture = picture();
            (picture.alt, picture.decorative) = (alt.to_owned(), alt.is_empty());
            let waits = picture.to_wait().expect("the server has not got it");
            let back = Picture::back(&waits, picture.file.bytes.clone(), picture.file.address.clone());
            assert_eq!((&back.alt, back.decorative, &back.key), (&picture.alt, picture.decorative, &picture.key));
            assert_eq!(back.to_wait(), Some(waits));
        }
        let uploaded = Picture { uploaded: Some(ImageId::from_u128(5)), ..picture() };
        assert_eq!(uploaded.to_wait(), None);
    }

    #[test]
    fn what_was_taken_in_is_not_sent_twice_and_what_was_not_travels_anew() {
        let mut picture = picture();
        assert_eq!(picture.for_post(), None);
        (picture.uploaded, picture.decorative) = (Some(ImageId::from_u128(5)), true);
        assert_eq!(picture.for_post(), Some(NewPostImage { id: ImageId::from_u128(5), alt: None }));
        let key = picture.key.clone();
        picture.turn_away();
        assert!(picture.refused && picture.for_post().is_none());
        assert_ne!(picture.key, key);
    }
}
