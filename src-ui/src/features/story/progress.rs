//! How far the story is told. Kept in the tab, because a plain browser leaves the page to sign up.

use houseguest_protocol::json;
use serde::{Deserialize, Serialize};

use super::script::SCRIPT;
use crate::bridge::page;

/// What was noted on the way, for later sentences.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Notes {
    /// The post that is written under.
    pub(super) post: Option<String>,
    /// Who became the guest.
    pub(super) sub: Option<String>,
    /// The end of the guest's session id.
    pub(super) session: Option<String>,
    /// What the guest had.
    pub(super) before: Option<Stock>,
    /// What the member has.
    pub(super) after: Option<Stock>,
}

/// What somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stock {
    /// Comments of their own under the story's post.
    pub(super) comments: usize,
    /// The version of their preferences.
    pub(super) preferences: u64,
}

/// How a sentence came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Mark {
    Done,
    Failed,
    Skipped,
    Told,
}

impl Mark {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
            Self::Told => "told",
        }
    }
}

/// Everything the tab remembers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Progress {
    pub(super) has_begun: bool,
    /// The sentences that had their turn: how they came out, and what was seen.
    pub(super) marks: Vec<(Mark, String)>,
    pub(super) notes: Notes,
    /// The number of the last event before the present sentence's turn.
    pub(super) since: u64,
}

impl Progress {
    /// Which sentence's turn it is.
    pub(super) fn position(&self) -> usize {
        self.marks.len()
    }

    pub(super) fn is_over(&self) -> bool {
        self.position() >= SCRIPT.len()
    }

    /// Goes on to the next sentence.
    pub(super) fn mark(&mut self, mark: Mark, evidence: String, last_event: u64) {
        self.marks.push((mark, evidence));
        self.since = last_event;
    }

    /// What this tab remembers, if it does.
    pub(super) fn recall() -> Option<Self> {
        json::read(page::remembered_story()?).ok()
    }

    pub(super) fn remember(&self) {
        if let Ok(text) = serde_json::to_string(self) {
            page::remember_story(&text);
        }
    }
}
