//! The page that asks once more before something is deleted.

use askama::Template;

use crate::portal::{form::Problem, frame::Frame, text::Text};

/// Says what would follow, and has the operator type a word.
#[derive(Debug, Template)]
#[template(path = "portal/confirm.html")]
pub(super) struct ConfirmPage {
    pub(super) frame: Frame,
    pub(super) problems: Vec<Problem>,
    pub(super) version: i64,
    pub(super) title: Text,
    pub(super) lead: Text,
    /// Where the form goes.
    pub(super) action: String,
    /// Where one came from, and what that is called.
    pub(super) back: String,
    pub(super) back_to: Text,
    /// What would follow.
    pub(super) consequences: Vec<Text>,
    /// What to type.
    pub(super) type_this: Text,
    pub(super) word: String,
    pub(super) submit: Text,
}
