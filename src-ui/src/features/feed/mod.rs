//! What people wrote, newest first.

mod compose;
mod page;
mod post_card;
mod sending;
mod sending_card;

pub use page::{FeedPage, FeedView};
pub use post_card::PostCard;
pub use sending_card::SendingCard;
