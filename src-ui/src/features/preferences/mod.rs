//! How the house looks, what one is told of, what one does not want to read.

mod clash;
mod muted_words;
mod page;
mod session_type;

pub use clash::{ClashPanel, ClashPanelProps};
pub use page::PreferencesPage;
