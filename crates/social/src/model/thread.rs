//! Threads of comments.

/// How deep answers may nest: the first level is 0, and answers to level 6 are refused.
///
/// Deeper threads cannot be shown on a narrow screen, and nobody can follow them.
pub const MAX_DEPTH: u32 = 6;
