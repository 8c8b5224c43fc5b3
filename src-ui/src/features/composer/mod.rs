//! Where people write.

mod form;
mod hint;
mod picture_field;
mod post_form;
mod writing_field;

pub use form::Composer;
pub use hint::hint;
pub use post_form::PostForm;
