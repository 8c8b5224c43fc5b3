//! From guest to member.

mod by_hand;
mod kept;
mod panel;
mod quiet_card;

pub use panel::KeepAccount;
pub use quiet_card::QuietCard;
