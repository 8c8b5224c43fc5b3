//! What people see and type: words, forms, the rules for passwords and logins, and the HTML itself.
//!
//! Nothing here knows HTTP or the store; `http::interaction` asks these pages to render and decides what a
//! form means. To add a page: a template in `templates/`, its struct in [`views`], its sentences in the
//! catalogs and in [`Message`].

mod hashing;
mod messages;
mod password;
mod reserved;
mod strength;
pub(crate) mod views;
mod words;

pub(crate) use hashing::{HashingError, PasswordRoom};
pub(crate) use messages::Message;
pub(crate) use password::{NewPassword, PasswordProblem};
pub(crate) use reserved::is_reserved;
pub(crate) use strength::Strength;
pub(crate) use words::Words;
#[cfg(test)]
pub(crate) use words::portal_catalogs;
