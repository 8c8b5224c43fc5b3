//! Who seems to be writing, until the server says.

use houseguest_protocol::{
    social::{Author, Standing},
    values::Subject,
    window::Session,
};

use crate::{
    i18n::{Words, msg},
    state::{me::Me, presence::Presence},
};

/// Who seems to be writing, until the server says: what is sent shows at once, and a visitor is nobody yet.
#[must_use]
pub fn seeming_author(presence: &Presence, me: &Me, words: &Words) -> Author {
    let standing = match presence.session.ready() {
        Some(Session::Member { .. }) => Standing::Member,
        _ => Standing::Guest,
    };
    match presence.sub() {
        Some(sub) => me.person(sub).cloned().unwrap_or_else(|| Author::unnamed(sub.clone(), standing)),
        None => Author {
            name: words.say(msg("comment-you")).to_string(),
            ..Author::unnamed(Subject::parse("new").expect("three letters make a subject"), standing)
        },
    }
}
