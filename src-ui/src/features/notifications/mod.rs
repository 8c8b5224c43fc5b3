//! Who answered or mentioned one.

mod item;
mod page;

pub use item::NotificationItem;
pub use page::NotificationsPage;
