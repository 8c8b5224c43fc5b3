//! What is lawful here: people, threads, preferences, places in a list. Reads neither clock nor database.

mod intent;
mod language;
mod merge;
mod person;
mod place;
mod thread;

pub use intent::{Fingerprint, Intent};
pub use language::check_language;
pub use merge::{MergePreview, Merging, PreferenceDifference};
pub use person::{Caller, PersonKey};
pub use place::{CommentPlace, FeedPlace, InvalidCursor, MAX_PAGE, PAGE};
pub use thread::{MAX_DEPTH, MOST_MENTIONS, RESTORABLE_FOR};
