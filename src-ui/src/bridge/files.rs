//! Files that the person chooses, drops or pastes.

use data_encoding::BASE64;
use houseguest_protocol::social::ImageFormat;
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileList};
use yew::AttrValue;

use crate::state::picture::{PictureFile, PictureProblem, judge};

/// The first of some files. A post has one picture.
#[must_use]
pub fn first(files: Option<FileList>) -> Option<File> {
    files.and_then(|files| files.item(0))
}

/// Whether what is dragged over the page has files in it. What they are is told only when they are dropped.
#[must_use]
pub fn has_files(dragged: Option<&DataTransfer>) -> bool {
    dragged.is_some_and(|dragged| dragged.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")))
}

/// Reads a picture.
///
/// # Errors
///
/// [`PictureProblem`]; what is too large or in another format is not read at all.
pub async fn read_picture(file: File) -> Result<PictureFile, PictureProblem> {
    let format = judge(&file.type_(), file.size())?;
    let content = JsFuture::from(file.array_buffer()).await.map_err(|_| PictureProblem::Unreadable)?;
    let bytes = Uint8Array::new(&content).to_vec();
    let address = address_of(format, &BASE64.encode(&bytes));
    Ok(PictureFile { name: file.name(), format, bytes, address })
}

/// Under which address the page can show a picture whose bytes are these in base64. Its policy lets it show data of its own,
/// and no addresses of blobs.
#[must_use]
pub fn address_of(format: ImageFormat, base64: &str) -> AttrValue {
    format!("data:{};base64,{base64}", format.media_type()).into()
}
