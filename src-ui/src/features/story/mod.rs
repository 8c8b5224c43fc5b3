//! Story mode: the pattern, sentence by sentence, in the running app, each sentence ticked with what was seen.
//!
//! `script` is the story: a list of sentences with what makes each true. `progress` remembers how far it is told.
//! `deeds` does things for whoever would rather watch; `panel` shows it. A journey presses the same buttons.

mod deeds;
mod panel;
mod progress;
mod script;

pub use panel::StoryPanel;

use progress::Progress;

/// Whether a story was begun in this window or tab and has not ended.
#[must_use]
pub fn is_under_way() -> bool {
    Progress::recall().is_some_and(|progress| progress.has_begun && !progress.is_over())
}
