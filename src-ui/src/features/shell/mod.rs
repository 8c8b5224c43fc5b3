//! What surrounds every page: navigation, panels that matter everywhere, messages that come and go.

mod navigation;
mod notice_list;
mod porch;
mod unreachable;
mod welcome;

pub use navigation::Navigation;
pub use notice_list::NoticeList;
pub use porch::Porch;
pub use unreachable::{Unreachable, UnreachableProps};
pub use welcome::use_welcome;
