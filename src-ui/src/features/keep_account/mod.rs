//! From guest to member.

mod kept;
mod panel;
mod quiet_card;

pub use panel::KeepAccount;
pub use quiet_card::QuietCard;
