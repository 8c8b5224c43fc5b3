//! How the vault is, when that matters.

mod lost_panel;
mod panel;
mod screen;
mod unlock_form;

pub use lost_panel::{Loss, LostPanel};
pub use panel::VaultPanel;
