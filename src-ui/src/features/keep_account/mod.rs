//! From guest to member.

mod panel;

pub use panel::KeepAccount;
