//! Threads of comments.

use std::time::Duration;

/// How deep answers may nest: the first level is 0, and answers to level 6 are refused.
///
/// Deeper threads cannot be shown on a narrow screen, and nobody can follow them.
pub const MAX_DEPTH: u32 = 6;

/// How many people one text can mention; further handles are plain text.
///
/// More would make a comment a way to disturb everybody at once.
pub const MOST_MENTIONS: usize = 10;

/// For how long a deleted comment can be brought back.
pub const RESTORABLE_FOR: Duration = Duration::from_secs(10 * 60);
