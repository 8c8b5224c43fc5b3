//! Where people write.

mod form;

pub use form::Composer;
